import { sql } from 'kysely'
import { daysOfMonth, type Month, monthOf } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { type RegionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx, emit, requireReach, tablesOf, touchLive } from '#src/platform/server/context.ts'
import type { contract } from '../contract.ts'
import { alreadyPublished, monthHasProblems, nothingToPublish } from '../errors.ts'
import { monthPublished, sessionPublished } from '../events.ts'
import { requireRecord } from './change-session.ts'
import { problemsOf, stopping, warning } from './check-sessions.ts'
import { requireSite } from './day-facts.ts'
import { noteMonthChange } from './month-editions.ts'
import { monthTopic, ownersOf } from './plan-session.ts'
import { findRecords, lockDiaries, type SessionRecord } from './session.repository.ts'
import type { DeploymentTables } from './tables.gen.ts'

const markPublished = async (ctx: Ctx, sessionIds: readonly RegionalId[]): Promise<void> => {
  const uuids = sessionIds.map(id => splitRegionalId(id).uuid)
  await tablesOf<DeploymentTables>(ctx)
    .updateTable('deployment.session')
    .set({ status: 'published', published_at: ctx.now, changed_at: ctx.now, version: sql<number>`version + 1` })
    .where('region_id', '=', ctx.regionId)
    .where('session_id', '=', sql<string>`any(${uuids}::uuid[])`)
    .execute()
}

/** Raises the version of each institution's month by one. */
export const raisePlans = async (
  ctx: Ctx,
  month: Month,
  counts: readonly { readonly institutionId: string; readonly sessions: number }[],
): Promise<ReadonlyMap<string, number>> => {
  const rows = await tablesOf<DeploymentTables>(ctx)
    .insertInto('deployment.month_plan')
    .values(
      counts.map(({ institutionId, sessions }) => ({
        region_id: ctx.regionId,
        institution_id: institutionId,
        month,
        version: 1,
        published_at: ctx.now,
        published_by: actorLabel(ctx.actor),
        session_count: sessions,
      })),
    )
    .onConflict(taken =>
      taken.columns(['region_id', 'institution_id', 'month']).doUpdateSet({
        version: sql<number>`month_plan.version + 1`,
        published_at: ctx.now,
        published_by: actorLabel(ctx.actor),
        session_count: sql<number>`month_plan.session_count + excluded.session_count`,
      }),
    )
    .returning(['institution_id', 'version'])
    .execute()
  return new Map(rows.map(row => [row.institution_id, row.version]))
}

/** All or none: problems of every draft are told at once (DEP-7). */
const requirePublishable = async (ctx: Ctx, month: Month, drafts: readonly SessionRecord[]) => {
  await lockDiaries(ctx, ownersOf(drafts))
  const problems = await problemsOf(ctx, drafts, 'publish')
  if (stopping(problems).length > 0) throw monthHasProblems(month, stopping(problems))
  return warning(problems)
}

/**
 * Publishes every draft of a month at the chosen institutions in one transaction, or none. Done again later, it
 * publishes what was added since. Each institution's event names the sessions that this act published.
 * @throws deployment.month_has_problems with every problem, deployment.nothing_to_publish
 */
export const publishMonth = async (
  ctx: Ctx,
  input: InputOf<typeof contract.publishMonth>,
): Promise<OutputOf<typeof contract.publishMonth>> => {
  const institutionIds = [...new Set(input.institutionIds)]
  for (const institutionId of institutionIds) {
    // Proposing reaches further than publishing.
    requireReach(ctx, institutionId)
    await requireSite(ctx, institutionId)
  }
  const days = daysOfMonth(input.month)
  const drafts = await findRecords(ctx, { institutionIds, from: days[0], to: days.at(-1), status: 'draft' }, true)
  if (drafts.length === 0) throw nothingToPublish(input.month)
  const warnings = await requirePublishable(ctx, input.month, drafts)
  await markPublished(
    ctx,
    drafts.map(draft => draft.sessionId),
  )
  const bySite = institutionIds
    .map(institutionId => ({
      institutionId,
      ids: drafts.filter(draft => draft.institutionId === institutionId).map(draft => draft.sessionId),
    }))
    .filter(({ ids }) => ids.length > 0)
  const versions = await raisePlans(
    ctx,
    input.month,
    bySite.map(({ institutionId, ids }) => ({ institutionId, sessions: ids.length })),
  )
  for (const { institutionId, ids } of bySite) {
    const version = versions.get(institutionId) ?? 1
    audit(ctx, {
      subjectKind: 'month',
      subjectId: input.month,
      institutionId,
      details: { sessions: ids.length, version },
    })
    // What was published before now shows more than it did.
    if (version > 1) await noteMonthChange(ctx, [{ institutionId, localDate: `${input.month}-01` }])
    emit(ctx, { name: monthPublished, data: { month: input.month, institutionId, version, sessionIds: ids } })
  }
  touchLive(ctx, `deployment.month:${input.month}`)
  return {
    published: drafts.length,
    institutions: bySite.map(({ institutionId, ids }) => ({
      institutionId,
      sessions: ids.length,
      version: versions.get(institutionId) ?? 1,
    })),
    warnings: [...warnings],
  }
}

/** One draft added after its month went out. */
export const publishSession = async (
  ctx: Ctx,
  input: InputOf<typeof contract.publishSession>,
): Promise<OutputOf<typeof contract.publishSession>> => {
  const record = await requireRecord(ctx, input.sessionId, input.version)
  requireReach(ctx, record.institutionId)
  if (record.status !== 'draft') throw alreadyPublished(input.sessionId)
  const warnings = await requirePublishable(ctx, monthOf(record.localDate), [record])
  await markPublished(ctx, [record.sessionId])
  await raisePlans(ctx, monthOf(record.localDate), [{ institutionId: record.institutionId, sessions: 1 }])
  await noteMonthChange(ctx, [record])
  audit(ctx, { subjectKind: 'session', subjectId: record.sessionId, institutionId: record.institutionId })
  emit(ctx, { name: sessionPublished, data: { sessionId: record.sessionId } })
  touchLive(ctx, monthTopic(record.localDate))
  return { sessionId: record.sessionId, version: record.version + 1, warnings: [...warnings] }
}
