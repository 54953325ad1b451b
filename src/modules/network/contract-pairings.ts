import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { nothing, nullable, oneOf, regionalIdSchema, textSchema, uuidSchema } from '#src/platform/kernel/schema.ts'
import { measureUnits, tieActivityKinds, tieStates } from './contract-tie-codes.ts'
import {
  codeSchema,
  date,
  dateOrNull,
  departmentIdSchema,
  institutionIdSchema,
  staffIdSchema,
  textOrNull,
} from './contract-views.ts'

/** 结对: a committee member, a party branch and a department tied to one branch, and what happens behind it. */

const place = Type.Object({ institutionId: uuidSchema, name: Type.String() })

export const pairingView = Type.Object({
  pairingId: uuidSchema,
  code: Type.String(),
  giver: place,
  receiver: place,
  departmentId: uuidSchema,
  departmentName: Type.String(),
  leader: Type.Object({ staffId: uuidSchema, name: Type.String(), titleCode: textOrNull }),
  partyBranch: Type.String(),
  /** The name of the joint ward; null where there is none. */
  jointWard: textOrNull,
  agreementId: nullable(uuidSchema),
  validFrom: date,
  validUntil: dateOrNull,
  endReason: textOrNull,
  state: oneOf(tieStates),
  lastActivityOn: dateOrNull,
  activityCount: Type.Integer(),
  /** Days since the last activity or, without any, since the pairing began. */
  quietDays: Type.Integer(),
  quiet: Type.Boolean(),
  demo: Type.Boolean(),
  mayManage: Type.Boolean(),
  mayNote: Type.Boolean(),
})

export const listPairings = query({
  name: 'network.listPairings',
  method: 'GET',
  path: '/network/pairings',
  permission: 'network.pairing.read',
  summary: 'Lists who is paired with which branch, when something last happened, and which branches have no pairing.',
  subject: 'none',
  input: Type.Object({ institutionId: Type.Optional(institutionIdSchema), ended: Type.Optional(Type.Boolean()) }),
  output: Type.Object({
    items: Type.Array(pairingView),
    /** Branches, centres and township houses of today's consortia without a pairing in force. */
    unpaired: Type.Array(place),
    quietAfterDays: Type.Integer(),
  }),
  errors: [],
})

const terms = {
  departmentId: departmentIdSchema,
  leaderStaffId: staffIdSchema,
  partyBranch: textSchema(40),
  jointWard: Type.Optional(nullable(textSchema(40))),
  agreementId: Type.Optional(nullable(uuidSchema)),
}
const refusals = [
  'network.unknown_department',
  'network.unknown_staff',
  'network.unknown_agreement',
  'network.department_of_the_giver',
  'network.leader_of_the_giver',
  'network.paired_already',
  'network.agreement_of_others',
  'network.outside_reach',
  'network.code_taken',
] as const

