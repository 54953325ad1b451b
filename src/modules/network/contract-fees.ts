import Type, { type Static } from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { fenSchema, localDateSchema, nullable, oneOf, textSchema, uuidSchema } from '#src/platform/kernel/schema.ts'
import {
  confidences,
  costEffects,
  feeKinds,
  institutionLevels,
  insuranceTypes,
  insuredPlaces,
  titleCodes,
} from './contract-codes.ts'
import { codeSchema, institutionIdSchema } from './contract-views.ts'

/** What institutions charge, what insurance leaves of it, and the estimate of both. Money in fen, shares in per mille. */

const date = localDateSchema
const dateOrNull = nullable(localDateSchema)
const perMille = Type.Integer({ minimum: 0, maximum: 1000 })
const validity = { validFrom: date, validUntil: Type.Optional(dateOrNull) }

const feeFields = {
  code: codeSchema,
  kind: oneOf(feeKinds),
  name: textSchema(60),
  /** Of the doctor who really comes; only registration and consultation ask for it. */
  titleCode: Type.Optional(nullable(oneOf(titleCodes))),
  unit: textSchema(10),
  /** Sessions in a series; 1 for everything else. */
  times: Type.Integer({ minimum: 1, maximum: 200 }),
  priceFen: fenSchema,
  /** The share no insurance sees: 0 wholly insured, 1000 not insured. */
  ownFirstPerMille: perMille,
  ...validity,
  source: textSchema(100),
  demo: Type.Optional(Type.Boolean()),
}
export const feeItemView = Type.Object({
  feeItemId: uuidSchema,
  institutionId: uuidSchema,
  code: Type.String(),
  kind: oneOf(feeKinds),
  name: Type.String(),
  titleCode: nullable(oneOf(titleCodes)),
  unit: Type.String(),
  times: Type.Integer(),
  priceFen: Type.Integer(),
  ownFirstPerMille: Type.Integer(),
  validFrom: date,
  validUntil: dateOrNull,
  source: Type.String(),
  demo: Type.Boolean(),
})
export const designationView = Type.Object({
  insuranceDesignationId: uuidSchema,
  designated: Type.Boolean(),
  insuranceCode: nullable(Type.String()),
  validFrom: date,
  validUntil: dateOrNull,
  source: Type.String(),
})
const ruleFields = {
  code: codeSchema,
  name: textSchema(60),
  effect: oneOf(costEffects),
  feeKinds: Type.Array(oneOf(feeKinds), { minItems: 1, maxItems: 5 }),
  insuranceType: Type.Optional(nullable(oneOf(insuranceTypes))),
  insuredPlace: Type.Optional(nullable(oneOf(insuredPlaces))),
  level: Type.Optional(nullable(oneOf(institutionLevels))),
  fromAge: Type.Optional(nullable(Type.Integer({ minimum: 1, maximum: 120 }))),
  untilAge: Type.Optional(nullable(Type.Integer({ minimum: 0, maximum: 120 }))),
  contracted: Type.Optional(nullable(Type.Boolean())),
  sharePerMille: Type.Optional(nullable(perMille)),
  floorFen: fenSchema,
  capFen: Type.Optional(nullable(fenSchema)),
  yearFloorFen: fenSchema,
  source: textSchema(200),
  confidence: oneOf(confidences),
  ...validity,
  demo: Type.Optional(Type.Boolean()),
}
export const costRuleView = Type.Object({
  costRuleId: uuidSchema,
  code: Type.String(),
  name: Type.String(),
  effect: oneOf(costEffects),
  feeKinds: Type.Array(oneOf(feeKinds)),
  insuranceType: nullable(oneOf(insuranceTypes)),
  insuredPlace: nullable(oneOf(insuredPlaces)),
  level: nullable(oneOf(institutionLevels)),
  fromAge: nullable(Type.Integer()),
  untilAge: nullable(Type.Integer()),
  contracted: nullable(Type.Boolean()),
  sharePerMille: nullable(Type.Integer()),
  floorFen: Type.Integer(),
  capFen: nullable(Type.Integer()),
  yearFloorFen: Type.Integer(),
  source: Type.String(),
  confidence: oneOf(confidences),
  validFrom: date,
  validUntil: dateOrNull,
  demo: Type.Boolean(),
})
export type FeeItemView = Static<typeof feeItemView>
export type CostRuleView = Static<typeof costRuleView>

export const costLineView = Type.Object({
  code: Type.String(),
  name: Type.String(),
  kind: oneOf(feeKinds),
  quantity: Type.Integer(),
  totalFen: Type.Integer(),
  waivedFen: Type.Integer(),
  outsideFen: Type.Integer(),
  insuranceFen: Type.Integer(),
  ownFen: Type.Integer(),
  /** Codes of the rules that waived and that paid. */
  waivedBy: nullable(Type.String()),
  paidBy: nullable(Type.String()),
})
const costRuleUsed = Type.Object({
  code: Type.String(),
  name: Type.String(),
  effect: oneOf(costEffects),
  sharePerMille: nullable(Type.Integer()),
  floorFen: Type.Integer(),
  capFen: nullable(Type.Integer()),
  yearFloorFen: Type.Integer(),
  source: Type.String(),
  confidence: oneOf(confidences),
})
export const costNotes = [
  'not_designated',
  'designation_unknown',
  'no_rule',
  'age_unknown',
  'year_floor',
  'assumed',
] as const
export const costPreviewView = Type.Object({
  estimate: Type.Literal(true),
  totalFen: Type.Integer(),
  visitFeeFen: Type.Integer(),
  visitOwnFen: Type.Integer(),
  waivedFen: Type.Integer(),
  insuranceFen: Type.Integer(),
  ownFen: Type.Integer(),
  lines: Type.Array(costLineView),
  rules: Type.Array(costRuleUsed),
  notes: Type.Array(oneOf(costNotes)),
})

