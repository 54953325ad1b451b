import Type, { type Static } from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { localDateSchema, nothing, nullable, oneOf, textSchema, uuidSchema } from '#src/platform/kernel/schema.ts'
import { professions, sexCodes, teamRoles, titleCodes } from './contract-codes.ts'
import { codeSchema, departmentIdSchema, institutionIdSchema, pageOf, paging, staffIdSchema } from './contract-views.ts'

/** People of the network, their titles, sites and teams. */

const date = localDateSchema
const dateOrNull = nullable(localDateSchema)
const textOrNull = nullable(Type.String())

export const staffRow = Type.Object({
  staffId: uuidSchema,
  code: Type.String(),
  name: Type.String(),
  sex: oneOf(sexCodes),
  profession: oneOf(professions),
  titleCode: nullable(oneOf(titleCodes)),
  institutionId: uuidSchema,
  institutionName: Type.String(),
  departmentId: nullable(uuidSchema),
  departmentName: textOrNull,
  specialities: Type.Array(Type.String()),
  leftOn: dateOrNull,
  demo: Type.Boolean(),
  /** Shown to everyone at `/photo/<id>`. */
  photoId: nullable(uuidSchema),
})
export type StaffRow = Static<typeof staffRow>
export const titleView = Type.Object({
  staffTitleId: uuidSchema,
  titleCode: oneOf(titleCodes),
  validFrom: date,
  validUntil: dateOrNull,
  certificate: textOrNull,
})
export const practiceSiteView = Type.Object({
  practiceSiteId: uuidSchema,
  institutionId: uuidSchema,
  institutionName: Type.String(),
  departmentId: nullable(uuidSchema),
  departmentName: textOrNull,
  filingNumber: textOrNull,
  validFrom: date,
  validUntil: dateOrNull,
})
export const staffView = Type.Object({
  ...staffRow.properties,
  licenceNumber: textOrNull,
  /** The whole number for those who manage the person's institution, else masked. */
  phone: textOrNull,
  bio: textOrNull,
  joinedOn: dateOrNull,
  version: Type.Integer(),
  titles: Type.Array(titleView),
  practiceSites: Type.Array(practiceSiteView),
  teams: Type.Array(Type.Object({ teamId: uuidSchema, name: Type.String(), role: oneOf(teamRoles) })),
  mayManage: Type.Boolean(),
})
export const staffFields = {
  code: codeSchema,
  name: textSchema(30),
  sex: oneOf(sexCodes),
  profession: oneOf(professions),
  licenceNumber: Type.Optional(nullable(Type.String({ minLength: 5, maxLength: 30 }))),
  phone: Type.Optional(nullable(Type.String({ pattern: '^1[3-9]\\d{9}$' }))),
  institutionId: institutionIdSchema,
  departmentId: Type.Optional(nullable(departmentIdSchema)),
  specialities: Type.Array(textSchema(20), { maxItems: 8 }),
  bio: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
  joinedOn: Type.Optional(nullable(date)),
  leftOn: Type.Optional(nullable(date)),
  demo: Type.Optional(Type.Boolean()),
}

