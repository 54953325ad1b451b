import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { nothing, nullable, oneOf, textSchema, uuidSchema } from '#src/platform/kernel/schema.ts'
import { membershipRoles } from './contract-codes.ts'
import { tieStates } from './contract-tie-codes.ts'
import {
  codeSchema,
  date,
  dateOrNull,
  departmentIdSchema,
  institutionIdSchema,
  staffIdSchema,
  textOrNull,
} from './contract-views.ts'

/** 专科联盟: a consortium for one speciality, led by a department, with extended clinics at its members. */

export const extendedClinicView = Type.Object({
  extendedClinicId: uuidSchema,
  institutionId: uuidSchema,
  institutionName: Type.String(),
  staffId: uuidSchema,
  staffName: Type.String(),
  titleCode: textOrNull,
  /** 每周三上午, as people say it; the dates themselves are sessions of the roster. */
  rhythm: Type.String(),
  validFrom: date,
  validUntil: dateOrNull,
  state: oneOf(tieStates),
})

export const allianceView = Type.Object({
  consortiumId: uuidSchema,
  code: Type.String(),
  name: Type.String(),
  /** Null until somebody says which: the consortium was founded elsewhere. */
  speciality: textOrNull,
  leadDepartmentId: nullable(uuidSchema),
  leadDepartmentName: textOrNull,
  head: nullable(Type.Object({ institutionId: uuidSchema, name: Type.String() })),
  startedOn: dateOrNull,
  members: Type.Array(
    Type.Object({
      membershipId: uuidSchema,
      institutionId: uuidSchema,
      institutionName: Type.String(),
      role: oneOf(membershipRoles),
      departmentId: nullable(uuidSchema),
      departmentName: textOrNull,
      validFrom: date,
    }),
  ),
  extendedClinics: Type.Array(extendedClinicView),
  lastActivityOn: dateOrNull,
  quietDays: nullable(Type.Integer()),
  quiet: Type.Boolean(),
  demo: Type.Boolean(),
  version: Type.Integer(),
  mayManage: Type.Boolean(),
})

export const listAlliances = query({
  name: 'network.listAlliances',
  method: 'GET',
  path: '/network/alliances',
  permission: 'network.pairing.read',
  summary: 'Lists speciality alliances with lead department, members, extended clinics and last activity.',
  subject: 'none',
  input: Type.Object({}),
  output: Type.Object({ items: Type.Array(allianceView), quietAfterDays: Type.Integer() }),
  errors: [],
})

export const foundAlliance = command({
  name: 'network.foundAlliance',
  method: 'POST',
  path: '/network/alliances',
  permission: 'network.consortium.manage',
  summary: 'Founds a speciality alliance with its head and the department that leads it.',
  subject: 'none',
  input: Type.Object({
    code: codeSchema,
    name: textSchema(60),
    speciality: textSchema(30),
    headInstitutionId: institutionIdSchema,
    leadDepartmentId: departmentIdSchema,
    startedOn: date,
    demo: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({ consortiumId: uuidSchema }),
  errors: [
    'network.code_taken',
    'network.unknown_institution',
    'network.unknown_department',
    'network.department_of_the_head',
    'network.outside_reach',
  ],
})

export const describeAlliance = command({
  name: 'network.describeAlliance',
  method: 'PUT',
  path: '/network/alliances/:consortiumId',
  permission: 'network.consortium.manage',
  summary: 'Says which speciality an alliance is for and which department leads it.',
  subject: 'none',
  input: Type.Object({
    consortiumId: uuidSchema,
    speciality: textSchema(30),
    leadDepartmentId: departmentIdSchema,
    /** 0 where nothing was said before. */
    version: Type.Integer({ minimum: 0 }),
  }),
  output: Type.Object({ version: Type.Integer() }),
  errors: [
    'network.unknown_consortium',
    'network.not_an_alliance',
    'network.unknown_department',
    'network.department_of_the_head',
    'network.changed_meanwhile',
    'network.outside_reach',
  ],
})

export const joinAlliance = command({
  name: 'network.joinAlliance',
  method: 'POST',
  path: '/network/alliances/:consortiumId/members',
  permission: 'network.consortium.manage',
  summary: 'Takes an institution into a speciality alliance, with the department that takes part.',
  subject: 'none',
  input: Type.Object({
    consortiumId: uuidSchema,
    institutionId: institutionIdSchema,
    role: oneOf(['hospital_member', 'speciality_member', 'centre', 'branch', 'township', 'private']),
    departmentId: Type.Optional(nullable(departmentIdSchema)),
    validFrom: date,
  }),
  output: Type.Object({ membershipId: uuidSchema }),
  errors: [
    'network.unknown_consortium',
    'network.not_an_alliance',
    'network.unknown_institution',
    'network.unknown_department',
    'network.department_elsewhere',
    'network.already_member',
    'network.outside_reach',
  ],
})

export const openExtendedClinic = command({
  name: 'network.openExtendedClinic',
  method: 'POST',
  path: '/network/alliances/:consortiumId/extended-clinics',
  permission: 'network.consortium.manage',
  summary: 'Opens an extended clinic: who comes to which member, how often, from when.',
  subject: 'none',
  input: Type.Object({
    consortiumId: uuidSchema,
    institutionId: institutionIdSchema,
    staffId: staffIdSchema,
    rhythm: textSchema(40),
    agreementId: Type.Optional(nullable(uuidSchema)),
    validFrom: date,
    validUntil: Type.Optional(nullable(date)),
  }),
  output: Type.Object({ extendedClinicId: uuidSchema }),
  errors: [
    'network.unknown_consortium',
    'network.not_an_alliance',
    'network.not_a_member',
    'network.unknown_staff',
    'network.unknown_agreement',
    'network.agreement_of_others',
    'network.may_not_work_there',
    'network.clinic_twice',
    'network.ends_before_start',
    'network.outside_reach',
  ],
})

export const endExtendedClinic = command({
  name: 'network.endExtendedClinic',
  method: 'POST',
  path: '/network/extended-clinics/:extendedClinicId/end',
  permission: 'network.consortium.manage',
  summary: 'Ends an extended clinic with a reason; the given day is its last.',
  subject: 'none',
  input: Type.Object({ extendedClinicId: uuidSchema, validUntil: date, reason: textSchema(200) }),
  output: nothing,
  errors: ['network.unknown_extended_clinic', 'network.ends_before_start', 'network.outside_reach'],
})
