import { addDays, daysOfMonth } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx, touchLive } from '#src/platform/server/context.ts'
import type { contract } from '../contract.ts'
import type { Problem } from '../contract-shapes.ts'
import { type Copied, copiedDay } from '../domain/copy-month.ts'
import { leaveOut } from '../domain/leave-out.ts'
import { instantsOf } from '../domain/part-of-day.ts'
import { nothingToCopy } from '../errors.ts'
import { problemsOf } from './check-sessions.ts'
import { chipsOf } from './chips.ts'
import { calendarDays, requireSite } from './day-facts.ts'
import { withoutSession } from './lay-out-series.ts'
import { sitesOf } from './names.ts'
import { newSessionId, ownersOf, timesOfRecord } from './plan-session.ts'
import { findRecords, insertRecords, lockDiaries, type SessionRecord } from './session.repository.ts'
import { extrasOnOtherDay } from './session-extras.ts'

type Copy = InputOf<typeof contract.copyMonth>
type Left = { readonly record: SessionRecord; readonly why: Extract<Copied, { readonly why: string }>['why'] }
type Copies = { readonly records: readonly SessionRecord[]; readonly left: readonly Left[] }

const asDraft = (ctx: Ctx, source: SessionRecord, localDate: string): SessionRecord => ({
  ...source,
  sessionId: newSessionId(ctx),
  seriesId: null,
  seriesDate: null,
  localDate,
  ...instantsOf(localDate, timesOfRecord(ctx, source), ctx.timeZone),
  ...extrasOnOtherDay(source, instantsOf(localDate, timesOfRecord(ctx, source), ctx.timeZone).startsAt),
  status: 'draft',
  publishedAt: null,
  version: 1,
})

/** What the month would look like: cancelled sessions stay behind, days the month lacks are counted as left. */
const copiesOf = async (ctx: Ctx, input: Copy): Promise<Copies> => {
  for (const institutionId of input.institutionIds) await requireSite(ctx, institutionId)
  const [from, to] = [daysOfMonth(input.fromMonth), daysOfMonth(input.toMonth)]
  const sources = await findRecords(ctx, {
    institutionIds: input.institutionIds,
    from: from[0] as string,
    to: from.at(-1) as string,
    status: ['draft', 'published', 'closed'],
  })
  const calendar = await calendarDays(ctx, addDays(to[0] as string, -14), addDays(to.at(-1) as string, 14))
  const records: SessionRecord[] = []
  const left: Left[] = []
  for (const source of sources) {
    const copied = copiedDay(source.localDate, input.toMonth, input, calendar)
    if ('date' in copied) records.push(asDraft(ctx, source, copied.date))
    else left.push({ record: source, why: copied.why })
  }
  return { records, left }
}

const split = async (ctx: Ctx, records: readonly SessionRecord[]) =>
  leaveOut(records, await problemsOf(ctx, records, 'lay_out'))

/** What copying would do; writes nothing. */
export const rehearseCopy = async (ctx: Ctx, input: Copy): Promise<OutputOf<typeof contract.rehearseCopy>> => {
  const { records, left } = await copiesOf(ctx, input)
  const { kept, problems } = await split(ctx, records)
  const chips = await chipsOf(
    ctx,
    left.map(({ record }) => record),
  )
  const sites = await sitesOf(
    ctx,
    left.map(({ record }) => record.institutionId),
  )
  const whyOf = new Map(left.map(({ record, why }) => [record.sessionId, why]))
  return {
    sessions: kept.length,
    problems: withoutSession(problems),
    skipped: records.length - kept.length,
    left: left.length,
    leftOut: chips.map(session => ({
      session,
      institutionName: sites.get(session.institutionId)?.shortName ?? '',
      why: whyOf.get(session.sessionId) ?? 'no_such_day',
    })),
  }
}

/**
 * Lays out a month like an earlier one (DEP-8). What clashes is left out and listed, so that the rest needs no second try.
 * Copying twice adds nothing: the second time everyone is busy with the first.
 * @throws deployment.nothing_to_copy
 */
export const copyMonth = async (ctx: Ctx, input: Copy): Promise<OutputOf<typeof contract.copyMonth>> => {
  const { records } = await copiesOf(ctx, input)
  if (records.length === 0) throw nothingToCopy(input.fromMonth)
  await lockDiaries(ctx, ownersOf(records))
  const { kept, problems } = await split(ctx, records)
  await insertRecords(ctx, kept)
  audit(ctx, {
    subjectKind: 'month',
    subjectId: input.toMonth,
    details: { fromMonth: input.fromMonth, sessions: kept.length },
  })
  touchLive(ctx, `deployment.month:${input.toMonth}`)
  const left: readonly Problem[] = withoutSession(problems)
  return { sessionIds: kept.map(record => record.sessionId), problems: [...left] }
}
