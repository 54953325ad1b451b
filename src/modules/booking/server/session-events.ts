import { sql } from 'kysely'
import { requireSession, type Session } from '#src/modules/deployment/public.ts'
import { regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { type Ctx, emit, touchLive } from '#src/platform/server/context.ts'
import { channelOfNo } from '../domain/channels.ts'
import { keepByHand, keepTaken, type PlannedPool, type SetByHand, withoutGone } from '../domain/plan-pools.ts'
import { type AppointmentEvent, appointmentCancelled, appointmentMoved } from '../events.ts'
import type { MonthPublished, SessionCancelled, SessionChanged, SessionPublished } from './heard-events.ts'
import { departmentKeyOf, insertPools, isBookable, makePools, plannedPoolsOf } from './make-pools.ts'
import { endWaiting } from './offer-seats.ts'
import { lockPools, type Pool } from './pool.repository.ts'

type EndedRow = {
  readonly appointment_id: string
  readonly pool_id: string
  readonly session_id: string
  readonly resident_id: string
  readonly institution_id: string
  readonly seat_no: number
  readonly channel: number
  readonly booked_by_institution_id?: string | null
}

const eventOf = (ctx: Ctx, row: EndedRow, startsAt: Date, cause?: string): AppointmentEvent => ({
  appointmentId: regionalId(ctx.regionId, row.appointment_id),
  sessionId: regionalId(ctx.regionId, row.session_id),
  poolId: regionalId(ctx.regionId, row.pool_id),
  residentId: regionalId(ctx.regionId, row.resident_id),
  institutionId: row.institution_id,
  seatNo: row.seat_no,
  channel: channelOfNo(row.channel),
  startsAt: startsAt.toISOString(),
  ...(row.booked_by_institution_id ? { bookedByInstitutionId: row.booked_by_institution_id } : {}),
  ...(cause === undefined ? {} : { cause }),
})

/** Told after commit; whoever has no phone on record becomes a call for the desk (see `tell-residents.ts`). */
const tellEnded = (ctx: Ctx, rows: readonly EndedRow[], startsAt: Date, cause: string): void => {
  for (const row of rows) emit(ctx, { name: appointmentCancelled, data: eventOf(ctx, row, startsAt, cause) })
}

const touchSession = (ctx: Ctx, session: Session): void => {
  touchLive(ctx, `slots:${session.sessionId}`)
  touchLive(ctx, `queue:${session.sessionId}`)
  touchLive(ctx, `screen:${session.institutionId}`)
}

export const onMonthPublished = (ctx: Ctx, data: MonthPublished): Promise<void> => makePools(ctx, data.sessionIds)
export const onSessionPublished = (ctx: Ctx, data: SessionPublished): Promise<void> => makePools(ctx, [data.sessionId])

/** BOOK-11 停诊: no more seats, and every open appointment ends; nobody is counted as missing. */
export const onSessionCancelled = async (ctx: Ctx, data: SessionCancelled): Promise<void> => {
  const session = await requireSession(ctx, data.sessionId)
  await endWaiting(ctx, data.sessionId)
  const { rows } =
    await sql<EndedRow>`select appointment_id, pool_id, session_id, resident_id, institution_id, seat_no, channel, booked_by_institution_id
    from booking.stop_session(${ctx.regionId}, ${splitRegionalId(data.sessionId).uuid}, ${ctx.now}, ${actorLabel(ctx.actor)})`.execute(
      ctx.tx,
    )
  tellEnded(ctx, rows, session.startsAt, 'session_cancelled')
  touchSession(ctx, session)
}

/** A bucket that is planned no more keeps those who have a seat; nobody else gets one, nobody waits for one. */
const replan = async (ctx: Ctx, session: Session, pool: Pool, planned: PlannedPool | undefined): Promise<void> => {
  const target = planned ?? {
    ...pool,
    capacity: 0,
    quota: [0, 0, 0, 0],
    closesAt: ctx.now,
    keepsBackUntil: ctx.now,
  }
  const { quota, capacity } = keepTaken(target, pool.taken)
  const status = planned === undefined && capacity === 0 ? 'stopped' : 'open'
  await sql`update booking.slot_pool set quota = ${quota}::int[], capacity = ${capacity}, starts_at = ${target.startsAt}, ends_at = ${target.endsAt},
      opens_at = ${target.opensAt}::timestamptz[], returns_at = ${target.returnsAt}::timestamptz[], closes_at = ${target.closesAt}, keeps_back_until = ${target.keepsBackUntil},
      local_date = ${session.localDate}, institution_id = ${session.institutionId}, department_key = ${departmentKeyOf(session)},
      status = ${status}, changed_at = ${ctx.now}
    where region_id = ${ctx.regionId} and pool_id = ${splitRegionalId(pool.poolId).uuid}`.execute(ctx.tx)
}

/** What was set by hand is kept; windows are set for the whole session, so new buckets open with the others. */
const replanAll = async (ctx: Ctx, session: Session, pools: readonly Pool[]): Promise<void> => {
  const planned = isBookable(session) ? await plannedPoolsOf(ctx, session) : []
  const keep = (plan: PlannedPool, known: SetByHand) => keepByHand(plan, known, session.localDate, ctx.timeZone)
  for (const pool of pools) {
    const plan = planned.find(one => one.bucketNo === pool.bucketNo)
    await replan(ctx, session, pool, plan && keep(withoutGone(plan, pool.gone), pool))
  }
  const known = new Set(pools.map(pool => pool.bucketNo))
  const byHand = pools.find(pool => pool.windowsByHand)
  const added = planned
    .filter(plan => !known.has(plan.bucketNo))
    .map(plan => (byHand ? { ...keep(plan, { ...byHand, quotaByHand: false }), windowsByHand: true } : plan))
  await insertPools(
    ctx,
    added.map(pool => ({ session, pool: { ...pool, extraLimit: pools[0]?.extraLimit ?? null } })),
  )
}

/** Another department, the same seats: only the limit of one visit in a department and a day is asked anew. */
const changeDepartment = async (ctx: Ctx, session: Session): Promise<void> => {
  await sql`update booking.slot_pool set department_key = ${departmentKeyOf(session)}, changed_at = ${ctx.now}
    where region_id = ${ctx.regionId} and session_id = ${splitRegionalId(session.sessionId).uuid}`.execute(ctx.tx)
}

/**
 * BOOK-10 A changed session carries its seats along: buckets move with the time, new ones are added, and none that is
 * taken is lost; one that has no seats any more gives none. People are told when time or place changed.
 */
export const onSessionChanged = async (ctx: Ctx, data: SessionChanged): Promise<void> => {
  const session = await requireSession(ctx, data.sessionId)
  if (session.status !== 'published') return
  const pools = await lockPools(ctx, data.sessionId)
  if (pools.length === 0 && !isBookable(session)) return
  const isReplanned =
    !isBookable(session) || data.changed.some(part => part === 'seats' || part === 'time' || part === 'site')
  const isRenamed = pools.some(pool => pool.departmentKey !== departmentKeyOf(session))
  if (isReplanned) await replanAll(ctx, session, pools)
  else if (isRenamed) await changeDepartment(ctx, session)
  if (isReplanned || isRenamed) {
    const { rows } =
      await sql<EndedRow>`select appointment_id, pool_id, session_id, resident_id, institution_id, seat_no, channel, booked_by_institution_id
      from booking.move_session(${ctx.regionId}, ${splitRegionalId(data.sessionId).uuid}, ${ctx.now}, ${session.localDate}, ${session.institutionId}, ${departmentKeyOf(session)})`.execute(
        ctx.tx,
      )
    tellEnded(ctx, rows, session.startsAt, 'session_moved')
  }
  if (data.changed.some(part => part === 'time' || part === 'site' || part === 'staff' || part === 'room')) {
    const { rows } = await sql<EndedRow & { starts_at: Date }>`select a.*, p.starts_at
      from booking.booked_in(${ctx.regionId}, ${splitRegionalId(data.sessionId).uuid}) a
      join booking.slot_pool p on p.region_id = ${ctx.regionId} and p.pool_id = a.pool_id`.execute(ctx.tx)
    for (const row of rows) emit(ctx, { name: appointmentMoved, data: eventOf(ctx, row, row.starts_at) })
  }
  touchSession(ctx, session)
}
