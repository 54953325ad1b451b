import Type, { type Static } from 'typebox'
import { query } from '#src/platform/kernel/endpoint.ts'
import {
  instantSchema,
  localDateSchema,
  nothing,
  nullable,
  oneOf,
  regionalIdSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'
import { missedSchema } from './contract-appeals.ts'
import { sourceSchema } from './contract-owners.ts'
import { openSessionSchema } from './contract-shapes.ts'

/** What a site's office looks after: the line to its hospital, seats that belong to a hospital, visits that were missed. */

export const lineAdapters = ['http', 'simulator'] as const

export const hospitalLine = query({
  name: 'booking.hospitalLine',
  method: 'GET',
  path: '/booking/hospital-line',
  permission: 'booking.hospital_line.set',
  summary:
    'How the booking system of this hospital is reached and how it answered in the last seven days; never the key',
  subject: 'none',
  input: nothing,
  output: Type.Object({
    line: nullable(
      Type.Object({
        adapter: oneOf(lineAdapters),
        baseUrl: nullable(Type.String()),
        timeoutMs: Type.Integer(),
        changedAt: instantSchema,
        /** False when the operator of the server has taken the address off the list since: then nothing is asked. */
        mayReach: Type.Boolean(),
      }),
    ),
    /** What the operator of the server allows (`HOSPITAL_LINES`). */
    allowed: Type.Array(Type.String()),
    simulator: Type.Boolean(),
    answered: Type.Integer(),
    refused: Type.Integer(),
    silent: Type.Integer(),
    lastAnswerAt: nullable(instantSchema),
    lastSilenceAt: nullable(instantSchema),
    waiting: Type.Integer(),
    liveSessions: Type.Integer(),
  }),
  errors: [],
})

export const ownedSessionSchema = Type.Object({
  session: openSessionSchema,
  source: sourceSchema,
  /** Seats that somebody has, the held ones too. */
  taken: Type.Integer(),
  capacity: Type.Integer(),
  /** A block past its cut-off: the list changes no more. */
  isFinal: Type.Boolean(),
  asking: Type.Integer(),
  confirmed: Type.Integer(),
  lost: Type.Integer(),
})
export type OwnedSession = Static<typeof ownedSessionSchema>

export const ownedSessions = query({
  name: 'booking.ownedSessions',
  method: 'GET',
  path: '/booking/owned-sessions',
  permission: 'booking.slots.see',
  summary:
    'Sessions of a site whose seats belong to a hospital, from two weeks ago on; what must be reported back first',
  subject: 'none',
  input: Type.Object({ institutionId: Type.Optional(uuidSchema) }),
  output: Type.Object({ sessions: Type.Array(ownedSessionSchema) }),
  errors: [],
})

export const missedVisits = query({
  name: 'booking.missedVisits',
  method: 'GET',
  path: '/booking/missed-visits',
  permission: 'booking.appeal.decide',
  summary: 'Visits of this site that were missed, newest first, and which of them do not count',
  subject: 'none',
  input: Type.Object({ sessionId: Type.Optional(regionalIdSchema) }),
  output: Type.Object({
    /** The first day whose missed visits count under the policy in force. */
    since: localDateSchema,
    visits: Type.Array(
      Type.Object({ ...missedSchema.properties, residentName: Type.String(), sessionId: regionalIdSchema }),
    ),
  }),
  errors: [],
})
