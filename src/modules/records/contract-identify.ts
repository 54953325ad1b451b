import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { instantSchema, nullable, oneOf, textSchema } from '#src/platform/kernel/schema.ts'
import {
  cardSchema,
  codeSchema,
  identityErrors,
  identityNumberSchema,
  identityTypes,
  proofErrors,
  residentCardSchema,
  residentIdSchema,
} from './contract-parts.ts'

/** How a resident takes part, so that this institution may open the record: card, phone code, QR code; and the emergency. */

export const identifiedSchema = Type.Object({
  outcome: Type.Literal('identified'),
  resident: residentCardSchema,
  /** The card made a new record just now. */
  isNew: Type.Boolean(),
  needsPhone: Type.Boolean(),
  needsGuardian: Type.Boolean(),
  /** The person gave this number on a phone; the desk asks whether it is right. */
  phoneToConfirm: nullable(Type.String()),
  validUntil: instantSchema,
})

export const identifyByCard = command({
  name: 'records.identifyByCard',
  method: 'POST',
  path: '/records/identify/card',
  permission: 'records.resident.identify',
  summary: 'The resident lets a card be read: this institution may open the record for the visit',
  subject: 'none',
  input: Type.Object({ proof: Type.String({ maxLength: 4000 }) }),
  output: Type.Union([
    identifiedSchema,
    /** A child nobody knows yet: the form opens with the card's words and asks for the guardian. */
    Type.Object({ outcome: Type.Literal('guardian_needed'), card: cardSchema }),
  ]),
  errors: [...proofErrors, ...identityErrors],
})

export const identifyByTypedNumber = command({
  name: 'records.identifyByTypedNumber',
  method: 'POST',
  path: '/records/identify/typed',
  permission: 'records.resident.identify',
  summary:
    'A typed number with the matching name opens the identity only; the resident is told and it is listed for review',
  subject: 'none',
  input: Type.Object({ identityType: oneOf(identityTypes), number: identityNumberSchema, name: textSchema(60) }),
  output: identifiedSchema,
  errors: [...identityErrors, 'records.nobody_with_this_number_and_name'],
  rateLimit: 30,
})

export const sendIdentityCode = command({
  name: 'records.sendIdentityCode',
  method: 'POST',
  path: '/records/identify/code',
  permission: 'records.resident.identify',
  summary: "Sends a code to the resident's registered phone, to be told to the desk",
  subject: 'resident',
  input: Type.Object({ residentId: residentIdSchema }),
  output: Type.Object({ maskedPhone: Type.String(), expiresAt: instantSchema }),
  errors: ['records.resident_unknown', 'records.phone_missing', 'records.code_sent_too_often'],
  rateLimit: 20,
})

export const codeRefusedSchema = Type.Object({
  outcome: Type.Literal('wrong_code'),
  /** 0: a new code must be sent. */
  triesLeft: Type.Integer({ minimum: 0 }),
})

export const identifyBySmsCode = command({
  name: 'records.identifyBySmsCode',
  method: 'POST',
  path: '/records/identify/code/confirm',
  permission: 'records.resident.identify',
  summary: 'The resident tells the code from the phone: this institution may open the record for the visit',
  subject: 'resident',
  input: Type.Object({ residentId: residentIdSchema, code: codeSchema }),
  output: Type.Union([identifiedSchema, codeRefusedSchema]),
  errors: ['records.no_code_sent'],
  rateLimit: 30,
})

export const identifyByQr = command({
  name: 'records.identifyByQr',
  method: 'POST',
  path: '/records/identify/qr',
  permission: 'records.resident.identify',
  summary: 'The resident shows the code on the phone: this institution may open the record for the visit',
  subject: 'none',
  input: Type.Object({ token: Type.String({ maxLength: 1000 }) }),
  output: identifiedSchema,
  errors: [...proofErrors],
})

export const breakGlass = command({
  name: 'records.breakGlass',
  method: 'POST',
  path: '/records/residents/:residentId/break-glass',
  permission: 'records.resident.break_glass',
  summary:
    'Opens a record in an emergency without a relationship: a reason, a daily limit, the resident told, a review',
  subject: 'resident',
  input: Type.Object({
    residentId: residentIdSchema,
    reason: Type.String({ minLength: 6, maxLength: 500, pattern: '\\S' }),
  }),
  output: Type.Object({ validUntil: instantSchema, usedToday: Type.Integer(), limitPerDay: Type.Integer() }),
  errors: ['records.break_glass_limit', 'records.resident_unknown'],
})

/** The demo's card reader: signs a card as the bridge of this institution would. */
export const readDemoCard = command({
  name: 'records.readDemoCard',
  method: 'POST',
  path: '/records/demo/card',
  permission: 'records.resident.identify',
  summary: 'Demo only: a simulated reader puts a fictional card on the desk',
  subject: 'none',
  input: Type.Object({
    residentId: Type.Optional(residentIdSchema),
    /** One of the fictional cards that nobody has registered yet. */
    sample: Type.Optional(Type.Integer({ minimum: 0, maximum: 20 })),
  }),
  output: Type.Object({ proof: Type.String(), card: cardSchema }),
  errors: ['records.demo_only', 'records.not_a_demo_resident'],
})

export const demoCards = query({
  name: 'records.demoCards',
  method: 'GET',
  path: '/records/demo/cards',
  permission: 'records.resident.identify',
  summary: 'Demo only: the fictional cards lying on the desk',
  subject: 'none',
  input: Type.Object({}),
  output: Type.Object({
    residents: Type.Array(
      Type.Object({ residentId: residentIdSchema, name: Type.String(), maskedNumber: nullable(Type.String()) }),
    ),
    samples: Type.Array(Type.Object({ sample: Type.Integer(), name: Type.String() })),
  }),
  errors: [],
})
