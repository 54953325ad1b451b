import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { nothing, nullable, oneOf, textSchema, uuidSchema } from '#src/platform/kernel/schema.ts'
import { tieStates } from './contract-tie-codes.ts'
import { codeSchema, date, dateOrNull, institutionIdSchema, staffIdSchema, textOrNull } from './contract-views.ts'

/** 管理中心与共享中心: what one institution runs for the others. */

export const centreFamilies = ['management', 'shared'] as const
const kindSchema = Type.String({ pattern: '^[a-z][a-z0-9_]{1,39}$' })
export const centreKindView = Type.Object({
  kind: Type.String(),
  family: oneOf(centreFamilies),
  name: Type.String(),
  nameEn: Type.String(),
  source: Type.String(),
})
export const centreView = Type.Object({
  centreId: uuidSchema,
  code: Type.String(),
  kind: Type.String(),
  family: oneOf(centreFamilies),
  name: Type.String(),
  host: Type.Object({ institutionId: uuidSchema, name: Type.String() }),
  head: Type.Object({ staffId: uuidSchema, name: Type.String(), titleCode: textOrNull }),
  phone: textOrNull,
  duties: textOrNull,
  validFrom: date,
  validUntil: dateOrNull,
  state: oneOf(tieStates),
  members: Type.Array(
    Type.Object({
      centreMemberId: uuidSchema,
      institutionId: uuidSchema,
      institutionName: Type.String(),
      agreementId: nullable(uuidSchema),
      validFrom: date,
      validUntil: dateOrNull,
    }),
  ),
  /** Members in force that no agreement stands behind. */
  withoutAgreement: Type.Integer(),
  demo: Type.Boolean(),
  version: Type.Integer(),
  mayManage: Type.Boolean(),
})

export const listCentres = query({
  name: 'network.listCentres',
  method: 'GET',
  path: '/network/centres',
  permission: 'network.pairing.read',
  summary: 'Lists management and shared centres with host, head and members, and the kinds there are.',
  subject: 'none',
  input: Type.Object({ ended: Type.Optional(Type.Boolean()) }),
  output: Type.Object({ kinds: Type.Array(centreKindView), items: Type.Array(centreView) }),
  errors: [],
})
export const addCentreKind = command({
  name: 'network.addCentreKind',
  method: 'POST',
  path: '/network/centre-kinds',
  permission: 'network.centre.manage',
  summary: 'Adds a kind of centre, with the document it comes from.',
  subject: 'none',
  input: Type.Object({
    kind: kindSchema,
    family: oneOf(centreFamilies),
    name: textSchema(30),
    nameEn: textSchema(60),
    source: textSchema(120),
  }),
  output: nothing,
  errors: ['network.centre_kind_taken'],
})

const fields = {
  name: textSchema(60),
  headStaffId: staffIdSchema,
  phone: Type.Optional(nullable(Type.String({ minLength: 3, maxLength: 20 }))),
  duties: Type.Optional(nullable(Type.String({ maxLength: 500 }))),
}
export const openCentre = command({
  name: 'network.openCentre',
  method: 'POST',
  path: '/network/centres',
  permission: 'network.centre.manage',
  summary: 'Sets up a centre at its host, with its head and the institutions it serves.',
  subject: 'none',
  input: Type.Object({
    code: codeSchema,
    kind: kindSchema,
    hostInstitutionId: institutionIdSchema,
    ...fields,
    validFrom: date,
    memberInstitutionIds: Type.Array(institutionIdSchema, { maxItems: 100 }),
    agreementId: Type.Optional(nullable(uuidSchema)),
    demo: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({ centreId: uuidSchema }),
  errors: [
    'network.unknown_centre_kind',
    'network.unknown_institution',
    'network.unknown_staff',
    'network.unknown_agreement',
    'network.head_of_the_host',
    'network.centre_twice',
    'network.centre_member_twice',
    'network.agreement_of_others',
    'network.code_taken',
    'network.outside_reach',
  ],
})
export const changeCentre = command({
  name: 'network.changeCentre',
  method: 'PUT',
  path: '/network/centres/:centreId',
  permission: 'network.centre.manage',
  summary: 'Changes name, head, phone or duties of a centre.',
  subject: 'none',
  input: Type.Object({ centreId: uuidSchema, version: Type.Integer({ minimum: 1 }), ...fields }),
  output: Type.Object({ version: Type.Integer() }),
  errors: [
    'network.unknown_centre',
    'network.unknown_staff',
    'network.head_of_the_host',
    'network.changed_meanwhile',
    'network.outside_reach',
  ],
})
export const closeCentre = command({
  name: 'network.closeCentre',
  method: 'POST',
  path: '/network/centres/:centreId/close',
  permission: 'network.centre.manage',
  summary: 'Closes a centre with a reason; the given day is its last, also for its members.',
  subject: 'none',
  input: Type.Object({ centreId: uuidSchema, validUntil: date, reason: textSchema(200) }),
  output: nothing,
  errors: ['network.unknown_centre', 'network.centre_closed', 'network.ends_before_start', 'network.outside_reach'],
})
export const joinCentre = command({
  name: 'network.joinCentre',
  method: 'POST',
  path: '/network/centres/:centreId/members',
  permission: 'network.centre.manage',
  summary: 'Lets a centre serve one more institution from a day on, under an agreement.',
  subject: 'none',
  input: Type.Object({
    centreId: uuidSchema,
    institutionId: institutionIdSchema,
    agreementId: Type.Optional(nullable(uuidSchema)),
    validFrom: date,
  }),
  output: Type.Object({ centreMemberId: uuidSchema }),
  errors: [
    'network.unknown_centre',
    'network.centre_closed',
    'network.unknown_institution',
    'network.unknown_agreement',
    'network.agreement_of_others',
    'network.centre_member_twice',
    'network.ends_before_start',
    'network.outside_reach',
  ],
})
export const leaveCentre = command({
  name: 'network.leaveCentre',
  method: 'POST',
  path: '/network/centre-members/:centreMemberId/end',
  permission: 'network.centre.manage',
  summary: 'Ends what a centre does for an institution, with a reason; the given day is the last.',
  subject: 'none',
  input: Type.Object({ centreMemberId: uuidSchema, validUntil: date, reason: textSchema(200) }),
  output: nothing,
  errors: ['network.unknown_centre_member', 'network.ends_before_start', 'network.outside_reach'],
})
