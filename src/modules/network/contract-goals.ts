import Type, { type Static } from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { instantSchema, localDateSchema, nullable, oneOf, uuidSchema } from '#src/platform/kernel/schema.ts'
import { goalStates } from './contract-asset-codes.ts'
import { confidences } from './contract-codes.ts'
import { institutionIdSchema } from './contract-views.ts'

/** Goals of full coverage per centre: state, evidence, day, who. */

const goalCode = Type.String({ pattern: '^[a-z][a-z0-9_]{1,39}$' })
const textOrNull = nullable(Type.String())

export const goalView = Type.Object({
  code: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  source: Type.String(),
  confidence: oneOf(confidences),
})
export const goalReportView = Type.Object({
  goalReportId: uuidSchema,
  goalCode: Type.String(),
  state: oneOf(goalStates),
  evidence: textOrNull,
  fileReference: textOrNull,
  on: localDateSchema,
  reportedByName: textOrNull,
  reportedAt: instantSchema,
  demo: Type.Boolean(),
})
export type GoalReportView = Static<typeof goalReportView>

export const goalsOf = query({
  name: 'network.goalsOf',
  method: 'GET',
  path: '/network/goals',
  permission: 'network.goal.read',
  summary: 'Shows the goals of full coverage at one centre with everything that was reported, the last first.',
  subject: 'none',
  input: Type.Object({ institutionId: institutionIdSchema }),
  output: Type.Object({
    goals: Type.Array(goalView),
    reports: Type.Array(goalReportView),
    mayManage: Type.Boolean(),
  }),
  errors: ['network.unknown_institution'],
})
export const goalMatrix = query({
  name: 'network.goalMatrix',
  method: 'GET',
  path: '/network/goal-matrix',
  permission: 'network.goal.read',
  summary: 'Shows centres × goals for the centres that one manages or watches, with how many reached each.',
  subject: 'none',
  input: Type.Object({}),
  output: Type.Object({
    goals: Type.Array(
      Type.Object({
        ...goalView.properties,
        reached: Type.Integer(),
        underWay: Type.Integer(),
        centres: Type.Integer(),
      }),
    ),
    centres: Type.Array(
      Type.Object({
        institutionId: uuidSchema,
        institutionName: Type.String(),
        reached: Type.Integer(),
        states: Type.Array(
          Type.Object({ goalCode: Type.String(), state: oneOf(goalStates), on: nullable(localDateSchema) }),
        ),
      }),
    ),
  }),
  errors: [],
})
export const reportGoal = command({
  name: 'network.reportGoal',
  method: 'POST',
  path: '/network/goals/reports',
  permission: 'network.goal.manage',
  summary: 'Reports how far a centre is with a goal; what is reached names its evidence.',
  subject: 'none',
  input: Type.Object({
    institutionId: institutionIdSchema,
    goalCode,
    state: oneOf(goalStates),
    evidence: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
    fileReference: Type.Optional(nullable(Type.String({ maxLength: 200 }))),
    on: localDateSchema,
    demo: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({ goalReportId: uuidSchema }),
  errors: [
    'network.unknown_institution',
    'network.unknown_goal',
    'network.not_a_centre',
    'network.outside_reach',
    'network.evidence_missing',
    'network.reached_in_the_future',
  ],
})
