import { conflict, type Refusal, refused } from '#src/platform/kernel/errors.ts'

/** Refusals about whose seats they are. */

export const sourceHasBookings = (sessionId: string): Refusal => conflict('booking.source_has_bookings', { sessionId })
export const cutOffNeeded = (): Refusal => refused('booking.cut_off_needed')
export const cutOffTooLate = (): Refusal => refused('booking.cut_off_too_late')
export const noHospitalLine = (): Refusal => refused('booking.no_hospital_line')
export const lineAddressNeeded = (): Refusal => refused('booking.line_address_needed')
export const simulatorDemoOnly = (): Refusal => refused('booking.simulator_demo_only')
export const notABlock = (sessionId: string): Refusal => refused('booking.not_a_block', { sessionId })
export const beforeCutOff = (cutOffAt: string): Refusal => conflict('booking.before_cut_off', { cutOffAt })
export const alreadyReported = (sessionId: string): Refusal => conflict('booking.already_reported', { sessionId })
export const hospitalNotConfirmed = (appointmentId: string): Refusal =>
  conflict('booking.hospital_not_confirmed', { appointmentId })
