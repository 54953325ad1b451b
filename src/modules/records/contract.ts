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
import {
  areaCodeSchema,
  guardianSchema,
  identityErrors,
  identityNumberSchema,
  identityTypes,
  insuranceTypes,
  openPurposes,
  phoneSchema,
  proofErrors,
  proxySchema,
  relationshipSchema,
  residenceKinds,
  residentCardSchema,
  residentIdSchema,
  residentInputFields,
  sexes,
} from './contract-parts.ts'

/** Registering, finding and opening. Cards and codes are in `contract-identify.ts`, the family's phone in `contract-family.ts`, reviews in `contract-review.ts`. */

export const registerResident = command({
  name: 'records.registerResident',
  method: 'POST',
  path: '/records/residents',
  permission: 'records.resident.register',
  summary: 'Registers a resident from a typed form or a read card; a person already known here is found instead',
  subject: 'none',
  input: Type.Object({
    ...residentInputFields,
    guardian: Type.Optional(guardianSchema),
    /** What the card bridge signed; without it the identity counts as typed. */
    cardProof: Type.Optional(Type.String({ maxLength: 4000 })),
  }),
  output: Type.Object({ resident: residentCardSchema, alreadyKnown: Type.Boolean() }),
  errors: [...identityErrors, ...proofErrors, 'records.identity_belongs_to_another', 'records.card_differs'],
})

export const updateResident = command({
  name: 'records.updateResident',
  method: 'PATCH',
  path: '/records/residents/:residentId',
  permission: 'records.resident.update',
  summary: 'Corrects what is known of a resident whose record may be opened here',
  subject: 'resident',
  input: Type.Object({
    residentId: residentIdSchema,
    version: Type.Integer({ minimum: 1 }),
    name: Type.Optional(textSchema(60)),
    phone: Type.Optional(nullable(phoneSchema)),
    address: Type.Optional(nullable(textSchema(200))),
    insuranceType: Type.Optional(oneOf(insuranceTypes)),
    insuredPlace: Type.Optional(nullable(areaCodeSchema)),
    residenceKind: Type.Optional(oneOf(residenceKinds)),
    householdPlace: Type.Optional(nullable(areaCodeSchema)),
    /** A number for someone who had none (a newborn). */
    identity: Type.Optional(Type.Object({ type: oneOf(identityTypes), number: identityNumberSchema })),
  }),
  output: Type.Object({ resident: residentCardSchema, version: Type.Integer() }),
  errors: [
    ...identityErrors,
    'records.no_relationship',
    'records.resident_unknown',
    'records.changed_by_another',
    'records.identity_belongs_to_another',
    'records.identity_already_known',
    'records.name_read_from_card',
  ],
})

export const confirmPhone = command({
  name: 'records.confirmPhone',
  method: 'POST',
  path: '/records/residents/:residentId/phone',
  permission: 'records.resident.update',
  summary:
    'The person at the desk says whether the phone on record is right; a wrong one is taken off, with the account that used it, and may be put right at once',
  subject: 'resident',
  input: Type.Object({
    residentId: residentIdSchema,
    isRight: Type.Boolean(),
    /** The number that the person at the desk says instead; null: there is none. */
    phone: Type.Optional(nullable(phoneSchema)),
  }),
  output: Type.Object({ resident: residentCardSchema }),
  errors: [...identityErrors, 'records.no_relationship', 'records.identity_scope_only', 'records.changed_by_another'],
})

/** A row of the search: masked unless this institution is related to the person. */
export const foundResidentSchema = Type.Object({
  residentId: residentIdSchema,
  name: Type.String(),
  sex: oneOf(sexes),
  birthYear: Type.Integer(),
  /** Whole only for a related person. */
  birthDate: nullable(localDateSchema),
  maskedNumber: nullable(Type.String()),
  maskedPhone: nullable(Type.String()),
  related: Type.Boolean(),
  demo: Type.Boolean(),
})

export const findResident = query({
  name: 'records.findResident',
  method: 'POST',
  path: '/records/find',
  permission: 'records.resident.find',
  summary:
    'Finds people by name, pinyin, initials, identity number, or the last four digits or phone with a second word',
  subject: 'none',
  input: Type.Object({ text: Type.String({ minLength: 1, maxLength: 80 }) }),
  output: Type.Object({
    rows: Type.Array(foundResidentSchema),
    /** More people fit than are shown. */
    more: Type.Boolean(),
    /** What would make the search answerable: digits alone need a name or birth date beside them. */
    needs: nullable(oneOf(['second_word', 'longer_text', 'known_form'] as const)),
  }),
  errors: [],
  rateLimit: 120,
})

export const openResident = query({
  name: 'records.openResident',
  method: 'POST',
  path: '/records/residents/:residentId/open',
  permission: 'records.resident.open',
  summary: "Opens a resident's record for a purpose; the resident can see that it was opened",
  subject: 'resident',
  input: Type.Object({ residentId: residentIdSchema, purpose: oneOf(openPurposes) }),
  output: Type.Object({
    resident: residentCardSchema,
    version: Type.Integer(),
    phone: nullable(Type.String()),
    address: nullable(Type.String()),
    householdPlace: nullable(areaCodeSchema),
    createdAt: instantSchema,
    relationships: Type.Array(relationshipSchema),
    proxies: Type.Array(proxySchema),
    needsGuardian: Type.Boolean(),
    /** The person gave the phone on a phone; the desk asks whether it is right. */
    phoneToConfirm: Type.Boolean(),
  }),
  errors: ['records.no_relationship', 'records.identity_scope_only', 'records.resident_unknown'],
})

export const residentSummary = query({
  name: 'records.residentSummary',
  method: 'GET',
  path: '/records/residents/:residentId/summary',
  permission: 'records.resident.find',
  summary: "What this institution's own relationship shows of a resident, without opening the record",
  subject: 'resident',
  input: Type.Object({ residentId: residentIdSchema }),
  output: Type.Object({
    resident: residentCardSchema,
    relationships: Type.Array(relationshipSchema),
    mayOpen: Type.Boolean(),
  }),
  errors: ['records.no_relationship'],
})

export const contractedResidents = query({
  name: 'records.contractedResidents',
  method: 'GET',
  path: '/records/contracted',
  permission: 'records.contract.list',
  summary: 'Residents with a live contract at this institution, mine or all',
  subject: 'none',
  input: Type.Object({
    mine: Type.Optional(Type.Boolean()),
    text: Type.Optional(Type.String({ maxLength: 60 })),
    /** `next` of the page before. */
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  output: Type.Object({
    residents: Type.Array(
      Type.Object({
        ...residentCardSchema.properties,
        relationshipId: regionalIdSchema,
        staffId: nullable(Type.String()),
        teamId: nullable(Type.String()),
        contractUntil: instantSchema,
      }),
    ),
    total: Type.Integer(),
    next: nullable(Type.String()),
  }),
  errors: [],
})
