import Type, { type Static } from 'typebox'
import {
  instantSchema,
  localDateSchema,
  nullable,
  oneOf,
  regionalIdSchema,
  textSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'

/** Kinds of identity document; `domain/identity.ts` ties each to its CV02.01.101 code and its format. */
export const identityTypes = [
  'id_card',
  'household_book',
  'passport',
  'officer_card',
  'driving_licence',
  'hk_macau_permit',
  'taiwan_permit',
  'hmt_residence_permit',
  'foreign_permanent_card',
  'other',
  'none',
] as const
export type IdentityType = (typeof identityTypes)[number]

/** GB/T 2261.1: 1 male, 2 female, 0 unknown, 9 not stated. */
export const sexes = ['male', 'female', 'unknown', 'not_stated'] as const
export type Sex = (typeof sexes)[number]

/** What pays; `domain/insurance.ts` ties each to its insutype or payment code. */
export const insuranceTypes = [
  'employee',
  'residents',
  'retired_cadre',
  'disabled_soldier',
  'old_red_army',
  'public_funded',
  'commercial',
  'self_pay',
  'other',
] as const
export type InsuranceType = (typeof insuranceTypes)[number]

/** 户籍 registered here · 常住 lives here, registered elsewhere · visitor from another area. */
export const residenceKinds = ['registered', 'usual', 'visitor', 'not_stated'] as const
export type ResidenceKind = (typeof residenceKinds)[number]

/** How sure we are of who this is: a card was read, a number was typed, or there is no number yet (a newborn). */
export const identityStatuses = ['card', 'typed', 'none'] as const
export type IdentityStatus = (typeof identityStatuses)[number]

/** Acts from which a care relationship arises; rules of each in `domain/relationship-rules.ts`. */
export const relationshipActs = [
  'card_read',
  'sms_code',
  'resident_qr',
  'contract',
  'arrival',
  'referral',
  'order',
  'station_list',
  'typed_number',
] as const
export type RelationshipAct = (typeof relationshipActs)[number]

/** Why a record is opened; shown to the resident. */
export const openPurposes = ['desk', 'care', 'follow_up', 'contract', 'review'] as const
export type OpenPurpose = (typeof openPurposes)[number]

export const proxyRelations = ['parent', 'guardian', 'family'] as const
export type ProxyRelation = (typeof proxyRelations)[number]
/** What showed that a proxy may act. */
export const proxyProofs = [
  'household_book',
  'birth_certificate',
  'court_paper',
  'written_authorisation',
  'code_to_elder',
  'own_declaration',
] as const
export type ProxyProof = (typeof proxyProofs)[number]

export const residentIdSchema = regionalIdSchema
export const phoneSchema = Type.String({ maxLength: 20 })
export const identityNumberSchema = Type.String({ minLength: 4, maxLength: 30 })
/** GB/T 2260 six digits. */
export const areaCodeSchema = Type.String({ pattern: '^[0-9]{6}$' })
export const codeSchema = Type.String({ pattern: '^[0-9]{6}$' })

/** A resident as staff see him beside a list or a form: nothing here identifies him to a stranger's eye but the name. */
export const residentCardSchema = Type.Object({
  residentId: residentIdSchema,
  name: Type.String(),
  sex: oneOf(sexes),
  birthDate: localDateSchema,
  identityType: oneOf(identityTypes),
  maskedNumber: nullable(Type.String()),
  maskedPhone: nullable(Type.String()),
  insuranceType: oneOf(insuranceTypes),
  insuredPlace: nullable(areaCodeSchema),
  residenceKind: oneOf(residenceKinds),
  identityStatus: oneOf(identityStatuses),
  demo: Type.Boolean(),
})
export type ResidentCard = Static<typeof residentCardSchema>

export const relationshipSchema = Type.Object({
  relationshipId: regionalIdSchema,
  institutionId: uuidSchema,
  act: oneOf(relationshipActs),
  scope: oneOf(['record', 'identity'] as const),
  validFrom: instantSchema,
  validUntil: instantSchema,
  endedAt: nullable(instantSchema),
  live: Type.Boolean(),
})
export type RelationshipView = Static<typeof relationshipSchema>

export const proxySchema = Type.Object({
  proxyId: regionalIdSchema,
  residentId: residentIdSchema,
  name: Type.String(),
  relation: oneOf(proxyRelations),
  proof: oneOf(proxyProofs),
  maskedPhone: nullable(Type.String()),
  validFrom: instantSchema,
  validUntil: nullable(instantSchema),
  /** The day on which the resident turns 14 or 18 and the proxy must be confirmed again. */
  reconfirmOn: nullable(localDateSchema),
  needsConfirmation: Type.Boolean(),
})
export type ProxyView = Static<typeof proxySchema>

/** Someone a phone account may act for: oneself first. */
export const familyMemberSchema = Type.Object({
  residentId: residentIdSchema,
  relation: oneOf(['self', 'parent', 'guardian', 'family'] as const),
  name: Type.String(),
  sex: oneOf(sexes),
  birthDate: localDateSchema,
  age: Type.Integer(),
  maskedNumber: nullable(Type.String()),
  maskedPhone: nullable(Type.String()),
  insuranceType: oneOf(insuranceTypes),
  insuredPlace: nullable(areaCodeSchema),
  identityStatus: oneOf(identityStatuses),
  proxyId: nullable(regionalIdSchema),
  validUntil: nullable(instantSchema),
  demo: Type.Boolean(),
})
export type FamilyMember = Static<typeof familyMemberSchema>

export const guardianSchema = Type.Object({
  name: textSchema(60),
  relation: oneOf(['parent', 'guardian'] as const),
  proof: oneOf(['household_book', 'birth_certificate', 'court_paper'] as const),
  phone: phoneSchema,
})

/** What the desk or a phone enters about a person; sex and birth date may be left out when the number carries them. */
export const residentInputFields = {
  name: textSchema(60),
  identityType: oneOf(identityTypes),
  identityNumber: Type.Optional(identityNumberSchema),
  sex: Type.Optional(oneOf(sexes)),
  birthDate: Type.Optional(localDateSchema),
  phone: Type.Optional(phoneSchema),
  address: Type.Optional(textSchema(200)),
  insuranceType: Type.Optional(oneOf(insuranceTypes)),
  insuredPlace: Type.Optional(areaCodeSchema),
  residenceKind: Type.Optional(oneOf(residenceKinds)),
  householdPlace: Type.Optional(areaCodeSchema),
}

/** What a card reader read; the bridge signs it so that nobody can type it. */
export const cardSchema = Type.Object({
  identityType: oneOf(identityTypes),
  number: identityNumberSchema,
  name: textSchema(60),
  sex: oneOf(sexes),
  birthDate: localDateSchema,
  address: nullable(Type.String({ maxLength: 200 })),
})
export type Card = Static<typeof cardSchema>

/** Refusals of a form about a person; the field is named in each. */
export const identityErrors = [
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
  'records.phone_missing',
  'records.name_wrong_format',
  'records.child_without_guardian',
  'records.insured_place_unknown',
] as const

/** Refusals of a card or a code. */
export const proofErrors = ['records.proof_not_valid', 'records.proof_expired', 'records.proof_used'] as const
