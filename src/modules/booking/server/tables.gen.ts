// Written by `npm run generate` from a migrated database; not edited by hand.
import type { Generated } from 'kysely'

export type AppealTable = {
  readonly region_id: number
  readonly appeal_id: string
  readonly resident_id: string
  readonly resident_name: string
  readonly institution_id: string
  readonly suspended_until: Date
  readonly words: string
  readonly asked_at: Date
  readonly asked_by: string
  readonly status: string
  readonly decided_at: Date | null
  readonly decided_by: string | null
  readonly answer: string | null
  readonly version: Generated<number>
}

export type AppointmentTable = {
  readonly region_id: number
  readonly appointment_id: string
  readonly pool_id: string
  readonly session_id: string
  readonly institution_id: string
  readonly booked_by_institution_id: string | null
  readonly resident_id: string
  readonly resident_name: string
  readonly seat_no: number
  readonly channel: number
  readonly quota_channel: number | null
  readonly status: string
  readonly active: boolean
  readonly hold_expires_at: Date | null
  readonly local_date: string
  readonly department_key: string
  readonly booked_at: Date
  readonly booked_by: string
  readonly agent_relation: string
  readonly agent_name: string | null
  readonly reminded_at: Date | null
  readonly arrived_at: Date | null
  readonly cancelled_at: Date | null
  readonly cancelled_by: string | null
  readonly cancel_cause: string | null
  readonly cancel_reason: string | null
  readonly replaces_id: string | null
  readonly extra_reason: string | null
  readonly version: Generated<number>
}

export type ComplaintTable = {
  readonly region_id: number
  readonly complaint_id: string
  readonly visit_id: string
  readonly session_id: string
  readonly institution_id: string
  readonly resident_id: string
  readonly resident_name: string
  readonly local_date: string
  readonly words: string
  readonly asked_at: Date
  readonly status: string
  readonly answer: string | null
  readonly answered_at: Date | null
  readonly answered_by: string | null
  readonly version: Generated<number>
}

export type ContactTable = {
  readonly region_id: number
  readonly contact_id: string
  readonly appointment_id: string
  readonly session_id: string
  readonly institution_id: string
  readonly resident_id: string
  readonly resident_name: string
  readonly cause: string
  readonly told_at: Date | null
  readonly call_from: Date
  readonly task_opened_at: Date | null
  readonly answer: string | null
  readonly answered_at: Date | null
  readonly answered_by: string | null
  readonly attempts: Generated<number>
  readonly last_attempt_at: Date | null
  readonly note: string | null
  readonly new_appointment_id: string | null
  readonly opened_at: Date
  readonly version: Generated<number>
}

export type FaceTable = {
  readonly region_id: number
  readonly visit_id: string
  readonly session_id: string
  readonly institution_id: string
  readonly resident_id: string
  readonly face: string
  readonly words: string | null
  readonly wants_contact: boolean
  readonly given_at: Date
  readonly given_via: string
}

export type HospitalLineTable = {
  readonly region_id: number
  readonly institution_id: string
  readonly adapter: string
  readonly base_url: string | null
  readonly key_cipher: Buffer | null
  readonly timeout_ms: number
  readonly changed_at: Date
  readonly changed_by: string
  readonly version: Generated<number>
}

export type HospitalOrderTable = {
  readonly region_id: number
  readonly order_id: string
  readonly appointment_id: string
  readonly session_id: string
  readonly institution_id: string
  readonly resident_id: string
  readonly state: string
  readonly reason: string | null
  readonly reference: string | null
  readonly attempts: Generated<number>
  readonly next_try_at: Date
  readonly give_up_at: Date
  readonly asked_at: Date
  readonly settled_at: Date | null
  readonly version: Generated<number>
}

export type HospitalReceiptTable = {
  readonly region_id: number
  readonly receipt_id: string
  readonly order_id: string
  readonly institution_id: string
  readonly step: string
  readonly outcome: string
  readonly reference: string | null
  readonly at: Date
}

export type NoShowExcuseTable = {
  readonly region_id: number
  readonly appointment_id: string
  readonly institution_id: string
  readonly resident_id: string
  readonly reason: string
  readonly note: string | null
  readonly excused_at: Date
  readonly excused_by: string
}

export type PaymentTable = {
  readonly region_id: number
  readonly payment_id: string
  readonly appointment_id: string
  readonly institution_id: string
  readonly resident_id: string
  readonly resident_name: string
  readonly amount_fen: number
  readonly method: string
  readonly receipt_no: string | null
  readonly paid_at: Date
  readonly taken_by: string
  readonly refund_status: string
  readonly refund_cause: string | null
  readonly refund_due_at: Date | null
  readonly given_back_at: Date | null
  readonly given_back_by: string | null
  readonly refund_method: string | null
  readonly refund_receipt: string | null
  readonly version: Generated<number>
}

export type PhoneDayTable = {
  readonly region_id: number
  readonly phone: string
  readonly local_date: string
  readonly department_key: string
  readonly appointment_ids: Generated<readonly string[]>
}

export type ReferralNoteTable = {
  readonly region_id: number
  readonly appointment_id: string
  readonly institution_id: string
  readonly from_institution_id: string
  readonly resident_id: string
  readonly note: string
  readonly noted_at: Date
  readonly noted_by: string
}

export type ResidentBookingStateTable = {
  readonly region_id: number
  readonly resident_id: string
  readonly open_count: Generated<number>
  readonly suspended_until: Date | null
  readonly paused_until: Date | null
}

export type RestingSeatTable = {
  readonly region_id: number
  readonly appointment_id: string
  readonly pool_id: string
  readonly seat_no: number
  readonly quota_channel: number
  readonly rests_from: Date
  readonly rests_until: Date
  readonly released: boolean
}

