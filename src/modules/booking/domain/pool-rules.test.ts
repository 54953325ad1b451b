import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sum } from './channels.ts'
import { freeFor, leftIn, type PoolFacts, payingChannel, poolRefusal } from './pool-rules.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 11, 1, hour))
const pool = (more: Partial<PoolFacts> = {}): PoolFacts => ({
  status: 'open',
  quota: [2, 2, 1, 0],
  taken: [0, 0, 0, 0],
  opensAt: [at(1), at(5), at(8), null],
  returnsAt: [at(6), at(8), null, null],
  closesAt: at(10),
  waiting: 0,
  keepsBackUntil: at(7),
  ...more,
})

test('BOOK-4 the instant of opening is in and the instant of closing is out', () => {
  expect(poolRefusal(pool(), 1, new Date(at(5).getTime() - 1))).toBe('booking.window_not_open')
  expect(poolRefusal(pool(), 1, at(5))).toBeUndefined()
  expect(poolRefusal(pool(), 1, new Date(at(10).getTime() - 1))).toBeUndefined()
  expect(poolRefusal(pool(), 1, at(10))).toBe('booking.session_past')
  expect(poolRefusal(pool(), 3, at(9))).toBe('booking.channel_not_offered')
  expect(poolRefusal(pool({ status: 'stopped' }), 1, at(5))).toBe('booking.session_stopped')
})

test('BOOK-5 another’s unused share pays from its return on, and one’s own pays first', () => {
  const publicFull = pool({ taken: [1, 2, 0, 0] })
  expect(payingChannel(publicFull, 1, new Date(at(6).getTime() - 1))).toBeUndefined()
  expect(payingChannel(publicFull, 1, at(6))).toBe(0)
  expect(payingChannel(pool(), 1, at(6))).toBe(1)
  expect(freeFor(publicFull, 1, at(5))).toBe(0)
  expect(freeFor(publicFull, 1, at(6))).toBe(1)
  expect(freeFor(publicFull, 2, at(8))).toBe(2)
})

/** Bookings and cancellations in any order through any channel at any time. */
const acts = fc.array(
  fc.record({
    channel: fc.nat(3),
    hour: fc.integer({ min: 0, max: 11 }),
    cancel: fc.boolean(),
    which: fc.nat(30),
  }),
  { maxLength: 60 },
)
test('BOOK-5 whatever is booked and cancelled, no share is overdrawn and no seat is lost', () => {
  fc.assert(
    fc.property(acts, fc.array(fc.nat(4), { minLength: 4, maxLength: 4 }), (steps, quota) => {
      const taken = [0, 0, 0, 0]
      const booked: number[] = []
      const now = { ...pool({ quota, opensAt: [at(0), at(2), at(4), at(0)] }), taken }
      for (const step of steps) {
        if (step.cancel && booked.length > 0) {
          const [paid] = booked.splice(step.which % booked.length, 1) as [number]
          taken[paid] = (taken[paid] as number) - 1
        } else if (poolRefusal(now, step.channel, at(step.hour)) === undefined) {
          const paid = payingChannel(now, step.channel, at(step.hour)) as number
          taken[paid] = (taken[paid] as number) + 1
          booked.push(paid)
        }
        for (const [channel, count] of taken.entries()) expect(count).toBeLessThanOrEqual(quota[channel] as number)
        expect(sum(taken)).toBe(booked.length)
        expect(leftIn(now) + booked.length).toBe(sum(quota))
      }
    }),
  )
})
