import { sql } from 'kysely'
import { hasRelationship } from '#src/modules/records/public.ts'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx, emit, requireStaff, touchLive } from '#src/platform/server/context.ts'
import type { bookReferred } from '../contract-referral.ts'
import type { Booked } from '../contract-shapes.ts'
import { mayRefer } from '../domain/who-may-book.ts'
import { channelNotYours, notYourResident, slotNotFound } from '../errors.ts'
import { appointmentBooked } from '../events.ts'
import { refusalOfAnswer } from './book.ts'
import { personLimitsOf } from './person-limits.ts'

type Answer = { readonly status: number; readonly body: unknown }

const askBatch = async (ctx: Ctx, input: InputOf<typeof bookReferred>, institutionId: string): Promise<Answer> => {
  const limits = await personLimitsOf(ctx)
  const { rows } = await sql<{ answer: string }>`select booking.book_referred(${ctx.regionId}, ${ctx.now},
    ${limits.personLimit}::int, ${limits.dayLimit}::int, ${limits.monthLimit}::int, ${splitRegionalId(input.poolId).uuid},
    ${splitRegionalId(input.residentId).uuid}, ${newUuid(ctx.now.getTime())}, ${actorLabel(ctx.actor)}, ${institutionId},
    ${input.note}) as answer`.execute(ctx.tx)
  return JSON.parse(rows[0]?.answer ?? '{}') as Answer
}

/**
 * BOOK-94 转诊预留: a doctor gives somebody known here a seat of the referral share, and says why; the same limits hold as for
 * every seat, and the site reads the note.
 * @throws whatever a booking is refused with
 */
export const bookReferredPerson = async (ctx: Ctx, input: InputOf<typeof bookReferred>): Promise<Booked> => {
  const actor = requireStaff(ctx)
  if (!mayRefer(actor.roles)) throw channelNotYours('referral')
  if (splitRegionalId(input.poolId).regionId !== ctx.regionId) throw slotNotFound(input.poolId)
  if (!(await hasRelationship(ctx, input.residentId, actor.institutionId))) throw notYourResident(input.residentId)
  const answer = await askBatch(ctx, input, actor.institutionId)
  if (answer.status !== 200) throw refusalOfAnswer(answer.body)
  const booked = answer.body as Booked
  const { appointmentId, sessionId, poolId, residentId, institutionId, seatNo, channel, startsAt } = booked
  audit(ctx, { subjectKind: 'appointment', subjectId: appointmentId, residentId, institutionId })
  emit(ctx, {
    name: appointmentBooked,
    data: { appointmentId, sessionId, poolId, residentId, institutionId, seatNo, channel, startsAt },
  })
  touchLive(ctx, `slots:${sessionId}`)
  touchLive(ctx, `queue:${sessionId}`)
  return booked
}
