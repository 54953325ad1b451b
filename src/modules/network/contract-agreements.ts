import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { localDateSchema, nothing, nullable, oneOf, textSchema, uuidSchema } from '#src/platform/kernel/schema.ts'
import { agreementKinds, agreementStates, plaqueKinds, plaqueStates, serviceKinds } from './contract-codes.ts'
import { codeSchema, institutionIdSchema } from './contract-views.ts'

/** Agreements between institutions and the plaques on their walls. */

const date = localDateSchema
const dateOrNull = nullable(localDateSchema)
const textOrNull = nullable(Type.String())
const parties = Type.Array(Type.Object({ institutionId: institutionIdSchema, side: oneOf(['gives', 'receives']) }), {
  minItems: 2,
  maxItems: 60,
})

export const partyView = Type.Object({
  institutionId: uuidSchema,
  institutionName: Type.String(),
  side: oneOf(['gives', 'receives']),
})
export const agreementView = Type.Object({
  agreementId: uuidSchema,
  code: Type.String(),
  kind: oneOf(agreementKinds),
  title: Type.String(),
  scope: textOrNull,
  signedOn: date,
  validFrom: date,
  validUntil: dateOrNull,
  renewsAgreementId: nullable(uuidSchema),
  renewedByAgreementId: nullable(uuidSchema),
  endedOn: dateOrNull,
  endReason: textOrNull,
  state: oneOf(agreementStates),
  /** Days until the term ends; null without an end. */
  daysLeft: nullable(Type.Integer()),
  demo: Type.Boolean(),
  parties: Type.Array(partyView),
  mayManage: Type.Boolean(),
})
export const plaqueView = Type.Object({
  plaqueId: uuidSchema,
  institutionId: uuidSchema,
  institutionName: Type.String(),
  agreementId: nullable(uuidSchema),
  /** The team whose plaque it is; then its acts alone wake it. */
  teamId: nullable(uuidSchema),
  teamName: textOrNull,
  code: Type.String(),
  kind: oneOf(plaqueKinds),
  name: Type.String(),
  giverInstitutionId: nullable(uuidSchema),
  giver: Type.String(),
  givenOn: date,
  validUntil: dateOrNull,
  services: Type.Array(oneOf(serviceKinds)),
  photoFile: textOrNull,
  removedOn: dateOrNull,
  lastActivityOn: dateOrNull,
  /** Days since the last activity or, without any, since it was given. */
  quietDays: Type.Integer(),
  state: oneOf(plaqueStates),
  demo: Type.Boolean(),
  mayManage: Type.Boolean(),
})

