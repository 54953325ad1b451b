import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { Channel } from './contract-shapes.ts'

/** What other modules may hear of booking. Ids and numbers only. */

export const appointmentBooked = 'booking.appointment_booked'
export const appointmentCancelled = 'booking.appointment_cancelled'
/** Time, place or staff of the session changed; the seat stays. */
export const appointmentMoved = 'booking.appointment_moved'
/** The person has another seat now; the old one went back in the same act. */
export const appointmentRescheduled = 'booking.appointment_rescheduled'
/** A seat came back to a session for which somebody waits. */
export const seatReturned = 'booking.seat_returned'
/** A seat is kept in the name of somebody who waited for it. */
export const seatOffered = 'booking.seat_offered'
/** Nobody took the offered seat in time. */
export const offerMissed = 'booking.offer_missed'
/** Waiting came to an end without a seat. */
export const waitingEnded = 'booking.waiting_ended'
export const reminderDue = 'booking.reminder_due'
export const patientArrived = 'booking.patient_arrived'
export const noShowMarked = 'booking.no_show_marked'
export const visitCalled = 'booking.visit_called'
export const visitSeen = 'booking.visit_seen'
export const quotasChanged = 'booking.quotas_changed'

/** Somebody on the call list should be rung from now on. */
export const callDue = 'booking.call_due'
/** Whoever's session was stopped has another time. */
export const contactMoved = 'booking.contact_moved'
/** The expert of a session is late; one event for each person who is told. */
export const delayTold = 'booking.delay_told'

/** The next step of a seat that was asked for at a hospital; one event for each try. */
export const hospitalStep = 'booking.hospital_step'
/** The hospital has confirmed the seat. */
export const seatConfirmed = 'booking.seat_confirmed'
/** The cut-off of a hospital's block has passed and nobody has reported it back. */
export const blockDue = 'booking.block_due'

/** A suspended person says why it should not be; it was decided. */
export const appealAsked = 'booking.appeal_asked'
export const appealDecided = 'booking.appeal_decided'

export type AppealEvent = {
  readonly appealId: RegionalId
  readonly residentId: RegionalId
  readonly institutionId: string
  readonly decision?: 'granted' | 'refused'
  readonly answer?: string
}

/** A resident asked to be rung about a visit; the manager answered. */
export const complaintMade = 'booking.complaint_made'
export const complaintAnswered = 'booking.complaint_answered'

export type ComplaintEvent = {
  readonly complaintId: RegionalId
  readonly residentId: RegionalId
  readonly institutionId: string
  readonly answer?: string
}

/** Something that somebody wished to hear of has been published. */
export const wishMet = 'booking.wish_met'
export type WishEvent = {
  readonly wishId: RegionalId
  readonly residentId: RegionalId
  readonly sessionId: RegionalId
  readonly institutionId: string
}

export type HospitalStepEvent = { readonly orderId: string; readonly institutionId: string }
export type BlockDueEvent = { readonly sessionId: RegionalId; readonly institutionId: string }

export type CallDueEvent = {
  readonly contactId: RegionalId
  readonly appointmentId: RegionalId
  readonly institutionId: string
  readonly residentId: RegionalId
  readonly sessionId: RegionalId
}

export type ContactMovedEvent = {
  readonly fromAppointmentId: RegionalId
  readonly toAppointmentId: RegionalId
  readonly institutionId: string
  readonly residentId: RegionalId
}

export type AppointmentEvent = {
  readonly appointmentId: RegionalId
  readonly sessionId: RegionalId
  readonly poolId: RegionalId
  readonly residentId: RegionalId
  readonly institutionId: string
  readonly seatNo: number
  readonly channel: Channel
  readonly startsAt: string
  /** Only of a cancellation: `resident`, `staff` or `session_cancelled`. */
  readonly cause?: string
  /** Only of a missed visit: how many count now, after how many booking pauses, and until when it does. */
  readonly counted?: number
  readonly limit?: number
  readonly suspendedUntil?: string
  /** Only of a move: when the old seat was. */
  readonly before?: string
  readonly replaces?: RegionalId
  /** Only of the old seat of a move: the new one. */
  readonly replacedBy?: RegionalId
  /** Only of a stopped session: the institution that booked for the resident. */
  readonly bookedByInstitutionId?: string
}

export type WaitingEvent = {
  readonly waitingId: RegionalId
  readonly sessionId: RegionalId
  readonly residentId: RegionalId
  readonly institutionId: string
  /** `stopped`, `ended`, or the refusal that stood in the way of the seat. */
  readonly cause: string
  readonly appointmentId?: RegionalId
  readonly expiresAt?: string
}

export type VisitEvent = {
  readonly visitId: RegionalId
  readonly appointmentId: RegionalId | null
  readonly sessionId: RegionalId
  readonly residentId: RegionalId
  readonly institutionId: string
  readonly ticketNo: number
}
