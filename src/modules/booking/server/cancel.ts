import { sql } from 'kysely'
import { instantAt, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { regionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx, emit, touchLive } from '#src/platform/server/context.ts'
import type { cancelAppointment } from '../contract.ts'
import { isActivityKey } from '../domain/activities.ts'
import { appointmentNotFound, notCancellable, tooLateToCancel } from '../errors.ts'
import { appointmentCancelled } from '../events.ts'
import { type AppointmentRow, cancelUntil, requireAppointment, toBooked } from './appointment.repository.ts'
import { restOf, tellSeatReturned } from './reschedule.ts'
import { numberSetting } from './settings.ts'

const dayMillis = 86_400_000

/** BOOK-49, BOOK-95 With a limit of cancellations reached within a calendar month, the person can't book for a while. */
const pauseWhoCancelsOften = async (ctx: Ctx, residentUuid: string, only: 'any_day' | 'same_day'): Promise<void> => {
  const limit = await numberSetting(ctx, only === 'any_day' ? 'cancel_limit' : 'same_day_cancel_limit')
  if (limit === 0) return
  const monthBegins = instantAt(`${localDateAt(ctx.now, ctx.timeZone).slice(0, 7)}-01`, '00:00', ctx.timeZone)
  const until = new Date(ctx.now.getTime() + (await numberSetting(ctx, 'cancel_pause_days')) * dayMillis)
  await sql`select booking.pause_for_cancels(${ctx.regionId}, ${residentUuid}, ${monthBegins}, ${limit}::int, ${until},
    ${only === 'any_day' ? null : ctx.timeZone}::text)`.execute(ctx.tx)
}

type EndOfVisit = {
  /** What stays on record; only `resident` counts as a cancellation of the person's own. */
  readonly cause: 'resident' | 'staff'
  /** How the person hears of it: `resident` reads a receipt. */
  readonly toldAs: 'resident' | 'staff'
  readonly reason?: string | undefined
}

/** The seat goes back and everybody concerned hears of it. @throws booking.appointment_not_found, booking.not_cancellable */
export const endVisit = async (ctx: Ctx, row: AppointmentRow, end: EndOfVisit): Promise<void> => {
  const { appointmentId, sessionId, poolId, residentId, institutionId, seatNo, channel, startsAt } = toBooked(ctx, row)
  const rest = await restOf(ctx, row.institution_id)
  const { rows } = await sql<{
    outcome: string | null
  }>`select booking.cancel_appointment(${ctx.regionId}, ${row.appointment_id},
    ${ctx.now}, ${actorLabel(ctx.actor)}, ${end.cause}, ${end.reason ?? null}, ${rest.until}, ${rest.hotMinutes}::int) as outcome`.execute(
    ctx.tx,
  )
  const outcome = rows[0]?.outcome ?? null
  if (outcome === null) throw appointmentNotFound(appointmentId)
  if (outcome !== 'cancelled') throw notCancellable(appointmentId, outcome)
  // Giving a hold back is nobody's news.
  if (row.status === 'booked')
    emit(ctx, {
      name: appointmentCancelled,
      data: {
        appointmentId,
        sessionId,
        poolId,
        residentId,
        institutionId,
        seatNo,
        channel,
        startsAt,
        cause: end.toldAs,
      },
    })
  await tellSeatReturned(ctx, sessionId)
  touchLive(ctx, `slots:${sessionId}`)
  touchLive(ctx, `queue:${sessionId}`)
}

/**
 * BOOK-9 Gives a seat back to the share it came from. A resident may do so until the deadline; a hold may be given back
 * at any time, and staff who booked or who run the site may cancel until the person has come.
 * @throws booking.too_late_to_cancel, booking.not_cancellable
 */
export const cancelBooked = async (
  ctx: Ctx,
  input: InputOf<typeof cancelAppointment>,
): Promise<OutputOf<typeof cancelAppointment>> => {
  const row = await requireAppointment(ctx, input.appointmentId)
  const isResident = ctx.actor.kind === 'resident'
  const until = await cancelUntil(ctx, row)
  if (isResident && row.status === 'booked' && ctx.now >= until)
    throw tooLateToCancel(input.appointmentId, until.toISOString())
  audit(ctx, {
    subjectKind: 'appointment',
    subjectId: input.appointmentId,
    residentId: regionalId(ctx.regionId, row.resident_id),
    institutionId: row.institution_id,
    ...(input.reason === undefined ? {} : { reason: input.reason }),
  })
  const cause = isResident ? 'resident' : 'staff'
  await endVisit(ctx, row, { cause, toldAs: cause, reason: input.reason })
  // An act that does not count judges nobody anew: what counted before has been judged with its own act.
  if (isResident && row.status === 'booked' && !isActivityKey(row.department_key)) {
    await pauseWhoCancelsOften(ctx, row.resident_id, 'any_day')
    if (row.local_date === localDateAt(ctx.now, ctx.timeZone))
      await pauseWhoCancelsOften(ctx, row.resident_id, 'same_day')
  }
  return { appointmentId: input.appointmentId, status: 'cancelled' }
}
