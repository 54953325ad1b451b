import type { LocalDate } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract-fees.ts'
import type { CostRuleView, FeeItemView } from '../contract-fees.ts'
import { type CostPreview, costPreview, type PricedItem } from '../domain/cost-preview.ts'
import { covers } from '../domain/periods.ts'
import { unknownFeeItem } from '../errors.ts'
import { requireInstitution } from './institution.door.ts'
import { tables, todayOf } from './tables.ts'

export type { CostLine, CostNote, CostPreview } from '../domain/cost-preview.ts'
/** One price of an institution, with its days. */
export type FeeItem = FeeItemView

const kindOrder = ['registration', 'consultation', 'examination', 'treatment', 'series']

/** Every price ever entered, as people read them: visits first, then by code and day. */
export const selectFees = async (ctx: Ctx, institutionId: string): Promise<readonly FeeItem[]> => {
  const rows = await tables(ctx)
    .selectFrom('network.fee_item')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .orderBy('code')
    .orderBy('valid_from')
    .execute()
  return rows
    .map(row => ({
      feeItemId: row.fee_item_id,
      institutionId: row.institution_id,
      code: row.code,
      kind: row.kind as FeeItem['kind'],
      name: row.name,
      titleCode: row.title_code as FeeItem['titleCode'],
      unit: row.unit,
      times: row.times,
      priceFen: row.price_fen,
      ownFirstPerMille: row.own_first_per_mille,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      source: row.source,
      demo: row.demo,
    }))
    .sort((one, other) => kindOrder.indexOf(one.kind) - kindOrder.indexOf(other.kind))
}

/** What an institution charges on a day (today without one). */
export const feeItemsOf = async (
  ctx: Ctx,
  { institutionId, on = todayOf(ctx) }: { readonly institutionId: string; readonly on?: LocalDate | undefined },
): Promise<readonly FeeItem[]> => (await selectFees(ctx, institutionId)).filter(item => covers(item, on))

/** Registration and consultation for a title; where the title has no price of its own, the price without a title. */
export const visitFees = (items: readonly FeeItem[], titleCode: string | null): readonly FeeItem[] =>
  (['registration', 'consultation'] as const).flatMap(kind => {
    const ofKind = items.filter(item => item.kind === kind)
    const found =
      ofKind.find(item => titleCode !== null && item.titleCode === titleCode) ??
      ofKind.find(item => item.titleCode === null)
    return found ? [found] : []
  })

export const designationsOf = async (ctx: Ctx, institutionId: string) => {
  const rows = await tables(ctx)
    .selectFrom('network.insurance_designation')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .orderBy('valid_from', 'desc')
    .execute()
  return rows.map(row => ({
    insuranceDesignationId: row.insurance_designation_id,
    designated: row.designated,
    insuranceCode: row.insurance_code,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    source: row.source,
  }))
}

/** Whether insurance pays there on a day; null when nobody entered it. */
export const isDesignated = async (ctx: Ctx, institutionId: string, on: LocalDate): Promise<boolean | null> =>
  (await designationsOf(ctx, institutionId)).find(entry => covers(entry, on))?.designated ?? null

export const selectCostRules = async (ctx: Ctx): Promise<readonly CostRuleView[]> => {
  const rows = await tables(ctx)
    .selectFrom('network.cost_rule')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .orderBy('code')
    .orderBy('valid_from')
    .execute()
  return rows.map(row => ({
    costRuleId: row.cost_rule_id,
    code: row.code,
    name: row.name,
    effect: row.effect as CostRuleView['effect'],
    feeKinds: [...row.fee_kinds] as CostRuleView['feeKinds'],
    insuranceType: row.insurance_type as CostRuleView['insuranceType'],
    insuredPlace: row.insured_place as CostRuleView['insuredPlace'],
    level: row.level as CostRuleView['level'],
    fromAge: row.from_age,
    untilAge: row.until_age,
    contracted: row.contracted,
    sharePerMille: row.share_per_mille,
    floorFen: row.floor_fen,
    capFen: row.cap_fen,
    yearFloorFen: row.year_floor_fen,
    source: row.source,
    confidence: row.confidence as CostRuleView['confidence'],
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    demo: row.demo,
  }))
}

/** Rules of the acting region on a day (today without one). */
export const costRulesOf = async (
  ctx: Ctx,
  { on = todayOf(ctx) }: { readonly on?: LocalDate | undefined } = {},
): Promise<readonly CostRuleView[]> => (await selectCostRules(ctx)).filter(rule => covers(rule, on))

/** For whom and what an estimate is made. `visit` adds registration and consultation by the title of the doctor who comes. */
export type CostQuestion = InputOf<typeof contract.previewCost>

const priced = (item: FeeItem, quantity: number): PricedItem => ({
  code: item.code,
  name: item.name,
  kind: item.kind,
  priceFen: item.priceFen,
  quantity,
  ownFirstPerMille: item.ownFirstPerMille,
})

/**
 * The estimate of a visit or a series from the prices and rules of its day (NET-41).
 * @throws network.unknown_institution, network.unknown_fee_item
 */
export const previewCost = async (ctx: Ctx, question: CostQuestion): Promise<CostPreview> => {
  const on = question.on ?? todayOf(ctx)
  const institution = await requireInstitution(ctx, question.institutionId)
  const fees = await feeItemsOf(ctx, { institutionId: question.institutionId, on })
  const asked = question.items.map(({ code, quantity }) => {
    const item = fees.find(fee => fee.code === code)
    if (!item) throw unknownFeeItem(code)
    return priced(item, quantity)
  })
  const visit = question.visit ? visitFees(fees, question.visit.titleCode).map(item => priced(item, 1)) : []
  return costPreview({
    items: [...visit, ...asked],
    insuranceType: question.insuranceType,
    insuredPlace: question.insuredPlace,
    age: question.age,
    isContracted: question.contracted,
    level: institution.level,
    designated: await isDesignated(ctx, question.institutionId, on),
    rules: await costRulesOf(ctx, { on }),
  })
}

/** The estimate as the endpoint gives it. */
export const previewCostView = async (
  ctx: Ctx,
  question: CostQuestion,
): Promise<OutputOf<typeof contract.previewCost>> => {
  const preview = await previewCost(ctx, question)
  return {
    ...preview,
    lines: [...preview.lines],
    rules: preview.rules.map(
      ({ code, name, effect, sharePerMille, floorFen, capFen, yearFloorFen, source, confidence }) => ({
        code,
        name,
        effect,
        sharePerMille,
        floorFen,
        capFen,
        yearFloorFen,
        source,
        confidence,
      }),
    ),
    notes: [...preview.notes],
  }
}

export const priceList = async (
  ctx: Ctx,
  { institutionId }: InputOf<typeof contract.priceList>,
): Promise<OutputOf<typeof contract.priceList>> => {
  const institution = await requireInstitution(ctx, institutionId)
  return {
    institutionId,
    name: institution.name,
    designated: await isDesignated(ctx, institutionId, todayOf(ctx)),
    items: [...(await feeItemsOf(ctx, { institutionId }))],
  }
}