export const listAgreements = query({
  name: 'network.listAgreements',
  method: 'GET',
  path: '/network/agreements',
  permission: 'network.agreement.read',
  summary: 'Lists agreements with their parties, terms and how long they still run.',
  subject: 'none',
  input: Type.Object({
    institutionId: Type.Optional(institutionIdSchema),
    state: Type.Optional(oneOf(agreementStates)),
  }),
  output: Type.Object({ items: Type.Array(agreementView) }),
  errors: [],
})
export const signAgreement = command({
  name: 'network.signAgreement',
  method: 'POST',
  path: '/network/agreements',
  permission: 'network.agreement.manage',
  summary: 'Enters a signed agreement between institutions.',
  subject: 'none',
  input: Type.Object({
    code: codeSchema,
    kind: oneOf(agreementKinds),
    title: textSchema(80),
    scope: Type.Optional(nullable(Type.String({ maxLength: 1000 }))),
    signedOn: date,
    validFrom: date,
    validUntil: Type.Optional(nullable(date)),
    parties,
    demo: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({ agreementId: uuidSchema }),
  errors: [
    'network.code_taken',
    'network.unknown_institution',
    'network.party_twice',
    'network.one_side_only',
    'network.ends_before_start',
    'network.outside_reach',
  ],
})
export const renewAgreement = command({
  name: 'network.renewAgreement',
  method: 'POST',
  path: '/network/agreements/:agreementId/renew',
  permission: 'network.agreement.manage',
  summary: 'Renews an agreement: a new one with the same parties follows it, and the reminder closes.',
  subject: 'none',
  input: Type.Object({
    agreementId: uuidSchema,
    code: codeSchema,
    signedOn: date,
    validFrom: date,
    validUntil: Type.Optional(nullable(date)),
    scope: Type.Optional(nullable(Type.String({ maxLength: 1000 }))),
  }),
  output: Type.Object({ agreementId: uuidSchema }),
  errors: [
    'network.unknown_agreement',
    'network.already_renewed',
    'network.agreement_ended',
    'network.code_taken',
    'network.renewal_too_early',
    'network.ends_before_start',
    'network.outside_reach',
  ],
})
export const endAgreement = command({
  name: 'network.endAgreement',
  method: 'POST',
  path: '/network/agreements/:agreementId/end',
  permission: 'network.agreement.manage',
  summary: 'Ends an agreement with a reason; the given day is its last, and the reminder closes.',
  subject: 'none',
  input: Type.Object({ agreementId: uuidSchema, endedOn: date, reason: textSchema(200) }),
  output: nothing,
  errors: [
    'network.unknown_agreement',
    'network.agreement_ended',
    'network.ends_before_start',
    'network.outside_reach',
  ],
})
export const listPlaques = query({
  name: 'network.listPlaques',
  method: 'GET',
  path: '/network/plaques',
  permission: 'network.agreement.read',
  summary: 'Lists plaques with what happened behind them; 90 days without activity is dormant.',
  subject: 'none',
  input: Type.Object({ institutionId: Type.Optional(institutionIdSchema), state: Type.Optional(oneOf(plaqueStates)) }),
  output: Type.Object({ items: Type.Array(plaqueView), dormantAfterDays: Type.Integer() }),
  errors: [],
})
export const givePlaque = command({
  name: 'network.givePlaque',
  method: 'POST',
  path: '/network/plaques',
  permission: 'network.agreement.manage',
  summary: 'Enters a plaque that hangs at an institution, with the services promised behind it.',
  subject: 'none',
  input: Type.Object({
    institutionId: institutionIdSchema,
    agreementId: Type.Optional(nullable(uuidSchema)),
    code: codeSchema,
    kind: oneOf(plaqueKinds),
    name: textSchema(80),
    giverInstitutionId: Type.Optional(nullable(institutionIdSchema)),
    giver: textSchema(60),
    givenOn: date,
    validUntil: Type.Optional(nullable(date)),
    services: Type.Array(oneOf(serviceKinds), { minItems: 1, maxItems: 12 }),
    photoFile: Type.Optional(nullable(Type.String({ maxLength: 200 }))),
    demo: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({ plaqueId: uuidSchema }),
  errors: [
    'network.code_taken',
    'network.unknown_institution',
    'network.unknown_agreement',
    'network.agreement_of_others',
    'network.ends_before_start',
    'network.outside_reach',
  ],
})
export const tiePlaque = command({
  name: 'network.tiePlaque',
  method: 'PUT',
  path: '/network/plaques/:plaqueId/ties',
  permission: 'network.agreement.manage',
  summary:
    'Says to which agreement and team a plaque belongs, and where its photo lies; their acts then wake it by id.',
  subject: 'none',
  input: Type.Object({
    plaqueId: uuidSchema,
    agreementId: nullable(uuidSchema),
    teamId: nullable(uuidSchema),
    photoFile: nullable(Type.String({ maxLength: 200 })),
  }),
  output: nothing,
  errors: [
    'network.unknown_plaque',
    'network.plaque_removed',
    'network.unknown_agreement',
    'network.unknown_team',
    'network.team_elsewhere',
    'network.agreement_of_others',
    'network.outside_reach',
  ],
})
export const removePlaque = command({
  name: 'network.removePlaque',
  method: 'POST',
  path: '/network/plaques/:plaqueId/remove',
  permission: 'network.agreement.manage',
  summary: 'Takes a plaque off the wall.',
  subject: 'none',
  input: Type.Object({ plaqueId: uuidSchema, removedOn: date }),
  output: nothing,
  errors: ['network.unknown_plaque', 'network.plaque_removed', 'network.ends_before_start', 'network.outside_reach'],
})
export const noteServiceActivity = command({
  name: 'network.noteServiceActivity',
  method: 'POST',
  path: '/network/plaques/:plaqueId/activity',
  permission: 'network.agreement.manage',
  summary: 'Notes by hand that a promised service took place on a day.',
  subject: 'none',
  input: Type.Object({ plaqueId: uuidSchema, service: oneOf(serviceKinds), on: date }),
  output: nothing,
  errors: [
    'network.unknown_plaque',
    'network.plaque_removed',
    'network.service_not_promised',
    'network.activity_in_the_future',
    'network.outside_reach',
  ],
})
