import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract-goals.ts'
import type { GoalReportView } from '../contract-goals.ts'
import { evidenceMissing, notACentre, reachedInTheFuture, unknownGoal } from '../errors-assets.ts'
import { requireInstitution } from './institution.door.ts'
import { managedInstitutions, mayManage, requireManaged } from './reach.ts'
import { idAt, tables, todayOf } from './tables.ts'

/** Kinds of institutions that the goals are meant for: community centres and township hospitals. */
export const centreKinds = ['B1', 'C1', 'C2', 'C210', 'C220'] as const
const isCentre = (kind: string): boolean => (centreKinds as readonly string[]).includes(kind)

/** The goals that hold in the acting region. */
const allGoals = async (ctx: Ctx) =>
  (await tables(ctx).selectFrom('network.goal').selectAll().orderBy('position').execute())
    .filter(row => row.region_prefix === null || String(ctx.regionId).startsWith(row.region_prefix))
    .map(row => ({
      code: row.goal_code,
      name: row.name,
      nameEn: row.name_en,
      source: row.source,
      confidence: row.confidence as 'reported',
    }))

/** Everything reported, the last first; the first of a centre and goal is the one that counts (NET-48). */
const reportsOf = async (ctx: Ctx, institutionIds: readonly string[]) => {
  if (institutionIds.length === 0) return []
  return tables(ctx)
    .selectFrom('network.goal_report as r')
    .leftJoin('network.staff as s', 's.staff_id', 'r.staff_id')
    .selectAll('r')
    .select('s.name as staff_name')
    .where('r.institution_id', 'in', [...institutionIds])
    .orderBy('r.reported_at', 'desc')
    .orderBy('r.goal_report_id', 'desc')
    .execute()
}

export const goalsOf = async (
  ctx: Ctx,
  { institutionId }: InputOf<typeof contract.goalsOf>,
): Promise<OutputOf<typeof contract.goalsOf>> => {
  const institution = await requireInstitution(ctx, institutionId)
  const reports = (await reportsOf(ctx, [institutionId])).map(
    (row): GoalReportView => ({
      goalReportId: row.goal_report_id,
      goalCode: row.goal_code,
      state: row.state as GoalReportView['state'],
      evidence: row.evidence,
      fileReference: row.file_reference,
      on: row.on_date,
      reportedByName: row.staff_name,
      reportedAt: row.reported_at.toISOString(),
      demo: row.demo,
    }),
  )
  return {
    goals: isCentre(institution.kind) ? await allGoals(ctx) : [],
    reports,
    mayManage: await mayManage(ctx, 'network.goal.manage', institutionId),
  }
}

/** Centres × goals; what nobody reported is not yet reached. */
export const goalMatrix = async (ctx: Ctx): Promise<OutputOf<typeof contract.goalMatrix>> => {
  const goals = await allGoals(ctx)
  if (goals.length === 0) return { goals: [], centres: [] }
  const institutions = await tables(ctx)
    .selectFrom('network.institution')
    .select(['institution_id', 'short_name'])
    .where('institution_id', 'in', [...(await managedInstitutions(ctx))])
    .where('kind', 'in', [...centreKinds])
    .where('closed_on', 'is', null)
    .orderBy('pinyin')
    .execute()
  const reports = await reportsOf(
    ctx,
    institutions.map(row => row.institution_id),
  )
  const centres = institutions.map(row => {
    const states = goals.map(goal => {
      const last = reports.find(
        report => report.institution_id === row.institution_id && report.goal_code === goal.code,
      )
      return { goalCode: goal.code, state: (last?.state ?? 'not_yet') as 'not_yet', on: last?.on_date ?? null }
    })
    return {
      institutionId: row.institution_id,
      institutionName: row.short_name,
      reached: states.filter(entry => (entry.state as string) === 'reached').length,
      states,
    }
  })
  const counted = (goalCode: string, state: string): number =>
    centres.filter(centre => centre.states.some(entry => entry.goalCode === goalCode && entry.state === state)).length
  return {
    goals: goals.map(goal => ({
      ...goal,
      reached: counted(goal.code, 'reached'),
      underWay: counted(goal.code, 'under_way'),
      centres: centres.length,
    })),
    centres,
  }
}

type ReportInput = InputOf<typeof contract.reportGoal>

export const writeReport = async (ctx: Ctx, input: ReportInput, goalReportId = idAt(ctx)): Promise<string> => {
  await tables(ctx)
    .insertInto('network.goal_report')
    .values({
      goal_report_id: goalReportId,
      institution_id: input.institutionId,
      goal_code: input.goalCode,
      state: input.state,
      evidence: input.evidence?.trim() || null,
      file_reference: input.fileReference?.trim() || null,
      on_date: input.on,
      reported_by: actorLabel(ctx.actor),
      staff_id: ctx.actor.kind === 'staff' ? ctx.actor.staffId : null,
      reported_at: ctx.now,
      demo: input.demo ?? false,
    })
    .execute()
  return goalReportId
}

/** @throws network.not_a_centre, network.unknown_goal: not of this region */
export const requireCentreGoal = async (ctx: Ctx, institutionId: string, goalCode: string): Promise<void> => {
  const { kind } = await requireInstitution(ctx, institutionId)
  if (!isCentre(kind)) throw notACentre(institutionId)
  if (!(await allGoals(ctx)).some(goal => goal.code === goalCode)) throw unknownGoal(goalCode)
}

/** Says how far a centre is; nothing said before is changed (NET-48). */
export const reportGoal = async (ctx: Ctx, input: ReportInput) => {
  await requireInstitution(ctx, input.institutionId)
  await requireManaged(ctx, input.institutionId)
  await requireCentreGoal(ctx, input.institutionId, input.goalCode)
  if (input.state === 'reached') {
    if (!input.evidence?.trim()) throw evidenceMissing()
    if (input.on > todayOf(ctx)) throw reachedInTheFuture()
  }
  const goalReportId = await writeReport(ctx, input)
  audit(ctx, {
    subjectKind: 'goal_report',
    subjectId: goalReportId,
    institutionId: input.institutionId,
    details: { goalCode: input.goalCode, state: input.state },
  })
  return { goalReportId }
}
