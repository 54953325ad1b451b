import { conflict, fieldRefused, forbidden, notFound, type Refusal, refused } from '#src/platform/kernel/errors.ts'
import type { SheetWrong } from './domain/closing-sheet.ts'

/** Refusals of closing sheets (下沉工作日志). */
export const notYourSession = (sessionId: string): Refusal => forbidden('deployment.not_your_session', { sessionId })
export const sheetUnknown = (sessionId: string): Refusal => notFound('deployment.sheet_unknown', { sessionId })
export const sheetTooEarly = (sessionId: string): Refusal => refused('deployment.sheet_too_early', { sessionId })
export const sheetOfStoppedSession = (sessionId: string): Refusal =>
  refused('deployment.sheet_of_stopped_session', { sessionId })
/** Somebody wrote a newer version after this screen read it. */
export const sheetChangedMeanwhile = (sessionId: string): Refusal =>
  conflict('deployment.sheet_changed_meanwhile', { sessionId })
export const sheetDecided = (sessionId: string): Refusal => refused('deployment.sheet_decided', { sessionId })
export const ownSheet = (sessionId: string): Refusal => refused('deployment.own_sheet', { sessionId })
export const returnNeedsReason = (): Refusal => fieldRefused('/reason', 'deployment.return_needs_reason')

const fieldOf: Readonly<Record<SheetWrong, string>> = {
  left_before_arriving: '/leftAt',
  extra_more_than_seen: '/extraVisits',
  sheet_is_empty: '/note',
}
export const sheetWrong = (why: SheetWrong): Refusal => fieldRefused(fieldOf[why], `deployment.${why}`)
