import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inCallingOrder, keyAfter, keyOf, keyWithPriority, turnOf } from './queue.ts'
import { isAllowed } from './visit-steps.ts'

const now = new Date('2026-12-01T01:30:00Z')
const start = new Date('2026-12-01T01:00:00Z')
/** Minutes after the session's start; people of one bucket share a minute and differ by ticket. */
const queue = (...minutes: readonly number[]) =>
  minutes.map((minute, index) => ({
    queueKey: keyOf(new Date(start.getTime() + minute * 60_000), start, index + 1),
    ticketNo: index + 1,
  }))
const minutes = fc.array(fc.integer({ min: -60, max: 240 }), { maxLength: 30 })
const placeOf = (waiting: readonly { queueKey: number; ticketNo: number }[], queueKey: number) =>
  inCallingOrder([...waiting, { queueKey, ticketNo: 999 }]).findIndex(one => one.ticketNo === 999)

test('BOOK-13 a booked person counts from the bucket, a late one and a walk-in from arrival, nobody before the bucket', () => {
  const slot = { startsAt: new Date('2026-12-01T01:00:00Z'), endsAt: new Date('2026-12-01T01:30:00Z') }
  const [early, during] = [new Date('2026-12-01T00:40:00Z'), new Date('2026-12-01T01:20:00Z')]
  expect(turnOf(early, slot, false)).toBe(slot.startsAt)
  expect(turnOf(during, slot, false)).toBe(slot.startsAt)
  expect(turnOf(now, slot, false)).toBe(now)
  expect(turnOf(early, slot, true)).toBe(slot.startsAt)
  expect(turnOf(during, slot, true)).toBe(during)
})

test('BOOK-14 who is passed stands exactly N places back, or at the end when fewer wait', () => {
  fc.assert(
    fc.property(minutes, fc.nat(10), (turns, places) => {
      const waiting = queue(...turns)
      expect(placeOf(waiting, keyAfter(waiting, places))).toBe(Math.min(places, waiting.length))
    }),
  )
})

test('BOOK-15 who returns with results comes after one of those waiting, before the rest', () => {
  const waiting = queue(10, 10, 20)
  expect(placeOf(waiting, keyAfter(waiting, 1))).toBe(1)
})

test('BOOK-16 priority gains its places and never makes anyone later', () => {
  fc.assert(
    fc.property(minutes, fc.integer({ min: -60, max: 240 }), fc.nat(5), (turns, minute, places) => {
      const waiting = queue(...turns)
      const own = keyOf(new Date(start.getTime() + minute * 60_000), start, turns.length + 1)
      const key = keyWithPriority(waiting, own, places)
      expect(key).toBeLessThanOrEqual(own)
      const ahead = waiting.filter(other => other.queueKey <= own).length
      expect(placeOf(waiting, key)).toBeLessThanOrEqual(Math.max(0, ahead - places))
    }),
  )
})

test('BOOK-12 nobody is called twice at once, seen without being called, or passed without a call', () => {
  expect(isAllowed('call', 'waiting')).toBe(true)
  expect(isAllowed('call', 'in_room')).toBe(false)
  expect(isAllowed('pass', 'waiting')).toBe(false)
  expect(isAllowed('finish', 'waiting')).toBe(false)
  expect(isAllowed('return', 'seen')).toBe(true)
  expect(isAllowed('leave', 'seen')).toBe(false)
})
