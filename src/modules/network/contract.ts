import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { localDateSchema, nothing, nullable, oneOf, textSchema, uuidSchema } from '#src/platform/kernel/schema.ts'
import { consortiumKinds, institutionKinds, membershipRoles } from './contract-codes.ts'
import {
  codeSchema,
  consortiumView,
  departmentIdSchema,
  departmentView,
  institutionFields,
  institutionIdSchema,
  institutionView,
  membershipView,
  pageOf,
  paging,
  partOfDayView,
  roomIdSchema,
  roomView,
} from './contract-views.ts'

/** Consortia, institutions, departments, rooms. More of this contract: contract-people, -agreements, -calendar, -workbook. */

const date = localDateSchema
const consortiumFields = {
  code: codeSchema,
  name: textSchema(60),
  kind: oneOf(consortiumKinds),
  startedOn: Type.Optional(nullable(date)),
  endedOn: Type.Optional(nullable(date)),
  note: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
  demo: Type.Optional(Type.Boolean()),
}

export const listConsortia = query({
  name: 'network.listConsortia',
  method: 'GET',
  path: '/network/consortia',
  permission: 'network.institution.read',
  summary: 'Lists the consortia of the region with their heads and the number of members today.',
  subject: 'none',
  input: nothing,
  output: Type.Object({ items: Type.Array(consortiumView) }),
  errors: [],
})
export const listMemberships = query({
  name: 'network.listMemberships',
  method: 'GET',
  path: '/network/memberships',
  permission: 'network.institution.read',
  summary: 'Lists the places of institutions in a consortium, or of one institution in every consortium.',
  subject: 'none',
  input: Type.Object({
    consortiumId: Type.Optional(uuidSchema),
    institutionId: Type.Optional(institutionIdSchema),
    /** Also those that have ended or not begun. */
    history: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({ items: Type.Array(membershipView) }),
  errors: [],
})
export const createConsortium = command({
  name: 'network.createConsortium',
  method: 'POST',
  path: '/network/consortia',
  permission: 'network.consortium.manage',
  summary: 'Founds a consortium.',
  subject: 'none',
  input: Type.Object(consortiumFields),
  output: Type.Object({ consortiumId: uuidSchema }),
  errors: ['network.code_taken', 'network.ends_before_start'],
})
export const updateConsortium = command({
  name: 'network.updateConsortium',
  method: 'PUT',
  path: '/network/consortia/:consortiumId',
  permission: 'network.consortium.manage',
  summary: 'Changes what is written about a consortium.',
  subject: 'none',
  input: Type.Object({ consortiumId: uuidSchema, version: Type.Integer(), ...consortiumFields }),
  output: Type.Object({ version: Type.Integer() }),
  errors: [
    'network.unknown_consortium',
    'network.changed_meanwhile',
    'network.code_taken',
    'network.ends_before_start',
    'network.outside_reach',
  ],
})
export const listInstitutions = query({
  name: 'network.listInstitutions',
  method: 'GET',
  path: '/network/institutions',
  permission: 'network.institution.read',
  summary: 'Finds institutions by name, pinyin, initials or code, by consortium, role and kind.',
  subject: 'none',
  input: Type.Object({
    search: Type.Optional(Type.String({ maxLength: 60 })),
    consortiumId: Type.Optional(uuidSchema),
    role: Type.Optional(oneOf(membershipRoles)),
    kind: Type.Optional(oneOf(institutionKinds)),
    membership: Type.Optional(oneOf(['member', 'external'])),
    everyRegion: Type.Optional(Type.Boolean()),
    closed: Type.Optional(Type.Boolean()),
    ...paging,
  }),
  output: pageOf(institutionView),
  errors: ['network.bad_cursor'],
})
export const institutionDetail = query({
  name: 'network.institutionDetail',
  method: 'GET',
  path: '/network/institutions/:institutionId',
  permission: 'network.institution.read',
  summary: 'Shows one institution with its memberships, departments, rooms, branches and parts of the day.',
  subject: 'none',
  input: Type.Object({ institutionId: institutionIdSchema }),
  output: Type.Object({
    institution: institutionView,
    /** Shown to everyone at `/photo/<id>`. */
    photoId: nullable(uuidSchema),
    parentName: nullable(Type.String()),
    memberships: Type.Array(membershipView),
    departments: Type.Array(departmentView),
    rooms: Type.Array(roomView),
    branches: Type.Array(institutionView),
    staffCount: Type.Integer(),
    partsOfDay: Type.Array(partOfDayView),
    mayManage: Type.Boolean(),
  }),
  errors: ['network.unknown_institution'],
})
export const createInstitution = command({
  name: 'network.createInstitution',
  method: 'POST',
  path: '/network/institutions',
  permission: 'network.institution.create',
  summary: 'Enters an institution, with its first place in a consortium where it has one.',
  subject: 'none',
  input: Type.Object({
    ...institutionFields,
    regionId: Type.Optional(Type.Integer()),
    membership: Type.Optional(Type.Object({ consortiumId: uuidSchema, role: oneOf(membershipRoles), validFrom: date })),
  }),
  output: Type.Object({ institutionId: institutionIdSchema }),
  errors: [
    'network.wrong_credit_code',
    'network.code_taken',
    'network.credit_code_taken',
    'network.unknown_institution',
    'network.unknown_region',
    'network.unknown_consortium',
    'network.second_head',
    'network.already_member',
    'network.coordinates_incomplete',
    'network.ends_before_start',
    'network.outside_reach',
  ],
})
export const updateInstitution = command({
  name: 'network.updateInstitution',
  method: 'PUT',
  path: '/network/institutions/:institutionId',
  permission: 'network.institution.manage',
  summary: 'Changes what is written about an institution.',
  subject: 'none',
  input: Type.Object({ institutionId: institutionIdSchema, version: Type.Integer(), ...institutionFields }),
  output: Type.Object({ version: Type.Integer() }),
  errors: [
    'network.unknown_institution',
    'network.changed_meanwhile',
    'network.outside_reach',
    'network.wrong_credit_code',
    'network.code_taken',
    'network.credit_code_taken',
    'network.own_parent',
    'network.coordinates_incomplete',
    'network.ends_before_start',
  ],
})
export const addMembership = command({
  name: 'network.addMembership',
  method: 'POST',
  path: '/network/memberships',
  permission: 'network.consortium.manage',
  summary: 'Takes an institution into a consortium with a role, from a day on.',
  subject: 'none',
  input: Type.Object({
    consortiumId: uuidSchema,
    institutionId: institutionIdSchema,
    role: oneOf(membershipRoles),
    validFrom: date,
    validUntil: Type.Optional(nullable(date)),
  }),
  output: Type.Object({ membershipId: uuidSchema }),
  errors: [
    'network.unknown_consortium',
    'network.unknown_institution',
    'network.second_head',
    'network.already_member',
    'network.ends_before_start',
    'network.outside_reach',
  ],
})
export const endMembership = command({
  name: 'network.endMembership',
  method: 'POST',
  path: '/network/memberships/:membershipId/end',
  permission: 'network.consortium.manage',
  summary: 'Ends the place of an institution in a consortium; the given day is its last.',
  subject: 'none',
  input: Type.Object({ membershipId: uuidSchema, validUntil: date, reason: textSchema(200) }),
  output: nothing,
  errors: [
    'network.unknown_membership',
    'network.ends_before_start',
    'network.outside_reach',
    'network.already_member',
    'network.second_head',
  ],
})

const departmentFields = {
  code: codeSchema,
  name: textSchema(30),
  standardCode: Type.Optional(nullable(Type.String({ maxLength: 20 }))),
  introduction: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
  closedOn: Type.Optional(nullable(date)),
}
const roomFields = {
  code: codeSchema,
  name: textSchema(30),
  departmentId: Type.Optional(nullable(departmentIdSchema)),
  place: Type.Optional(nullable(Type.String({ maxLength: 60 }))),
  closedOn: Type.Optional(nullable(date)),
}

export const listDepartments = query({
  name: 'network.listDepartments',
  method: 'GET',
  path: '/network/departments',
  permission: 'network.institution.read',
  summary: 'Lists the departments of an institution.',
  subject: 'none',
  input: Type.Object({ institutionId: institutionIdSchema }),
  output: Type.Object({ items: Type.Array(departmentView) }),
  errors: [],
})
export const listRooms = query({
  name: 'network.listRooms',
  method: 'GET',
  path: '/network/rooms',
  permission: 'network.institution.read',
  summary: 'Lists the rooms of an institution.',
  subject: 'none',
  input: Type.Object({ institutionId: institutionIdSchema }),
  output: Type.Object({ items: Type.Array(roomView) }),
  errors: [],
})
/** Without `departmentId` a new one; with it the change of an old one. */
export const saveDepartment = command({
  name: 'network.saveDepartment',
  method: 'POST',
  path: '/network/departments',
  permission: 'network.institution.manage',
  summary: 'Enters or changes a department of an institution.',
  subject: 'none',
  input: Type.Object({
    institutionId: institutionIdSchema,
    departmentId: Type.Optional(departmentIdSchema),
    ...departmentFields,
  }),
  output: Type.Object({ departmentId: departmentIdSchema }),
  errors: [
    'network.unknown_institution',
    'network.unknown_department',
    'network.outside_reach',
    'network.code_taken',
    'network.name_taken',
  ],
})
export const saveRoom = command({
  name: 'network.saveRoom',
  method: 'POST',
  path: '/network/rooms',
  permission: 'network.institution.manage',
  summary: 'Enters or changes a room of an institution.',
  subject: 'none',
  input: Type.Object({ institutionId: institutionIdSchema, roomId: Type.Optional(roomIdSchema), ...roomFields }),
  output: Type.Object({ roomId: roomIdSchema }),
  errors: [
    'network.unknown_institution',
    'network.unknown_department',
    'network.unknown_room',
    'network.outside_reach',
    'network.code_taken',
    'network.name_taken',
  ],
})
