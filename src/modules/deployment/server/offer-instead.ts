import { monthOf } from '#src/platform/kernel/dates.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, emit } from '#src/platform/server/context.ts'
import { instantsOf } from '../domain/part-of-day.ts'
import { sessionRefused } from '../errors.ts'
import { insteadUnfit } from '../errors-life.ts'
import { sessionPublished } from '../events.ts'
import { problemsOf, stopping } from './check-sessions.ts'
import { requireSite } from './day-facts.ts'
import { noteMonthChange } from './month-editions.ts'
import { newSessionId, ownersOf, sessionTimes, timesOfRecord } from './plan-session.ts'
import { raisePlans } from './publish-month.ts'
import { findRecords, insertRecords, lockDiaries, type SessionRecord } from './session.repository.ts'
import { extrasOnOtherDay } from './session-extras.ts'

export type Instead =
  | { readonly sessionId: RegionalId }
  | { readonly localDate: string; readonly partOfDay: string; readonly institutionId?: string | undefined }

/** A promised session that is still to come, to which those who had booked are pointed. */
const knownSession = async (ctx: Ctx, sessionId: RegionalId): Promise<RegionalId> => {
  const [record] = await findRecords(ctx, { sessionIds: [sessionId] })
  if (record?.status !== 'published' || record.startsAt <= ctx.now) throw insteadUnfit(sessionId)
  return sessionId
}

/**
 * The same people on another day or at another site, published at once, checked like any session (DEP-35). The room stays
 * only where the site does.
 */
const newSession = async (
  ctx: Ctx,
  stopped: SessionRecord,
  at: Exclude<Instead, { readonly sessionId: RegionalId }>,
): Promise<RegionalId> => {
  const institutionId = at.institutionId ?? stopped.institutionId
  const stays = institutionId === stopped.institutionId
  await requireSite(ctx, institutionId)
  const own = stays && at.partOfDay === stopped.partOfDay ? timesOfRecord(ctx, stopped) : {}
  const times = instantsOf(at.localDate, await sessionTimes(ctx, institutionId, at.partOfDay, own), ctx.timeZone)
  const record: SessionRecord = {
    ...stopped,
    ...times,
    ...extrasOnOtherDay(stopped, times.startsAt),
    sessionId: newSessionId(ctx),
    institutionId,
    departmentId: stays ? stopped.departmentId : null,
    roomId: stays ? stopped.roomId : null,
    localDate: at.localDate,
    partOfDay: at.partOfDay,
    seriesId: null,
    seriesDate: null,
    status: 'published',
    publishedAt: ctx.now,
    cancelledAt: null,
    cancelReason: null,
    cancelNote: null,
    version: 1,
  }
  await lockDiaries(ctx, ownersOf([record]))
  const inTheWay = stopping(await problemsOf(ctx, [record], 'publish'))
  if (inTheWay.length > 0) throw sessionRefused(inTheWay)
  await insertRecords(ctx, [record])
  await noteMonthChange(ctx, [record])
  await raisePlans(ctx, monthOf(record.localDate), [{ institutionId, sessions: 1 }])
  emit(ctx, { name: sessionPublished, data: { sessionId: record.sessionId } })
  return record.sessionId
}

/** @param stopped is already written as stopped, so that its people are free for the other day. */
export const offerInstead = (ctx: Ctx, stopped: SessionRecord, instead: Instead): Promise<RegionalId> =>
  'sessionId' in instead ? knownSession(ctx, instead.sessionId) : newSession(ctx, stopped, instead)
