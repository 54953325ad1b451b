import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sum } from './channels.ts'
import { largestRemainder, quotasOf, spreadSeats } from './share-seats.ts'

const shares = fc.array(fc.nat(100), { minLength: 4, maxLength: 4 }).filter(weights => sum(weights) > 0)

test('BOOK-2 seats over buckets add up and no bucket has two more than another', () => {
  fc.assert(
    fc.property(fc.nat(500), fc.integer({ min: 1, max: 60 }), (capacity, buckets) => {
      const seats = spreadSeats(capacity, buckets)
      expect(sum(seats)).toBe(capacity)
      expect(Math.max(...seats) - Math.min(...seats)).toBeLessThanOrEqual(1)
    }),
  )
})

test('BOOK-2 the largest remainder gives every seat away and no share is off by a whole seat', () => {
  fc.assert(
    fc.property(fc.nat(500), shares, (seats, weights) => {
      const given = largestRemainder(seats, weights)
      expect(sum(given)).toBe(seats)
      for (const [channel, count] of given.entries())
        expect(Math.abs(count - (seats * (weights[channel] as number)) / sum(weights))).toBeLessThan(1)
    }),
  )
})

test('BOOK-2 quotas add up along the buckets and along the channels', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.integer({ min: 1, max: 24 }), shares, (capacity, buckets, weights) => {
      const seats = spreadSeats(capacity, buckets)
      const quotas = quotasOf(seats, weights)
      expect(quotas.map(sum)).toEqual(seats)
      const byChannel = weights.map((_, channel) => sum(quotas.map(quota => quota[channel] as number)))
      expect(byChannel).toEqual(largestRemainder(capacity, weights))
    }),
  )
})

test('BOOK-2 a morning of twenty seats in four buckets has eight, eight and four, mixed in every bucket', () => {
  const quotas = quotasOf(spreadSeats(20, 4), [40, 40, 20, 0])
  expect(quotas.map(sum)).toEqual([5, 5, 5, 5])
  for (const quota of quotas) expect(quota).toEqual([2, 2, 1, 0])
})
