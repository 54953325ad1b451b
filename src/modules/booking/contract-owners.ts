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
  uuidSchema,
} from '#src/platform/kernel/schema.ts'

/** Who owns the seats of a session: ours, a block that a hospital gave, or seats that live in the hospital's own system. */

export const sourceKinds = ['ours', 'block', 'live'] as const
export type SourceKind = (typeof sourceKinds)[number]
export const orderStates = ['asked', 'reserved', 'confirmed', 'releasing', 'released', 'refused'] as const
export type OrderState = (typeof orderStates)[number]
/** What a person with a seat is told: being asked, theirs, or not to be. */
export const seatAnswers = ['asking', 'confirmed', 'gone', 'no_answer', 'given_back'] as const
export type SeatAnswer = (typeof seatAnswers)[number]

export const sourceSchema = Type.Object({
  sessionId: regionalIdSchema,
  kind: oneOf(sourceKinds),
  hospital: nullable(Type.String()),
  cutOffAt: nullable(instantSchema),
  externalRef: nullable(Type.String()),
  reportedAt: nullable(instantSchema),
  reportedUsed: nullable(Type.Integer()),
  reportedUnused: nullable(Type.Integer()),
})
export type SlotSource = Static<typeof sourceSchema>

export const sourceOfSession = query({
  name: 'booking.sourceOfSession',
  method: 'GET',
  path: '/booking/sessions/:sessionId/source',
  permission: 'public',
  summary:
    'Whose seats these are, and until when a block can be booked; what was reported back is told to staff of the site only',
  subject: 'none',
  input: Type.Object({ sessionId: regionalIdSchema }),
  output: sourceSchema,
  errors: ['booking.session_not_found'],
  rateLimit: 600,
})

export const declareSource = command({
  name: 'booking.declareSource',
  method: 'POST',
  path: '/booking/sessions/:sessionId/source',
  permission: 'booking.slots.change',
  summary:
    'A hospital says that the seats of its session are a block until a cut-off, or live in its own system, or ours again',
  subject: 'none',
  input: Type.Object({
    sessionId: regionalIdSchema,
    kind: oneOf(sourceKinds),
    cutOffAt: Type.Optional(instantSchema),
    externalRef: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  }),
  output: sourceSchema,
  errors: [
    'booking.session_not_found',
    'booking.cut_off_needed',
    'booking.cut_off_too_late',
    'booking.no_hospital_line',
    'booking.source_has_bookings',
  ],
})

export const setHospitalLine = command({
  name: 'booking.setHospitalLine',
  method: 'POST',
  path: '/booking/hospital-line',
  permission: 'booking.hospital_line.set',
  summary: "How this hospital's booking system is reached; the simulator exists in the demo only",
  subject: 'none',
  input: Type.Object({
    adapter: oneOf(['http', 'simulator'] as const),
    baseUrl: Type.Optional(Type.String({ maxLength: 200, pattern: '^https?://' })),
    /** Signs every question; agreed with the hospital, kept encrypted, never shown again; left out, the key of the same address stays. */
    sharedKey: Type.Optional(Type.String({ minLength: 24, maxLength: 200, pattern: '^\\S+$' })),
    // Short: what waits for one hospital keeps others waiting.
    timeoutMs: Type.Optional(Type.Integer({ minimum: 200, maximum: 3_000 })),
  }),
  output: nothing,
  errors: [
    'booking.line_address_needed',
    'booking.line_key_needed',
    'booking.line_address_not_allowed',
    'booking.simulator_demo_only',
  ],
})

export const blockRowSchema = Type.Object({
  startTime: localTimeSchema,
  seatNo: Type.Integer(),
  residentName: Type.String(),
  status: Type.String(),
  /** 加号: beyond the seats of the block, and not counted among them. */
  isExtra: Type.Boolean(),
})
export const blockReport = query({
  name: 'booking.blockReport',
  method: 'GET',
  path: '/booking/sessions/:sessionId/block-report',
  permission: 'booking.slots.see',
  summary: 'What of a block was used, seat by seat, and how many seats go back unused',
  subject: 'none',
  input: Type.Object({ sessionId: regionalIdSchema }),
  output: Type.Object({
    source: sourceSchema,
    localDate: localDateSchema,
    used: Type.Array(blockRowSchema),
    unused: Type.Integer(),
    /** False before the cut-off: then the list can still change. */
    isFinal: Type.Boolean(),
  }),
  errors: ['booking.session_not_found', 'booking.not_a_block'],
})

export const reportBlock = command({
  name: 'booking.reportBlock',
  method: 'POST',
  path: '/booking/sessions/:sessionId/block-report',
  permission: 'booking.slots.change',
  summary: 'The used and unused seats of a block were reported back to the hospital',
  subject: 'none',
  input: Type.Object({ sessionId: regionalIdSchema }),
  output: sourceSchema,
  errors: ['booking.session_not_found', 'booking.not_a_block', 'booking.before_cut_off', 'booking.already_reported'],
})

export const hospitalAnswers = query({
  name: 'booking.hospitalAnswers',
  method: 'GET',
  path: '/booking/hospital-answers',
  permission: 'booking.appointment.see_own',
  summary: 'What the hospital says to each visit of oneself and one’s family whose seat lives in its own system',
  subject: 'none',
  input: nothing,
  output: Type.Object({
    answers: Type.Array(
      Type.Object({
        appointmentId: regionalIdSchema,
        sessionId: regionalIdSchema,
        hospital: Type.String(),
        answer: oneOf(seatAnswers),
        askedAt: nullable(instantSchema),
      }),
    ),
  }),
  errors: [],
})

export const hospitalOrders = query({
  name: 'booking.hospitalOrders',
  method: 'GET',
  path: '/booking/sessions/:sessionId/hospital-orders',
  permission: 'booking.slots.see',
  summary: 'The seats of one session that were asked for at the hospital, with every answer it gave',
  subject: 'none',
  input: Type.Object({ sessionId: regionalIdSchema }),
  output: Type.Object({
    orders: Type.Array(
      Type.Object({
        orderId: uuidSchema,
        residentName: Type.String(),
        startTime: localTimeSchema,
        state: oneOf(orderStates),
        reason: nullable(Type.String()),
        reference: nullable(Type.String()),
        attempts: Type.Integer(),
        nextTryAt: instantSchema,
        receipts: Type.Array(Type.Object({ step: Type.String(), outcome: Type.String(), at: instantSchema })),
      }),
    ),
  }),
  errors: ['booking.session_not_found'],
})
