import Type, { type Static } from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import {
  instantSchema,
  localDateSchema,
  nothing,
  nullable,
  oneOf,
  regionalIdSchema,
  textSchema,
} from '#src/platform/kernel/schema.ts'

/** Who did not come too often can't book for a while; who is excused, and what can be said against it. */

export const appealStates = ['open', 'granted', 'refused'] as const
export const appealSchema = Type.Object({
  appealId: regionalIdSchema,
  residentId: regionalIdSchema,
  residentName: Type.String(),
  suspendedUntil: instantSchema,
  words: Type.String(),
  askedAt: instantSchema,
  status: oneOf(appealStates),
  decidedAt: nullable(instantSchema),
  answer: nullable(Type.String()),
})
export type Appeal = Static<typeof appealSchema>

export const missedSchema = Type.Object({
  appointmentId: regionalIdSchema,
  localDate: localDateSchema,
  institutionName: Type.String(),
  title: Type.String(),
  /** Null when it counts. */
  excuse: nullable(Type.String()),
})

export const mySuspensions = query({
  name: 'booking.mySuspensions',
  method: 'GET',
  path: '/booking/my-suspensions',
  permission: 'booking.appointment.see_own',
  summary: 'Which of one’s family can’t book for a while, until when and why, and what became of an appeal',
  subject: 'none',
  input: nothing,
  output: Type.Object({
    people: Type.Array(
      Type.Object({
        residentId: regionalIdSchema,
        suspendedUntil: nullable(instantSchema),
        counted: Type.Integer(),
        limit: Type.Integer(),
        days: Type.Integer(),
        missed: Type.Array(missedSchema),
        appeal: nullable(appealSchema),
      }),
    ),
  }),
  errors: [],
})

export const appeal = command({
  name: 'booking.appeal',
  method: 'POST',
  path: '/booking/appeals',
  permission: 'booking.appointment.see_own',
  summary: 'A suspended person, or who acts for them, says why it should not be',
  subject: 'resident',
  input: Type.Object({ residentId: regionalIdSchema, words: textSchema(500) }),
  output: appealSchema,
  errors: ['booking.not_your_resident', 'booking.not_suspended', 'booking.appeal_open'],
})

export const appealList = query({
  name: 'booking.appealList',
  method: 'GET',
  path: '/booking/appeals',
  permission: 'booking.appeal.decide',
  summary: 'What suspended people say against it, open ones first',
  subject: 'none',
  input: nothing,
  output: Type.Object({
    appeals: Type.Array(Type.Object({ appeal: appealSchema, missed: Type.Array(missedSchema) })),
  }),
  errors: [],
})

export const decideAppeal = command({
  name: 'booking.decideAppeal',
  method: 'POST',
  path: '/booking/appeals/:appealId/decision',
  permission: 'booking.appeal.decide',
  summary: 'Grants an appeal, which restores booking at once and corrects the counts, or refuses it with the reason',
  subject: 'none',
  input: Type.Object({
    appealId: regionalIdSchema,
    decision: oneOf(['granted', 'refused'] as const),
    answer: Type.Optional(textSchema(300)),
  }),
  output: appealSchema,
  errors: ['booking.appeal_not_found', 'booking.appeal_decided', 'booking.appeal_reason_needed'],
})

export const excuseNoShow = command({
  name: 'booking.excuseNoShow',
  method: 'POST',
  path: '/booking/appointments/:appointmentId/excuse',
  permission: 'booking.appeal.decide',
  summary: 'A missed visit of this site does not count: it was the site’s own mistake',
  subject: 'none',
  input: Type.Object({ appointmentId: regionalIdSchema, note: textSchema(200) }),
  output: nothing,
  errors: ['booking.appointment_not_found', 'booking.not_missed'],
})