export const listFees = query({
  name: 'network.listFees',
  method: 'GET',
  path: '/network/fees',
  permission: 'network.fee.read',
  summary:
    'Lists what an institution charges on a day, or with the history of its prices, and whether insurance pays there.',
  subject: 'none',
  input: Type.Object({
    institutionId: institutionIdSchema,
    on: Type.Optional(date),
    history: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({
    items: Type.Array(feeItemView),
    designations: Type.Array(designationView),
    mayManage: Type.Boolean(),
  }),
  errors: ['network.unknown_institution'],
})
const feeErrors = [
  'network.unknown_institution',
  'network.unknown_fee_item',
  'network.outside_reach',
  'network.fee_code_in_use',
  'network.visit_fee_in_use',
  'network.title_only_for_visits',
  'network.times_only_for_series',
  'network.ends_before_start',
]
/** Without `feeItemId` a new item; with it a correction of what was entered. A new price is `changeFeePrice`. */
export const saveFee = command({
  name: 'network.saveFee',
  method: 'POST',
  path: '/network/fees',
  permission: 'network.fee.manage',
  summary: 'Enters or corrects what an institution charges.',
  subject: 'none',
  input: Type.Object({ institutionId: institutionIdSchema, feeItemId: Type.Optional(uuidSchema), ...feeFields }),
  output: Type.Object({ feeItemId: uuidSchema }),
  errors: feeErrors,
})
export const changeFeePrice = command({
  name: 'network.changeFeePrice',
  method: 'POST',
  path: '/network/fees/:feeItemId/price',
  permission: 'network.fee.manage',
  summary: 'Gives an item a new price from a day on; the price before ends the day before.',
  subject: 'none',
  input: Type.Object({ feeItemId: uuidSchema, priceFen: fenSchema, validFrom: date, source: textSchema(100) }),
  output: Type.Object({ feeItemId: uuidSchema }),
  errors: ['network.unknown_fee_item', 'network.outside_reach', 'network.price_not_later', 'network.fee_code_in_use'],
})
export const setInsuranceDesignation = command({
  name: 'network.setInsuranceDesignation',
  method: 'POST',
  path: '/network/insurance-designations',
  permission: 'network.fee.manage',
  summary:
    'Says from which day insurance pays at an institution, or no longer does; the entry before ends the day before.',
  subject: 'none',
  input: Type.Object({
    institutionId: institutionIdSchema,
    designated: Type.Boolean(),
    insuranceCode: Type.Optional(nullable(Type.String({ maxLength: 40 }))),
    validFrom: date,
    validUntil: Type.Optional(dateOrNull),
    source: textSchema(100),
  }),
  output: Type.Object({ insuranceDesignationId: uuidSchema }),
  errors: [
    'network.unknown_institution',
    'network.outside_reach',
    'network.designation_not_later',
    'network.ends_before_start',
  ],
})
export const listCostRules = query({
  name: 'network.listCostRules',
  method: 'GET',
  path: '/network/cost-rules',
  permission: 'network.fee.read',
  summary: 'Lists what insurance pays and what is waived in the region, with source and how sure we are.',
  subject: 'none',
  input: Type.Object({ history: Type.Optional(Type.Boolean()) }),
  output: Type.Object({ items: Type.Array(costRuleView) }),
  errors: [],
})
export const saveCostRule = command({
  name: 'network.saveCostRule',
  method: 'POST',
  path: '/network/cost-rules',
  permission: 'network.cost_rule.manage',
  summary: 'Enters or corrects a rule of what insurance pays or what is waived.',
  subject: 'none',
  input: Type.Object({ costRuleId: Type.Optional(uuidSchema), ...ruleFields }),
  output: Type.Object({ costRuleId: uuidSchema }),
  errors: [
    'network.unknown_cost_rule',
    'network.rule_code_in_use',
    'network.share_missing',
    'network.ages_out_of_order',
    'network.ends_before_start',
  ],
})

/** Nothing of a person is kept; whoever asks says what the estimate is for. */
export const previewCost = query({
  name: 'network.previewCost',
  method: 'POST',
  path: '/network/cost-preview',
  permission: 'public',
  summary: 'Estimates what a visit costs and what the person pays, line by line with the rule of each.',
  subject: 'none',
  input: Type.Object({
    institutionId: institutionIdSchema,
    on: Type.Optional(date),
    /** Adds the registration and consultation of this title, or of everyone where the title has no price of its own. */
    visit: Type.Optional(Type.Object({ titleCode: nullable(oneOf(titleCodes)) })),
    items: Type.Array(Type.Object({ code: codeSchema, quantity: Type.Integer({ minimum: 1, maximum: 200 }) }), {
      maxItems: 30,
    }),
    insuranceType: nullable(oneOf(insuranceTypes)),
    insuredPlace: nullable(oneOf(insuredPlaces)),
    age: nullable(Type.Integer({ minimum: 0, maximum: 130 })),
    contracted: Type.Boolean(),
  }),
  output: costPreviewView,
  errors: ['network.unknown_institution', 'network.unknown_fee_item'],
})
export const priceList = query({
  name: 'network.priceList',
  method: 'GET',
  path: '/network/price-list',
  permission: 'public',
  summary: 'Shows everyone what an institution charges today and whether insurance pays there.',
  subject: 'none',
  input: Type.Object({ institutionId: institutionIdSchema }),
  output: Type.Object({
    institutionId: uuidSchema,
    name: Type.String(),
    /** null when nobody entered it */
    designated: nullable(Type.Boolean()),
    items: Type.Array(feeItemView),
  }),
  errors: ['network.unknown_institution'],
})
