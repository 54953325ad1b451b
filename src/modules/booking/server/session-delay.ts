import { sql } from 'kysely'
import { requireSession, type Session } from '#src/modules/deployment/public.ts'
import { regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { type Ctx, emit, touchLive } from '#src/platform/server/context.ts'
import { channelOfNo } from '../domain/channels.ts'
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

/** Whoever is booked and has not come; the event acts for no institution and asks the function. */
const bookedOf = async (ctx: Ctx, uuid: string): Promise<readonly ToldRow[]> => {
  const { rows } =
    await sql<ToldRow>`select a.appointment_id, a.pool_id, a.resident_id, a.seat_no, a.channel, p.starts_at
    from booking.booked_in(${ctx.regionId}, ${uuid}) a
    join booking.slot_pool p on p.region_id = ${ctx.regionId} and p.pool_id = a.pool_id`.execute(ctx.tx)
  return rows
}

/** What was told last; 0 when nobody was told anything. */
const toldMinutes = async (ctx: Ctx, uuid: string): Promise<number> => {
  const { rows } = await sql<{ minutes: number }>`select minutes from booking.session_delay
    where region_id = ${ctx.regionId} and session_id = ${uuid} for update`.execute(ctx.tx)
  return rows[0]?.minutes ?? 0
}

/** Writes the delay down and tells each person by an event of their own. */
const spread = async (ctx: Ctx, session: Session, minutes: number): Promise<void> => {
  const { uuid } = splitRegionalId(session.sessionId)
  if ((await toldMinutes(ctx, uuid)) === minutes) return
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
}

/**
 * BOOK-60 晚到, said in deployment: everybody who is booked and has not come is told the new time, and whoever then does not
 * come is not counted as missing. Said again with other minutes, the later word stands, in whatever order they are heard;
 * 0: in time after all.
 */
export const onSessionLate = async (ctx: Ctx, data: SessionLate): Promise<void> => {
  const session = await requireSession(ctx, data.sessionId)
  if (session.endsAt > ctx.now && session.status !== 'cancelled') await spread(ctx, session, session.lateMinutes ?? 0)
}
