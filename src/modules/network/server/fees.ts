import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract-fees.ts'
import { covers, dayBefore } from '../domain/periods.ts'
import {
  designationNotLater,
  endsBeforeStart,
  priceNotLater,
  timesOnlyForSeries,
  titleOnlyForVisits,
  unknownFeeItem,
} from '../errors.ts'
import { designationsOf, selectFees } from './fees.door.ts'
import { requireInstitution } from './institution.door.ts'
import { mayManage, requireManaged } from './reach.ts'
import { lockRow, saveRow } from './rows.ts'
import { idAt, tables, todayOf } from './tables.ts'

type FeeInput = InputOf<typeof contract.saveFee>

/** Prices of a day, or all that were ever entered, and since when insurance pays there. */
export const listFees = async (
  ctx: Ctx,
  { institutionId, on, history }: InputOf<typeof contract.listFees>,
): Promise<OutputOf<typeof contract.listFees>> => {
  await requireInstitution(ctx, institutionId)
  const all = await selectFees(ctx, institutionId)
  const day = on ?? todayOf(ctx)
  return {
    items: history ? [...all] : all.filter(item => covers(item, day)),
    designations: [...(await designationsOf(ctx, institutionId))],
    mayManage: await mayManage(ctx, 'network.fee.manage', institutionId),
  }
}

const feeColumns = (input: FeeInput) => {
  const titleCode = input.titleCode ?? null
  if (titleCode !== null && input.kind !== 'registration' && input.kind !== 'consultation') throw titleOnlyForVisits()
  if (input.times > 1 && input.kind !== 'series') throw timesOnlyForSeries()
  if (input.validUntil && input.validUntil < input.validFrom) throw endsBeforeStart()
  return {
    code: input.code,
    kind: input.kind,
    name: input.name.trim(),
    title_code: titleCode,
    unit: input.unit.trim(),
    times: input.times,
    price_fen: input.priceFen,
    own_first_per_mille: input.ownFirstPerMille,
    valid_from: input.validFrom,
    valid_until: input.validUntil ?? null,
    source: input.source.trim(),
  }
}

/** Enters an item with its price, or corrects the one named (NET-40). */
export const saveFee = async (ctx: Ctx, input: FeeInput) => {
  await requireInstitution(ctx, input.institutionId)
  await requireManaged(ctx, input.institutionId)
  const feeItemId = input.feeItemId ?? idAt(ctx)
  const columns = feeColumns(input)
  const saved = await saveRow(ctx, 'network.fee_item', {
    key: { fee_item_id: feeItemId, institution_id: input.institutionId },
    columns,
    isNew: input.feeItemId === undefined,
    demo: input.demo,
  })
  if (!saved) throw unknownFeeItem(feeItemId)
  audit(ctx, {
    subjectKind: 'fee_item',
    subjectId: feeItemId,
    institutionId: input.institutionId,
    details: { code: input.code, priceFen: input.priceFen },
  })
  return { feeItemId }
}

/** A new price is a new row, so that every day of the past keeps its price (NET-40). */
export const changeFeePrice = async (ctx: Ctx, input: InputOf<typeof contract.changeFeePrice>) => {
  const item = await lockRow(ctx, 'network.fee_item', { fee_item_id: input.feeItemId })
  if (!item) throw unknownFeeItem(input.feeItemId)
  await requireManaged(ctx, item.institution_id)
  if (input.validFrom <= item.valid_from || (item.valid_until !== null && input.validFrom > item.valid_until))
    throw priceNotLater()
  await tables(ctx)
    .updateTable('network.fee_item')
    .set({ valid_until: dayBefore(input.validFrom) })
    .where('fee_item_id', '=', input.feeItemId)
    .execute()
  const feeItemId = idAt(ctx)
  await tables(ctx)
    .insertInto('network.fee_item')
    .values({
      ...item,
      fee_item_id: feeItemId,
      price_fen: input.priceFen,
      valid_from: input.validFrom,
      source: input.source.trim(),
      created_at: ctx.now,
    })
    .execute()
  audit(ctx, {
    subjectKind: 'fee_item',
    subjectId: feeItemId,
    institutionId: item.institution_id,
    details: { code: item.code, beforeFen: item.price_fen, priceFen: input.priceFen },
  })
  return { feeItemId }
}

/** 定点 or not, from a day on; what was entered before ends the day before (NET-43). */
export const setInsuranceDesignation = async (ctx: Ctx, input: InputOf<typeof contract.setInsuranceDesignation>) => {
  await requireInstitution(ctx, input.institutionId)
  await requireManaged(ctx, input.institutionId)
  if (input.validUntil && input.validUntil < input.validFrom) throw endsBeforeStart()
  const before = await designationsOf(ctx, input.institutionId)
  if (before.some(entry => entry.validFrom >= input.validFrom)) throw designationNotLater()
  const open = before.find(entry => covers(entry, input.validFrom))
  if (open)
    await tables(ctx)
      .updateTable('network.insurance_designation')
      .set({ valid_until: dayBefore(input.validFrom) })
      .where('insurance_designation_id', '=', open.insuranceDesignationId)
      .execute()
  const insuranceDesignationId = idAt(ctx)
  await tables(ctx)
    .insertInto('network.insurance_designation')
    .values({
      insurance_designation_id: insuranceDesignationId,
      institution_id: input.institutionId,
      designated: input.designated,
      insurance_code: input.insuranceCode ?? null,
      valid_from: input.validFrom,
      valid_until: input.validUntil ?? null,
      source: input.source.trim(),
      created_at: ctx.now,
    })
    .execute()
  audit(ctx, {
    subjectKind: 'institution',
    subjectId: input.institutionId,
    institutionId: input.institutionId,
    details: { designated: input.designated },
  })
  return { insuranceDesignationId }
}
