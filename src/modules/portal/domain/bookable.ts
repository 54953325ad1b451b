import type { BookableState } from '../contract.ts'

export type BookableFacts = {
  /** Status of the session as deployment keeps it. */
  readonly status: string
  readonly endsAt: Date
  readonly now: Date
  /** What booking says of the public channel; null when the session has no seats at all (come and wait). */
  readonly seats: {
    readonly state: 'open' | 'not_yet' | 'full' | 'past' | 'stopped'
    /** When the public may book; null when it never may. */
    readonly opensAt: string | null
  } | null
}

/**
 * PORT-1 Whether a resident may book a session now, and if not, why: told in this order, since the first reason is the
 * one that helps (a stopped session is never "full", and what is not booked by phone is not "full" either).
 */
export const bookableState = ({ status, endsAt, now, seats }: BookableFacts): BookableState => {
  if (status === 'cancelled' || seats?.state === 'stopped') return 'stopped'
  if (now >= endsAt) return 'over'
  if (seats === null || seats.opensAt === null) return 'elsewhere'
  return seats.state === 'past' ? 'over' : seats.state
}

/** Kinds of sessions that residents can come to (as DEP-12); rounds, teaching and postings are the institutions' own. */
/** 义诊 and 讲座: open to whoever likes to come. */
export const activityKinds: readonly string[] = ['free_clinic', 'lecture']
export const isActivity = (kind: string): boolean => activityKinds.includes(kind)

export const kindsForResidents: readonly string[] = ['outpatient', ...activityKinds]
