import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import {
  instantSchema,
  localDateSchema,
  nullable,
  oneOf,
  regionalIdSchema,
  textSchema,
} from '#src/platform/kernel/schema.ts'
import { codeRefusedSchema } from './contract-identify.ts'
import {
  areaCodeSchema,
  codeSchema,
  familyMemberSchema,
  identityNumberSchema,
  identityTypes,
  insuranceTypes,
  phoneSchema,
  proxyProofs,
  proxyRelations,
  proxySchema,
  residentIdSchema,
  residentInputFields,
} from './contract-parts.ts'

/** Who may act for whom: on the resident's phone and at the desk; and who looked at my record. */

const personErrors = [
  'records.form_has_errors',
  'records.identity_number_wrong_length',
  'records.identity_number_wrong_check_digit',
  'records.identity_number_impossible_date',
  'records.identity_number_future_date',
  'records.identity_number_wrong_format',
  'records.identity_number_missing',
  'records.birth_date_missing',
  'records.birth_date_impossible',
  'records.birth_date_differs',
  'records.sex_differs',
  'records.phone_wrong_format',
  'records.name_wrong_format',
  'records.insured_place_unknown',
] as const

export const linkMe = command({
  name: 'records.linkMe',
  method: 'POST',
  path: '/records/me',
  permission: 'records.family.manage',
  summary: 'Ties the signed-in phone to the resident it belongs to, or registers that resident',
  subject: 'none',
  input: Type.Object({
    name: textSchema(60),
    identityType: oneOf(identityTypes),
    identityNumber: identityNumberSchema,
    sex: residentInputFields.sex,
    birthDate: residentInputFields.birthDate,
    /** The number the code was sent to; it must be the signed-in one. */
    phone: phoneSchema,
    insuranceType: Type.Optional(oneOf(insuranceTypes)),
    insuredPlace: Type.Optional(areaCodeSchema),
  }),
  output: Type.Object({ member: familyMemberSchema }),
  errors: [
    ...personErrors,
    'records.bring_your_card',
    'records.phone_not_signed_in',
    'records.already_linked',
    'records.child_cannot_act_alone',
  ],
  rateLimit: 10,
})

export const myResidents = query({
  name: 'records.myResidents',
  method: 'GET',
  path: '/records/mine',
  permission: 'records.family.manage',
  summary: 'Whom this phone may act for, oneself first',
  subject: 'none',
  input: Type.Object({}),
  output: Type.Object({ members: Type.Array(familyMemberSchema) }),
  errors: [],
})

export const updateMine = command({
  name: 'records.updateMine',
  method: 'PATCH',
  path: '/records/mine/:residentId',
  permission: 'records.family.manage',
  summary: "Changes one's own or a family member's insurance and address",
  subject: 'resident',
  input: Type.Object({
    residentId: residentIdSchema,
    address: Type.Optional(nullable(textSchema(200))),
    insuranceType: Type.Optional(oneOf(insuranceTypes)),
    insuredPlace: Type.Optional(nullable(areaCodeSchema)),
  }),
  output: Type.Object({ member: familyMemberSchema }),
  errors: ['records.resident_unknown', 'records.insured_place_unknown'],
})

export const addChild = command({
  name: 'records.addChild',
  method: 'POST',
  path: '/records/mine/children',
  permission: 'records.family.manage',
  summary: 'A parent adds a child under 14 that is not registered yet, or one registered with this phone',
  subject: 'none',
  input: Type.Object({
    name: textSchema(60),
    identityType: oneOf(identityTypes),
    identityNumber: Type.Optional(identityNumberSchema),
    sex: residentInputFields.sex,
    birthDate: residentInputFields.birthDate,
    relation: oneOf(['parent', 'guardian'] as const),
    insuranceType: Type.Optional(oneOf(insuranceTypes)),
    insuredPlace: Type.Optional(areaCodeSchema),
  }),
  output: Type.Object({ member: familyMemberSchema }),
  errors: [
    ...personErrors,
    'records.not_a_child',
    'records.bring_your_card',
    'records.link_yourself_first',
    'records.proxy_already_there',
  ],
  rateLimit: 10,
})

export const askElder = command({
  name: 'records.askElder',
  method: 'POST',
  path: '/records/mine/elders',
  permission: 'records.family.manage',
  summary: "Asks an adult relative for leave to act: a code goes to the relative's own registered phone",
  subject: 'none',
  input: Type.Object({
    name: textSchema(60),
    identityType: oneOf(identityTypes),
    identityNumber: identityNumberSchema,
  }),
  output: Type.Object({
    /** Whether or not such a person exists, so that nothing is learned from asking. */
    requestId: regionalIdSchema,
    expiresAt: instantSchema,
  }),
  errors: [...personErrors, 'records.link_yourself_first', 'records.code_sent_too_often', 'records.proxy_too_young'],
  rateLimit: 5,
})

