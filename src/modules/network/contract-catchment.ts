import Type, { type Static } from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { fenSchema, nothing, nullable, oneOf, textSchema, uuidSchema } from '#src/platform/kernel/schema.ts'
import { populationGroups, travelModes } from './contract-asset-codes.ts'
import { institutionIdSchema } from './contract-views.ts'

/** Whom an institution serves, and how long the ways between sites are. */

const year = Type.Integer({ minimum: 1990, maximum: 2100 })
const wholeOrNull = nullable(Type.Integer({ minimum: 0, maximum: 10_000 }))

export const populationView = Type.Object({
  year: Type.Integer(),
  group: oneOf(populationGroups),
  persons: Type.Integer(),
  source: Type.String(),
  demo: Type.Boolean(),
})
export const travelTimeView = Type.Object({
  travelTimeId: uuidSchema,
  fromInstitutionId: uuidSchema,
  fromName: Type.String(),
  toInstitutionId: uuidSchema,
  toName: Type.String(),
  mode: oneOf(travelModes),
  minutes: Type.Integer(),
  subsidyFen: Type.Integer(),
  source: Type.String(),
  demo: Type.Boolean(),
})
export type PopulationView = Static<typeof populationView>
export type TravelTimeView = Static<typeof travelTimeView>

export const catchmentOf = query({
  name: 'network.catchmentOf',
  method: 'GET',
  path: '/network/catchment',
  permission: 'network.asset.read',
  summary: 'Shows the area and people an institution serves by year, and the ways to and from it.',
  subject: 'none',
  input: Type.Object({ institutionId: institutionIdSchema }),
  output: Type.Object({
    area: nullable(
      Type.Object({
        description: Type.String(),
        neighbourhoods: nullable(Type.Integer()),
        villages: nullable(Type.Integer()),
        demo: Type.Boolean(),
      }),
    ),
    population: Type.Array(populationView),
    travelTimes: Type.Array(travelTimeView),
    mayManage: Type.Boolean(),
  }),
  errors: ['network.unknown_institution'],
})
export const saveCatchment = command({
  name: 'network.saveCatchment',
  method: 'PUT',
  path: '/network/catchment',
  permission: 'network.asset.manage',
  summary: 'Writes which area an institution serves.',
  subject: 'none',
  input: Type.Object({
    institutionId: institutionIdSchema,
    description: textSchema(1000),
    neighbourhoods: Type.Optional(wholeOrNull),
    villages: Type.Optional(wholeOrNull),
    demo: Type.Optional(Type.Boolean()),
  }),
  output: nothing,
  errors: ['network.unknown_institution', 'network.outside_reach'],
})
export const savePopulation = command({
  name: 'network.savePopulation',
  method: 'PUT',
  path: '/network/population',
  permission: 'network.asset.manage',
  summary: 'Writes how many people of the given groups an institution serves in a year; groups left out stay.',
  subject: 'none',
  input: Type.Object({
    institutionId: institutionIdSchema,
    year,
    source: textSchema(100),
    figures: Type.Array(
      Type.Object({ group: oneOf(populationGroups), persons: Type.Integer({ minimum: 0, maximum: 100_000_000 }) }),
      { minItems: 1, maxItems: populationGroups.length },
    ),
    demo: Type.Optional(Type.Boolean()),
  }),
  output: nothing,
  errors: [
    'network.unknown_institution',
    'network.outside_reach',
    'network.group_twice',
    'network.group_larger_than_all',
  ],
})
/** The same way and mode again replaces what was written. */
export const saveTravelTime = command({
  name: 'network.saveTravelTime',
  method: 'PUT',
  path: '/network/travel-times',
  permission: 'network.asset.manage',
  summary: 'Writes how many minutes a way between two sites takes by a mode, and what is paid for it.',
  subject: 'none',
  input: Type.Object({
    fromInstitutionId: institutionIdSchema,
    toInstitutionId: institutionIdSchema,
    mode: oneOf(travelModes),
    minutes: Type.Integer({ minimum: 1, maximum: 1440 }),
    subsidyFen: fenSchema,
    source: textSchema(100),
    demo: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({ travelTimeId: uuidSchema }),
  errors: ['network.unknown_institution', 'network.outside_reach', 'network.way_to_itself'],
})
