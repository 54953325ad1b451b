import { conflict, fieldRefused, forbidden, notFound, type Refusal, refused } from '#src/platform/kernel/errors.ts'

/** Refusals of what happens to a promised session: naming, substitutes, late, check-in, swaps, leave asked for. */
export const noLead = (): Refusal => fieldRefused('/staff', 'deployment.no_lead')
export const personNamedAlready = (sessionId: string): Refusal =>
  refused('deployment.person_named_already', { sessionId })
export const notLaidOut = (staffId: string): Refusal => fieldRefused('/staffId', 'deployment.not_laid_out', { staffId })
export const lateOnlyOnTheDay = (sessionId: string): Refusal =>
  refused('deployment.late_only_on_the_day', { sessionId })
/** @param site the name of the institution whose code is wanted: experts hold the codes of several. */
export const siteCodeWrong = (site: string): Refusal => fieldRefused('/code', 'deployment.site_code_wrong', { site })
/** Not now, rather than never: the same code may be right when the pause is over. */
export const siteCodePaused = (minutes: number): Refusal => conflict('deployment.site_code_paused', { minutes })
export const checkInOnlyOnTheDay = (sessionId: string): Refusal =>
  refused('deployment.check_in_only_on_the_day', { sessionId })
export const insteadUnfit = (sessionId: string): Refusal => refused('deployment.instead_unfit', { sessionId })

export const swapUnknown = (swapId: string): Refusal => notFound('deployment.swap_unknown', { swapId })
export const swapSettled = (swapId: string): Refusal => refused('deployment.swap_settled', { swapId })
export const notYourSwap = (swapId: string): Refusal => forbidden('deployment.not_your_swap', { swapId })
export const swapWithOneself = (): Refusal => fieldRefused('/toStaffId', 'deployment.swap_with_oneself')
export const swapOfferedAlready = (): Refusal => conflict('deployment.swap_offered_already')

export const leaveInThePast = (): Refusal => fieldRefused('/from', 'deployment.leave_in_the_past')
export const leaveNeedsReason = (): Refusal => fieldRefused('/note', 'deployment.leave_needs_reason')
export const leaveRequestUnknown = (requestId: string): Refusal =>
  notFound('deployment.leave_request_unknown', { requestId })
export const leaveRequestSettled = (requestId: string): Refusal =>
  refused('deployment.leave_request_settled', { requestId })
export const notYourRequest = (requestId: string): Refusal => forbidden('deployment.not_your_request', { requestId })
export const accountWithoutPerson = (): Refusal => refused('deployment.account_without_person')
