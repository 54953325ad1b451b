import { expect, test } from 'vitest'
import { afterCall, callFromOf, isSettled } from './contact.ts'

const now = new Date('2026-11-30T02:00:00Z')
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

test('BOOK-56 who got no message is rung at once, others after some hours and in any case half a day before', () => {
  expect(callFromOf(now, { wasSent: false, hours: 4, startsAt: inHours(48) })).toEqual(now)
  expect(callFromOf(now, { wasSent: true, hours: 4, startsAt: inHours(48) })).toEqual(inHours(4))
  expect(callFromOf(now, { wasSent: true, hours: 4, startsAt: inHours(14) })).toEqual(inHours(2))
  expect(callFromOf(now, { wasSent: true, hours: 4, startsAt: inHours(3) })).toEqual(now)
})

test('BOOK-57 who was not reached is tried again, at the moment that was said or in an hour; every other word is an answer', () => {
  expect(afterCall('not_reached', now, undefined)).toEqual({ answer: null, callFrom: inHours(1) })
  expect(afterCall('not_reached', now, inHours(5))).toEqual({ answer: null, callFrom: inHours(5) })
  expect(afterCall('not_reached', now, inHours(-5))).toEqual({ answer: null, callFrom: inHours(1) })
  expect(afterCall('gives_up', now, undefined)).toEqual({ answer: 'gives_up', callFrom: null })
  expect(isSettled('wants_other')).toBe(false)
  expect(isSettled('reached')).toBe(true)
})
