import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  calledSince,
  inCallingOrder,
  interleaved,
  keyBehind,
  keyOf,
  keyOfLate,
  keyWithPriority,
  type Line,
  turnOf,
} from './queue.ts'
import { isAllowed } from './visit-steps.ts'

const now = new Date('2026-12-01T01:30:00Z')
const start = new Date('2026-12-01T01:00:00Z')
/** Minutes after the session's start; people of one bucket share a minute and differ by ticket. */
const queue = (...minutes: readonly number[]) =>
  minutes.map((minute, index) => ({
    queueKey: keyOf(new Date(start.getTime() + minute * 60_000), start, index + 1),
    ticketNo: index + 1,
    isWalkIn: false,
  }))
/** By time alone. */
const byTime = (waiting: Line['waiting']): Line => ({ waiting, turns: { booked: 0, since: 0, nowKey: 0 } })
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
      expect(placeOf(waiting, keyBehind(byTime(waiting), places))).toBe(Math.min(places, waiting.length))
    }),
  )
})

test('BOOK-15 who returns with results comes after one of those waiting, before the rest', () => {
  const waiting = queue(10, 10, 20)
  expect(placeOf(waiting, keyBehind(byTime(waiting), 1))).toBe(1)
})

test('BOOK-16 priority gains its places and never makes anyone later', () => {
  fc.assert(
    fc.property(minutes, fc.integer({ min: -60, max: 240 }), fc.nat(5), (turns, minute, places) => {
      const waiting = queue(...turns)
      const own = keyOf(new Date(start.getTime() + minute * 60_000), start, turns.length + 1)
      const key = keyWithPriority(byTime(waiting), { queueKey: own, isWalkIn: false }, places)
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

const turns = (...kinds: readonly ('booked' | 'walk_in' | 'later')[]) =>
  kinds.map((kind, index) => ({
    queueKey: (kind === 'later' ? 500 : 0) + index,
    ticketNo: index + 1,
    isWalkIn: kind === 'walk_in',
  }))
const called = (waiting: ReturnType<typeof turns>, booked: number, since = 0) =>
  interleaved(waiting, { booked, since, nowKey: 100 }).map(one => one.ticketNo)

test('BOOK-97 two booked, one walk-in; whoever is left over follows; with 0 by time alone', () => {
  const waiting = turns('walk_in', 'walk_in', 'booked', 'booked', 'booked', 'walk_in')
  expect(called(waiting, 2)).toEqual([3, 4, 1, 5, 2, 6])
  expect(called(waiting, 2, 2)).toEqual([1, 3, 4, 2, 5, 6])
  expect(called(waiting, 0)).toEqual([1, 2, 3, 4, 5, 6])
  expect(called(turns('walk_in', 'later', 'later'), 2)).toEqual([1, 2, 3])
  expect(called(turns('later', 'later'), 2)).toEqual([1, 2])
  const early = [...turns('booked', 'booked'), { queueKey: 500, ticketNo: 3, isWalkIn: true }]
  expect(called(early, 1, 1)).toEqual([1, 2, 3])
})

test('BOOK-97 nobody is lost or doubled, and booked people stay in order among themselves', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('booked' as const, 'walk_in' as const, 'later' as const), { maxLength: 20 }),
      fc.integer({ min: 0, max: 4 }),
      fc.nat(6),
      (kinds, booked, since) => {
        const waiting = turns(...kinds)
        const order = interleaved(waiting, { booked, since, nowKey: 100 })
        expect([...order].sort((a, b) => a.ticketNo - b.ticketNo)).toEqual(waiting)
        for (const isWalkIn of [true, false])
          expect(order.filter(one => one.isWalkIn === isWalkIn)).toEqual(
            inCallingOrder(waiting).filter(one => one.isWalkIn === isWalkIn),
          )
      },
    ),
  )
})

const kindsOf = fc.array(fc.constantFrom('booked' as const, 'walk_in' as const, 'later' as const), { maxLength: 14 })
const inTurns = (waiting: Line['waiting'], booked: number, since: number): Line => ({
  waiting,
  turns: { booked, since, nowKey: 100 },
})
/** How many are called before somebody who joins with this key. */
const ahead = ({ waiting, turns: how }: Line, queueKey: number, isWalkIn: boolean) =>
  interleaved([...waiting, { queueKey, ticketNo: 999, isWalkIn }], how).findIndex(one => one.ticketNo === 999)

test('BOOK-16 BOOK-97 a walk-in with priority is never called later than without it, and gains the places', () => {
  fc.assert(
    fc.property(
      kindsOf,
      fc.integer({ min: 0, max: 4 }),
      fc.nat(6),
      fc.nat(5),
      fc.boolean(),
      fc.constantFrom(100.5, 700),
      (kinds, booked, since, places, isWalkIn, queueKey) => {
        const line = inTurns(turns(...kinds), booked, since)
        const key = keyWithPriority(line, { queueKey, isWalkIn }, places)
        expect(key).toBeLessThanOrEqual(queueKey)
        const without = ahead(line, queueKey, isWalkIn)
        const front = ahead(line, Math.min(-1, queueKey), false)
        expect(ahead(line, key, false)).toBeLessThanOrEqual(Math.max(front, without - places))
        expect(ahead(line, key, false)).toBeLessThanOrEqual(without)
      },
    ),
  )
})

test('BOOK-14 BOOK-15 BOOK-98 who goes back lets N be called and no more, in the order of the turns', () => {
  const line = inTurns(turns('booked', 'booked', 'booked', 'walk_in', 'walk_in', 'walk_in'), 1, 1)
  // W B W B W B: behind three come W B W, then the turn is a booked one's.
  expect(called(turns('booked', 'booked', 'booked', 'walk_in', 'walk_in', 'walk_in'), 1, 1)).toEqual([4, 1, 5, 2, 6, 3])
  expect(ahead(line, keyBehind(line, 3), false)).toBe(3)
  expect(ahead(line, keyOfLate(line, 900, 3), false)).toBe(3)
  fc.assert(
    fc.property(kindsOf, fc.integer({ min: 0, max: 4 }), fc.nat(6), fc.nat(6), (kinds, booked, since, places) => {
      const waiting = turns(...kinds)
      const own = inTurns(waiting, booked, since)
      const keys = waiting.map(one => one.queueKey).sort((a, b) => a - b)
      const between = keys.map((key, index) => (key + (keys[index + 1] ?? key + 2)) / 2)
      const reachable = [-1, ...between].map(key => ahead(own, key, false))
      const expected = Math.min(...reachable.filter(place => place >= places))
      expect(ahead(own, keyBehind(own, places), false)).toBe(
        Number.isFinite(expected) ? expected : Math.max(...reachable),
      )
    }),
  )
})

test('BOOK-97 what was called since the last walk-in counts by the moment of the call', () => {
  const at = (minute: number, isWalkIn: boolean) => ({
    calledAt: new Date(start.getTime() + minute * 60_000),
    isWalkIn,
  })
  expect(calledSince([])).toBe(0)
  expect(calledSince([at(3, false), at(1, false), at(2, true)])).toBe(1)
  expect(calledSince([at(1, false), at(2, false)])).toBe(2)
})

test('BOOK-98 a late comer stands behind so many, never worse than by arrival, and by arrival where nothing is set', () => {
  const waiting = queue(10, 20, 30)
  const own = keyOf(new Date(start.getTime() + 60 * 60_000), start, 9)
  expect(placeOf(waiting, keyOfLate(byTime(waiting), own, 1))).toBe(1)
  expect(placeOf(waiting, keyOfLate(byTime(waiting), own, 9))).toBe(3)
  expect(keyOfLate(byTime(waiting), own, 0)).toBe(own)
})
