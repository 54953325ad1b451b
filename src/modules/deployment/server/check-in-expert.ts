import { timingSafeEqual } from 'node:crypto'
import { addMinutes, localDateAt, localTimeAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx, emit, requireReach, requireStaff, touchLive } from '#src/platform/server/context.ts'
import { blindIndex } from '#src/platform/server/crypto.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import type { lifeContract } from '../contract-life.ts'
import { codePeriod, digitsOf } from '../domain/site-code.ts'
import { sessionUnknown } from '../errors.ts'
import { notYourSession } from '../errors-closing.ts'
import { checkInOnlyOnTheDay, notLaidOut, siteCodeWrong } from '../errors-life.ts'
import { expertArrived } from '../events.ts'
import { findArrivals, insertArrival } from './attendance.repository.ts'
import { sitesOf, staffOf } from './names.ts'
import { monthTopic } from './plan-session.ts'
import { findRecords, type SessionRecord } from './session.repository.ts'
import { forgetWrongCodes, requireNotPaused } from './site-code-tries.ts'

export const codeMinutesSetting = 'deployment.site_code_minutes'

/** Only the server's keys make it; it tells nothing about the next one (DEP-37). */
const codeOf = (ctx: Ctx, institutionId: string, period: number): string =>
  digitsOf(blindIndex(ctx.app.keys, 'site_code', `${ctx.regionId}:${institutionId}:${period}`))

/** The code of now, or the one before: whoever read it at its last moment is still let in. */
const isCodeOf = async (ctx: Ctx, institutionId: string, code: string): Promise<boolean> => {
  const { number } = codePeriod(ctx.now, await settingOf<number>(ctx, codeMinutesSetting, institutionId))
  return [number, number - 1].some(period =>
    timingSafeEqual(Buffer.from(codeOf(ctx, institutionId, period)), Buffer.from(code)),
  )
}

/** Experts come early, and some late; the day before or after is a slip. */
export const mayCheckInNow = (ctx: Ctx, record: SessionRecord): boolean =>
  record.status === 'published' &&
  record.localDate === localDateAt(ctx.now, ctx.timeZone) &&
  addMinutes(record.endsAt, 60) > ctx.now

/** Of someone who came twice, the first arrival counts. */
const write = async (
  ctx: Ctx,
  record: SessionRecord,
  staffId: string,
  how: { readonly way: 'site_code' | 'desk'; readonly reason: string | null },
): Promise<string> => {
  const { sessionId } = record
  if (await insertArrival(ctx, { sessionId, staffId, arrivedAt: ctx.now, ...how }))
    emit(ctx, { name: expertArrived, data: { sessionId, staffId } })
  const arrival = (await findArrivals(ctx, [sessionId])).find(one => one.staffId === staffId)
  audit(ctx, {
    subjectKind: 'session',
    subjectId: sessionId,
    institutionId: record.institutionId,
    ...(how.reason === null ? {} : { reason: how.reason }),
    details: { staffId, way: how.way },
  })
  touchLive(ctx, monthTopic(record.localDate))
  return localTimeAt(arrival?.arrivedAt ?? ctx.now, ctx.timeZone)
}

/** The expert types or scans the code that is shown at the site (DEP-37); wrong ones are counted (DEP-86). */
export const checkInExpert = async (
  ctx: Ctx,
  { sessionId, code }: InputOf<typeof lifeContract.checkInExpert>,
): Promise<OutputOf<typeof lifeContract.checkInExpert>> => {
  const { staffId } = requireStaff(ctx)
  const [record] = await findRecords(ctx, { sessionIds: [sessionId] }, true)
  if (record === undefined) throw sessionUnknown(sessionId)
  if (staffId === null || !record.staff.some(person => person.staffId === staffId)) throw notYourSession(sessionId)
  if (!mayCheckInNow(ctx, record)) throw checkInOnlyOnTheDay(sessionId)
  await requireNotPaused(ctx, staffId)
  if (!(await isCodeOf(ctx, record.institutionId, code)))
    throw siteCodeWrong((await sitesOf(ctx, [record.institutionId])).get(record.institutionId)?.name ?? '')
  await forgetWrongCodes(ctx, staffId)
  return { sessionId, arrivedAt: await write(ctx, record, staffId, { way: 'site_code', reason: null }) }
}

/** Without a phone the desk writes it down and says why no code was used. */
export const recordArrival = async (
  ctx: Ctx,
  { sessionId, staffId, reason }: InputOf<typeof lifeContract.recordArrival>,
): Promise<OutputOf<typeof lifeContract.recordArrival>> => {
  const [record] = await findRecords(ctx, { sessionIds: [sessionId] }, true)
  if (record === undefined) throw sessionUnknown(sessionId)
  requireReach(ctx, record.institutionId)
  if (!record.staff.some(person => person.staffId === staffId)) throw notLaidOut(staffId)
  if (!mayCheckInNow(ctx, record)) throw checkInOnlyOnTheDay(sessionId)
  return { sessionId, arrivedAt: await write(ctx, record, staffId, { way: 'desk', reason }) }
}

/** What stands on the desk's screen: the code, and who of today's experts has come. */
export const siteCode = async (ctx: Ctx): Promise<OutputOf<typeof lifeContract.siteCode>> => {
  const { institutionId } = requireStaff(ctx)
  const period = codePeriod(ctx.now, await settingOf<number>(ctx, codeMinutesSetting, institutionId))
  const today = localDateAt(ctx.now, ctx.timeZone)
  const records = await findRecords(ctx, {
    institutionIds: [institutionId],
    from: today,
    to: today,
    status: 'published',
  })
  const arrivals = await findArrivals(
    ctx,
    records.map(record => record.sessionId),
  )
  const people = await staffOf(
    ctx,
    records.flatMap(record => record.staff.map(person => person.staffId)),
  )
  return {
    institutionId,
    institutionName: (await sitesOf(ctx, [institutionId])).get(institutionId)?.name ?? '',
    code: codeOf(ctx, institutionId, period.number),
    validUntil: period.endsAt.toISOString(),
    experts: records.flatMap(record =>
      record.staff.map(({ staffId }) => {
        const arrival = arrivals.find(one => one.sessionId === record.sessionId && one.staffId === staffId)
        return {
          sessionId: record.sessionId,
          staffId,
          name: people.get(staffId)?.name ?? '',
          titleCode: people.get(staffId)?.titleCode ?? null,
          startsAt: localTimeAt(record.startsAt, ctx.timeZone),
          endsAt: localTimeAt(record.endsAt, ctx.timeZone),
          lateMinutes: record.lateMinutes,
          arrivedAt: arrival === undefined ? null : localTimeAt(arrival.arrivedAt, ctx.timeZone),
          way: arrival?.way ?? null,
        }
      }),
    ),
  }
}
