import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract-fees.ts'
import { agesOutOfOrder, endsBeforeStart, shareMissing, unknownCostRule } from '../errors.ts'
import { selectCostRules } from './fees.door.ts'
import { saveRow } from './rows.ts'
import { idAt, todayOf } from './tables.ts'

export const listCostRules = async (
  ctx: Ctx,
  { history }: InputOf<typeof contract.listCostRules>,
): Promise<OutputOf<typeof contract.listCostRules>> => {
  const all = await selectCostRules(ctx)
  const today = todayOf(ctx)
  return { items: history ? [...all] : all.filter(rule => rule.validUntil === null || rule.validUntil >= today) }
}

type RuleInput = InputOf<typeof contract.saveCostRule>

const ruleColumns = (input: RuleInput) => {
  const [fromAge, untilAge] = [input.fromAge ?? null, input.untilAge ?? null]
  if (fromAge !== null && untilAge !== null && untilAge < fromAge) throw agesOutOfOrder()
  if (input.validUntil && input.validUntil < input.validFrom) throw endsBeforeStart()
  const sharePerMille = input.effect === 'share' ? (input.sharePerMille ?? null) : null
  if (input.effect === 'share' && sharePerMille === null) throw shareMissing()
  return {
    code: input.code,
    name: input.name.trim(),
    effect: input.effect,
    fee_kinds: [...new Set(input.feeKinds)],
    insurance_type: input.insuranceType ?? null,
    insured_place: input.insuredPlace ?? null,
    level: input.level ?? null,
    from_age: fromAge,
    until_age: untilAge,
    contracted: input.contracted ?? null,
    share_per_mille: sharePerMille,
    floor_fen: input.floorFen,
    cap_fen: input.capFen ?? null,
    year_floor_fen: input.yearFloorFen,
    source: input.source.trim(),
    confidence: input.confidence,
    valid_from: input.validFrom,
    valid_until: input.validUntil ?? null,
  }
}

/** Rules belong to the acting region, whose insurance fund makes them (NET-42). */
export const saveCostRule = async (ctx: Ctx, input: RuleInput) => {
  const costRuleId = input.costRuleId ?? idAt(ctx)
  const columns = ruleColumns(input)
  const saved = await saveRow(ctx, 'network.cost_rule', {
    key: { cost_rule_id: costRuleId, region_id: ctx.regionId },
    columns,
    isNew: input.costRuleId === undefined,
    demo: input.demo,
  })
  if (!saved) throw unknownCostRule(costRuleId)
  audit(ctx, { subjectKind: 'cost_rule', subjectId: costRuleId, details: { code: input.code } })
  return { costRuleId }
}
