import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import {
  instantSchema,
  localDateSchema,
  nullable,
  oneOf,
  regionalIdSchema,
  textSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'
import { accessEntrySchema } from './contract-family.ts'
import { residentIdSchema } from './contract-parts.ts'

/** What must be looked at afterwards: typed numbers, emergencies, openings; and the card bridges of a site. */

export const openingsToReview = query({
  name: 'records.openingsToReview',
  method: 'GET',
  path: '/records/review',
  permission: 'records.opening.review',
  summary: 'Typed numbers and emergency openings of this institution that nobody has looked at yet',
  subject: 'none',
  input: Type.Object({}),
  output: Type.Object({
    openings: Type.Array(
      Type.Object({
        kind: oneOf(['typed_number', 'break_glass'] as const),
        /** The relationship or the emergency opening. */
        id: regionalIdSchema,
        residentId: residentIdSchema,
        name: Type.String(),
        maskedNumber: nullable(Type.String()),
        who: Type.String(),
        at: instantSchema,
        reason: nullable(Type.String()),
      }),
    ),
  }),
  errors: [],
})

export const reviewOpening = command({
  name: 'records.reviewOpening',
  method: 'POST',
  path: '/records/review/:id',
  permission: 'records.opening.review',
  summary: 'Says whether a typed number or an emergency opening was in order; if not, it ends at once',
  subject: 'none',
  input: Type.Object({
    id: regionalIdSchema,
    kind: oneOf(['typed_number', 'break_glass'] as const),
    outcome: oneOf(['in_order', 'not_in_order'] as const),
    note: Type.Optional(textSchema(300)),
  }),
  output: Type.Object({}),
  errors: ['records.opening_unknown', 'records.note_needed', 'records.own_opening'],
})

export const institutionAccess = query({
  name: 'records.institutionAccess',
  method: 'GET',
  path: '/records/access',
  permission: 'records.access.list',
  summary: 'Records opened from this institution, newest first',
  subject: 'none',
  input: Type.Object({
    from: Type.Optional(localDateSchema),
    to: Type.Optional(localDateSchema),
    before: Type.Optional(instantSchema),
    breakGlassOnly: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({
    entries: Type.Array(
      Type.Object({ ...accessEntrySchema.properties, residentId: residentIdSchema, residentName: Type.String() }),
    ),
    more: Type.Boolean(),
  }),
  errors: [],
})

export const residentAccess = query({
  name: 'records.residentAccess',
  method: 'GET',
  path: '/records/residents/:residentId/access',
  permission: 'records.resident.open',
  summary: "This institution's own openings of one resident's record",
  subject: 'resident',
  input: Type.Object({ residentId: residentIdSchema }),
  output: Type.Object({ entries: Type.Array(accessEntrySchema) }),
  errors: [],
})

export const addCardBridge = command({
  name: 'records.addCardBridge',
  method: 'POST',
  path: '/records/bridges',
  permission: 'records.bridge.manage',
  summary: "Trusts a card bridge on a desk's computer; its key is made in the browser and never sent back",
  subject: 'none',
  input: Type.Object({ name: textSchema(60), key: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
  output: Type.Object({ bridgeId: uuidSchema }),
  errors: ['records.bridge_name_taken'],
})

export const cardBridges = query({
  name: 'records.cardBridges',
  method: 'GET',
  path: '/records/bridges',
  permission: 'records.bridge.manage',
  summary: 'Card bridges of this institution',
  subject: 'none',
  input: Type.Object({}),
  output: Type.Object({
    bridges: Type.Array(
      Type.Object({
        bridgeId: uuidSchema,
        name: Type.String(),
        createdAt: instantSchema,
        endedAt: nullable(instantSchema),
        simulated: Type.Boolean(),
      }),
    ),
  }),
  errors: [],
})

export const endCardBridge = command({
  name: 'records.endCardBridge',
  method: 'POST',
  path: '/records/bridges/:bridgeId/end',
  permission: 'records.bridge.manage',
  summary: 'From now on nothing this bridge signs is believed',
  subject: 'none',
  input: Type.Object({ bridgeId: uuidSchema }),
  output: Type.Object({}),
  errors: ['records.bridge_unknown'],
})
