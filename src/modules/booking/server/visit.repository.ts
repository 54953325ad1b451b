import { type RawBuilder, sql } from 'kysely'
import { localTimeAt } from '#src/platform/kernel/dates.ts'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { PriorityReason, Visit, VisitStatus } from '../contract-shapes.ts'
import { channelOfNo } from '../domain/channels.ts'

export type VisitRow = {
  readonly visit_id: string
  readonly appointment_id: string | null
  readonly session_id: string
  readonly institution_id: string
  readonly resident_id: string
  readonly resident_name: string
  readonly masked_name: string
  readonly ticket_no: number
  readonly status: VisitStatus
  readonly priority: PriorityReason
  readonly channel: number
  readonly queue_key: number
  readonly slot_starts_at: Date | null
  readonly arrived_at: Date
  readonly called_at: Date | null
  readonly call_count: number
  readonly seen_at: Date | null
  /** Came with a 加号. */
  readonly is_extra: boolean
}

const columns = sql`v.visit_id, v.appointment_id, v.session_id, v.institution_id, v.resident_id, v.resident_name, v.masked_name, v.ticket_no,
  v.status, v.priority, v.channel, v.queue_key, v.slot_starts_at, v.arrived_at, v.called_at, v.call_count, v.seen_at,
  coalesce((select a.quota_channel is null from booking.appointment a where a.region_id = v.region_id and a.appointment_id = v.appointment_id), false) as is_extra`

/** What row-level security shows of these visits, in calling order; `where` speaks of `v`. */
export const findVisits = async (ctx: Ctx, where: RawBuilder<unknown>): Promise<readonly VisitRow[]> => {
  const { rows } = await sql<VisitRow>`select ${columns} from booking.visit v
    where v.region_id = ${ctx.regionId} and ${where} order by v.queue_key, v.ticket_no`.execute(ctx.tx)
  return rows
}

export const visitsOfSession = (ctx: Ctx, sessionId: RegionalId): Promise<readonly VisitRow[]> =>
  findVisits(ctx, sql`v.session_id = ${splitRegionalId(sessionId).uuid}`)

export const toVisit = (ctx: Ctx, row: VisitRow): Visit => ({
  visitId: regionalId(ctx.regionId, row.visit_id),
  appointmentId: row.appointment_id === null ? null : regionalId(ctx.regionId, row.appointment_id),
  sessionId: regionalId(ctx.regionId, row.session_id),
  residentId: regionalId(ctx.regionId, row.resident_id),
  residentName: row.resident_name,
  maskedName: row.masked_name,
  ticketNo: row.ticket_no,
  status: row.status,
  priority: row.priority,
  channel: channelOfNo(row.channel),
  arrivedAt: row.arrived_at.toISOString(),
  calledAt: row.called_at?.toISOString() ?? null,
  callCount: row.call_count,
  isExtra: row.is_extra,
  seenAt: row.seen_at?.toISOString() ?? null,
  slotStart: row.slot_starts_at === null ? null : localTimeAt(row.slot_starts_at, ctx.timeZone),
})

/**
 * Takes the queue of a session: everything that moves in it waits here, so two desks calling at the same moment call
 * two people, in order.
 * @returns the next ticket number
 */
export const lockQueue = async (ctx: Ctx, sessionId: RegionalId, institutionId: string): Promise<number> => {
  const { uuid } = splitRegionalId(sessionId)
  await sql`insert into booking.session_queue (region_id, session_id, institution_id, next_ticket)
    values (${ctx.regionId}, ${uuid}, ${institutionId}, 1) on conflict do nothing`.execute(ctx.tx)
  const { rows } = await sql<{ next_ticket: number }>`select next_ticket from booking.session_queue
    where region_id = ${ctx.regionId} and session_id = ${uuid} for update`.execute(ctx.tx)
  return rows[0]?.next_ticket ?? 1
}

export const takeTicket = async (ctx: Ctx, sessionId: RegionalId): Promise<void> => {
  await sql`update booking.session_queue set next_ticket = next_ticket + 1
    where region_id = ${ctx.regionId} and session_id = ${splitRegionalId(sessionId).uuid}`.execute(ctx.tx)
}

export type VisitChange = {
  readonly status: VisitStatus
  readonly queueKey?: number
  readonly calledAt?: Date
  readonly inRoomAt?: Date
  readonly seenAt?: Date
  readonly isReturn?: boolean
  /** Of several who are there, whoever took the person in. */
  readonly doctorId?: string | undefined
}

/** Writes one step of a visit; what is not named stays. */
export const writeVisit = async (ctx: Ctx, row: VisitRow, change: VisitChange): Promise<VisitRow> => {
  const { rows } = await sql<VisitRow>`update booking.visit v set status = ${change.status}, version = v.version + 1,
      queue_key = coalesce(${change.queueKey ?? null}::double precision, v.queue_key),
      called_at = coalesce(${change.calledAt ?? null}::timestamptz, v.called_at),
      call_count = v.call_count + ${change.calledAt === undefined ? 0 : 1}::int,
      in_room_at = coalesce(${change.inRoomAt ?? null}::timestamptz, v.in_room_at),
      seen_at = coalesce(${change.seenAt ?? null}::timestamptz, v.seen_at),
      doctor_id = coalesce(${change.doctorId ?? null}::uuid, v.doctor_id),
      is_return = v.is_return or ${change.isReturn ?? false}
    where v.region_id = ${ctx.regionId} and v.visit_id = ${row.visit_id}
    returning ${columns}`.execute(ctx.tx)
  return rows[0] ?? row
}
