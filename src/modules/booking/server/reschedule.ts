import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { findSessions, findSessionsByIds, type Session } from '#src/modules/deployment/public.ts'
import { addDays, addMinutes, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid, type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel, institutionOf } from '#src/platform/server/actor.ts'
import { audit, type Ctx, emit, touchLive } from '#src/platform/server/context.ts'
import type { rescheduleAppointment, rescheduleOptions } from '../contract-seats.ts'
import type { Booked, Channel } from '../contract-shapes.ts'
import { channelNo, channelOfNo } from '../domain/channels.ts'
import {
  appointmentNotFound,
  notReschedulable,
  otherDepartment,
  sameTime,
  slotNotFound,
  tooLateToCancel,
} from '../errors.ts'
import { appointmentCancelled, appointmentRescheduled, seatReturned } from '../events.ts'
import { type AppointmentRow, cancelUntil, requireAppointment, toBooked } from './appointment.repository.ts'
import { phoneOf } from './batch-statement.ts'
import { refusalOfAnswer, staffRefusal } from './book.ts'
import { channelOfMove } from './channel-of-move.ts'
import { departmentKeyOf } from './make-pools.ts'
import { personLimitsOf } from './person-limits.ts'
import { findPool, poolsOfSessions } from './pool.repository.ts'
import { cardOf, placesOf, slotOf, withPools } from './session-cards.ts'
import { numberSetting } from './settings.ts'

/**
 * BOOK-45 Until when a seat of a session that sold out at once rests when it is given back: a moment nobody knows.
 * Null where seats come back at once; the database decides whether the session was such a one.
 */
export const restOf = async (
  ctx: Ctx,
  institutionId: string,
): Promise<{ readonly until: Date | null; readonly hotMinutes: number }> => {
  const minutes = await numberSetting(ctx, 'rest_minutes', institutionId)
  const hotMinutes = await numberSetting(ctx, 'hot_minutes', institutionId)
  const rests = minutes > 0 && hotMinutes > 0
  return { until: rests ? addMinutes(ctx.now, randomInt(1, minutes * 60 + 1) / 60) : null, hotMinutes }
}

/** Whoever waits for this session hears of the seat at once; without the event the job finds it within a minute. */
export const tellSeatReturned = async (ctx: Ctx, sessionId: RegionalId): Promise<void> => {
  const { rows } = await sql`select 1 from booking.slot_pool p
    where p.region_id = ${ctx.regionId} and p.session_id = ${splitRegionalId(sessionId).uuid} and p.waiting > 0 limit 1`.execute(
    ctx.tx,
  )
  if (rows.length > 0) emit(ctx, { name: seatReturned, data: { sessionId } })
}

const isSameKind = (session: Session, other: Session): boolean =>
  departmentKeyOf(session) === departmentKeyOf(other) ||
  session.staff.some(person => other.staff.some(one => one.staffId === person.staffId))

/** Later sessions of the same expert or department with a seat for the caller's channel. */
export const findOtherTimes = async (
  ctx: Ctx,
  input: InputOf<typeof rescheduleOptions>,
): Promise<OutputOf<typeof rescheduleOptions>> => {
  const row = await requireAppointment(ctx, input.appointmentId)
  const [session] = await findSessionsByIds(ctx, [regionalId(ctx.regionId, row.session_id)])
  const today = localDateAt(ctx.now, ctx.timeZone)
  const days = await numberSetting(ctx, 'reschedule_days')
  const found = await findSessions(ctx, { from: today, to: addDays(today, days), status: ['published'] })
  const sessions = found.filter(other => session !== undefined && isSameKind(session, other))
  const pools = await poolsOfSessions(
    ctx,
    sessions.map(one => one.sessionId),
  )
  const places = await placesOf(ctx, sessions)
  const options = withPools(sessions, pools).map(entry => {
    const channel = channelOfMove(ctx, entry.session, channelOfNo(row.channel))
    return {
      session: cardOf(ctx, entry, channel, places),
      slots: entry.pools
        .map(pool => slotOf(pool, channel, ctx.now, ctx.timeZone))
        .filter(slot => slot.state === 'open' && splitRegionalId(slot.poolId).uuid !== row.pool_id),
    }
  })
  return {
    channel: channelOfMove(ctx, undefined, channelOfNo(row.channel)),
    sessions: options.filter(option => option.slots.length > 0),
  }
}

