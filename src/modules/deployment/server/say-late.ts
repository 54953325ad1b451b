import { localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { splitRegionalId } from '#src/platform/kernel/ids.ts'
import { audit, type Ctx, emit, requireStaff, tablesOf, touchLive } from '#src/platform/server/context.ts'
import type { lifeContract } from '../contract-life.ts'
import { onlyPublishedAreCancelled, sessionOver, sessionUnknown } from '../errors.ts'
import { notYourSession } from '../errors-closing.ts'
import { lateOnlyOnTheDay } from '../errors-life.ts'
import { sessionLate } from '../events.ts'
import { monthTopic } from './plan-session.ts'
import { findRecords, type SessionRecord } from './session.repository.ts'
import type { DeploymentTables } from './tables.gen.ts'

const callers: readonly string[] = ['desk', 'nurse', 'village_doctor']

/** The expert on the way, or whoever runs the site or its queue and heard it by telephone. */
const mayTell = (ctx: Ctx, record: SessionRecord): boolean => {
  const { staffId, reach, roles } = requireStaff(ctx)
  if (staffId !== null && record.staff.some(person => person.staffId === staffId)) return true
  return reach.includes(record.institutionId) && roles.some(role => callers.includes(role) || role.endsWith('_manager'))
}

export const maySayLate = (ctx: Ctx, record: SessionRecord): boolean =>
  record.status === 'published' &&
  record.endsAt > ctx.now &&
  record.localDate === localDateAt(ctx.now, ctx.timeZone) &&
  mayTell(ctx, record)

/**
 * 晚到30分钟, one tap: booking tells everyone who is booked, queue, screen and board show it (DEP-36). Times of seats stay;
 * said again, the newest minutes count; 0 takes it back.
 */
export const sayLate = async (
  ctx: Ctx,
  { sessionId, minutes }: InputOf<typeof lifeContract.sayLate>,
): Promise<OutputOf<typeof lifeContract.sayLate>> => {
  const [record] = await findRecords(ctx, { sessionIds: [sessionId] }, true)
  if (record === undefined) throw sessionUnknown(sessionId)
  if (!mayTell(ctx, record)) throw notYourSession(sessionId)
  if (record.status !== 'published') throw onlyPublishedAreCancelled(sessionId)
  if (record.endsAt <= ctx.now) throw sessionOver(sessionId)
  if (record.localDate !== localDateAt(ctx.now, ctx.timeZone)) throw lateOnlyOnTheDay(sessionId)
  if ((record.lateMinutes ?? 0) === minutes) return { sessionId, minutes }
  await tablesOf<DeploymentTables>(ctx)
    .updateTable('deployment.session')
    .set({ late_minutes: minutes === 0 ? null : minutes })
    .where('region_id', '=', ctx.regionId)
    .where('session_id', '=', splitRegionalId(sessionId).uuid)
    .execute()
  emit(ctx, { name: sessionLate, data: { sessionId, minutes } })
  audit(ctx, {
    subjectKind: 'session',
    subjectId: sessionId,
    institutionId: record.institutionId,
    details: { minutes },
  })
  touchLive(ctx, monthTopic(record.localDate))
  return { sessionId, minutes }
}
