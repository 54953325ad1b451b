import Type, { type Static } from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import {
  instantSchema,
  localDateSchema,
  localTimeSchema,
  nothing,
  nullable,
  oneOf,
  regionalIdSchema,
  textSchema,
} from '#src/platform/kernel/schema.ts'
import { appointmentSchema, bookedSchema, bookingErrors, openSessionSchema, slotSchema } from './contract-shapes.ts'

/** What happens around a session that is stopped, changed or late: whom to reach, what else there is, which fee goes back. */

export const contactCauses = ['session_cancelled', 'session_moved', 'hospital', 'changed', 'unconfirmed'] as const
/** The appointment stands, and the question is only whether the person comes. */
export const standing: readonly string[] = [
  'changed',
  'unconfirmed',
] satisfies readonly (typeof contactCauses)[number][]
export type ContactCause = (typeof contactCauses)[number]
/** What a call ended with; `not_reached` keeps the person on the list. */
export const callOutcomes = ['reached', 'will_come', 'wants_other', 'gives_up', 'not_reached'] as const
export type CallOutcome = (typeof callOutcomes)[number]
/** `overtaken`: nobody said anything, and nothing is left to ask. */
export const contactAnswers = [
  'accepted',
  'will_come',
  'wants_other',
  'moved',
  'gives_up',
  'reached',
  'overtaken',
] as const
export type ContactAnswer = (typeof contactAnswers)[number]
export const paymentMethods = ['cash', 'mobile', 'card', 'insurance'] as const
export type PaymentMethod = (typeof paymentMethods)[number]

export const contactSchema = Type.Object({
  contactId: regionalIdSchema,
  cause: oneOf(contactCauses),
  appointment: appointmentSchema,
  /** Null when no message could be sent: only a person can tell. */
  toldAt: nullable(instantSchema),
  maskedPhone: nullable(Type.String()),
  callFrom: instantSchema,
  answer: nullable(oneOf(contactAnswers)),
  answeredAt: nullable(instantSchema),
  attempts: Type.Integer(),
  lastAttemptAt: nullable(instantSchema),
  note: nullable(Type.String()),
  newAppointmentId: nullable(regionalIdSchema),
})
export type Contact = Static<typeof contactSchema>

export const callList = query({
  name: 'booking.callList',
  method: 'GET',
  path: '/booking/call-list',
  permission: 'booking.desk.use',
  summary:
    'Whom this site must ring about a stopped or changed session or a visit nobody confirmed: now, later, and those who have answered',
  subject: 'none',
  input: Type.Object({ days: Type.Optional(Type.Integer({ minimum: 1, maximum: 62 })) }),
  output: Type.Object({
    now: Type.Array(contactSchema),
    later: Type.Array(contactSchema),
    done: Type.Array(contactSchema),
  }),
  errors: [],
})

export const showContactPhone = command({
  name: 'booking.showContactPhone',
  method: 'POST',
  path: '/booking/contacts/:contactId/phone',
  permission: 'booking.desk.use',
  summary: 'The number to ring for somebody on the call list, or that of who acts for them; on record',
  subject: 'none',
  input: Type.Object({ contactId: regionalIdSchema }),
  output: Type.Object({ phone: nullable(Type.String()), own: Type.Boolean() }),
  errors: ['booking.contact_not_found'],
  secretAnswer: true,
})

export const recordCall = command({
  name: 'booking.recordCall',
  method: 'POST',
  path: '/booking/contacts/:contactId/calls',
  permission: 'booking.desk.use',
  summary: 'What a call about a stopped or changed session ended with; who was not reached is rung again',
  subject: 'none',
  input: Type.Object({
    contactId: regionalIdSchema,
    outcome: oneOf(callOutcomes),
    /** Only of `not_reached`: when to try again; without it in an hour. */
    tryAgainAt: Type.Optional(instantSchema),
    note: Type.Optional(textSchema(200)),
  }),
  output: nothing,
  errors: ['booking.contact_not_found', 'booking.contact_answered', 'booking.not_cancellable'],
})

export const offerSchema = Type.Object({ session: openSessionSchema, slots: Type.Array(slotSchema) })

