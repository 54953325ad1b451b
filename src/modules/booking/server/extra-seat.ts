import { sql } from 'kysely'
import { findSessionsByIds, type Session } from '#src/modules/deployment/public.ts'
import { hasRelationship } from '#src/modules/records/public.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { conflict, invariant, notFound, type Refusal, refused } from '#src/platform/kernel/errors.ts'
import { newUuid, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel, type StaffActor } from '#src/platform/server/actor.ts'
import { audit, type Ctx, emit, requireStaff, touchLive } from '#src/platform/server/context.ts'
import type { addExtraSeat } from '../contract-extra.ts'
import { extraNotYours, notYourResident, slotNotFound } from '../errors.ts'
import { appointmentBooked } from '../events.ts'
import { requireAppointment, toAppointments } from './appointment.repository.ts'
import { findPool } from './pool.repository.ts'
import { numberSetting } from './settings.ts'

const managers: readonly string[] = ['centre_manager', 'consortium_manager']

/** BOOK-47 The people of the session themselves, or a manager whose reach it is in. */
const mayGive = (actor: StaffActor, session: Session): boolean =>
  session.staff.some(person => person.staffId === actor.staffId) ||
  (actor.roles.some(role => managers.includes(role)) && actor.reach.includes(session.institutionId))

const refusals: Readonly<Record<string, (code: string, details: Record<string, string | number>) => Refusal>> = {
  'booking.slot_not_found': notFound,
  'booking.resident_not_found': notFound,
  'booking.session_stopped': refused,
  'booking.session_past': refused,
}

/**
 * BOOK-46 加号: a seat beyond the seats for one person, counted and numbered apart, with a reason, never by the public.
 * @throws booking.extra_limit when the session has as many as its site allows
 */
export const giveExtraSeat = async (
  ctx: Ctx,
  input: InputOf<typeof addExtraSeat>,
): Promise<OutputOf<typeof addExtraSeat>> => {
  const actor = requireStaff(ctx)
  const pool = splitRegionalId(input.poolId).regionId === ctx.regionId ? await findPool(ctx, input.poolId) : undefined
  if (pool === undefined) throw slotNotFound(input.poolId)
  const [session] = await findSessionsByIds(ctx, [pool.sessionId])
  if (session === undefined || !mayGive(actor, session)) throw extraNotYours(pool.sessionId)
  if (!(await hasRelationship(ctx, input.residentId, actor.institutionId))) throw notYourResident(input.residentId)
  const limit = await numberSetting(ctx, 'extra_limit', session.institutionId)
  const id = newUuid(ctx.now.getTime())
  const { rows } = await sql<{
    answer: string
  }>`select booking.add_extra_seat(${ctx.regionId}, ${ctx.now}, ${limit}::int,
    ${splitRegionalId(input.poolId).uuid}, ${splitRegionalId(input.residentId).uuid}, ${id}, ${actorLabel(ctx.actor)}, ${actor.institutionId},
    ${input.reason}) as answer`.execute(ctx.tx)
  const { code } = JSON.parse(rows[0]?.answer ?? '{}') as { readonly code?: string }
  if (code !== undefined) throw (refusals[code] ?? conflict)(code, { sessionId: pool.sessionId, limit })
  const appointmentId = regionalId(ctx.regionId, id)
  const [appointment] = await toAppointments(ctx, [await requireAppointment(ctx, appointmentId)])
  invariant(appointment, 'the extra seat is there')
  audit(ctx, {
    subjectKind: 'appointment',
    subjectId: appointmentId,
    residentId: input.residentId,
    institutionId: session.institutionId,
    reason: input.reason,
  })
  const { sessionId, poolId, residentId, institutionId, seatNo, channel, startsAt } = appointment
  emit(ctx, {
    name: appointmentBooked,
    data: { appointmentId, sessionId, poolId, residentId, institutionId, seatNo, channel, startsAt },
  })
  touchLive(ctx, `slots:${sessionId}`)
  touchLive(ctx, `queue:${sessionId}`)
  return appointment
}
