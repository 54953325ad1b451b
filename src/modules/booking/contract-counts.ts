import Type from 'typebox'
import { query } from '#src/platform/kernel/endpoint.ts'
import { nullable, regionalIdSchema } from '#src/platform/kernel/schema.ts'
import { byChannelSchema, seats } from './contract-shapes.ts'

/** Figures of one session that lower modules show; no resident is named. */

export const countedVisits = query({
  name: 'booking.countedVisits',
  method: 'GET',
  path: '/booking/sessions/:sessionId/counted-visits',
  permission: 'booking.visits.count',
  summary: 'How many were seen in a session and how many are booked',
  subject: 'none',
  input: Type.Object({ sessionId: regionalIdSchema }),
  output: Type.Object({
    /** Null when the visible institution does not hold the session: its visits are not shown here. */
    seen: nullable(Type.Integer()),
    /** Who got a number, also where nobody was called; null like `seen`. */
    came: nullable(Type.Integer()),
    /** Of those seen: 初诊 and 复诊 here, beyond the seats, Chinese medicine; null like `seen`. */
    first: nullable(Type.Integer()),
    repeat: nullable(Type.Integer()),
    extra: nullable(Type.Integer()),
    tcm: nullable(Type.Integer()),
    booked: Type.Integer(),
    capacity: Type.Integer(),
  }),
  errors: ['deployment.session_unknown'],
})

export const seatsOfSessions = query({
  name: 'booking.seatsOfSessions',
  method: 'POST',
  path: '/booking/seats',
  permission: 'booking.slots.see',
  summary: 'Seats and taken seats of sessions, for the month board and the dialog that stops a session',
  subject: 'none',
  input: Type.Object({ sessionIds: Type.Array(regionalIdSchema, { maxItems: 600 }) }),
  output: Type.Object({
    sessions: Type.Array(
      Type.Object({
        sessionId: regionalIdSchema,
        capacity: seats,
        taken: seats,
        free: seats,
        takenByChannel: byChannelSchema,
      }),
    ),
  }),
  errors: [],
})

export const stopFigures = query({
  name: 'booking.stopFigures',
  method: 'GET',
  path: '/booking/sessions/:sessionId/stop-figures',
  permission: 'booking.slots.change',
  summary: 'What stopping a session means, or meant: who is told, who must be rung, which fees go back',
  subject: 'none',
  input: Type.Object({ sessionId: regionalIdSchema }),
  output: Type.Object({
    institutionId: Type.String(),
    institutionName: Type.String(),
    /** Booked now, or booked when the session was stopped. */
    people: Type.Integer(),
    /** Of them, those without a mobile number: only a call reaches them. */
    withoutPhone: Type.Integer(),
    paid: Type.Integer(),
    paidFen: Type.Integer(),
  }),
  errors: ['deployment.session_unknown', 'platform.wrong_institution'],
})
