import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { localDateSchema, nothing, nullable, oneOf, textSchema, uuidSchema } from '#src/platform/kernel/schema.ts'
import { teamKinds, teamRoles, titleCodes } from './contract-codes.ts'
import { codeSchema, institutionIdSchema, staffIdSchema, teamIdSchema } from './contract-views.ts'

/** Teams and studios. */

const date = localDateSchema
const dateOrNull = nullable(localDateSchema)
const textOrNull = nullable(Type.String())

export const teamMemberView = Type.Object({
  teamMemberId: uuidSchema,
  staffId: uuidSchema,
  name: Type.String(),
  titleCode: nullable(oneOf(titleCodes)),
  institutionName: Type.String(),
  role: oneOf(teamRoles),
  validFrom: date,
  validUntil: dateOrNull,
})
export const teamView = Type.Object({
  teamId: uuidSchema,
  institutionId: uuidSchema,
  institutionName: Type.String(),
  code: Type.String(),
  name: Type.String(),
  kind: oneOf(teamKinds),
  speciality: textOrNull,
  introduction: textOrNull,
  startedOn: dateOrNull,
  endedOn: dateOrNull,
  demo: Type.Boolean(),
  version: Type.Integer(),
  members: Type.Array(teamMemberView),
  mayManage: Type.Boolean(),
})
export const listTeams = query({
  name: 'network.listTeams',
  method: 'GET',
  path: '/network/teams',
  permission: 'network.staff.read',
  summary: 'Lists teams and studios with their members.',
  subject: 'none',
  input: Type.Object({ institutionId: Type.Optional(institutionIdSchema), ended: Type.Optional(Type.Boolean()) }),
  output: Type.Object({ items: Type.Array(teamView) }),
  errors: [],
})

const teamFields = {
  code: codeSchema,
  name: textSchema(40),
  kind: oneOf(teamKinds),
  speciality: Type.Optional(nullable(Type.String({ maxLength: 30 }))),
  introduction: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
  startedOn: Type.Optional(nullable(date)),
  endedOn: Type.Optional(nullable(date)),
  demo: Type.Optional(Type.Boolean()),
}
export const createTeam = command({
  name: 'network.createTeam',
  method: 'POST',
  path: '/network/teams',
  permission: 'network.staff.manage',
  summary: 'Founds a team or studio at an institution, with its first members.',
  subject: 'none',
  input: Type.Object({
    institutionId: institutionIdSchema,
    ...teamFields,
    members: Type.Array(Type.Object({ staffId: staffIdSchema, role: oneOf(teamRoles), validFrom: date }), {
      maxItems: 30,
    }),
  }),
  output: Type.Object({ teamId: teamIdSchema }),
  errors: [
    'network.unknown_institution',
    'network.unknown_staff',
    'network.outside_reach',
    'network.code_taken',
    'network.second_lead',
    'network.member_twice',
    'network.ends_before_start',
  ],
})
export const updateTeam = command({
  name: 'network.updateTeam',
  method: 'PUT',
  path: '/network/teams/:teamId',
  permission: 'network.staff.manage',
  summary: 'Changes what is written about a team.',
  subject: 'none',
  input: Type.Object({ teamId: teamIdSchema, version: Type.Integer(), ...teamFields }),
  output: Type.Object({ version: Type.Integer() }),
  errors: [
    'network.unknown_team',
    'network.changed_meanwhile',
    'network.outside_reach',
    'network.code_taken',
    'network.ends_before_start',
  ],
})
export const addTeamMember = command({
  name: 'network.addTeamMember',
  method: 'POST',
  path: '/network/teams/:teamId/members',
  permission: 'network.staff.manage',
  summary: 'Takes a person into a team with a role, from a day on.',
  subject: 'none',
  input: Type.Object({ teamId: teamIdSchema, staffId: staffIdSchema, role: oneOf(teamRoles), validFrom: date }),
  output: Type.Object({ teamMemberId: uuidSchema }),
  errors: [
    'network.unknown_team',
    'network.unknown_staff',
    'network.outside_reach',
    'network.second_lead',
    'network.member_twice',
  ],
})
export const endTeamMember = command({
  name: 'network.endTeamMember',
  method: 'POST',
  path: '/network/team-members/:teamMemberId/end',
  permission: 'network.staff.manage',
  summary: 'Ends a place in a team; the given day is its last.',
  subject: 'none',
  input: Type.Object({ teamMemberId: uuidSchema, validUntil: date }),
  output: nothing,
  errors: [
    'network.unknown_team_member',
    'network.outside_reach',
    'network.ends_before_start',
    'network.member_twice',
    'network.second_lead',
  ],
})
