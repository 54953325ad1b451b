/**
 * What the batch function decides, in TypeScript: the same two rules as `booking.paying_channel` and
 * `booking.pool_refusal`, so that screens can explain a bucket and tests can compare the two.
 */
export type PoolFacts = {
  readonly status: 'open' | 'stopped'
  readonly quota: readonly number[]
  readonly taken: readonly number[]
  readonly opensAt: readonly (Date | null)[]
  readonly returnsAt: readonly (Date | null)[]
  readonly closesAt: Date
  /** People waiting for the session who have not been offered a seat. */
  readonly waiting: number
  /** Until when seats that come back are theirs; null: never kept. */
  readonly keepsBackUntil: Date | null
}

export type PoolRefusal =
  | 'booking.session_stopped'
  | 'booking.session_past'
  | 'booking.channel_not_offered'
  | 'booking.window_not_open'
  | 'booking.slot_full'

const hasLeft = (pool: PoolFacts, channel: number): boolean =>
  (pool.quota[channel] as number) > (pool.taken[channel] as number)

/** Whether the unused seats of a channel are open to the others: from the very instant on. */
const hasReturned = (pool: PoolFacts, channel: number, now: Date): boolean => {
  const at = pool.returnsAt[channel]
  return at !== null && at !== undefined && at <= now
}

const publicChannel = 1

/** BOOK-34 While somebody waits, what comes back is theirs: a channel has its own share only, and the public none. */
export const isKeptForWaiting = (pool: Pick<PoolFacts, 'waiting' | 'keepsBackUntil'>, now: Date): boolean =>
  pool.waiting > 0 && pool.keepsBackUntil !== null && now < pool.keepsBackUntil

/**
 * BOOK-5 Whose share pays: one's own first, then the first channel in order that has returned its unused seats.
 * @param channel counted from 0
 * @returns counted from 0, undefined when full
 */
export const payingChannel = (pool: PoolFacts, channel: number, now: Date): number | undefined => {
  const isOwnLeft = hasLeft(pool, channel)
  if (isKeptForWaiting(pool, now)) return isOwnLeft && channel !== publicChannel ? channel : undefined
  return isOwnLeft
    ? channel
    : pool.quota.map((_, other) => other).find(other => hasReturned(pool, other, now) && hasLeft(pool, other))
}

/** BOOK-4 The instant of opening is in, the instant of closing is out. */
export const poolRefusal = (pool: PoolFacts, channel: number, now: Date): PoolRefusal | undefined => {
  if (pool.status === 'stopped') return 'booking.session_stopped'
  if (now >= pool.closesAt) return 'booking.session_past'
  const opensAt = pool.opensAt[channel]
  if (opensAt === null || opensAt === undefined) return 'booking.channel_not_offered'
  if (now < opensAt) return 'booking.window_not_open'
  return payingChannel(pool, channel, now) === undefined ? 'booking.slot_full' : undefined
}

/** Seats a channel can book now: its own and those that others have returned. */
export const freeFor = (pool: PoolFacts, channel: number, now: Date): number => {
  const refusal = poolRefusal(pool, channel, now)
  if (refusal !== undefined) return 0
  if (isKeptForWaiting(pool, now)) return (pool.quota[channel] as number) - (pool.taken[channel] as number)
  return pool.quota.reduce(
    (free, quota, other) =>
      free + (other === channel || hasReturned(pool, other, now) ? quota - (pool.taken[other] as number) : 0),
    0,
  )
}

/** Seats nobody has taken, whatever their channel. */
export const leftIn = (pool: PoolFacts): number =>
  pool.quota.reduce((left, quota, channel) => left + quota - (pool.taken[channel] as number), 0)
