import Type, { type Static } from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import {
  instantSchema,
  localDateSchema,
  nullable,
  oneOf,
  regionalIdSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'
import { agentRelations, agentSchema, bookedSchema, openSessionSchema, seats } from './contract-shapes.ts'
import { chances } from './domain/waiting.ts'

/** 候补: waiting for a seat of a full session. */

export const waitingStatuses = [
  'waiting',
  'offered',
  'accepted',
  'declined',
  'missed',
  'left',
  'refused',
  'ended',
] as const
export const waitingScopes = ['session', 'expert', 'department'] as const
export type WaitingScope = (typeof waitingScopes)[number]
/** Why somebody goes before others; said by staff only. */
export const waitingReasons = ['urgent', 'referral'] as const
export const callOutcomes = ['will_come', 'not_reached', 'declined'] as const

export const waitingSchema = Type.Object({
  waitingId: regionalIdSchema,
  residentId: regionalIdSchema,
  residentName: Type.String(),
  session: openSessionSchema,
  status: oneOf(waitingStatuses),
  joinedAt: instantSchema,
  /** People who wait and are before this one. */
  ahead: seats,
  /** People who wait in all. */
  waiting: seats,
  chance: oneOf(chances),
  rank: Type.Integer({ minimum: 1, maximum: 4 }),
  /** The seat kept in this person's name, and until when. */
  appointmentId: nullable(regionalIdSchema),
  offerExpiresAt: nullable(instantSchema),
  agentRelation: oneOf(agentRelations),
  agentName: nullable(Type.String()),
  calledAt: nullable(instantSchema),
  callOutcome: nullable(oneOf(callOutcomes)),
})
export type Waiting = Static<typeof waitingSchema>

export const joinWaiting = command({
  name: 'booking.joinWaiting',
  method: 'POST',
  path: '/booking/waiting',
  permission: 'booking.appointment.book',
  summary: 'Joins the waiting list of a full session, or of all full sessions of its expert or department until a day',
  subject: 'resident',
  input: Type.Object({
    residentId: regionalIdSchema,
    sessionId: regionalIdSchema,
    scope: oneOf(waitingScopes),
    until: Type.Optional(localDateSchema),
    reason: Type.Optional(oneOf(waitingReasons)),
    agent: Type.Optional(agentSchema),
  }),
  output: Type.Object({
    places: Type.Array(Type.Object({ waitingId: regionalIdSchema, sessionId: regionalIdSchema })),
  }),
  errors: [
    'booking.session_not_found',
    'booking.session_stopped',
    'booking.waiting_closed',
    'booking.already_booked',
    'booking.seats_free',
    'booking.window_not_open',
    'booking.waiting_limit',
    'booking.resident_not_found',
    'booking.channel_not_yours',
    'booking.not_your_resident',
  ],
})

export const leaveWaiting = command({
  name: 'booking.leaveWaiting',
  method: 'POST',
  path: '/booking/waiting/:waitingId/leave',
  permission: 'booking.appointment.cancel',
  summary: 'Leaves a waiting list; an offered seat goes to the next',
  subject: 'none',
  input: Type.Object({ waitingId: regionalIdSchema }),
  output: Type.Object({ waitingId: regionalIdSchema, status: oneOf(waitingStatuses) }),
  errors: ['booking.waiting_not_found', 'booking.not_waiting'],
})

export const myWaiting = query({
  name: 'booking.myWaiting',
  method: 'GET',
  path: '/booking/my-waiting',
  permission: 'booking.appointment.see_own',
  summary: 'What oneself and those one acts for wait for: place, chance, and seats kept in their name',
  subject: 'none',
  input: Type.Object({}),
  output: Type.Object({ places: Type.Array(waitingSchema) }),
  errors: [],
})

export const waitingHere = query({
  name: 'booking.waitingHere',
  method: 'GET',
  path: '/booking/waiting-here',
  permission: 'booking.appointment.cancel',
  summary: 'Waiting lists of this site and of those whom this institution put on lists elsewhere; offered seats first',
  subject: 'none',
  input: Type.Object({ sessionId: Type.Optional(regionalIdSchema), residentId: Type.Optional(regionalIdSchema) }),
  output: Type.Object({
    places: Type.Array(
      Type.Object({
        ...waitingSchema.properties,
        maskedPhone: nullable(Type.String()),
        joinedByInstitutionId: nullable(uuidSchema),
      }),
    ),
  }),
  errors: [],
})

export const noteWaitingCall = command({
  name: 'booking.noteWaitingCall',
  method: 'POST',
  path: '/booking/waiting/:waitingId/call',
  permission: 'booking.desk.use',
  summary:
    'What came of ringing somebody to whom a seat is offered: comes (books the seat), declined (the next is asked), not reached',
  subject: 'none',
  input: Type.Object({ waitingId: regionalIdSchema, outcome: oneOf(callOutcomes) }),
  output: Type.Object({ waitingId: regionalIdSchema, status: oneOf(waitingStatuses), booked: nullable(bookedSchema) }),
  errors: ['booking.waiting_not_found', 'booking.not_waiting', 'booking.hold_expired', 'booking.not_held'],
})
