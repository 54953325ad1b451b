import Type, { type Static } from 'typebox'
import { query } from '#src/platform/kernel/endpoint.ts'
import { nullable, oneOf } from '#src/platform/kernel/schema.ts'
import { measureDirections, measureUnits } from './contract-tie-codes.ts'

/** 指标: what is counted, by which definition and in which unit. */

export const measureView = Type.Object({
  measure: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  unit: oneOf(measureUnits),
  direction: oneOf(measureDirections),
  decimals: Type.Integer(),
  definition: Type.String(),
  source: Type.String(),
  /** Whether it is counted by month, and whether activities count by it. */
  monthFact: Type.Boolean(),
  activity: Type.Boolean(),
  /** Every member reports it every month; what is not there is missing. */
  expected: Type.Boolean(),
  /** The year that others are compared with, where one was agreed. */
  baselineYear: nullable(Type.Integer()),
})
export type MeasureView = Static<typeof measureView>

export const listMeasures = query({
  name: 'network.listMeasures',
  method: 'GET',
  path: '/network/measures',
  permission: 'network.pairing.read',
  summary: 'Lists what is counted: names, units, definitions and their sources.',
  subject: 'none',
  input: Type.Object({}),
  output: Type.Object({ items: Type.Array(measureView) }),
  errors: [],
})