export type SeatToGiveBackTable = {
  readonly region_id: number
  readonly appointment_id: string
  readonly given_back_at: Date
}

export type SessionDelayTable = {
  readonly region_id: number
  readonly session_id: string
  readonly institution_id: string
  readonly minutes: number
  readonly announced_at: Date
  readonly announced_by: string
  readonly version: Generated<number>
}

export type SessionQueueTable = {
  readonly region_id: number
  readonly session_id: string
  readonly institution_id: string
  readonly next_ticket: number
}

export type ShareReturnTable = {
  readonly region_id: number
  readonly pool_id: string
  readonly channel: number
  readonly session_id: string
  readonly institution_id: string
  readonly local_date: string
  readonly seats: number
  readonly returned_at: Date
  readonly logged_at: Date
}

export type SlotPoolTable = {
  readonly region_id: number
  readonly pool_id: string
  readonly session_id: string
  readonly bucket_no: number
  readonly institution_id: string
  readonly department_key: string
  readonly local_date: string
  readonly starts_at: Date
  readonly ends_at: Date
  readonly capacity: number
  readonly quota: readonly number[]
  readonly taken: readonly number[]
  readonly opens_at: readonly Date[]
  readonly returns_at: readonly Date[]
  readonly quota_by_hand: Generated<boolean>
  readonly windows_by_hand: Generated<boolean>
  readonly closes_at: Date
  readonly next_seat: Generated<number>
  readonly returned_seats: Generated<readonly number[]>
  readonly gone: Generated<readonly number[]>
  readonly next_hold_expiry: Date | null
  readonly keeps_back_until: Date | null
  readonly waiting: Generated<number>
  readonly is_hot: Generated<boolean>
  readonly extra_taken: Generated<number>
  readonly next_extra: Generated<number>
  readonly extra_limit: number | null
  readonly status: Generated<string>
  readonly changed_at: Date
}

export type SlotSourceTable = {
  readonly region_id: number
  readonly session_id: string
  readonly institution_id: string
  readonly kind: string
  readonly cut_off_at: Date | null
  readonly external_ref: string | null
  readonly declared_at: Date
  readonly declared_by: string
  readonly reported_at: Date | null
  readonly reported_by: string | null
  readonly reported_used: number | null
  readonly reported_unused: number | null
  readonly task_opened_at: Date | null
  readonly version: Generated<number>
}

export type VisitTable = {
  readonly region_id: number
  readonly visit_id: string
  readonly appointment_id: string | null
  readonly session_id: string
  readonly institution_id: string
  readonly resident_id: string
  readonly resident_name: string
  readonly masked_name: string
  readonly ticket_no: number
  readonly status: string
  readonly priority: string
  readonly channel: number
  readonly queue_key: number
  readonly slot_starts_at: Date | null
  readonly local_date: string
  readonly room_id: string | null
  readonly arrived_at: Date
  readonly called_at: Date | null
  readonly call_count: Generated<number>
  readonly in_room_at: Date | null
  readonly seen_at: Date | null
  readonly is_return: Generated<boolean>
  readonly department_key: string
  readonly insurance_type: string | null
  readonly insured_place: string | null
  readonly is_first: boolean
  readonly is_tcm: boolean
  readonly part_of_day: string
  readonly doctor_id: string | null
  readonly version: Generated<number>
}

export type WaitingTable = {
  readonly region_id: number
  readonly waiting_id: string
  readonly wish_id: string
  readonly session_id: string
  readonly institution_id: string
  readonly joined_by_institution_id: string | null
  readonly resident_id: string
  readonly resident_name: string
  readonly channel: number
  readonly rank: number
  readonly joined_at: Date
  readonly joined_by: string
  readonly agent_relation: string
  readonly agent_name: string | null
  readonly status: string
  readonly appointment_id: string | null
  readonly offered_at: Date | null
  readonly offer_expires_at: Date | null
  readonly ended_at: Date | null
  readonly refusal: string | null
  readonly called_at: Date | null
  readonly call_outcome: string | null
}

export type WishTable = {
  readonly region_id: number
  readonly wish_id: string
  readonly resident_id: string
  readonly resident_name: string
  readonly institution_id: string
  readonly speciality: string
  readonly wished_at: Date
  readonly wished_by: string
  readonly status: string
  readonly session_id: string | null
  readonly closed_at: Date | null
}

export type BookingTables = {
  readonly 'booking.appeal': AppealTable
  readonly 'booking.appointment': AppointmentTable
  readonly 'booking.complaint': ComplaintTable
  readonly 'booking.contact': ContactTable
  readonly 'booking.face': FaceTable
  readonly 'booking.hospital_line': HospitalLineTable
  readonly 'booking.hospital_order': HospitalOrderTable
  readonly 'booking.hospital_receipt': HospitalReceiptTable
  readonly 'booking.no_show_excuse': NoShowExcuseTable
  readonly 'booking.payment': PaymentTable
  readonly 'booking.phone_day': PhoneDayTable
  readonly 'booking.referral_note': ReferralNoteTable
  readonly 'booking.resident_booking_state': ResidentBookingStateTable
  readonly 'booking.resting_seat': RestingSeatTable
  readonly 'booking.seat_to_give_back': SeatToGiveBackTable
  readonly 'booking.session_delay': SessionDelayTable
  readonly 'booking.session_queue': SessionQueueTable
  readonly 'booking.share_return': ShareReturnTable
  readonly 'booking.slot_pool': SlotPoolTable
  readonly 'booking.slot_source': SlotSourceTable
  readonly 'booking.visit': VisitTable
  readonly 'booking.waiting': WaitingTable
  readonly 'booking.wish': WishTable
}