export const listStaff = query({
  name: 'network.listStaff',
  method: 'GET',
  path: '/network/staff',
  permission: 'network.staff.read',
  summary:
    'Finds people by name, pinyin, initials, code or speciality, by institution, department, title and profession.',
  subject: 'none',
  input: Type.Object({
    search: Type.Optional(Type.String({ maxLength: 60 })),
    institutionId: Type.Optional(institutionIdSchema),
    /** Home institution or a practice site valid today. */
    worksAt: Type.Optional(institutionIdSchema),
    departmentId: Type.Optional(departmentIdSchema),
    titleCode: Type.Optional(oneOf(titleCodes)),
    profession: Type.Optional(oneOf(professions)),
    left: Type.Optional(Type.Boolean()),
    ...paging,
  }),
  output: pageOf(staffRow),
  errors: ['network.bad_cursor'],
})
export const staffDetail = query({
  name: 'network.staffDetail',
  method: 'GET',
  path: '/network/staff/:staffId',
  permission: 'network.staff.read',
  summary: 'Shows one person with the history of titles, the practice sites and the teams.',
  subject: 'none',
  input: Type.Object({ staffId: staffIdSchema }),
  output: staffView,
  errors: ['network.unknown_staff'],
})
export const createStaff = command({
  name: 'network.createStaff',
  method: 'POST',
  path: '/network/staff',
  permission: 'network.staff.manage',
  summary: 'Enters a person, with the title held where there is one.',
  subject: 'none',
  input: Type.Object({
    ...staffFields,
    title: Type.Optional(
      Type.Object({
        titleCode: oneOf(titleCodes),
        validFrom: date,
        certificate: Type.Optional(nullable(Type.String({ maxLength: 60 }))),
      }),
    ),
    /** Two people of one name at one institution without licence or phone: say that they are two. */
    anotherPerson: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({ staffId: staffIdSchema }),
  errors: [
    'network.code_taken',
    'network.licence_taken',
    'network.duplicate_staff',
    'network.perhaps_duplicate_staff',
    'network.unknown_institution',
    'network.unknown_department',
    'network.outside_reach',
    'network.ends_before_start',
    'network.wrong_title',
  ],
})
export const updateStaff = command({
  name: 'network.updateStaff',
  method: 'PUT',
  path: '/network/staff/:staffId',
  permission: 'network.staff.manage',
  summary: 'Changes what is written about a person; without `phone` the number stays.',
  subject: 'none',
  input: Type.Object({ staffId: staffIdSchema, version: Type.Integer(), ...staffFields }),
  output: Type.Object({ version: Type.Integer() }),
  errors: [
    'network.unknown_staff',
    'network.changed_meanwhile',
    'network.code_taken',
    'network.licence_taken',
    'network.duplicate_staff',
    'network.unknown_institution',
    'network.unknown_department',
    'network.outside_reach',
    'network.ends_before_start',
  ],
})
export const changeTitle = command({
  name: 'network.changeTitle',
  method: 'POST',
  path: '/network/staff/:staffId/titles',
  permission: 'network.staff.manage',
  summary: 'Gives a person a title from a day on; the one before ends the day before.',
  subject: 'none',
  input: Type.Object({
    staffId: staffIdSchema,
    titleCode: oneOf(titleCodes),
    validFrom: date,
    certificate: Type.Optional(nullable(Type.String({ maxLength: 60 }))),
  }),
  output: Type.Object({ staffTitleId: uuidSchema }),
  errors: [
    'network.unknown_staff',
    'network.outside_reach',
    'network.title_not_later',
    'network.title_unchanged',
    'network.two_titles',
    'network.wrong_title',
  ],
})
export const addPracticeSite = command({
  name: 'network.addPracticeSite',
  method: 'POST',
  path: '/network/staff/:staffId/practice-sites',
  permission: 'network.staff.manage',
  summary: 'Lets a person work at another institution, from a day on.',
  subject: 'none',
  input: Type.Object({
    staffId: staffIdSchema,
    institutionId: institutionIdSchema,
    departmentId: Type.Optional(nullable(departmentIdSchema)),
    filingNumber: Type.Optional(nullable(Type.String({ maxLength: 40 }))),
    validFrom: date,
    validUntil: Type.Optional(nullable(date)),
  }),
  output: Type.Object({ practiceSiteId: uuidSchema }),
  errors: [
    'network.unknown_staff',
    'network.unknown_institution',
    'network.unknown_department',
    'network.outside_reach',
    'network.home_is_no_extra_site',
    'network.site_twice',
    'network.ends_before_start',
  ],
})
export const endPracticeSite = command({
  name: 'network.endPracticeSite',
  method: 'POST',
  path: '/network/practice-sites/:practiceSiteId/end',
  permission: 'network.staff.manage',
  summary: 'Ends the permission to work at another institution; the given day is its last.',
  subject: 'none',
  input: Type.Object({ practiceSiteId: uuidSchema, validUntil: date }),
  output: nothing,
  errors: ['network.unknown_practice_site', 'network.outside_reach', 'network.ends_before_start', 'network.site_twice'],
})
