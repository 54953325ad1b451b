import { sql } from 'kysely'
import { type Month, monthOf } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx, requireReach, requireStaff, tablesOf, touchLive } from '#src/platform/server/context.ts'
import { closeLoop, openLoop } from '#src/platform/server/loops.ts'
import type { handoutContract as contract, HandoutForm } from '../contract-handouts.ts'
import { monthNotPublished } from '../errors.ts'
import { sitesOf } from './names.ts'
import type { DeploymentTables } from './tables.gen.ts'

/** A picture that was sent no longer holds: somebody sends the new one (DEP-66). */
export const handoutLoop = 'deployment.handout_outdated'

type Place = { readonly institutionId: string; readonly localDate: string }

const subjectOf = (institutionId: string, month: Month): string => `${month}.${institutionId}`

/** Counts one change of a published month at each of these places, and opens a task where a picture was taken of it. */
export const noteMonthChange = async (ctx: Ctx, places: readonly Place[]): Promise<void> => {
  const keys = new Map(
    places.map(({ institutionId, localDate }) => [
      `${institutionId} ${monthOf(localDate)}`,
      { institutionId, month: monthOf(localDate) },
    ]),
  )
  for (const { institutionId, month } of [...keys.values()]) {
    await sql`insert into deployment.month_change (region_id, institution_id, month, changes, changed_at)
      values (${ctx.regionId}, ${institutionId}, ${month}, 1, ${ctx.now})
      on conflict (region_id, institution_id, month)
      do update set changes = month_change.changes + 1, changed_at = excluded.changed_at`.execute(ctx.tx)
    const outdated = await tablesOf<DeploymentTables>(ctx)
      .updateTable('deployment.month_handout')
      .set({ changes: sql<number>`changes + 1` })
      .where('region_id', '=', ctx.regionId)
      .where('institution_id', '=', institutionId)
      .where('month', '=', month)
      .returning('form')
      .execute()
    if (outdated.length > 0)
      await openLoop(ctx, {
        kind: handoutLoop,
        institutionId,
        subjectKind: 'month_handout',
        subjectId: subjectOf(institutionId, month),
        reason: 'deployment.loop.handout_outdated_reason',
        details: { month },
      })
  }
}

export type MonthEdition = {
  /** How often the month was published; 0: never. */
  readonly version: number
  readonly changes: number
  /** The last time that what is published became different. */
  readonly changedAt: Date | null
}

const editionsOf = async (
  ctx: Ctx,
  month: Month,
  institutionIds: readonly string[],
): Promise<ReadonlyMap<string, MonthEdition>> => {
  const rows = await tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.month_plan as p')
    .leftJoin('deployment.month_change as c', join =>
      join
        .onRef('c.region_id', '=', 'p.region_id')
        .onRef('c.institution_id', '=', 'p.institution_id')
        .onRef('c.month', '=', 'p.month'),
    )
    .select(['p.institution_id', 'p.version', 'p.published_at', 'c.changes', 'c.changed_at'])
    .where('p.region_id', '=', ctx.regionId)
    .where('p.month', '=', month)
    .where('p.institution_id', '=', sql<string>`any(${institutionIds}::uuid[])`)
    .execute()
  return new Map(
    rows.map(row => [
      row.institution_id,
      {
        version: row.version,
        changes: row.changes ?? 0,
        changedAt: row.changed_at !== null && row.changed_at > row.published_at ? row.changed_at : row.published_at,
      },
    ]),
  )
}

/** Which edition of a month the public sees now. */
export const monthEdition = async (ctx: Ctx, institutionId: string, month: Month): Promise<MonthEdition> =>
  (await editionsOf(ctx, month, [institutionId])).get(institutionId) ?? { version: 0, changes: 0, changedAt: null }

/** Every site within reach, with what was taken of its month. */
export const monthHandouts = async (
  ctx: Ctx,
  input: InputOf<typeof contract.monthHandouts>,
): Promise<OutputOf<typeof contract.monthHandouts>> => {
  const { reach } = requireStaff(ctx)
  const sites = await sitesOf(ctx, reach)
  const editions = await editionsOf(ctx, input.month, reach)
  const rows = await tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.month_handout')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where('month', '=', input.month)
    .where('institution_id', '=', sql<string>`any(${reach}::uuid[])`)
    .execute()
  return {
    sites: [...sites.values()]
      .filter(site => site.regionId === ctx.regionId)
      .sort((one, other) => one.code.localeCompare(other.code, 'en', { numeric: true }))
      .map(({ institutionId, code, name, shortName }) => ({
        institutionId,
        code,
        name,
        shortName,
        version: editions.get(institutionId)?.version ?? null,
        changes: editions.get(institutionId)?.changes ?? 0,
        taken: rows
          .filter(row => row.institution_id === institutionId)
          .map(row => ({
            form: row.form as HandoutForm,
            takenAt: row.taken_at.toISOString(),
            changes: row.changes,
          })),
      })),
  }
}

/**
 * Somebody takes a picture or poster to send it: from now on changes are counted against it. Taken again, it holds
 * again, and its task ends when nothing outdated is left (DEP-66).
 * @throws deployment.month_not_published
 */
export const takeHandout = async (
  ctx: Ctx,
  input: InputOf<typeof contract.takeHandout>,
): Promise<OutputOf<typeof contract.takeHandout>> => {
  const { institutionId, month, form } = input
  requireReach(ctx, institutionId)
  if ((await monthEdition(ctx, institutionId, month)).version === 0) throw monthNotPublished(month)
  await sql`insert into deployment.month_handout (region_id, institution_id, month, form, taken_by, taken_at, changes)
    values (${ctx.regionId}, ${institutionId}, ${month}, ${form}, ${actorLabel(ctx.actor)}, ${ctx.now}, 0)
    on conflict (region_id, institution_id, month, form)
    do update set taken_by = excluded.taken_by, taken_at = excluded.taken_at, changes = 0`.execute(ctx.tx)
  const outdated = await tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.month_handout')
    .select('form')
    .where('region_id', '=', ctx.regionId)
    .where('institution_id', '=', institutionId)
    .where('month', '=', month)
    .where('changes', '>', 0)
    .execute()
  if (outdated.length === 0)
    await closeLoop(ctx, {
      kind: handoutLoop,
      subjectKind: 'month_handout',
      subjectId: subjectOf(institutionId, month),
      outcome: 'done',
    })
  audit(ctx, { subjectKind: 'month', subjectId: month, institutionId, details: { form } })
  touchLive(ctx, `deployment.month:${month}`)
  return { takenAt: ctx.now.toISOString() }
}
