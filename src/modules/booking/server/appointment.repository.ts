import { type RawBuilder, sql } from 'kysely'
import { findSessionsByIds, type Session } from '#src/modules/deployment/public.ts'
import { localTimeAt } from '#src/platform/kernel/dates.ts'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { AgentRelation, Appointment, AppointmentStatus, Booked } from '../contract-shapes.ts'
import { isActivityKey } from '../domain/activities.ts'
import { channelOfNo } from '../domain/channels.ts'
import { lastCancelAt } from '../domain/windows.ts'
import { appointmentNotFound } from '../errors.ts'
import { departmentName, expertsOf, type Places, placesOf, whereOf } from './session-cards.ts'
import { numberSetting } from './settings.ts'

export type AppointmentRow = {
  readonly appointment_id: string
  readonly pool_id: string
  readonly session_id: string
  readonly institution_id: string
  readonly resident_id: string
  readonly resident_name: string
  readonly seat_no: number
  readonly channel: number
  /** Null: an extra seat, which no share paid for. */
  readonly quota_channel: number | null
  readonly replaces_id: string | null
  readonly status: AppointmentStatus
  readonly hold_expires_at: Date | null
  readonly local_date: string
  readonly department_key: string
  readonly starts_at: Date
  readonly ends_at: Date
  readonly booked_at: Date
  readonly booked_by: string
  readonly cancelled_at: Date | null
  readonly cancel_cause: string | null
  readonly cancel_reason: string | null
  readonly agent_relation: AgentRelation
  readonly agent_name: string | null
  readonly ticket_no: number | null
  readonly referral_note: string | null
}

/** What row-level security shows of these appointments; `where` speaks of `a` (appointment), `p` (pool) and `v` (visit). */
export const findAppointments = async (
  ctx: Ctx,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown> = sql`p.starts_at, a.seat_no`,
): Promise<readonly AppointmentRow[]> => {
  const { rows } =
    await sql<AppointmentRow>`select a.appointment_id, a.pool_id, a.session_id, a.institution_id, a.resident_id, a.resident_name,
      a.seat_no, a.channel, a.quota_channel, a.replaces_id,
      case when a.status = 'held' and a.hold_expires_at <= ${ctx.now} then 'expired' else a.status end as status,
      a.hold_expires_at, a.local_date, a.department_key, p.starts_at, p.ends_at, a.booked_at, a.booked_by, a.cancelled_at, a.cancel_cause, a.cancel_reason, a.agent_relation, a.agent_name, v.ticket_no, n.note as referral_note
    from booking.appointment a
    join booking.slot_pool p on p.region_id = a.region_id and p.pool_id = a.pool_id
    left join booking.visit v on v.region_id = a.region_id and v.appointment_id = a.appointment_id
    left join booking.referral_note n on n.region_id = a.region_id and n.appointment_id = a.appointment_id
    where a.region_id = ${ctx.regionId} and ${where} order by ${order} limit 1000`.execute(ctx.tx)
  return rows
}

/** @throws booking.appointment_not_found, the same for unknown and for not visible */
export const requireAppointment = async (ctx: Ctx, appointmentId: RegionalId): Promise<AppointmentRow> => {
  const [row] = await findAppointments(ctx, sql`a.appointment_id = ${splitRegionalId(appointmentId).uuid}`)
  if (row === undefined) throw appointmentNotFound(appointmentId)
  return row
}

export const toBooked = (ctx: Ctx, row: AppointmentRow): Booked => ({
  appointmentId: regionalId(ctx.regionId, row.appointment_id),
  poolId: regionalId(ctx.regionId, row.pool_id),
  sessionId: regionalId(ctx.regionId, row.session_id),
  institutionId: row.institution_id,
  residentId: regionalId(ctx.regionId, row.resident_id),
  seatNo: row.seat_no,
  channel: channelOfNo(row.channel),
  quotaChannel: channelOfNo(row.quota_channel ?? row.channel),
  status: row.status,
  localDate: row.local_date,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  holdExpiresAt: row.hold_expires_at?.toISOString() ?? null,
})

export const cancelUntil = async (
  ctx: Ctx,
  row: Pick<AppointmentRow, 'institution_id' | 'local_date' | 'department_key' | 'starts_at'>,
): Promise<Date> =>
  lastCancelAt(
    { localDate: row.local_date, startsAt: row.starts_at, isActivity: isActivityKey(row.department_key) },
    {
      hoursBeforeDay: await numberSetting(ctx, 'cancel_hours_before_day', row.institution_id),
      sameDayMinutes: await numberSetting(ctx, 'same_day_cancel_minutes', row.institution_id),
    },
    ctx.timeZone,
  )

/** Sessions that a reader holds already, with the names of all their places. */
export type KnownSessions = { readonly sessions: readonly Session[]; readonly places: Places }

/** What appointments are at: nothing is asked when the reader holds every session of them. */
const sessionsOf = async (
  ctx: Ctx,
  rows: readonly AppointmentRow[],
  known: KnownSessions | undefined,
): Promise<KnownSessions> => {
  const ids = [...new Set(rows.map(row => regionalId(ctx.regionId, row.session_id)))]
  const held = new Set(known?.sessions.map(session => session.sessionId))
  if (known !== undefined && ids.every(id => held.has(id))) return known
  const sessions = ids.length === 0 ? [] : await findSessionsByIds(ctx, ids)
  return { sessions, places: await placesOf(ctx, sessions) }
}

/** Appointments as screens show them: with place, expert and what may still be done. */
export const toAppointments = async (
  ctx: Ctx,
  rows: readonly AppointmentRow[],
  known?: KnownSessions,
): Promise<Appointment[]> => {
  const { sessions: found, places } = await sessionsOf(ctx, rows, known)
  const sessions = new Map(found.map(session => [session.sessionId, session]))
  return Promise.all(
    rows.map(async row => {
      const booked = toBooked(ctx, row)
      const session = sessions.get(booked.sessionId)
      const site = places.institutions.get(row.institution_id)
      const department = session === undefined ? '' : departmentName(session, places)
      return {
        ...booked,
        residentName: row.resident_name,
        institutionName: site?.name ?? '',
        institutionAddress: site?.address ?? null,
        institutionPhone: site?.phone ?? null,
        department,
        title: session?.title ?? department,
        kind: session?.kind ?? 'outpatient',
        roomName: session === undefined ? null : whereOf(session),
        experts: session === undefined ? [] : expertsOf(session),
        feeFen: session?.feeFen ?? null,
        startTime: localTimeAt(row.starts_at, ctx.timeZone),
        endTime: localTimeAt(row.ends_at, ctx.timeZone),
        bookedAt: row.booked_at.toISOString(),
        cancelledAt: row.cancelled_at?.toISOString() ?? null,
        moved: row.cancel_cause === 'rescheduled',
        // Written by staff for staff; a stopped session's reason is never here (DEP-12).
        cancelReason: ctx.actor.kind === 'resident' ? null : row.cancel_reason,
        cancelUntil: (await cancelUntil(ctx, row)).toISOString(),
        agentRelation: row.agent_relation,
        agentName: row.agent_name,
        ticketNo: row.ticket_no,
        referralNote: ctx.actor.kind === 'staff' ? row.referral_note : null,
        replacesId: row.replaces_id === null ? null : regionalId(ctx.regionId, row.replaces_id),
        isExtra: row.quota_channel === null,
      }
    }),
  )
}