/** Who may move it where: the deadline for residents, proof for staff, and the same expert or department for everybody. */
const checkMove = async (ctx: Ctx, row: AppointmentRow, poolId: RegionalId): Promise<Channel> => {
  const appointmentId = regionalId(ctx.regionId, row.appointment_id)
  if (row.status !== 'booked') throw notReschedulable(appointmentId, row.status)
  const until = await cancelUntil(ctx, row)
  if (ctx.actor.kind === 'resident' && ctx.now >= until) throw tooLateToCancel(appointmentId, until.toISOString())
  if (splitRegionalId(poolId).uuid === row.pool_id) throw sameTime(appointmentId)
  const pool = splitRegionalId(poolId).regionId === ctx.regionId ? await findPool(ctx, poolId) : undefined
  if (pool === undefined) throw slotNotFound(poolId)
  const [from, to] = await Promise.all(
    [regionalId(ctx.regionId, row.session_id), pool.sessionId].map(async id => (await findSessionsByIds(ctx, [id]))[0]),
  )
  if (from === undefined || to === undefined || !isSameKind(from, to)) throw otherDepartment(appointmentId)
  const channel = channelOfMove(ctx, pool, channelOfNo(row.channel))
  if (ctx.actor.kind === 'staff') {
    const residentId = regionalId(ctx.regionId, row.resident_id)
    const refusal = await staffRefusal(ctx, ctx.actor, { poolId, residentId, channel })
    if (refusal) throw refusal
  }
  return channel
}

type Answer = { readonly stands?: string; readonly status?: number; readonly body?: unknown }

const move = async (ctx: Ctx, row: AppointmentRow, poolId: RegionalId, channel: Channel, reason: string | null) => {
  const rest = await restOf(ctx, row.institution_id)
  const limits = await personLimitsOf(ctx)
  const actor = actorLabel(ctx.actor)
  const isAgent = ctx.actor.kind === 'staff'
  const relation = isAgent && row.agent_relation === 'self' ? 'desk' : row.agent_relation
  const { rows } = await sql<{
    answer: string | null
  }>`select booking.reschedule_appointment(${ctx.regionId}, ${ctx.now},
    ${limits.personLimit}::int, ${limits.dayLimit}::int, ${limits.monthLimit}::int, ${limits.phoneLimit}::int, ${row.appointment_id}, ${splitRegionalId(poolId).uuid}, ${channelNo(channel)}::int,
    ${newUuid(ctx.now.getTime())}, ${actor}, ${phoneOf(actor)}, ${institutionOf(ctx.actor)}, ${reason}, ${relation}, ${row.agent_name},
    ${rest.until}, ${rest.hotMinutes}::int) as answer`.execute(ctx.tx)
  const text = rows[0]?.answer ?? null
  const appointmentId = regionalId(ctx.regionId, row.appointment_id)
  if (text === null) throw appointmentNotFound(appointmentId)
  const answer = JSON.parse(text) as Answer
  if (answer.stands !== undefined) throw notReschedulable(appointmentId, answer.stands)
  if (answer.status !== 200) throw refusalOfAnswer(answer.body)
  return answer.body as Booked
}

/**
 * BOOK-31 改约: one act; the old seat goes back only when the new one is booked, and a refused move leaves the old one as
 * it was. A resident may do so until the cancel deadline, staff until the person has come.
 * @throws booking.not_reschedulable, same_time, other_department, too_late_to_cancel and whatever a booking is refused with
 */
export const reschedule = async (ctx: Ctx, input: InputOf<typeof rescheduleAppointment>): Promise<Booked> => {
  const row = await requireAppointment(ctx, input.appointmentId)
  const before = toBooked(ctx, row)
  const channel = await checkMove(ctx, row, input.poolId)
  const booked = await move(ctx, row, input.poolId, channel, input.reason ?? null)
  audit(ctx, {
    subjectKind: 'appointment',
    subjectId: booked.appointmentId,
    residentId: booked.residentId,
    institutionId: booked.institutionId,
    ...(input.reason === undefined ? {} : { reason: input.reason }),
    details: { replaces: input.appointmentId, from: before.startsAt, to: booked.startsAt },
  })
  const { appointmentId, sessionId, poolId, residentId, institutionId, seatNo, startsAt } = booked
  emit(ctx, {
    name: appointmentRescheduled,
    data: {
      appointmentId,
      sessionId,
      poolId,
      residentId,
      institutionId,
      seatNo,
      channel,
      startsAt,
      before: before.startsAt,
      replaces: before.appointmentId,
    },
  })
  emit(ctx, {
    name: appointmentCancelled,
    data: {
      appointmentId: before.appointmentId,
      sessionId: before.sessionId,
      poolId: before.poolId,
      residentId,
      institutionId: before.institutionId,
      seatNo: before.seatNo,
      channel: before.channel,
      startsAt: before.startsAt,
      cause: 'rescheduled',
      replacedBy: appointmentId,
    },
  })
  await tellSeatReturned(ctx, before.sessionId)
  for (const session of new Set([before.sessionId, sessionId])) {
    touchLive(ctx, `slots:${session}`)
    touchLive(ctx, `queue:${session}`)
  }
  return booked
}
