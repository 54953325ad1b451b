import { invariant } from '#src/platform/kernel/errors.ts'
import { sum } from './channels.ts'

/** BOOK-2 Seats spread over buckets as evenly as whole seats can be; the sum is exact. */
export const spreadSeats = (capacity: number, buckets: number): readonly number[] => {
  invariant(buckets > 0, 'a session has at least one bucket')
  const upTo = (bucket: number) => Math.floor((bucket * capacity) / buckets)
  return Array.from({ length: buckets }, (_, bucket) => upTo(bucket + 1) - upTo(bucket))
}

/**
 * BOOK-2 Whole seats for each share by the largest remainder (Hare–Niemeyer); the sum is exact and no share is off by
 * a whole seat. Equal remainders go to the earlier channel.
 * @param shares any weights; they need not add up to 100
 */
export const largestRemainder = (seats: number, shares: readonly number[]): readonly number[] => {
  const total = sum(shares)
  if (total === 0) return shares.map(() => 0)
  // Whole numbers throughout: seats × share is compared by quotient and remainder, never as a fraction.
  const quotas = shares.map(share => Math.floor((seats * share) / total))
  const remainders = shares.map(share => (seats * share) % total)
  const left = seats - sum(quotas)
  const favoured = shares
    .map((_, channel) => channel)
    .sort((a, b) => (remainders[b] as number) - (remainders[a] as number) || a - b)
    .slice(0, left)
  return quotas.map((quota, channel) => quota + (favoured.includes(channel) ? 1 : 0))
}

/**
 * BOOK-2 Shares the seats of a whole session among the channels and lays them out over its buckets: each bucket's
 * quotas add up to its seats, each channel's add up to its share of the session, and no bucket belongs to one channel
 * alone while seats of others are left to mix in.
 * @returns for each bucket one quota per channel
 */
export const quotasOf = (
  seatsByBucket: readonly number[],
  shares: readonly number[],
): readonly (readonly number[])[] => {
  const capacity = sum(seatsByBucket)
  const totals = largestRemainder(capacity, shares)
  const given = shares.map(() => 0)
  let seatsSoFar = 0
  const nextChannel = (): number => {
    seatsSoFar += 1
    // The channel that is furthest behind where an even spread would have it by now.
    const behind = totals.map((total, channel) => {
      const have = given[channel] as number
      return have < total ? total * seatsSoFar - have * capacity : Number.NEGATIVE_INFINITY
    })
    return behind.indexOf(Math.max(...behind))
  }
  return seatsByBucket.map(seats => {
    const quota = shares.map(() => 0)
    if (sum(totals) === 0) return quota
    for (let seat = 0; seat < seats; seat += 1) {
      const channel = nextChannel()
      given[channel] = (given[channel] as number) + 1
      quota[channel] = (quota[channel] as number) + 1
    }
    return quota
  })
}
