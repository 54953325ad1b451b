import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import {
  localDateSchema,
  nullable,
  oneOf,
  regionalIdSchema,
  textSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'
import {
  appointmentSchema,
  appointmentStatuses,
  bookedSchema,
  bookInput,
  bookingErrors,
  channelSchema,
  openSessionSchema,
  slotSchema,
} from './contract-shapes.ts'

// What is open ---------------------------------------------------------------------------------------------------
export const findOpenSessions = query({
  name: 'booking.findOpenSessions',
  method: 'GET',
  path: '/booking/open-sessions',
  permission: 'public',
  summary: 'Published sessions with the seats a channel can book now, by day, site and words',
  subject: 'none',
  input: Type.Object({
    channel: channelSchema,
    /** For a caller without login; without it the first region. */
    regionId: Type.Optional(Type.Integer()),
    from: localDateSchema,
    to: localDateSchema,
    institutionId: Type.Optional(uuidSchema),
    /** A part of the expert's name, the department or the title. */
    text: Type.Optional(Type.String({ maxLength: 40 })),
    onlyFree: Type.Optional(Type.Boolean()),
    /** Where the page before ended: its `next`. */
    after: Type.Optional(regionalIdSchema),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  /** `next` is null at the end; a page can be short of its limit while there is a next one. */
  output: Type.Object({ sessions: Type.Array(openSessionSchema), next: nullable(regionalIdSchema) }),
  errors: ['booking.range_too_long'],
  rateLimit: 600,
})

export const sessionSlots = query({
  name: 'booking.sessionSlots',
  method: 'GET',
  path: '/booking/sessions/:sessionId/slots',
  permission: 'public',
  summary: 'The time buckets of one session and whether a channel can book each of them now',
  subject: 'none',
  input: Type.Object({ sessionId: regionalIdSchema, channel: channelSchema }),
  output: Type.Object({ session: openSessionSchema, slots: Type.Array(slotSchema) }),
  errors: ['booking.session_not_found'],
  rateLimit: 600,
})

// Booking --------------------------------------------------------------------------------------------------------
export const bookAppointment = command({
  name: 'booking.bookAppointment',
  method: 'POST',
  path: '/booking/appointments',
  permission: 'booking.appointment.book',
  summary: 'Books a seat for a resident through one channel; gathered into batches',
  subject: 'resident',
  input: bookInput,
  output: bookedSchema,
  errors: bookingErrors,
  rateLimit: 600,
})

export const holdAppointment = command({
  name: 'booking.holdAppointment',
  method: 'POST',
  path: '/booking/holds',
  permission: 'booking.appointment.book',
  summary: 'Keeps a seat for some minutes while the form is filled',
  subject: 'resident',
  input: bookInput,
  output: bookedSchema,
  errors: bookingErrors,
  rateLimit: 600,
})

export const confirmHold = command({
  name: 'booking.confirmHold',
  method: 'POST',
  path: '/booking/holds/:appointmentId/confirm',
  permission: 'booking.appointment.book',
  summary: 'Turns a hold that has not run out into an appointment',
  subject: 'none',
  input: Type.Object({ appointmentId: regionalIdSchema }),
  output: bookedSchema,
  errors: ['booking.appointment_not_found', 'booking.hold_expired', 'booking.not_held'],
})

export const cancelAppointment = command({
  name: 'booking.cancelAppointment',
  method: 'POST',
  path: '/booking/appointments/:appointmentId/cancel',
  permission: 'booking.appointment.cancel',
  summary: 'Cancels an appointment or gives a hold back; the seat returns to the quota it came from',
  subject: 'none',
  input: Type.Object({ appointmentId: regionalIdSchema, reason: Type.Optional(textSchema(200)) }),
  output: Type.Object({ appointmentId: regionalIdSchema, status: oneOf(appointmentStatuses) }),
  errors: ['booking.appointment_not_found', 'booking.too_late_to_cancel', 'booking.not_cancellable'],
})

export const myAppointments = query({
  name: 'booking.myAppointments',
  method: 'GET',
  path: '/booking/my-appointments',
  permission: 'booking.appointment.see_own',
  summary: 'Appointments of oneself and of those one acts for: coming ones first, then the latest past ones',
  subject: 'none',
  input: Type.Object({
    /** Only what is still to come, as the first page shows it: nobody's record is opened for that. */
    only: Type.Optional(Type.Literal('coming')),
  }),
  output: Type.Object({ appointments: Type.Array(appointmentSchema) }),
  errors: [],
})

export const bookedByUs = query({
  name: 'booking.bookedByUs',
  method: 'GET',
  path: '/booking/booked-by-us',
  permission: 'booking.appointment.book_for_contracted',
  summary: 'Coming appointments that this institution booked elsewhere or here for its residents',
  subject: 'none',
  input: Type.Object({ from: localDateSchema, to: localDateSchema }),
  output: Type.Object({ appointments: Type.Array(appointmentSchema) }),
  errors: ['booking.range_too_long'],
})

export const comingOf = query({
  name: 'booking.comingOf',
  method: 'GET',
  path: '/booking/residents/:residentId/coming',
  permission: 'booking.desk.use',
  summary:
    'What one resident has booked from today on, as far as this institution may see it: booked here, at this site, or with an opened record',
  subject: 'none',
  input: Type.Object({ residentId: regionalIdSchema }),
  output: Type.Object({ appointments: Type.Array(appointmentSchema) }),
  errors: [],
})
