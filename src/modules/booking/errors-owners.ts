import { conflict, forbidden, notFound, type Refusal, refused } from '#src/platform/kernel/errors.ts'

/** Refusals about whose seats they are, and about who did not come. */

export const sourceHasBookings = (sessionId: string): Refusal => conflict('booking.source_has_bookings', { sessionId })
export const cutOffNeeded = (): Refusal => refused('booking.cut_off_needed')
export const cutOffTooLate = (): Refusal => refused('booking.cut_off_too_late')
export const noHospitalLine = (): Refusal => refused('booking.no_hospital_line')
export const lineAddressNeeded = (): Refusal => refused('booking.line_address_needed')
export const lineKeyNeeded = (): Refusal => refused('booking.line_key_needed')
export const lineAddressNotAllowed = (baseUrl: string): Refusal =>
  refused('booking.line_address_not_allowed', { baseUrl })
export const simulatorDemoOnly = (): Refusal => refused('booking.simulator_demo_only')
export const notABlock = (sessionId: string): Refusal => refused('booking.not_a_block', { sessionId })
export const beforeCutOff = (cutOffAt: string): Refusal => conflict('booking.before_cut_off', { cutOffAt })
export const alreadyReported = (sessionId: string): Refusal => conflict('booking.already_reported', { sessionId })
export const hospitalNotConfirmed = (appointmentId: string): Refusal =>
  conflict('booking.hospital_not_confirmed', { appointmentId })

export const notYours = (residentId: string): Refusal => forbidden('booking.not_your_resident', { residentId })
export const notSuspended = (residentId: string): Refusal => refused('booking.not_suspended', { residentId })
export const appealOpen = (): Refusal => conflict('booking.appeal_open')
export const appealNotFound = (appealId: string): Refusal => notFound('booking.appeal_not_found', { appealId })
export const appealDecided = (appealId: string, status: string): Refusal =>
  conflict('booking.appeal_decided', { appealId, status })
export const appealReasonNeeded = (): Refusal => refused('booking.appeal_reason_needed')
export const notMissed = (appointmentId: string, status: string): Refusal =>
  conflict('booking.not_missed', { appointmentId, status })
