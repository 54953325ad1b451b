import { expect, test } from 'vitest'
import { noShowRuleOf } from './no-show-policy.ts'

const own = { limit: 2, days: 10, suspensionDays: 5 }
const now = new Date('2026-11-20T02:00:00Z')
const zone = 'Asia/Shanghai'

test('BOOK-66 each hospital’s practice is a policy: so many in so long, then so long a pause', () => {
  expect(noShowRuleOf('own', own, now, zone)).toEqual({
    limit: 2,
    since: '2026-11-10',
    until: new Date('2026-11-25T02:00:00Z'),
  })
  expect(noShowRuleOf('month_4_rest', own, now, zone)).toEqual({
    limit: 4,
    since: '2026-11-01',
    until: new Date('2026-11-30T16:00:00Z'),
  })
  expect(noShowRuleOf('year_3_month', own, now, zone)).toMatchObject({ limit: 3, since: '2025-11-20' })
  expect(noShowRuleOf('quarter_3_half_year', own, now, zone).until).toEqual(new Date('2027-05-21T02:00:00Z'))
  expect(noShowRuleOf('never', own, now, zone).limit).toBe(0)
})
