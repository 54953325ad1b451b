import { sql } from 'kysely'
import { findSessionsByIds } from '#src/modules/deployment/public.ts'
import { findInstitutions } from '#src/modules/network/public.ts'
import { notifyResident } from '#src/modules/records/public.ts'
import { localDateAt, localTimeAt } from '#src/platform/kernel/dates.ts'
import { splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { openLoop } from '#src/platform/server/loops.ts'
import type { WaitingEvent } from '../events.ts'
import { findAppointments } from './appointment.repository.ts'
import { callListLoop } from './call-loop.ts'
import { findWaiting } from './waiting.repository.ts'

const parametersOf = async (ctx: Ctx, event: WaitingEvent): Promise<Record<string, string | number>> => {
  const [session] = await findSessionsByIds(ctx, [event.sessionId])
  const [site] = await findInstitutions(ctx, [event.institutionId])
  const [row] = await findWaiting(ctx, sql`w.waiting_id = ${splitRegionalId(event.waitingId).uuid}`)
  const [seat] =
    event.appointmentId === undefined
      ? []
      : await findAppointments(ctx, sql`a.appointment_id = ${splitRegionalId(event.appointmentId).uuid}`)
  const until = event.expiresAt === undefined ? null : new Date(event.expiresAt)
  const startsAt = seat?.starts_at ?? session?.startsAt
  return {
    name: row?.resident_name ?? '',
    site: site?.shortName ?? '',
    phone: site?.phone ?? '',
    title: session?.title ?? session?.speciality ?? '',
    expert: session?.staff[0]?.name ?? '',
    date: session?.localDate ?? '',
    time: startsAt === undefined ? '' : localTimeAt(startsAt, ctx.timeZone),
    until: until === null ? '' : `${localDateAt(until, ctx.timeZone)} ${localTimeAt(until, ctx.timeZone)}`,
  }
}

/** BOOK-37 Who has no phone is rung by the desk, before the offer runs out. */
export const onSeatOffered = async (ctx: Ctx, event: WaitingEvent): Promise<void> => {
  const wasSent = await notifyResident(ctx, {
    residentId: event.residentId,
    template: 'booking.offered',
    parameters: await parametersOf(ctx, event),
    institutionId: event.institutionId,
  })
  if (wasSent || event.appointmentId === undefined) return
  await openLoop(ctx, {
    kind: callListLoop,
    institutionId: event.institutionId,
    ownerRole: 'desk',
    residentId: event.residentId,
    subjectKind: 'appointment',
    subjectId: event.appointmentId,
    reason: 'booking.loop.offered',
    ...(event.expiresAt === undefined ? {} : { dueAt: new Date(event.expiresAt) }),
    details: { sessionId: event.sessionId, waitingId: event.waitingId },
  })
}

const tell = async (ctx: Ctx, event: WaitingEvent, template: string): Promise<void> => {
  await notifyResident(ctx, {
    residentId: event.residentId,
    template,
    parameters: await parametersOf(ctx, event),
    institutionId: event.institutionId,
  })
}

export const onOfferMissed = (ctx: Ctx, event: WaitingEvent): Promise<void> => tell(ctx, event, 'booking.offer_missed')
export const onWaitingEnded = (ctx: Ctx, event: WaitingEvent): Promise<void> =>
  tell(ctx, event, event.cause.startsWith('booking.') ? 'booking.waiting_refused' : 'booking.waiting_ended')
