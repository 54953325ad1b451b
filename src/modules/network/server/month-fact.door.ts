import { sql } from 'kysely'
import { type Month, monthOf } from '#src/platform/kernel/dates.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { decimalsOf } from '../domain/growth.ts'
import { factLocked, unknownDepartment, unknownInstitution } from '../errors.ts'
import { monthToCome, tooManyDecimals } from '../errors-facts.ts'
import { unknownMeasure } from '../errors-ties.ts'
import { requireInstitution } from './institution.door.ts'
import { findDepartments } from './place.door.ts'
import { idAt, tables, todayOf } from './tables.ts'

/** One figure: institution × department × month × measure, from one source. */
export type MonthFact = {
  readonly institutionId: string
  readonly departmentId?: string | null | undefined
  readonly month: Month
  /** A code of `network.measure`: `visits.outpatient`. */
  readonly measure: string
  /** In the unit of the measure, with no more decimals than it allows. */
  readonly value: number
  readonly source: 'his' | 'excel' | 'typed' | 'system'
  readonly note?: string | null | undefined
  /** Why this month is no fair base for comparison; without it what was said stays. */
  readonly abnormalWhy?: string | null | undefined
}

/** Measures that months count by, and how many decimals each allows. */
export const monthMeasures = async (ctx: Ctx): Promise<ReadonlyMap<string, number>> => {
  const rows = await tables(ctx)
    .selectFrom('network.measure')
    .select(['measure', 'decimals'])
    .where('month_fact', '=', true)
    .where('retired_on', 'is', null)
    .execute()
  return new Map(rows.map(row => [row.measure, row.decimals]))
}

/**
 * Months that are locked. The institutions' rows are held against a lock that would come in between: whoever locks a
 * month waits for those who write into it, and the other way round.
 */
const lockedMonths = async (ctx: Ctx, institutionIds: readonly string[]): Promise<ReadonlySet<string>> => {
  const ids = [...new Set(institutionIds)].sort()
  await sql`select from network.institution where institution_id = any(${ids}::uuid[]) order by institution_id for key share`.execute(
    ctx.tx,
  )
  const { rows } = await sql<{
    key: string
  }>`select institution_id || ' ' || to_char(month, 'YYYY-MM') as key from network.month_lock
    where region_id = ${ctx.regionId} and institution_id = any(${ids}::uuid[]) and unlocked_at is null`.execute(ctx.tx)
  return new Set(rows.map(row => row.key))
}

const requireDepartments = async (ctx: Ctx, facts: readonly MonthFact[]): Promise<void> => {
  const named = facts.filter(fact => fact.departmentId)
  if (named.length === 0) return
  const found = await findDepartments(ctx, [...new Set(named.map(fact => fact.departmentId as string))])
  for (const fact of named)
    if (!found.some(one => one.departmentId === fact.departmentId && one.institutionId === fact.institutionId))
      throw unknownDepartment(fact.departmentId as string)
}

/** Months written into are open, and no later than this one (NET-13, NET-84). */
export const requireOpenMonths = async (
  ctx: Ctx,
  facts: readonly { readonly institutionId: string; readonly month: Month }[],
): Promise<void> => {
  const locked = await lockedMonths(
    ctx,
    facts.map(fact => fact.institutionId),
  )
  const thisMonth = monthOf(todayOf(ctx))
  for (const fact of facts) {
    if (fact.month > thisMonth) throw monthToCome(fact.month)
    if (locked.has(`${fact.institutionId} ${fact.month}`)) throw factLocked(fact.month)
  }
}

/**
 * Writes figures, or corrects them while they are drafts (NET-13, NET-84): all of them or none.
 * @returns their ids in the order given.
 * @throws network.fact_locked, network.unknown_measure, network.too_many_decimals, network.month_to_come
 */
export const addMonthFacts = async (ctx: Ctx, facts: readonly MonthFact[]): Promise<readonly string[]> => {
  if (facts.length === 0) return []
  for (const institutionId of new Set(facts.map(fact => fact.institutionId)))
    if ((await requireInstitution(ctx, institutionId)).regionId !== ctx.regionId)
      throw unknownInstitution(institutionId)
  const measures = await monthMeasures(ctx)
  for (const { measure, value } of facts) {
    const decimals = measures.get(measure)
    if (decimals === undefined) throw unknownMeasure(measure)
    if (decimalsOf(value) > decimals) throw tooManyDecimals(measure, decimals)
  }
  await requireDepartments(ctx, facts)
  await requireOpenMonths(ctx, facts)
  const rows = facts.map(fact => ({ ...fact, id: idAt(ctx) }))
  const { rows: written } = await sql<{ month_fact_id: string; place: number }>`
    with given as (
      select * from unnest(${rows.map(row => row.id)}::uuid[], ${rows.map(row => row.institutionId)}::uuid[],
        ${rows.map(row => row.departmentId ?? null)}::uuid[], ${rows.map(row => `${row.month}-01`)}::date[], ${rows.map(row => row.measure)}::text[],
        ${rows.map(row => row.value)}::numeric[], ${rows.map(row => row.source)}::text[], ${rows.map(row => row.note ?? null)}::text[],
        ${rows.map(row => row.abnormalWhy ?? null)}::text[])
        with ordinality as g(id, institution_id, department_id, month, measure, value, source, note, abnormal_why, place)
    ), written as (
      insert into network.month_fact as f (region_id, month_fact_id, institution_id, department_id, month, measure, value, source, status, note, abnormal_why, entered_by, entered_at)
      select ${ctx.regionId}, id, institution_id, department_id, month, measure, value, source, 'draft', note, abnormal_why, ${actorLabel(ctx.actor)}, ${ctx.now} from given
      on conflict on constraint one_figure_per_month_measure_and_source do update
        set value = excluded.value, note = excluded.note, entered_by = excluded.entered_by, entered_at = excluded.entered_at,
          abnormal_why = coalesce(excluded.abnormal_why, f.abnormal_why)
        where f.status = 'draft'
      returning f.month_fact_id, f.institution_id, f.department_id, f.month, f.measure, f.source
    )
    select w.month_fact_id, g.place::int from given g left join written w on w.institution_id = g.institution_id
      and w.department_id is not distinct from g.department_id and w.month = g.month and w.measure = g.measure and w.source = g.source
    order by g.place`.execute(ctx.tx)
  return written.map((row, index) => {
    if (row.month_fact_id === null) throw factLocked(facts[index]?.month ?? '')
    return row.month_fact_id
  })
}

/** One figure of a month, from a module that counts or from a person (NET-13). */
export const addMonthFact = async (ctx: Ctx, fact: MonthFact): Promise<string> =>
  (await addMonthFacts(ctx, [fact]))[0] as string

export const monthFactsOf = async (ctx: Ctx, regionId: number, institutionId: string, month: Month) =>
  tables(ctx)
    .selectFrom('network.month_fact')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('institution_id', '=', institutionId)
    .where('month', '=', `${month}-01`)
    .orderBy('measure')
    .orderBy('source')
    .execute()
