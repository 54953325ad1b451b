import {
  addDays,
  addMinutes,
  daysBetween,
  instantAt,
  type LocalDate,
  localDateAt,
  localTimeAt,
} from '#src/platform/kernel/dates.ts'
import { sum } from './channels.ts'
import { largestRemainder, quotasOf, spreadSeats } from './share-seats.ts'
import { type WindowRules, windowsOf } from './windows.ts'

export type SessionToPlan = {
  readonly localDate: LocalDate
  readonly startsAt: Date
  readonly endsAt: Date
  readonly capacity: number
  readonly bucketMinutes: number
}
export type PoolRules = WindowRules & {
  /** Weights in channel order. */
  readonly shares: readonly number[]
  /** Minutes before a bucket from which on no seat is kept for those who wait, and none rests. */
  readonly keepBackMinutes: number
}
export type PlannedPool = {
  readonly bucketNo: number
  readonly startsAt: Date
  readonly endsAt: Date
  readonly capacity: number
  readonly quota: readonly number[]
  readonly opensAt: readonly (Date | null)[]
  readonly returnsAt: readonly (Date | null)[]
  /** A seat can be had until the bucket is over. */
  readonly closesAt: Date
  readonly keepsBackUntil: Date
}

/** BOOK-1 The pools of a session: one for each time bucket; the last bucket may be shorter. */
export const planPools = (session: SessionToPlan, rules: PoolRules, timeZone: string): readonly PlannedPool[] => {
  const minutes = Math.round((session.endsAt.getTime() - session.startsAt.getTime()) / 60_000)
  const buckets = Math.max(1, Math.ceil(minutes / session.bucketMinutes))
  const seats = spreadSeats(session.capacity, buckets)
  const quotas = quotasOf(seats, rules.shares)
  const windows = windowsOf(session.localDate, rules, timeZone)
  return seats.map((capacity, index) => {
    const startsAt = addMinutes(session.startsAt, index * session.bucketMinutes)
    const fullEnd = addMinutes(startsAt, session.bucketMinutes)
    const endsAt = fullEnd < session.endsAt ? fullEnd : session.endsAt
    return {
      bucketNo: index + 1,
      startsAt,
      endsAt,
      capacity,
      quota: quotas[index] as readonly number[],
      ...windows,
      closesAt: endsAt,
      keepsBackUntil: addMinutes(startsAt, -rules.keepBackMinutes),
    }
  })
}

/** Shares that fit a capacity, as far as nothing taken is touched: the share with most to spare gives first. */
const fitted = (shares: readonly number[], taken: readonly number[], capacity: number): readonly number[] => {
  const quota = [...shares]
  const spare = (): readonly number[] => quota.map((share, channel) => share - (taken[channel] ?? 0))
  while (sum(quota) > capacity && Math.max(...spare()) > 0) {
    const from = spare().indexOf(Math.max(...spare()))
    quota[from] = (quota[from] as number) - 1
  }
  return quota
}

/**
 * A changed plan laid over a pool in which seats are taken: nobody loses a seat, so a share or a capacity never falls
 * below what is taken; and no seat appears from nowhere, so another share gives what one keeps beyond the plan.
 */
export const keepTaken = (
  planned: PlannedPool,
  taken: readonly number[],
): { readonly quota: readonly number[]; readonly capacity: number } => {
  const kept = planned.quota.map((share, channel) => Math.max(share, taken[channel] ?? 0))
  const quota = fitted(kept, taken, planned.capacity)
  return { quota, capacity: Math.max(planned.capacity, sum(quota)) }
}

/**
 * BOOK-63 A plan without the seats that a hospital has not got: each share is less by its own, and where a share is now
 * smaller than what it lost, the others bear the rest.
 */
export const withoutGone = <P extends PlannedPool>(planned: P, gone: readonly number[]): P => {
  const capacity = Math.max(0, planned.capacity - sum(gone))
  const quota = planned.quota.map((share, channel) => Math.max(0, share - (gone[channel] ?? 0)))
  return { ...planned, capacity, quota: fitted(quota, [], capacity) }
}

export type SetByHand = {
  readonly localDate: LocalDate
  readonly capacity: number
  readonly quota: readonly number[]
  readonly opensAt: readonly (Date | null)[]
  readonly returnsAt: readonly (Date | null)[]
  readonly quotaByHand: boolean
  readonly windowsByHand: boolean
}

/** The same time of the region's day, as many days later as the session has moved. */
const moveDays = (instants: readonly (Date | null)[], days: number, timeZone: string): readonly (Date | null)[] =>
  days === 0
    ? instants
    : instants.map(at =>
        at === null ? null : instantAt(addDays(localDateAt(at, timeZone), days), localTimeAt(at, timeZone), timeZone),
      )

/**
 * BOOK-10 What somebody has set for this session outlives a change of it: windows move with the day; shares stay as they
 * are, and with another number of seats they stay in proportion.
 */
export const keepByHand = <P extends PlannedPool>(planned: P, known: SetByHand, to: LocalDate, timeZone: string): P => {
  const days = daysBetween(known.localDate, to)
  const sameSeats = planned.capacity === known.capacity || sum(known.quota) === 0
  return {
    ...planned,
    ...(known.quotaByHand ? { quota: sameSeats ? known.quota : largestRemainder(planned.capacity, known.quota) } : {}),
    ...(known.windowsByHand
      ? {
          opensAt: moveDays(known.opensAt, days, timeZone),
          returnsAt: moveDays(known.returnsAt, days, timeZone),
        }
      : {}),
  }
}