export const createPairing = command({
  name: 'network.createPairing',
  method: 'POST',
  path: '/network/pairings',
  permission: 'network.pairing.manage',
  summary: 'Pairs a leader, a party branch and a department with a branch from a day on.',
  subject: 'none',
  input: Type.Object({
    code: codeSchema,
    giverInstitutionId: institutionIdSchema,
    receiverInstitutionId: institutionIdSchema,
    ...terms,
    validFrom: date,
    validUntil: Type.Optional(nullable(date)),
    demo: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({ pairingId: uuidSchema }),
  errors: [...refusals, 'network.unknown_institution', 'network.paired_with_itself', 'network.ends_before_start'],
})

export const changePairing = command({
  name: 'network.changePairing',
  method: 'POST',
  path: '/network/pairings/:pairingId/change',
  permission: 'network.pairing.manage',
  summary: 'Goes on from a day with another leader, party branch or department; the old pairing ends the day before.',
  subject: 'none',
  input: Type.Object({ pairingId: uuidSchema, code: codeSchema, from: date, reason: textSchema(200), ...terms }),
  output: Type.Object({ pairingId: uuidSchema }),
  errors: [...refusals, 'network.unknown_pairing', 'network.pairing_ended', 'network.change_not_later'],
})

export const endPairing = command({
  name: 'network.endPairing',
  method: 'POST',
  path: '/network/pairings/:pairingId/end',
  permission: 'network.pairing.manage',
  summary: 'Ends a pairing with a reason; the given day is its last.',
  subject: 'none',
  input: Type.Object({ pairingId: uuidSchema, validUntil: date, reason: textSchema(200) }),
  output: nothing,
  errors: ['network.unknown_pairing', 'network.pairing_ended', 'network.ends_before_start', 'network.outside_reach'],
})

export const tieActivityView = Type.Object({
  activityId: regionalIdSchema,
  pairingId: nullable(uuidSchema),
  consortiumId: nullable(uuidSchema),
  institutionId: uuidSchema,
  institutionName: Type.String(),
  on: date,
  kind: oneOf(tieActivityKinds),
  what: Type.String(),
  people: Type.Array(Type.Object({ staffId: uuidSchema, name: Type.String() })),
  others: textOrNull,
  counts: Type.Array(
    Type.Object({
      measure: Type.String(),
      name: Type.String(),
      nameEn: Type.String(),
      unit: oneOf(measureUnits),
      value: Type.Number(),
    }),
  ),
  notedBy: Type.String(),
  withdrawnReason: textOrNull,
})

const tie = {
  /** One of the two: the pairing, or the speciality alliance. */
  pairingId: Type.Optional(uuidSchema),
  consortiumId: Type.Optional(uuidSchema),
}

export const listTieActivities = query({
  name: 'network.listTieActivities',
  method: 'GET',
  path: '/network/tie-activities',
  permission: 'network.pairing.read',
  summary: 'Lists what happened behind a pairing or a speciality alliance, the newest first.',
  subject: 'none',
  input: Type.Object({ ...tie, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
  output: Type.Object({ items: Type.Array(tieActivityView), total: Type.Integer() }),
  errors: [],
})

export const noteTieActivity = command({
  name: 'network.noteTieActivity',
  method: 'POST',
  path: '/network/tie-activities',
  permission: 'network.activity.note',
  summary: 'Notes what happened behind a pairing or a speciality alliance: day, kind, people, what, and figures.',
  subject: 'none',
  input: Type.Object({
    ...tie,
    /** Where it took place; without it the branch of the pairing. */
    placeInstitutionId: Type.Optional(nullable(institutionIdSchema)),
    on: date,
    kind: oneOf(tieActivityKinds),
    what: textSchema(300),
    staffIds: Type.Array(staffIdSchema, { maxItems: 60 }),
    others: Type.Optional(nullable(textSchema(120))),
    counts: Type.Array(
      Type.Object({ measure: Type.String({ maxLength: 60 }), value: Type.Number({ minimum: 0, maximum: 1_000_000 }) }),
      { maxItems: 12 },
    ),
  }),
  output: Type.Object({ activityId: regionalIdSchema }),
  errors: [
    'network.one_tie_only',
    'network.place_needed',
    'network.place_outside_the_tie',
    'network.unknown_pairing',
    'network.unknown_consortium',
    'network.not_an_alliance',
    'network.unknown_institution',
    'network.unknown_staff',
    'network.unknown_measure',
    'network.measure_twice',
    'network.activity_in_the_future',
    'network.activity_outside_the_tie',
    'network.outside_reach',
  ],
})

export const withdrawTieActivity = command({
  name: 'network.withdrawTieActivity',
  method: 'POST',
  path: '/network/tie-activities/:activityId/withdraw',
  permission: 'network.activity.note',
  summary: 'Withdraws an activity that was noted by mistake; it stays readable with the reason and counts no more.',
  subject: 'none',
  input: Type.Object({ activityId: regionalIdSchema, reason: textSchema(200) }),
  output: nothing,
  errors: ['network.unknown_activity', 'network.activity_withdrawn', 'network.outside_reach'],
})
