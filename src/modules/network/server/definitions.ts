import { sql } from 'kysely'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract-definitions.ts'
import * as refusals from '../errors-definitions.ts'
import { unknownCentreKind, unknownMeasure } from '../errors-ties.ts'
import { listMeasures } from './measures.ts'
import { tables, todayOf } from './tables.ts'

type Definitions = OutputOf<typeof contract.definitions>

/** How many figures count by each measure: of months of every region, and of activities. */
const figuresBy = async (ctx: Ctx): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ measure: string; figures: number }>`select measure, sum(n)::int as figures from (
      select measure, count(*) as n from network.month_fact group by measure
      union all select measure, count(*) from network.tie_activity_count group by measure) as counted
    group by measure`.execute(ctx.tx)
  return new Map(rows.map(row => [row.measure, row.figures]))
}

export const readDefinitions = async (ctx: Ctx): Promise<Definitions> => {
  const { items } = await listMeasures(ctx)
  const figures = await figuresBy(ctx)
  const chosen = await tables(ctx)
    .selectFrom('network.measure_choice')
    .select(['measure', 'reason', 'changed_at'])
    .where('region_id', '=', ctx.regionId)
    .execute()
  const choices = new Map(chosen.map(row => [row.measure, row]))
  const { rows: kinds } = await sql<{
    kind: string
    family: 'management' | 'shared'
    name: string
    name_en: string
    source: string
    centres: number
  }>`select k.kind, k.family, k.name, k.name_en, k.source,
      (select count(*)::int from network.centre c where c.kind = k.kind) as centres
    from network.centre_kind k where k.retired_on is null order by k.family, k.sort_order`.execute(ctx.tx)
  return {
    measures: items.map(item => ({
      ...item,
      figures: figures.get(item.measure) ?? 0,
      reason: choices.get(item.measure)?.reason ?? null,
      changedAt: choices.get(item.measure)?.changed_at.toISOString() ?? null,
    })),
    kinds: kinds.map(({ name_en, ...kind }) => ({ ...kind, nameEn: name_en })),
  }
}

const requireMeasure = async (ctx: Ctx, measure: string) => {
  const row = await tables(ctx)
    .selectFrom('network.measure')
    .select(['measure', 'month_fact'])
    .where('measure', '=', measure)
    .where('retired_on', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw unknownMeasure(measure)
  return row
}

/** NET-90 @throws network.measure_without_months, network.baseline_to_come */
export const chooseMeasure = async (ctx: Ctx, input: InputOf<typeof contract.chooseMeasure>) => {
  const { measure, expected, baselineYear } = input
  const row = await requireMeasure(ctx, measure)
  if (!row.month_fact && (expected || baselineYear !== null)) throw refusals.measureWithoutMonths(measure)
  if (baselineYear !== null && baselineYear > Number(todayOf(ctx).slice(0, 4)))
    throw refusals.baselineToCome(baselineYear)
  const said = {
    expected,
    baseline_year: baselineYear,
    reason: input.reason.trim(),
    changed_at: ctx.now,
    changed_by: actorLabel(ctx.actor),
  }
  await tables(ctx)
    .insertInto('network.measure_choice')
    .values({ region_id: ctx.regionId, measure, ...said, version: 1 })
    .onConflict(conflict =>
      conflict
        .columns(['region_id', 'measure'])
        .doUpdateSet({ ...said, version: sql`network.measure_choice.version + 1` }),
    )
    .execute()
  audit(ctx, {
    subjectKind: 'measure',
    subjectId: measure,
    reason: input.reason,
    details: { expected: expected ? 1 : 0, baselineYear: baselineYear ?? 0 },
  })
  return {}
}

/** NET-91 A measure for everyone; expected by nobody until a region says so. */
export const addMeasure = async (ctx: Ctx, input: InputOf<typeof contract.addMeasure>) => {
  if (!input.monthFact && !input.activity) throw refusals.measureCountsNothing()
  const last = await tables(ctx)
    .selectFrom('network.measure')
    .select(eb => eb.fn.max('sort_order').as('last'))
    .executeTakeFirst()
  await tables(ctx)
    .insertInto('network.measure')
    .values({
      measure: input.measure,
      name: input.name.trim(),
      name_en: input.nameEn.trim(),
      unit: input.unit,
      direction: input.direction,
      decimals: input.decimals,
      definition: input.definition.trim(),
      source: input.source.trim(),
      month_fact: input.monthFact,
      activity: input.activity,
      expected: false,
      baseline_year: null,
      sort_order: Number(last?.last ?? 0) + 10,
      retired_on: null,
    })
    .execute()
  audit(ctx, { subjectKind: 'measure', subjectId: input.measure })
  return {}
}

/** NET-91 What something was counted by stays: its figures would lose their meaning. @throws network.measure_in_use */
export const retireMeasure = async (ctx: Ctx, input: InputOf<typeof contract.retireMeasure>) => {
  await requireMeasure(ctx, input.measure)
  const figures = (await figuresBy(ctx)).get(input.measure) ?? 0
  if (figures > 0) throw refusals.measureInUse(input.measure, figures)
  await tables(ctx)
    .updateTable('network.measure')
    .set({ retired_on: todayOf(ctx) })
    .where('measure', '=', input.measure)
    .execute()
  audit(ctx, { subjectKind: 'measure', subjectId: input.measure, reason: input.reason })
  return {}
}

/** NET-92 @throws network.unknown_centre_kind, network.centre_kind_in_use */
export const retireCentreKind = async (ctx: Ctx, input: InputOf<typeof contract.retireCentreKind>) => {
  const { kind } = input
  const found = await tables(ctx)
    .selectFrom('network.centre_kind')
    .select('kind')
    .where('kind', '=', kind)
    .where('retired_on', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) throw unknownCentreKind(kind)
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from network.centre where kind = ${kind}`.execute(
    ctx.tx,
  )
  const centres = rows[0]?.n ?? 0
  if (centres > 0) throw refusals.centreKindInUse(kind, centres)
  await tables(ctx)
    .updateTable('network.centre_kind')
    .set({ retired_on: todayOf(ctx) })
    .where('kind', '=', kind)
    .execute()
  audit(ctx, { subjectKind: 'centre_kind', subjectId: kind, reason: input.reason })
  return {}
}
