import Type, { type Static } from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { instantSchema, nothing, nullable, oneOf, textSchema } from '#src/platform/kernel/schema.ts'
import { centreFamilies } from './contract-centres.ts'
import { measureView } from './contract-measures.ts'
import { measureDirections, measureUnits } from './contract-tie-codes.ts'

/** 口径: what is counted and by which definition, the region's own choices about it, and the kinds of centres there are. */

const measureSchema = Type.String({ pattern: '^[a-z][a-z0-9_.]{1,59}$' })
const kindSchema = Type.String({ pattern: '^[a-z][a-z0-9_]{1,39}$' })

export const measureRow = Type.Object({
  ...measureView.properties,
  /** Figures of months and of activities that count by it, everywhere: a measure in use can't be taken back. */
  figures: Type.Integer(),
  /** Why the region chose so, and when; null where the definition's own word counts. */
  reason: nullable(Type.String()),
  changedAt: nullable(instantSchema),
})
export type MeasureRow = Static<typeof measureRow>
export const centreKindRow = Type.Object({
  kind: Type.String(),
  family: oneOf(centreFamilies),
  name: Type.String(),
  nameEn: Type.String(),
  source: Type.String(),
  /** Centres of this kind, closed ones too. */
  centres: Type.Integer(),
})
export type CentreKindRow = Static<typeof centreKindRow>

export const definitions = query({
  name: 'network.definitions',
  method: 'GET',
  path: '/network/definitions',
  permission: 'network.fact.read',
  summary: 'Lists every measure with its definition and the choices of the region, and the kinds of centres.',
  subject: 'none',
  input: Type.Object({}),
  output: Type.Object({ measures: Type.Array(measureRow), kinds: Type.Array(centreKindRow) }),
  errors: [],
})

export const chooseMeasure = command({
  name: 'network.chooseMeasure',
  method: 'POST',
  path: '/network/measures/:measure/choice',
  permission: 'network.definition.manage',
  summary:
    'The region says whether every member reports a measure each month, and which year others are compared with.',
  subject: 'none',
  input: Type.Object({
    measure: measureSchema,
    expected: Type.Boolean(),
    baselineYear: nullable(Type.Integer({ minimum: 2000, maximum: 2099 })),
    reason: textSchema(200),
  }),
  output: nothing,
  errors: ['network.unknown_measure', 'network.measure_without_months', 'network.baseline_to_come'],
})

export const addMeasure = command({
  name: 'network.addMeasure',
  method: 'POST',
  path: '/network/measures',
  permission: 'network.definition.manage',
  summary: 'Adds a measure with unit, definition and the document it comes from; no region expects it yet.',
  subject: 'none',
  input: Type.Object({
    measure: measureSchema,
    name: textSchema(30),
    nameEn: textSchema(60),
    unit: oneOf(measureUnits),
    direction: oneOf(measureDirections),
    decimals: Type.Integer({ minimum: 0, maximum: 2 }),
    definition: textSchema(300),
    source: textSchema(120),
    monthFact: Type.Boolean(),
    activity: Type.Boolean(),
  }),
  output: nothing,
  errors: ['network.measure_taken', 'network.measure_counts_nothing'],
})

export const retireMeasure = command({
  name: 'network.retireMeasure',
  method: 'POST',
  path: '/network/measures/:measure/retire',
  permission: 'network.definition.manage',
  summary: 'Takes a measure back that nothing has been counted by.',
  subject: 'none',
  input: Type.Object({ measure: measureSchema, reason: textSchema(200) }),
  output: nothing,
  errors: ['network.unknown_measure', 'network.measure_in_use'],
})

export const retireCentreKind = command({
  name: 'network.retireCentreKind',
  method: 'POST',
  path: '/network/centre-kinds/:kind/retire',
  permission: 'network.centre.manage',
  summary: 'Takes a kind of centre back that no centre is of.',
  subject: 'none',
  input: Type.Object({ kind: kindSchema, reason: textSchema(200) }),
  output: nothing,
  errors: ['network.unknown_centre_kind', 'network.centre_kind_in_use'],
})
