import { expect, test } from 'vitest'
import { isToReport, ownedOrder } from './owned-order.ts'

const row = (
  name: string,
  starts: string,
  source: { kind: 'block' | 'live'; reportedAt?: string; isFinal?: boolean },
) =>
  ({
    name,
    session: { startsAt: `${starts}T01:00:00.000Z`, endsAt: `${starts}T03:00:00.000Z` },
    source: { kind: source.kind, reportedAt: source.reportedAt ?? null },
    isFinal: source.isFinal ?? false,
  }) as never

test('BOOK-101 what must be reported back comes first, then what is to come by its day, then what is over with the newest first', () => {
  const rows = [
    row('over', '2026-11-20', { kind: 'live' }),
    row('next month', '2026-12-20', { kind: 'live' }),
    row('reported', '2026-11-27', { kind: 'block', isFinal: true, reportedAt: '2026-11-27T05:00:00.000Z' }),
    row('tomorrow', '2026-11-29', { kind: 'block' }),
    row('to report', '2026-11-30', { kind: 'block', isFinal: true }),
    row('long due', '2026-10-01', { kind: 'block', isFinal: true }),
  ]
  expect(ownedOrder(rows, '2026-11-28T02:00:00.000Z').map(one => (one as { name: string }).name)).toEqual([
    'long due',
    'to report',
    'tomorrow',
    'next month',
    'reported',
    'over',
  ])
  expect(rows.filter(isToReport)).toHaveLength(2)
})