export const offersFor = query({
  name: 'booking.offersFor',
  method: 'GET',
  path: '/booking/contacts/:contactId/offers',
  permission: 'booking.appointment.book',
  summary: 'Other dates and sites of the same department with free seats, for somebody whose session was stopped',
  subject: 'none',
  input: Type.Object({ contactId: regionalIdSchema }),
  output: Type.Object({ offers: Type.Array(offerSchema) }),
  errors: ['booking.contact_not_found'],
})

export const acceptOffer = command({
  name: 'booking.acceptOffer',
  method: 'POST',
  path: '/booking/contacts/:contactId/accept',
  permission: 'booking.appointment.book',
  summary:
    'Takes another time instead of the one that was stopped or changed: one seat in the end, and the matter closed',
  subject: 'none',
  input: Type.Object({ contactId: regionalIdSchema, poolId: regionalIdSchema }),
  output: bookedSchema,
  errors: [
    'booking.contact_not_found',
    'booking.contact_answered',
    'booking.not_reschedulable',
    'booking.same_time',
    'booking.other_department',
    'booking.too_late_to_cancel',
    ...bookingErrors,
  ],
})

export const myContacts = query({
  name: 'booking.myContacts',
  method: 'GET',
  path: '/booking/my-contacts',
  permission: 'booking.appointment.see_own',
  summary: 'Stopped or changed visits of oneself and one’s family that nobody has answered yet',
  subject: 'none',
  input: nothing,
  output: Type.Object({ contacts: Type.Array(contactSchema) }),
  errors: [],
})

export const answerContact = command({
  name: 'booking.answerContact',
  method: 'POST',
  path: '/booking/contacts/:contactId/answer',
  permission: 'booking.appointment.see_own',
  summary: 'The resident has read that a visit was stopped or changed, and says what they want',
  subject: 'none',
  input: Type.Object({ contactId: regionalIdSchema, answer: oneOf(['accepted', 'will_come', 'gives_up'] as const) }),
  output: nothing,
  errors: ['booking.contact_not_found', 'booking.contact_answered', 'booking.not_cancellable'],
})

// Fees ---------------------------------------------------------------------------------------------------------------
export const recordFee = command({
  name: 'booking.recordFee',
  method: 'POST',
  path: '/booking/appointments/:appointmentId/fee',
  permission: 'booking.desk.use',
  summary: 'The registration fee was taken for an appointment of this site',
  subject: 'none',
  input: Type.Object({
    appointmentId: regionalIdSchema,
    amountFen: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    method: oneOf(paymentMethods),
    receiptNo: Type.Optional(textSchema(40)),
  }),
  output: nothing,
  errors: ['booking.appointment_not_found', 'booking.already_paid', 'booking.not_payable'],
})

export const refundSchema = Type.Object({
  paymentId: regionalIdSchema,
  appointmentId: regionalIdSchema,
  residentId: regionalIdSchema,
  residentName: Type.String(),
  department: Type.String(),
  localDate: localDateSchema,
  startTime: localTimeSchema,
  amountFen: Type.Integer(),
  method: oneOf(paymentMethods),
  receiptNo: nullable(Type.String()),
  paidAt: instantSchema,
  status: oneOf(['due', 'given_back'] as const),
  cause: Type.String(),
  dueAt: instantSchema,
  givenBackAt: nullable(instantSchema),
  givenBackBy: nullable(Type.String()),
  refundMethod: nullable(oneOf(paymentMethods)),
  refundReceipt: nullable(Type.String()),
})
export type Refund = Static<typeof refundSchema>

export const refundList = query({
  name: 'booking.refundList',
  method: 'GET',
  path: '/booking/refunds',
  permission: 'booking.desk.use',
  summary: 'Fees of this site that must be given back, and those given back lately',
  subject: 'none',
  input: Type.Object({ days: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })) }),
  output: Type.Object({ due: Type.Array(refundSchema), done: Type.Array(refundSchema), dueFen: Type.Integer() }),
  errors: [],
})

export const giveBack = command({
  name: 'booking.giveBack',
  method: 'POST',
  path: '/booking/refunds/:paymentId/give-back',
  permission: 'booking.desk.use',
  summary: 'The fee was given back, how and with which receipt',
  subject: 'none',
  input: Type.Object({
    paymentId: regionalIdSchema,
    method: oneOf(paymentMethods),
    receiptNo: textSchema(40),
  }),
  output: nothing,
  errors: ['booking.payment_not_found', 'booking.refund_not_due'],
})
