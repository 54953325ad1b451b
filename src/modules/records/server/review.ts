import { addDays, instantAt, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { findAccountNames } from '#src/platform/server/account-names.ts'
import { audit, type Ctx, requireStaff, tablesOf } from '#src/platform/server/context.ts'
import { closeLoop } from '#src/platform/server/loops.ts'
import type { reviewOpening as endpoint, openingsToReview as listEndpoint } from '../contract-review.ts'
import { noteNeeded, openingUnknown, ownOpening } from '../errors.ts'
import { typedNumbersOf } from './identified.ts'
import { findResidentCards } from './require-resident.ts'
import type { RecordsTables } from './tables.gen.ts'

type Opening = OutputOf<typeof listEndpoint>['openings'][number]

const typedNumbers = async (ctx: Ctx, institutionId: string): Promise<readonly Opening[]> => {
  const rows = await tablesOf<RecordsTables>(ctx)
    .selectFrom('records.relationship')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where('institution_id', '=', institutionId)
    .where('act', '=', 'typed_number')
    .where('reviewed_at', 'is', null)
    .orderBy('created_at')
    .limit(200)
    .execute()
  const cards = await findResidentCards(
    ctx,
    rows.map(row => regionalId(row.region_id, row.resident_id)),
  )
  const names = await findAccountNames(
    ctx,
    rows.map(row => row.granted_by),
  )
  return rows.map(row => {
    const residentId = regionalId(row.region_id, row.resident_id)
    return {
      kind: 'typed_number',
      id: regionalId(row.region_id, row.relationship_id),
      residentId,
      name: row.resident_name,
      maskedNumber: cards.get(residentId)?.maskedNumber ?? null,
      who: names.get(row.granted_by) ?? '',
      at: row.created_at.toISOString(),
      reason: null,
    }
  })
}

const emergencies = async (ctx: Ctx, institutionId: string): Promise<readonly Opening[]> => {
  const rows = await tablesOf<RecordsTables>(ctx)
    .selectFrom('records.break_glass')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where('institution_id', '=', institutionId)
    .where('reviewed_at', 'is', null)
    .orderBy('at')
    .limit(200)
    .execute()
  return rows.map(row => ({
    kind: 'break_glass',
    id: regionalId(row.region_id, row.break_glass_id),
    residentId: regionalId(row.region_id, row.resident_id),
    name: row.resident_name,
    maskedNumber: row.masked_number,
    who: row.actor_name,
    at: row.at.toISOString(),
    reason: row.reason,
  }))
}

/** Emergencies first, then typed numbers, oldest first. */
export const openingsToReview = async (ctx: Ctx): Promise<OutputOf<typeof listEndpoint>> => {
  const { institutionId } = requireStaff(ctx)
  return { openings: [...(await emergencies(ctx, institutionId)), ...(await typedNumbers(ctx, institutionId))] }
}

type Review = InputOf<typeof endpoint>

const reviewTypedNumber = async (ctx: Ctx, input: Review, reviewer: string, institutionId: string): Promise<void> => {
  const { regionId, uuid } = splitRegionalId(input.id)
  const relationships = tablesOf<RecordsTables>(ctx)
  const row = await relationships
    .selectFrom('records.relationship')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('relationship_id', '=', uuid)
    .where('institution_id', '=', institutionId)
    .where('act', '=', 'typed_number')
    .where('reviewed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw openingUnknown()
  if (row.granted_by === reviewer) throw ownOpening()
  audit(ctx, {
    subjectKind: 'relationship',
    subjectId: input.id,
    residentId: regionalId(regionId, row.resident_id),
    reason: input.outcome,
  })
  const ends = input.outcome === 'not_in_order' && row.ended_at === null
  await relationships
    .updateTable('records.relationship')
    .set({
      reviewed_at: ctx.now,
      reviewed_by: reviewer,
      review_outcome: input.outcome,
      review_note: input.note ?? null,
      ...(ends ? { ended_at: ctx.now, ended_reason: 'not_in_order' } : {}),
    })
    .where('region_id', '=', regionId)
    .where('relationship_id', '=', uuid)
    .execute()
  await closeDay(ctx, institutionId, localDateAt(row.created_at, ctx.timeZone))
}

/** The loop of a day ends when its last typed number has been looked at. */
const closeDay = async (ctx: Ctx, institutionId: string, date: string): Promise<void> => {
  const left = await tablesOf<RecordsTables>(ctx)
    .selectFrom('records.relationship')
    .select('relationship_id')
    .where('region_id', '=', ctx.regionId)
    .where('institution_id', '=', institutionId)
    .where('act', '=', 'typed_number')
    .where('reviewed_at', 'is', null)
    .where('created_at', '>=', instantAt(date, '00:00', ctx.timeZone))
    .where('created_at', '<', instantAt(addDays(date, 1), '00:00', ctx.timeZone))
    .limit(1)
    .executeTakeFirst()
  if (!left)
    await closeLoop(ctx, {
      kind: 'records.typed_number_review',
      subjectKind: 'typed_numbers',
      subjectId: typedNumbersOf(institutionId, date),
      outcome: 'reviewed',
    })
}

const reviewEmergency = async (ctx: Ctx, input: Review, reviewer: string, institutionId: string): Promise<void> => {
  const { regionId, uuid } = splitRegionalId(input.id)
  const emergenciesOf = tablesOf<RecordsTables>(ctx)
  const row = await emergenciesOf
    .selectFrom('records.break_glass')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('break_glass_id', '=', uuid)
    .where('institution_id', '=', institutionId)
    .where('reviewed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw openingUnknown()
  if (row.account === reviewer) throw ownOpening()
  audit(ctx, {
    subjectKind: 'break_glass',
    subjectId: input.id,
    residentId: regionalId(regionId, row.resident_id),
    reason: input.outcome,
  })
  const ends = input.outcome === 'not_in_order' && row.valid_until > ctx.now && row.at < ctx.now
  await emergenciesOf
    .updateTable('records.break_glass')
    .set({
      reviewed_at: ctx.now,
      reviewed_by: reviewer,
      review_outcome: input.outcome,
      review_note: input.note ?? null,
      ...(ends ? { valid_until: ctx.now } : {}),
    })
    .where('region_id', '=', regionId)
    .where('break_glass_id', '=', uuid)
    .execute()
  await closeLoop(ctx, {
    kind: 'records.break_glass_review',
    subjectKind: 'break_glass',
    subjectId: input.id,
    outcome: input.outcome,
    note: input.note,
  })
}

/**
 * REC-13: somebody else says whether an opening was in order. What was not ends at once, and needs a note.
 * @throws records.opening_unknown, records.own_opening, records.note_needed
 */
export const reviewOpening = async (ctx: Ctx, input: Review): Promise<OutputOf<typeof endpoint>> => {
  const { institutionId, accountId } = requireStaff(ctx)
  if (input.outcome === 'not_in_order' && !input.note?.trim()) throw noteNeeded()
  const review = input.kind === 'typed_number' ? reviewTypedNumber : reviewEmergency
  await review(ctx, input, accountId, institutionId)
  return {}
}
