import { sql } from 'kysely'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { audit, type Ctx, touchLive } from '#src/platform/server/context.ts'
import type { confirmHold } from '../contract.ts'
import type { Booked } from '../contract-shapes.ts'
import { appointmentNotFound, holdExpired, notHeld } from '../errors.ts'
import { requireAppointment, toBooked } from './appointment.repository.ts'

/** BOOK-22 A hold that has not run out becomes an appointment. @throws booking.hold_expired, booking.not_held */
export const confirmHeld = async (ctx: Ctx, input: InputOf<typeof confirmHold>): Promise<Booked> => {
  const { uuid } = splitRegionalId(input.appointmentId)
  const { rows } = await sql<{ outcome: string | null }>`select booking.confirm_hold(
    ${ctx.regionId}, ${uuid}, ${ctx.now}, ${newUuid(ctx.now.getTime())}) as outcome`.execute(ctx.tx)
  const outcome = rows[0]?.outcome ?? null
  if (outcome === null) throw appointmentNotFound(input.appointmentId)
  if (outcome === 'expired') throw holdExpired(input.appointmentId)
  if (outcome !== 'confirmed') throw notHeld(input.appointmentId, outcome)
  const booked = toBooked(ctx, await requireAppointment(ctx, input.appointmentId))
  audit(ctx, { subjectKind: 'appointment', subjectId: input.appointmentId, residentId: booked.residentId })
  touchLive(ctx, `slots:${booked.sessionId}`)
  return booked
}
