import { sql } from 'kysely'
import { findInstitutions, partsOfDay, requireInstitution } from '#src/modules/network/public.ts'
import { daysOfMonth } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { type Ctx, requireStaff, tablesOf } from '#src/platform/server/context.ts'
import type { contract } from '../contract.ts'
import type { ProblemCode } from '../contract-shapes.ts'
import { type SentBoard, sentBoard } from '../domain/board-chips.ts'
import { sessionUnknown } from '../errors.ts'
import { findAbsences } from './absence.repository.ts'
import { problemsOf } from './check-sessions.ts'
import { chipsOf } from './chips.ts'
import { calendarDays, plannableSites, requirePlannable } from './day-facts.ts'
import { namesIn, sitesOf, staffOf } from './names.ts'
import { findRecords } from './session.repository.ts'
import type { DeploymentTables } from './tables.gen.ts'

const rangeOf = (month: string) => {
  const days = daysOfMonth(month)
  return { from: days[0] as string, to: days.at(-1) as string }
}

/** The sites asked for: one within reach, or all of them. */
const sitesAsked = async (ctx: Ctx, institutionId: string | undefined): Promise<readonly string[]> => {
  if (institutionId === undefined) return plannableSites(ctx)
  await requirePlannable(ctx, institutionId)
  return [institutionId]
}

const plansOf = (ctx: Ctx, month: string, institutionIds: readonly string[]) =>
  tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.month_plan')
    .select(['institution_id', 'version', 'published_at'])
    .where('region_id', '=', ctx.regionId)
    .where('month', '=', month)
    .where('institution_id', '=', sql<string>`any(${institutionIds}::uuid[])`)
    .execute()

const boardOf = ({ sessions, people, rooms }: SentBoard) => ({
  sessions: [...sessions],
  people: [...people],
  rooms: [...rooms],
})

/** A month of every site within reach, people and rooms named: a fixed number of questions. */
export const monthBoard = async (
  ctx: Ctx,
  input: InputOf<typeof contract.monthBoard>,
): Promise<OutputOf<typeof contract.monthBoard>> => {
  const institutionIds = await sitesAsked(ctx, input.institutionId)
  const { from, to } = rangeOf(input.month)
  const sites = [...(await findInstitutions(ctx, [...institutionIds]))]
  const records = await findRecords(ctx, { institutionIds, from, to })
  const plans = await plansOf(ctx, input.month, institutionIds)
  return {
    month: input.month,
    sites: sites
      .filter(site => site.regionId === ctx.regionId)
      .sort((one, other) => one.code.localeCompare(other.code, 'en', { numeric: true }))
      .map(({ institutionId, name, shortName }) => ({ institutionId, name, shortName })),
    days: [...(await calendarDays(ctx, from, to))],
    parts: (await partsOfDay(ctx, requireStaff(ctx).institutionId)).map(({ key, name, startsAt, endsAt }) => ({
      key,
      name,
      startsAt,
      endsAt,
    })),
    ...boardOf(sentBoard(await chipsOf(ctx, records))),
    plans: plans.map(plan => ({
      institutionId: plan.institution_id,
      version: plan.version,
      publishedAt: plan.published_at.toISOString(),
    })),
  }
}

const onlyOfDrafts: readonly ProblemCode[] = ['in_the_past', 'no_room', 'no_department', 'no_speciality', 'no_filing']

/** What stands in the way of publishing the drafts of a month, and what has come up since against published ones. */
export const monthProblems = async (
  ctx: Ctx,
  input: InputOf<typeof contract.monthProblems>,
): Promise<OutputOf<typeof contract.monthProblems>> => {
  const institutionIds = await sitesAsked(ctx, input.institutionId)
  const records = await findRecords(ctx, { institutionIds, ...rangeOf(input.month), status: ['draft', 'published'] })
  const drafts = new Set(records.filter(record => record.status === 'draft').map(record => record.sessionId))
  const found = await problemsOf(ctx, records, 'publish')
  // A published session of last Tuesday is history, not a problem; what was published without a room was so decided.
  const problems = found.filter(
    ({ code, sessionId }) => !onlyOfDrafts.includes(code) || (sessionId !== null && drafts.has(sessionId)),
  )
  return { problems: [...problems], names: await namesIn(ctx, problems) }
}

/** One session with everything known about it. */
export const sessionDetail = async (
  ctx: Ctx,
  input: InputOf<typeof contract.sessionDetail>,
): Promise<OutputOf<typeof contract.sessionDetail>> => {
  const [record] = await findRecords(ctx, { sessionIds: [input.sessionId] })
  if (record === undefined) throw sessionUnknown(input.sessionId)
  await requirePlannable(ctx, record.institutionId)
  const [session] = await chipsOf(ctx, [record])
  if (session === undefined) throw sessionUnknown(input.sessionId)
  const open = record.status === 'draft' || (record.status === 'published' && record.endsAt > ctx.now)
  const problems = open ? [...(await problemsOf(ctx, [record], 'publish'))] : []
  return {
    session,
    institutionName: (await requireInstitution(ctx, record.institutionId)).name,
    publishedAt: record.publishedAt?.toISOString() ?? null,
    cancelledAt: record.cancelledAt?.toISOString() ?? null,
    cancelReason: record.cancelReason,
    cancelNote: record.cancelNote,
    problems,
    names: await namesIn(ctx, problems),
  }
}

/** Where the person signed in is to be, and when; drafts are not yet promises. */
export const mySessions = async (
  ctx: Ctx,
  input: InputOf<typeof contract.mySessions>,
): Promise<OutputOf<typeof contract.mySessions>> => {
  const { staffId } = requireStaff(ctx)
  if (staffId === null) return { sessions: [] }
  const records = await findRecords(ctx, {
    staffId,
    from: input.from,
    to: input.to,
    status: ['published', 'cancelled', 'closed'],
  })
  const sites = await sitesOf(
    ctx,
    records.map(record => record.institutionId),
  )
  return {
    sessions: (await chipsOf(ctx, records)).map(session => {
      const site = sites.get(session.institutionId)
      return { session, institutionName: site?.name ?? '', address: site?.address ?? null, phone: site?.phone ?? null }
    }),
  }
}

/** Who of the people within reach is away in a month. */
export const absences = async (
  ctx: Ctx,
  input: InputOf<typeof contract.absences>,
): Promise<OutputOf<typeof contract.absences>> => {
  const found = await findAbsences(ctx, { institutionIds: requireStaff(ctx).reach, ...rangeOf(input.month) })
  const people = await staffOf(
    ctx,
    found.map(absence => absence.staffId),
  )
  return {
    absences: found.map(({ institutionId: _home, ...absence }) => ({
      ...absence,
      name: people.get(absence.staffId)?.name ?? '',
    })),
  }
}
