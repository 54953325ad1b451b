import { sql } from 'kysely'
import { findSessionsByIds } from '#src/modules/deployment/public.ts'
import { findInstitutions, findStaffMembers, noteActivity } from '#src/modules/network/public.ts'
import { notifyResident } from '#src/modules/records/public.ts'
import { addMinutes, localDateAt, localTimeAt } from '#src/platform/kernel/dates.ts'
import { splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { openLoop } from '#src/platform/server/loops.ts'
import { isActivityKey } from '../domain/activities.ts'
import type { AppointmentEvent, VisitEvent } from '../events.ts'
import { findAppointments } from './appointment.repository.ts'
import { callListLoop } from './call-loop.ts'
import { asksToConfirm, askToConfirm, confirmationOver, nobodyToAsk } from './confirmations.ts'
import { expectAnswer, settleOvertaken } from './contacts.ts'
import { orderSeat } from './hospital/orders.ts'
import { feeGoesBack, onContactMoved } from './payments.ts'

/** The family doctors who booked must find another seat. */
export const rebookLoop = 'booking.rebook'

/** Time for taking a number at the desk, as said on the phone page too. */
const arriveMinutesBefore = 15

const whenText = (at: Date, timeZone: string): string => `${localDateAt(at, timeZone)} ${localTimeAt(at, timeZone)}`

export const parametersOf = async (ctx: Ctx, event: AppointmentEvent): Promise<Record<string, string | number>> => {
  const startsAt = new Date(event.startsAt)
  const [session] = await findSessionsByIds(ctx, [event.sessionId])
  const [site] = await findInstitutions(ctx, [event.institutionId])
  const [seat] = await findAppointments(ctx, sql`a.appointment_id = ${splitRegionalId(event.appointmentId).uuid}`)
  return {
    // A phone may belong to a mother of two: the message says whose visit it is.
    name: seat?.resident_name ?? '',
    site: site?.shortName ?? '',
    address: site?.address ?? '',
    phone: site?.phone ?? '',
    title: session?.title ?? '',
    expert: session?.staff[0]?.name ?? '',
    date: session?.localDate ?? '',
    before: event.before === undefined ? '' : whenText(new Date(event.before), ctx.timeZone),
    time: localTimeAt(startsAt, ctx.timeZone),
    arrive: localTimeAt(addMinutes(startsAt, -arriveMinutesBefore), ctx.timeZone),
  }
}

type Told = {
  readonly template: string
  readonly urgent?: boolean
  readonly mustReach?: boolean
  readonly more?: Readonly<Record<string, string | number>>
}
type Sent = { readonly wasSent: boolean; readonly residentName: string }

/**
 * BOOK-11 Writes to the resident; where the news must arrive and no mobile number is on record, the desk of the site
 * gets a call to make.
 */
const tell = async (ctx: Ctx, event: AppointmentEvent, told: Told): Promise<Sent> => {
  const parameters = { ...(await parametersOf(ctx, event)), ...told.more }
  const residentName = String(parameters.name ?? '')
  const wasSent = await notifyResident(ctx, {
    residentId: event.residentId,
    template: told.template,
    parameters,
    institutionId: event.institutionId,
    urgent: told.urgent,
  })
  if (wasSent || told.mustReach !== true) return { wasSent, residentName }
  await openLoop(ctx, {
    kind: callListLoop,
    institutionId: event.institutionId,
    ownerRole: 'desk',
    residentId: event.residentId,
    subjectKind: 'appointment',
    subjectId: event.appointmentId,
    reason: `booking.loop.${told.template.slice('booking.'.length)}`,
    details: { sessionId: event.sessionId, ...(event.cause === undefined ? {} : { cause: event.cause }) },
  })
  return { wasSent, residentName }
}

/** A seat that is the hospital's to give is confirmed when the hospital has said so. */
export const onBooked = async (ctx: Ctx, event: AppointmentEvent): Promise<void> => {
  if (!(await orderSeat(ctx, event))) await onSeatConfirmed(ctx, event)
}

export const onSeatConfirmed = async (ctx: Ctx, event: AppointmentEvent): Promise<void> => {
  const [seat] = await findAppointments(ctx, sql`a.appointment_id = ${splitRegionalId(event.appointmentId).uuid}`)
  // Given back before this was heard: nobody reads that it is theirs.
  if (seat?.status === 'cancelled' || seat?.status === 'expired') return
  // BOOK-48 Whoever spoke for the person is named to them.
  const agent = seat?.agent_name ?? ''
  const isByAgent = agent !== '' && seat?.agent_relation !== 'self'
  await tell(
    ctx,
    event,
    isByAgent ? { template: 'booking.booked_for', more: { agent } } : { template: 'booking.booked' },
  )
}

/** BOOK-11 The family doctors' team that booked a stopped session hears of it and books anew. */
const tellBookers = async (ctx: Ctx, event: AppointmentEvent): Promise<void> => {
  if (event.channel !== 'family_doctor' || event.bookedByInstitutionId === undefined) return
  await openLoop(ctx, {
    kind: rebookLoop,
    institutionId: event.bookedByInstitutionId,
    ownerRole: 'gp',
    residentId: event.residentId,
    subjectKind: 'appointment',
    subjectId: event.appointmentId,
    reason: 'booking.loop.rebook_stopped',
    details: { sessionId: event.sessionId, ...(event.cause === undefined ? {} : { cause: event.cause }) },
  })
}

/** Whoever cancelled themselves gets a receipt; whose session stopped must be reached, in quiet hours too. */
export const onCancelled = async (ctx: Ctx, event: AppointmentEvent): Promise<void> => {
  await confirmationOver(ctx, event, event.cause === 'rescheduled' ? 'accepted' : 'gives_up')
  // Moved to another time: the new seat is what is told, and the fee goes with it.
  if (event.cause === 'rescheduled') {
    if (event.replacedBy !== undefined)
      await settleOvertaken(ctx, event.appointmentId, { answer: 'moved', newAppointmentId: event.replacedBy })
    return
  }
  await settleOvertaken(ctx, event.appointmentId, { answer: event.cause === 'resident' ? 'gives_up' : 'overtaken' })
  await feeGoesBack(ctx, event.appointmentId, event.cause ?? 'staff')
  if (event.cause === 'resident') {
    await tell(ctx, event, { template: 'booking.cancelled' })
    return
  }
  const isStopped = event.cause === 'session_cancelled' || event.cause === 'session_moved'
  const isRefused = event.cause === 'hospital'
  if (isStopped || isRefused) await tellBookers(ctx, event)
  const mustAnswer = isStopped || isRefused
  const told = await tell(ctx, event, {
    template: isStopped ? 'booking.stopped' : isRefused ? 'booking.hospital_no' : 'booking.cancelled_by_staff',
    urgent: mustAnswer,
    mustReach: !mustAnswer,
  })
  const reason = isStopped ? 'booking.loop.stopped' : 'booking.loop.hospital_no'
  if (mustAnswer) await expectAnswer(ctx, event, { ...told, reason })
}

/**
 * Time, place or who comes has changed (替诊 too): everybody booked is told, and says whether they still come. What is told is
 * when the visit is now; whose visit has ended meanwhile hears of that alone.
 */
export const onMoved = async (ctx: Ctx, event: AppointmentEvent): Promise<void> => {
  const [seat] = await findAppointments(ctx, sql`a.appointment_id = ${splitRegionalId(event.appointmentId).uuid}`)
  if (seat?.status !== 'booked') return
  const now = { ...event, startsAt: seat.starts_at.toISOString() }
  const told = await tell(ctx, now, { template: 'booking.moved', urgent: true })
  await expectAnswer(ctx, now, { ...told, reason: 'booking.loop.moved' })
}

/** 晚到: the new time, at once. */
export const onDelayTold = async (ctx: Ctx, event: AppointmentEvent & { readonly minutes: number }): Promise<void> => {
  const newTime = localTimeAt(addMinutes(new Date(event.startsAt), event.minutes), ctx.timeZone)
  await tell(ctx, event, {
    template: event.minutes > 0 ? 'booking.late' : 'booking.in_time',
    urgent: true,
    mustReach: true,
    more: { minutes: event.minutes, newTime },
  })
}

/** BOOK-41 Reminded and, where the site asks for it, asked whether they come. */
export const onReminderDue = async (ctx: Ctx, event: AppointmentEvent): Promise<void> => {
  if (!(await asksToConfirm(ctx, event))) {
    await tell(ctx, event, { template: 'booking.reminder', mustReach: true })
    return
  }
  const told = await tell(ctx, event, { template: 'booking.reminder_confirm' })
  await askToConfirm(ctx, event, told)
}

export const onRescheduled = async (ctx: Ctx, event: AppointmentEvent): Promise<void> => {
  if (event.replaces !== undefined) {
    await feeGoesBack(ctx, event.replaces, 'resident')
    await onContactMoved(ctx, {
      fromAppointmentId: event.replaces,
      toAppointmentId: event.appointmentId,
      institutionId: event.institutionId,
      residentId: event.residentId,
    })
  }
  // A seat that is the hospital's to give is told once the hospital has said so.
  if (!(await orderSeat(ctx, event))) await tell(ctx, event, { template: 'booking.rescheduled', mustReach: true })
}

/** Warned with each one: how many count, and how many are left before booking pauses. */
export const onNoShow = async (ctx: Ctx, event: AppointmentEvent): Promise<void> => {
  await nobodyToAsk(ctx, event)
  const [seat] = await findAppointments(ctx, sql`a.appointment_id = ${splitRegionalId(event.appointmentId).uuid}`)
  // BOOK-93 Nobody hears that a lecture was missed: it counts as nothing.
  if (seat !== undefined && isActivityKey(seat.department_key)) return
  const { counted = 0, limit = 0, suspendedUntil } = event
  const until = suspendedUntil === undefined ? '' : whenText(new Date(suspendedUntil), ctx.timeZone)
  const template =
    until !== '' ? 'booking.missed_suspended' : limit > 0 && counted > 0 ? 'booking.missed_warned' : 'booking.missed'
  await tell(ctx, event, { template, more: { counted, limit, left: Math.max(0, limit - counted), until } })
}

/** Somebody was seen: the services promised by the site's plaques took place. */
export const onSeen = async (ctx: Ctx, event: VisitEvent): Promise<void> => {
  const [session] = await findSessionsByIds(ctx, [event.sessionId])
  if (session === undefined) return
  const kind = session.kind === 'lecture' || session.kind === 'free_clinic' ? session.kind : 'outpatient'
  const people = await findStaffMembers(
    ctx,
    session.staff.map(person => person.staffId),
  )
  await noteActivity(ctx, {
    institutionId: event.institutionId,
    kind,
    on: session.localDate,
    speciality: session.speciality,
    cameFrom: people.map(person => person.institutionId),
    teamId: session.teamId,
  })
}
