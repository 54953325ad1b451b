import { sql } from 'kysely'
import { requireSession } from '#src/modules/deployment/public.ts'
import { endRelationship } from '#src/modules/records/public.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx, emit, requireStaff, touchLive } from '#src/platform/server/context.ts'
import type { takeBackTicket } from '../contract-desk.ts'
import { hasQueue } from '../domain/activities.ts'
import { channelOfNo } from '../domain/channels.ts'
import { appointmentNotFound, ticketNotReturnable } from '../errors.ts'
import { appointmentCancelled } from '../events.ts'
import { requireAppointment, toBooked } from './appointment.repository.ts'
import { tellSeatReturned } from './reschedule.ts'
import { findVisits, lockQueue, writeVisit } from './visit.repository.ts'

/**
 * BOOK-28 A ticket given by mistake is taken back while nobody has been called with it: the visit ends without having
 * been seen, what the arrival opened is closed, and the seat goes back to the share it came from.
 * @throws booking.ticket_not_returnable
 */
export const takeTicketBack = async (
  ctx: Ctx,
  input: InputOf<typeof takeBackTicket>,
): Promise<OutputOf<typeof takeBackTicket>> => {
  const actor = requireStaff(ctx)
  const row = await requireAppointment(ctx, input.appointmentId)
  if (row.institution_id !== actor.institutionId) throw appointmentNotFound(input.appointmentId)
  const booked = toBooked(ctx, row)
  const session = await requireSession(ctx, booked.sessionId)
  await lockQueue(ctx, booked.sessionId, row.institution_id)
  const [visit] = await findVisits(ctx, sql`v.appointment_id = ${row.appointment_id}`)
  // BOOK-92 Nobody is called to a lecture: its ticket can be taken back all the same.
  const isUncalled = visit?.status === 'waiting' || (visit?.status === 'seen' && !hasQueue(session.kind))
  if (visit === undefined || !isUncalled || visit.call_count > 0)
    throw ticketNotReturnable(input.appointmentId, visit?.status ?? row.status)
  const { rows } = await sql<{ outcome: string | null }>`select booking.take_back(${ctx.regionId},
    ${splitRegionalId(input.appointmentId).uuid}, ${ctx.now}, ${actorLabel(ctx.actor)}, ${input.reason}) as outcome`.execute(
    ctx.tx,
  )
  const outcome = rows[0]?.outcome ?? null
  if (outcome !== 'cancelled') throw ticketNotReturnable(input.appointmentId, outcome ?? row.status)
  await writeVisit(ctx, visit, { status: 'left' })
  // What the arrival opened is closed with it.
  await endRelationship(ctx, {
    residentId: booked.residentId,
    institutionId: row.institution_id,
    act: 'arrival',
    source: `appointment:${input.appointmentId}`,
    reason: input.reason,
  })
  audit(ctx, {
    subjectKind: 'visit',
    subjectId: regionalId(ctx.regionId, visit.visit_id),
    residentId: booked.residentId,
    institutionId: row.institution_id,
    reason: input.reason,
    details: { ticketNo: visit.ticket_no },
  })
  // Whoever booked ahead must know; someone at the desk has just been told.
  if (channelOfNo(row.channel) !== 'on_site') {
    const { appointmentId, sessionId, poolId, residentId, institutionId, seatNo, channel, startsAt } = booked
    emit(ctx, {
      name: appointmentCancelled,
      data: { appointmentId, sessionId, poolId, residentId, institutionId, seatNo, channel, startsAt, cause: 'staff' },
    })
  }
  await tellSeatReturned(ctx, booked.sessionId)
  touchLive(ctx, `slots:${booked.sessionId}`)
  touchLive(ctx, `queue:${booked.sessionId}`)
  touchLive(ctx, `screen:${row.institution_id}`)
  return { appointmentId: input.appointmentId, status: 'cancelled' }
}
