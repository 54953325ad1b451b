import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import { populationGroups } from '../contract-asset-codes.ts'
import type * as contract from '../contract-catchment.ts'
import type { PopulationView, TravelTimeView } from '../contract-catchment.ts'
import { largerThanWhole } from '../domain/population.ts'
import { outsideReach } from '../errors.ts'
import { groupLargerThanAll, groupTwice, wayToItself } from '../errors-assets.ts'
import { requireInstitution } from './institution.door.ts'
import { isManaged, mayManage, requireManaged } from './reach.ts'
import { idAt, tables } from './tables.ts'

const populationOf = async (ctx: Ctx, institutionId: string): Promise<readonly PopulationView[]> => {
  const rows = await tables(ctx)
    .selectFrom('network.population_figure')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .orderBy('year', 'desc')
    .execute()
  const order: readonly string[] = populationGroups
  return rows
    .map(row => ({
      year: row.year,
      group: row.group_code as PopulationView['group'],
      persons: row.persons,
      source: row.source,
      demo: row.demo,
    }))
    .sort((one, other) => other.year - one.year || order.indexOf(one.group) - order.indexOf(other.group))
}

const waysOf = async (ctx: Ctx, institutionId: string): Promise<readonly TravelTimeView[]> => {
  const rows = await tables(ctx)
    .selectFrom('network.travel_time as t')
    .innerJoin('network.institution as f', 'f.institution_id', 't.from_institution_id')
    .innerJoin('network.institution as o', 'o.institution_id', 't.to_institution_id')
    .selectAll('t')
    .select(['f.short_name as from_name', 'o.short_name as to_name'])
    .where(eb =>
      eb.or([eb('t.from_institution_id', '=', institutionId), eb('t.to_institution_id', '=', institutionId)]),
    )
    .orderBy('f.pinyin')
    .orderBy('o.pinyin')
    .orderBy('t.minutes')
    .execute()
  return rows.map(row => ({
    travelTimeId: row.travel_time_id,
    fromInstitutionId: row.from_institution_id,
    fromName: row.from_name,
    toInstitutionId: row.to_institution_id,
    toName: row.to_name,
    mode: row.mode as TravelTimeView['mode'],
    minutes: row.minutes,
    subsidyFen: row.subsidy_fen,
    source: row.source,
    demo: row.demo,
  }))
}

export const catchmentOf = async (
  ctx: Ctx,
  { institutionId }: InputOf<typeof contract.catchmentOf>,
): Promise<OutputOf<typeof contract.catchmentOf>> => {
  await requireInstitution(ctx, institutionId)
  const area = await tables(ctx)
    .selectFrom('network.catchment')
    .select(['description', 'neighbourhoods', 'villages', 'demo'])
    .where('institution_id', '=', institutionId)
    .executeTakeFirst()
  return {
    area: area ?? null,
    population: [...(await populationOf(ctx, institutionId))],
    travelTimes: [...(await waysOf(ctx, institutionId))],
    mayManage: await mayManage(ctx, 'network.asset.manage', institutionId),
  }
}

export const saveCatchment = async (ctx: Ctx, input: InputOf<typeof contract.saveCatchment>) => {
  await requireInstitution(ctx, input.institutionId)
  await requireManaged(ctx, input.institutionId)
  const values = {
    description: input.description.trim(),
    neighbourhoods: input.neighbourhoods ?? null,
    villages: input.villages ?? null,
    demo: input.demo ?? false,
    updated_at: ctx.now,
  }
  await tables(ctx)
    .insertInto('network.catchment')
    .values({ institution_id: input.institutionId, ...values })
    .onConflict(conflict => conflict.column('institution_id').doUpdateSet(values))
    .execute()
  audit(ctx, { subjectKind: 'catchment', subjectId: input.institutionId, institutionId: input.institutionId })
  return {}
}

/** Figures of a year; what the year already has is compared too, so that no part outgrows the whole (NET-46). */
export const savePopulation = async (ctx: Ctx, input: InputOf<typeof contract.savePopulation>) => {
  await requireInstitution(ctx, input.institutionId)
  await requireManaged(ctx, input.institutionId)
  const fresh = new Map(input.figures.map(figure => [figure.group as string, figure.persons]))
  if (fresh.size < input.figures.length) throw groupTwice()
  const stored = (await populationOf(ctx, input.institutionId)).filter(figure => figure.year === input.year)
  const all = [
    ...input.figures,
    ...stored.filter(figure => !fresh.has(figure.group)).map(({ group, persons }) => ({ group, persons })),
  ]
  const wrong = largerThanWhole(all)
  if (wrong) throw groupLargerThanAll(wrong.group, wrong.persons, wrong.total)
  for (const figure of input.figures)
    await tables(ctx)
      .insertInto('network.population_figure')
      .values({
        population_figure_id: idAt(ctx),
        institution_id: input.institutionId,
        year: input.year,
        group_code: figure.group,
        persons: figure.persons,
        source: input.source.trim(),
        demo: input.demo ?? false,
        created_at: ctx.now,
      })
      .onConflict(conflict =>
        conflict
          .constraint('one_figure_per_year_and_group')
          .doUpdateSet({ persons: figure.persons, source: input.source.trim() }),
      )
      .execute()
  audit(ctx, {
    subjectKind: 'population',
    subjectId: input.institutionId,
    institutionId: input.institutionId,
    details: { year: input.year, figures: input.figures.length },
  })
  return {}
}

/** Whoever manages one of the two ends may write how long the way is. */
export const saveTravelTime = async (ctx: Ctx, input: InputOf<typeof contract.saveTravelTime>) => {
  if (input.fromInstitutionId === input.toInstitutionId) throw wayToItself()
  await requireInstitution(ctx, input.fromInstitutionId)
  await requireInstitution(ctx, input.toInstitutionId)
  if (!(await isManaged(ctx, input.fromInstitutionId)) && !(await isManaged(ctx, input.toInstitutionId)))
    throw outsideReach(input.fromInstitutionId)
  const values = { minutes: input.minutes, subsidy_fen: input.subsidyFen, source: input.source.trim() }
  const { travel_time_id } = await tables(ctx)
    .insertInto('network.travel_time')
    .values({
      travel_time_id: idAt(ctx),
      from_institution_id: input.fromInstitutionId,
      to_institution_id: input.toInstitutionId,
      mode: input.mode,
      ...values,
      demo: input.demo ?? false,
      created_at: ctx.now,
    })
    .onConflict(conflict => conflict.constraint('one_time_per_way_and_mode').doUpdateSet(values))
    .returning('travel_time_id')
    .executeTakeFirstOrThrow()
  audit(ctx, {
    subjectKind: 'travel_time',
    subjectId: travel_time_id,
    institutionId: input.fromInstitutionId,
    details: { minutes: input.minutes, mode: input.mode },
  })
  return { travelTimeId: travel_time_id }
}
