import { sql } from 'kysely'
import { addDays, localDateAt, localTimeAt } from '#src/platform/kernel/dates.ts'
import { regionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, emit } from '#src/platform/server/context.ts'
import { channelOfNo } from '../domain/channels.ts'
import { type AppointmentEvent, noShowMarked, reminderDue } from '../events.ts'
import { noShowRule } from './missed-visits.query.ts'
import { reminderTime } from './settings.ts'

type Row = {
  readonly appointment_id: string
  readonly pool_id: string
  readonly session_id: string
  readonly resident_id: string
  readonly institution_id: string
  readonly seat_no: number
  readonly channel: number
  readonly starts_at: Date
}

const eventOf = (ctx: Ctx, row: Row): AppointmentEvent => ({
  appointmentId: regionalId(ctx.regionId, row.appointment_id),
  sessionId: regionalId(ctx.regionId, row.session_id),
  poolId: regionalId(ctx.regionId, row.pool_id),
  residentId: regionalId(ctx.regionId, row.resident_id),
  institutionId: row.institution_id,
  seatNo: row.seat_no,
  channel: channelOfNo(row.channel),
  startsAt: row.starts_at.toISOString(),
})

/**
 * BOOK-30 The afternoon before, from the region's reminder time on, everyone booked for tomorrow is reminded once. The job
 * comes round all day, so that a server that was down at that minute reminds when it is back.
 */
export const remindTomorrow = async (ctx: Ctx): Promise<void> => {
  if (localTimeAt(ctx.now, ctx.timeZone) < (await reminderTime(ctx))) return
  const tomorrow = addDays(localDateAt(ctx.now, ctx.timeZone), 1)
  const { rows } =
    await sql<Row>`select (t.appointment).appointment_id, (t.appointment).pool_id, (t.appointment).session_id,
      (t.appointment).resident_id, (t.appointment).institution_id, (t.appointment).seat_no, (t.appointment).channel, t.starts_at
    from booking.take_reminders(${ctx.regionId}, ${ctx.now}, ${tomorrow}) t`.execute(ctx.tx)
  for (const row of rows) emit(ctx, { name: reminderDue, data: eventOf(ctx, row) })
}

type MissedRow = Row & { readonly counted: number; readonly suspended_until: Date | null }

/**
 * BOOK-18, BOOK-66 After a session has ended, who was booked and did not come is marked; as many as the policy says, of those that
 * count, suspend booking for a while.
 */
export const markNoShows = async (ctx: Ctx): Promise<void> => {
  const { limit, since, until } = await noShowRule(ctx)
  const { rows } =
    await sql<MissedRow>`select a.appointment_id, a.pool_id, a.session_id, a.resident_id, a.institution_id, a.seat_no, a.channel, p.starts_at,
      a.counted, a.suspended_until
    from booking.mark_no_shows(${ctx.regionId}, ${ctx.now}, ${limit}, ${new Date(`${since}T00:00:00Z`)}, ${until}) a
    join booking.slot_pool p on p.region_id = ${ctx.regionId} and p.pool_id = a.pool_id`.execute(ctx.tx)
  for (const row of rows) {
    const isSuspended = row.suspended_until !== null && row.suspended_until > ctx.now
    const suspended = isSuspended ? { suspendedUntil: row.suspended_until.toISOString() } : {}
    emit(ctx, { name: noShowMarked, data: { ...eventOf(ctx, row), counted: row.counted, limit, ...suspended } })
  }
}
