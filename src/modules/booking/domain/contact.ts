import { addMinutes } from '#src/platform/kernel/dates.ts'
import type { CallOutcome, ContactAnswer } from '../contract-contacts.ts'

/** Whoever has not answered so long before the visit is rung, however short ago the message went out. */
const beforeVisitHours = 12

/** From when on somebody rings: at once without a message, else after some hours, and in time before the visit. */
export const callFromOf = (
  now: Date,
  told: { readonly wasSent: boolean; readonly hours: number; readonly startsAt: Date },
): Date => {
  if (!told.wasSent) return now
  const later = addMinutes(now, told.hours * 60)
  const evening = addMinutes(told.startsAt, -beforeVisitHours * 60)
  return later < evening ? later : evening > now ? evening : now
}

const retryMinutes = 60

/** What a call leaves behind: an answer, or a new moment to try. */
export const afterCall = (
  outcome: CallOutcome,
  now: Date,
  tryAgainAt: Date | undefined,
): { readonly answer: ContactAnswer | null; readonly callFrom: Date | null } => {
  if (outcome !== 'not_reached') return { answer: outcome, callFrom: null }
  const asked = tryAgainAt !== undefined && tryAgainAt > now ? tryAgainAt : addMinutes(now, retryMinutes)
  return { answer: null, callFrom: asked }
}

/** Who wants another time still waits for one; every other answer ends the matter. */
export const isSettled = (answer: ContactAnswer | null): boolean => answer !== null && answer !== 'wants_other'