export const confirmElder = command({
  name: 'records.confirmElder',
  method: 'POST',
  path: '/records/mine/elders/confirm',
  permission: 'records.family.manage',
  summary: 'The code the relative read out makes the caller a proxy for a year',
  subject: 'none',
  input: Type.Object({ requestId: regionalIdSchema, code: codeSchema }),
  output: Type.Union([Type.Object({ outcome: Type.Literal('added'), member: familyMemberSchema }), codeRefusedSchema]),
  errors: ['records.no_code_sent', 'records.proxy_already_there'],
  rateLimit: 20,
})

export const leaveProxy = command({
  name: 'records.leaveProxy',
  method: 'POST',
  path: '/records/mine/proxies/:proxyId/end',
  permission: 'records.family.manage',
  summary: 'Ends a proxy, by the proxy or by the person concerned',
  subject: 'none',
  input: Type.Object({ proxyId: regionalIdSchema }),
  output: Type.Object({}),
  errors: ['records.proxy_unknown', 'records.child_without_guardian'],
})

export const myProxies = query({
  name: 'records.myProxies',
  method: 'GET',
  path: '/records/mine/:residentId/proxies',
  permission: 'records.family.manage',
  summary: 'Who may act for this resident',
  subject: 'resident',
  input: Type.Object({ residentId: residentIdSchema }),
  output: Type.Object({ proxies: Type.Array(proxySchema) }),
  errors: ['records.resident_unknown'],
})

export const residentQr = query({
  name: 'records.residentQr',
  method: 'POST',
  path: '/records/mine/:residentId/qr',
  permission: 'records.family.manage',
  summary: 'A code for the desk to scan, good for two minutes and one use',
  subject: 'resident',
  input: Type.Object({ residentId: residentIdSchema }),
  output: Type.Object({ token: Type.String(), expiresAt: instantSchema }),
  errors: ['records.resident_unknown'],
})

export const accessEntrySchema = Type.Object({
  accessEntryId: regionalIdSchema,
  at: instantSchema,
  who: Type.String(),
  institutionName: nullable(Type.String()),
  purpose: Type.String(),
  /** The relationship it rested on, `break_glass`, or `proxy`. */
  ground: Type.String(),
  reason: nullable(Type.String()),
})

export const listAccessEntries = query({
  name: 'records.listAccessEntries',
  method: 'GET',
  path: '/records/mine/:residentId/access',
  permission: 'records.family.manage',
  summary: 'Who looked at my record, when and why; newest first',
  subject: 'resident',
  input: Type.Object({ residentId: residentIdSchema, before: Type.Optional(instantSchema) }),
  output: Type.Object({ entries: Type.Array(accessEntrySchema), more: Type.Boolean() }),
  errors: ['records.resident_unknown'],
})

export const addProxy = command({
  name: 'records.addProxy',
  method: 'POST',
  path: '/records/residents/:residentId/proxies',
  permission: 'records.proxy.manage',
  summary: 'The desk records who may act for a resident, on a proof it has seen',
  subject: 'resident',
  input: Type.Object({
    residentId: residentIdSchema,
    name: textSchema(60),
    relation: oneOf(proxyRelations),
    proof: oneOf(proxyProofs),
    phone: phoneSchema,
    /** Last day; a family authorisation ends after a year at the latest. */
    until: Type.Optional(localDateSchema),
  }),
  output: Type.Object({ proxy: proxySchema }),
  errors: [
    'records.no_relationship',
    'records.identity_scope_only',
    'records.phone_wrong_format',
    'records.name_wrong_format',
    'records.proof_does_not_fit',
    'records.proxy_until_too_far',
    'records.proxy_already_there',
  ],
})

export const endProxy = command({
  name: 'records.endProxy',
  method: 'POST',
  path: '/records/residents/:residentId/proxies/:proxyId/end',
  permission: 'records.proxy.manage',
  summary: 'The desk ends a proxy at the wish of the resident',
  subject: 'resident',
  input: Type.Object({ residentId: residentIdSchema, proxyId: regionalIdSchema }),
  output: Type.Object({}),
  errors: [
    'records.no_relationship',
    'records.identity_scope_only',
    'records.proxy_unknown',
    'records.child_without_guardian',
  ],
})
