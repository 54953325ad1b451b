import { sql } from 'kysely'
import { requireSession, type Session } from '#src/modules/deployment/public.ts'
import { addMinutes, localTimeAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx, emit, requireStaff, touchLive } from '#src/platform/server/context.ts'
import type { announceDelay } from '../contract-contacts.ts'
import { channelOfNo } from '../domain/channels.ts'
import { sessionNotFound, sessionOver } from '../errors.ts'
import { delayTold } from '../events.ts'
import type { SessionLate } from './heard-events.ts'

type ToldRow = {
  readonly appointment_id: string
  readonly pool_id: string
  readonly resident_id: string
  readonly seat_no: number
  readonly channel: number
  readonly starts_at: Date
}

/** Whoever is booked and has not come; the event of deployment acts for no institution and asks the function. */
const bookedOf = async (ctx: Ctx, uuid: string): Promise<readonly ToldRow[]> => {
  const source =
    ctx.actor.kind === 'job'
      ? sql`booking.booked_in(${ctx.regionId}, ${uuid})`
      : sql`(select * from booking.appointment o where o.region_id = ${ctx.regionId} and o.session_id = ${uuid} and o.active and o.status = 'booked')`
  const { rows } =
    await sql<ToldRow>`select a.appointment_id, a.pool_id, a.resident_id, a.seat_no, a.channel, p.starts_at
    from ${source} a join booking.slot_pool p on p.region_id = ${ctx.regionId} and p.pool_id = a.pool_id`.execute(
      ctx.tx,
    )
  return rows
}

/** Writes the delay down and tells each person by an event of their own. @returns how many are told */
const spread = async (ctx: Ctx, session: Session, minutes: number): Promise<number> => {
  const { uuid } = splitRegionalId(session.sessionId)
  await sql`insert into booking.session_delay (region_id, session_id, institution_id, minutes, announced_at, announced_by)
    values (${ctx.regionId}, ${uuid}, ${session.institutionId}, ${minutes}, ${ctx.now}, ${actorLabel(ctx.actor)})
    on conflict (region_id, session_id) do update set minutes = excluded.minutes, announced_at = excluded.announced_at,
      announced_by = excluded.announced_by, version = booking.session_delay.version + 1`.execute(ctx.tx)
  const rows = await bookedOf(ctx, uuid)
  for (const row of rows)
    emit(ctx, {
      name: delayTold,
      data: {
        appointmentId: regionalId(ctx.regionId, row.appointment_id),
        sessionId: session.sessionId,
        poolId: regionalId(ctx.regionId, row.pool_id),
        residentId: regionalId(ctx.regionId, row.resident_id),
        institutionId: session.institutionId,
        seatNo: row.seat_no,
        channel: channelOfNo(row.channel),
        startsAt: row.starts_at.toISOString(),
        minutes,
      },
    })
  touchLive(ctx, `queue:${session.sessionId}`)
  touchLive(ctx, `screen:${session.institutionId}`)
  return rows.length
}

/**
 * BOOK-60 晚到: one tap tells everybody who is booked and has not come the new time; whoever then does not come is not
 * counted as missing. Said again with other minutes, the later word stands.
 * @throws booking.session_not_found, booking.session_over
 */
export const tellDelay = async (
  ctx: Ctx,
  input: InputOf<typeof announceDelay>,
): Promise<OutputOf<typeof announceDelay>> => {
  const { institutionId } = requireStaff(ctx)
  const session = await requireSession(ctx, input.sessionId)
  if (session.institutionId !== institutionId) throw sessionNotFound(input.sessionId)
  if (session.endsAt <= ctx.now || session.status === 'cancelled') throw sessionOver(input.sessionId)
  const told = await spread(ctx, session, input.minutes)
  audit(ctx, { subjectKind: 'session', subjectId: input.sessionId, institutionId, details: { minutes: input.minutes } })
  return { told, startTime: localTimeAt(addMinutes(session.startsAt, input.minutes), ctx.timeZone) }
}

/** The same when the expert says it of a session; 0: in time after all. */
export const onSessionLate = async (ctx: Ctx, data: SessionLate): Promise<void> => {
  const session = await requireSession(ctx, data.sessionId)
  if (session.endsAt > ctx.now && session.status !== 'cancelled') await spread(ctx, session, data.minutes)
}

/** By how many minutes each of these sessions is late, as was told. */
export const delaysOf = async (ctx: Ctx, sessionIds: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const ids = sessionIds.map(id => splitRegionalId(id).uuid)
  const { rows } = await sql<{
    session_id: string
    minutes: number
  }>`select session_id, minutes from booking.session_delay
    where region_id = ${ctx.regionId} and session_id = any (${ids}::uuid[])`.execute(ctx.tx)
  return new Map(rows.map(row => [`${ctx.regionId}-${row.session_id}`, row.minutes]))
}
