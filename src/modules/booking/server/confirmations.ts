import { sql } from 'kysely'
import { instantAt, localDateAt } from '#src/platform/kernel/dates.ts'
import { splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, touchLive } from '#src/platform/server/context.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import { isActivityKey } from '../domain/activities.ts'
import type { AppointmentEvent, VisitEvent } from '../events.ts'
import { findAppointments } from './appointment.repository.ts'
import { findContacts, openContact } from './contact.repository.ts'
import { closeCall, openCall, settleContact } from './contacts.ts'
import { numberSetting } from './settings.ts'

type Seat = Pick<AppointmentEvent, 'appointmentId' | 'institutionId'>

const seatUuid = (event: Pick<Seat, 'appointmentId'>): string => splitRegionalId(event.appointmentId).uuid

/** Whether there is somebody to ask: the site wants it, and the seat still stands. */
export const asksToConfirm = async (ctx: Ctx, event: Seat): Promise<boolean> => {
  if ((await numberSetting(ctx, 'confirm_asked', event.institutionId)) === 0) return false
  const [seat] = await findAppointments(ctx, sql`a.appointment_id = ${seatUuid(event)}`)
  // A place in an activity is nobody's appointment: it is reminded of, and nobody is rung about it.
  return seat?.status === 'booked' && !isActivityKey(seat.department_key)
}

/**
 * BOOK-41 Whoever is reminded is asked to confirm in one tap. Who has not by the site's hour (`booking.confirm_time`), or could
 * not be reached at all, stands on the call list; the seat stays theirs whatever comes of it.
 */
export const askToConfirm = async (
  ctx: Ctx,
  event: AppointmentEvent,
  told: { readonly wasSent: boolean; readonly residentName: string },
): Promise<void> => {
  const time = await settingOf<string>(ctx, 'booking.confirm_time', event.institutionId)
  const by = instantAt(localDateAt(ctx.now, ctx.timeZone), time, ctx.timeZone)
  const contactId = await openContact(ctx, {
    ...event,
    cause: 'unconfirmed',
    residentName: told.residentName,
    toldAt: told.wasSent ? ctx.now : null,
    callFrom: told.wasSent && by > ctx.now ? by : ctx.now,
  })
  if (!told.wasSent) await openCall(ctx, { ...event, contactId }, 'booking.loop.reminder_confirm')
  touchLive(ctx, `calls:${event.institutionId}`)
}

/** BOOK-42 Who has come, cancelled, moved or missed the visit need not be rung about it any more. */
export const confirmationOver = async (
  ctx: Ctx,
  event: Seat,
  answer: 'will_come' | 'gives_up' | 'accepted',
): Promise<void> => {
  const open = await findContacts(
    ctx,
    sql`c.appointment_id = ${seatUuid(event)} and c.cause = 'unconfirmed' and (c.answer is null or c.answer = 'wants_other')`,
  )
  for (const row of open) await settleContact(ctx, row, { answer })
}

/** The visit was missed: nobody has said anything, so no answer is written, but there is nothing left to ring about. */
export const nobodyToAsk = async (ctx: Ctx, event: Seat): Promise<void> => {
  const asked = await findContacts(ctx, sql`c.appointment_id = ${seatUuid(event)} and c.cause = 'unconfirmed'`)
  for (const row of asked) await closeCall(ctx, row.contact_id)
  touchLive(ctx, `calls:${event.institutionId}`)
}

export const onArrived = async (ctx: Ctx, event: VisitEvent): Promise<void> => {
  const { appointmentId, institutionId } = event
  if (appointmentId !== null) await confirmationOver(ctx, { appointmentId, institutionId }, 'will_come')
}
