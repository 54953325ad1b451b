import { sql } from 'kysely'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid, regionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx, tablesOf, touchLive } from '#src/platform/server/context.ts'
import type { contract } from '../contract.ts'
import type { Problem, Recurrence, SessionTemplate } from '../contract-shapes.ts'
import type { CalendarDay } from '../domain/calendar.ts'
import { leaveOut } from '../domain/leave-out.ts'
import { calendarRange, type Occurrences, occurrencesIn } from '../domain/recurrence.ts'
import { seriesClashes, seriesEmpty, seriesTooLong } from '../errors.ts'
import { problemsOf, stopping } from './check-sessions.ts'
import { calendarDays, requireSite } from './day-facts.ts'
import { draftOn, monthTopic, ownersOf, planOf } from './plan-session.ts'
import { insertRecords, lockDiaries, type SessionRecord } from './session.repository.ts'
import type { DeploymentTables } from './tables.gen.ts'

/** A year of every working day and some; more is surely a slip of the end date. */
export const longestSeries = 400

type Spread = {
  readonly occurrences: Occurrences
  readonly calendar: readonly CalendarDay[]
  readonly records: readonly SessionRecord[]
}

/** The sessions a series would make, checked for reach and length, not yet for clashes. */
const spreadOut = async (
  ctx: Ctx,
  input: { readonly template: SessionTemplate; readonly recurrence: Recurrence },
  seriesId: string,
): Promise<Spread> => {
  const { template, recurrence } = input
  await requireSite(ctx, template.institutionId)
  const range = { from: recurrence.from, to: recurrence.until }
  const known = calendarRange(range)
  const calendar = await calendarDays(ctx, known.from, known.to)
  const occurrences = occurrencesIn(recurrence, range, calendar)
  if (occurrences.days.length > longestSeries) throw seriesTooLong(occurrences.days.length, longestSeries)
  const plan = await planOf(ctx, template, recurrence.from)
  const records = occurrences.days.map(day => draftOn(ctx, plan, day.date, { seriesId, seriesDate: day.patternDate }))
  return { occurrences, calendar, records }
}

const newSeriesUuid = (ctx: Ctx): string => newUuid(ctx.now.getTime())

/** Shows each day of a series with its holiday and its clashes; writes nothing. */
export const rehearseSeries = async (
  ctx: Ctx,
  input: InputOf<typeof contract.rehearseSeries>,
): Promise<OutputOf<typeof contract.rehearseSeries>> => {
  const { occurrences, calendar, records } = await spreadOut(ctx, input, newSeriesUuid(ctx))
  const problems = await problemsOf(ctx, records, 'lay_out')
  const days = new Map(calendar.map(day => [day.date, day]))
  return {
    occurrences: records.map((record, index) => ({
      date: record.localDate,
      patternDate: occurrences.days[index]?.patternDate ?? record.localDate,
      calendarKind: days.get(record.localDate)?.kind ?? 'work',
      calendarName: days.get(record.localDate)?.name ?? null,
      problems: problems.filter(found => found.sessionId === record.sessionId),
    })),
    left: [...occurrences.left],
  }
}

const insertSeries = async (
  ctx: Ctx,
  seriesId: string,
  template: SessionTemplate,
  recurrence: Recurrence,
): Promise<void> => {
  await tablesOf<DeploymentTables>(ctx)
    .insertInto('deployment.series')
    .values({
      region_id: ctx.regionId,
      series_id: seriesId,
      institution_id: template.institutionId,
      template: sql`${JSON.stringify(template)}::jsonb`,
      recurrence: sql`${JSON.stringify(recurrence)}::jsonb`,
      first_day: recurrence.from,
      last_day: recurrence.until,
      created_by: actorLabel(ctx.actor),
      created_at: ctx.now,
    })
    .execute()
}

/** A problem of a day that was not laid out names no session: there is none. */
export const withoutSession = (problems: readonly Problem[]): Problem[] =>
  problems.map(found => ({ ...found, sessionId: null }))

/**
 * Lays out a draft on every day of a pattern (DEP-3…DEP-5). Days that clash are refused all together, or left out and
 * listed when that is wanted.
 * @throws deployment.series_clashes with every day that clashes, deployment.series_empty, deployment.series_too_long
 */
export const layOutSeries = async (
  ctx: Ctx,
  input: InputOf<typeof contract.layOutSeries>,
): Promise<OutputOf<typeof contract.layOutSeries>> => {
  const seriesId = newSeriesUuid(ctx)
  const { records } = await spreadOut(ctx, input, seriesId)
  await lockDiaries(ctx, ownersOf(records))
  const { kept, problems } = leaveOut(records, await problemsOf(ctx, records, 'lay_out'))
  if (problems.length > 0 && !input.leaveOutClashes) throw seriesClashes(stopping(withoutSession(problems)))
  if (kept.length === 0) throw seriesEmpty()
  await insertSeries(ctx, seriesId, input.template, input.recurrence)
  await insertRecords(ctx, kept)
  const { institutionId } = input.template
  audit(ctx, {
    subjectKind: 'series',
    subjectId: regionalId(ctx.regionId, seriesId),
    institutionId,
    details: { sessions: kept.length },
  })
  for (const topic of new Set(kept.map(record => monthTopic(record.localDate)))) touchLive(ctx, topic)
  return {
    seriesId: regionalId(ctx.regionId, seriesId),
    sessionIds: kept.map(record => record.sessionId),
    problems: withoutSession(problems),
  }
}
