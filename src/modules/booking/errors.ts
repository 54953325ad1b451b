import { busy, conflict, forbidden, notFound, type Refusal, refused } from '#src/platform/kernel/errors.ts'

/** Every refusal of booking, with what else is possible in its details. 409: may be different on the next try. */

export const slotNotFound = (poolId: string): Refusal => notFound('booking.slot_not_found', { poolId })
export const sessionNotFound = (sessionId: string): Refusal => notFound('booking.session_not_found', { sessionId })
export const appointmentNotFound = (appointmentId: string): Refusal =>
  notFound('booking.appointment_not_found', { appointmentId })
export const visitNotFound = (visitId: string): Refusal => notFound('booking.visit_not_found', { visitId })
export const institutionNotFound = (institutionId: string): Refusal =>
  notFound('booking.institution_not_found', { institutionId })

export const channelNotYours = (channel: string): Refusal => forbidden('booking.channel_not_yours', { channel })
export const notYourResident = (residentId: string): Refusal => forbidden('booking.not_your_resident', { residentId })

export const extraNotYours = (sessionId: string): Refusal => forbidden('booking.extra_not_yours', { sessionId })
export const waitingNotFound = (waitingId: string): Refusal => notFound('booking.waiting_not_found', { waitingId })
export const notWaiting = (waitingId: string, status: string): Refusal =>
  conflict('booking.not_waiting', { waitingId, status })
export const slotFull = (): Refusal => conflict('booking.slot_full')
export const alreadyBooked = (): Refusal => conflict('booking.already_booked')
export const departmentDayLimit = (): Refusal => conflict('booking.department_day_limit')
export const holdExpired = (appointmentId: string): Refusal => conflict('booking.hold_expired', { appointmentId })
export const notHeld = (appointmentId: string, status: string): Refusal =>
  conflict('booking.not_held', { appointmentId, status })
export const notCancellable = (appointmentId: string, status: string): Refusal =>
  conflict('booking.not_cancellable', { appointmentId, status })
export const alreadyArrived = (appointmentId: string): Refusal => conflict('booking.already_arrived', { appointmentId })
export const notBooked = (appointmentId: string, status: string): Refusal =>
  conflict('booking.not_booked', { appointmentId, status })
export const visitNotPossible = (visitId: string, status: string): Refusal =>
  conflict('booking.visit_not_possible', { visitId, status })
export const ticketNotReturnable = (appointmentId: string, status: string): Refusal =>
  conflict('booking.ticket_not_returnable', { appointmentId, status })
/** Somebody was called and nobody has said whether they came. */
export const calledUndecided = (visitId: string, ticketNo: number): Refusal =>
  conflict('booking.called_undecided', { visitId, ticketNo })
export const quotaBelowTaken = (): Refusal => conflict('booking.quota_below_taken')

export const notReschedulable = (appointmentId: string, status: string): Refusal =>
  conflict('booking.not_reschedulable', { appointmentId, status })
export const sameTime = (appointmentId: string): Refusal => refused('booking.same_time', { appointmentId })
export const otherDepartment = (appointmentId: string): Refusal =>
  refused('booking.other_department', { appointmentId })
export const tooLateToCancel = (appointmentId: string, cancelUntil: string): Refusal =>
  refused('booking.too_late_to_cancel', { appointmentId, cancelUntil })
export const notToday = (appointmentId: string, localDate: string): Refusal =>
  refused('booking.not_today', { appointmentId, localDate })
export const quotaOverCapacity = (): Refusal => refused('booking.quota_over_capacity')
export const rangeTooLong = (maxDays: number): Refusal => refused('booking.range_too_long', { maxDays })

export const contactNotFound = (contactId: string): Refusal => notFound('booking.contact_not_found', { contactId })
export const contactAnswered = (contactId: string, answer: string): Refusal =>
  conflict('booking.contact_answered', { contactId, answer })
export const paymentNotFound = (paymentId: string): Refusal => notFound('booking.payment_not_found', { paymentId })
export const alreadyPaid = (): Refusal => conflict('booking.already_paid')
export const notPayable = (appointmentId: string, status: string): Refusal =>
  conflict('booking.not_payable', { appointmentId, status })
export const refundNotDue = (paymentId: string): Refusal => conflict('booking.refund_not_due', { paymentId })
export const sessionOver = (sessionId: string): Refusal => refused('booking.session_over', { sessionId })

/** The queue of requests is full; nothing has been written and the same request may come again. */
export const bookingBusy = (retryAfterSeconds: number): Refusal => busy('booking.busy', retryAfterSeconds)

export const wishLimit = (limit: number): Refusal => conflict('booking.wish_limit', { limit })
export const wishNotFound = (wishId: string): Refusal => notFound('booking.wish_not_found', { wishId })
