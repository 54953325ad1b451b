import type { OrderState, SeatAnswer } from '../contract-owners.ts'

export type HospitalStep = 'reserve' | 'confirm' | 'cancel'
export type HospitalOutcome = 'ok' | 'duplicate' | 'gone' | 'no_answer'

/** What is asked next of the hospital; nothing of an order that is settled. */
export const stepOf = (state: OrderState): HospitalStep | undefined =>
  state === 'asked' ? 'reserve' : state === 'reserved' ? 'confirm' : state === 'releasing' ? 'cancel' : undefined

type Next = {
  readonly state: OrderState
  readonly reason?: 'gone' | 'no_answer'
  /** Our own seat goes back: the hospital has none for it. */
  readonly givesSeatBack?: boolean
}

/**
 * BOOK-63 Where an order stands after an answer. Silence is not a no: it is asked again with the same key until the time
 * is up; then our seat goes back at once and the hospital is told to forget the key until it says that it has.
 */
export const afterAnswer = (state: OrderState, outcome: HospitalOutcome, isTimeUp: boolean): Next => {
  const step = stepOf(state)
  if (outcome === 'no_answer')
    return isTimeUp && step !== 'cancel' ? { state: 'releasing', reason: 'no_answer', givesSeatBack: true } : { state }
  if (step === 'cancel') return { state: 'released' }
  if (outcome === 'gone') return { state: 'refused', reason: 'gone', givesSeatBack: true }
  return { state: step === 'reserve' ? 'reserved' : 'confirmed' }
}

const firstRetrySeconds = 5
const longestRetrySeconds = 600

/** Seconds until the next try: 5, 10, 20 … never more than ten minutes. */
export const retrySeconds = (attempts: number): number =>
  Math.min(longestRetrySeconds, firstRetrySeconds * 2 ** Math.min(attempts, 10))

/** What a person is told of an order; without one the hospital has not been asked yet. */
export const answerOf = (state: OrderState | null, reason: string | null): SeatAnswer => {
  if (state === null || state === 'asked' || state === 'reserved') return 'asking'
  if (state === 'confirmed') return 'confirmed'
  return reason === 'gone' ? 'gone' : reason === 'no_answer' ? 'no_answer' : 'given_back'
}
