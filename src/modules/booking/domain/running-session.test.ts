import { expect, test } from 'vitest'
import { sessionToOpen } from './running-session.ts'

const entry = (startsAt: string, endsAt: string, waiting = 0) => ({ session: { startsAt, endsAt }, waiting })
const at = (time: string) => new Date(`2026-11-23T${time}:00Z`)
const morning = entry('2026-11-23T01:00:00Z', '2026-11-23T04:00:00Z')
const evening = entry('2026-11-23T10:00:00Z', '2026-11-23T12:00:00Z')

test('BOOK-106 the session that runs now opens by itself, from half an hour before', () => {
  expect(sessionToOpen([evening, morning], at('02:00'))).toBe(morning)
  expect(sessionToOpen([morning, evening], at('09:30'))).toBe(evening)
  expect(sessionToOpen([morning, evening], at('09:29'))).toBeUndefined()
  expect(sessionToOpen([morning, evening], at('04:00'))).toBeUndefined()
})

test('BOOK-106 of several that run, one for which people wait comes first', () => {
  const busy = entry('2026-11-23T01:00:00Z', '2026-11-23T04:00:00Z', 2)
  expect(sessionToOpen([morning, busy], at('02:00'))).toBe(busy)
  expect(sessionToOpen([morning, { ...busy, waiting: 0 }], at('02:00'))).toBe(morning)
})

test('BOOK-106 the only one opens whenever it is', () => {
  expect(sessionToOpen([evening], at('02:00'))).toBe(evening)
  expect(sessionToOpen([], at('02:00'))).toBeUndefined()
})
