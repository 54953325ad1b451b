import { sql } from 'kysely'
import { phoneToRing } from '#src/modules/records/public.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { audit, type Ctx, emit, requireStaff, touchLive } from '#src/platform/server/context.ts'
import { closeLoop, openLoop } from '#src/platform/server/loops.ts'
import type {
  answerContact,
  Contact,
  callList,
  myContacts,
  recordCall,
  showContactPhone,
} from '../contract-contacts.ts'
import { afterCall, callFromOf, isSettled } from '../domain/contact.ts'
import { contactAnswered, contactNotFound } from '../errors.ts'
import { type AppointmentEvent, type CallDueEvent, callDue } from '../events.ts'
import { requireAppointment } from './appointment.repository.ts'
import { callListLoop, callSubject } from './call-loop.ts'
import { cancelBooked, endVisit } from './cancel.ts'
import {
  type ContactRow,
  findContacts,
  lockContact,
  openContact,
  stillToRing,
  toContacts,
  writeContact,
} from './contact.repository.ts'
import { numberSetting } from './settings.ts'

const causeOf = (event: AppointmentEvent) =>
  event.cause === 'session_cancelled' || event.cause === 'session_moved' || event.cause === 'hospital'
    ? event.cause
    : 'changed'

const listTopic = (institutionId: string): string => `calls:${institutionId}`

/** One task for each contact: the answer to an earlier change never closes the task of the stop that followed. */
export const openCall = async (ctx: Ctx, call: CallDueEvent, reason: string, cause?: string): Promise<void> => {
  await openLoop(ctx, {
    kind: callListLoop,
    institutionId: call.institutionId,
    ownerRole: 'desk',
    residentId: call.residentId,
    subjectKind: callSubject,
    subjectId: call.contactId,
    reason,
    details: { sessionId: call.sessionId, ...(cause === undefined ? {} : { cause }) },
  })
}

export const closeCall = (ctx: Ctx, contactUuid: string) =>
  closeLoop(ctx, {
    kind: callListLoop,
    subjectKind: callSubject,
    subjectId: regionalId(ctx.regionId, contactUuid),
    outcome: 'done',
  })

/**
 * BOOK-56 Who was booked in a session that stopped or changed is somebody to hear from: by phone at once when no message
 * could be sent, else when no answer has come after some hours.
 */
export const expectAnswer = async (
  ctx: Ctx,
  event: AppointmentEvent,
  told: { readonly wasSent: boolean; readonly residentName: string; readonly reason: string },
): Promise<void> => {
  const hours = await numberSetting(ctx, 'answer_hours', event.institutionId)
  const startsAt = new Date(event.startsAt)
  const contactId = await openContact(ctx, {
    ...event,
    cause: causeOf(event),
    residentName: told.residentName,
    toldAt: told.wasSent ? ctx.now : null,
    callFrom: callFromOf(ctx.now, { wasSent: told.wasSent, hours, startsAt }),
  })
  // Nobody else can tell: the task is the desk's at once.
  if (!told.wasSent) await openCall(ctx, { ...event, contactId }, told.reason, event.cause)
  touchLive(ctx, listTopic(event.institutionId))
}

const defaultDays = 14

/** The call list of the visible institution: who is due, who has time to answer, and what came of the others. */
export const readCallList = async (ctx: Ctx, input: InputOf<typeof callList>): Promise<OutputOf<typeof callList>> => {
  const { institutionId } = requireStaff(ctx)
  const since = new Date(ctx.now.getTime() - (input.days ?? defaultDays) * 86_400_000)
  const ours = sql`c.institution_id = ${institutionId}`
  const open = await findContacts(ctx, sql`${ours} and ${stillToRing(ctx)}`)
  const settled = await findContacts(
    ctx,
    sql`${ours} and c.answer is not null and c.answer <> 'wants_other' and c.opened_at >= ${since}`,
  )
  // A visit that nobody confirmed is no matter any more when it is over.
  const lasting = (contacts: readonly Contact[]) =>
    contacts.filter(one => one.cause !== 'unconfirmed' || one.appointment.endsAt > ctx.now.toISOString())
  const isDue = (row: ContactRow) => row.answer === 'wants_other' || row.call_from <= ctx.now
  return {
    now: lasting(await toContacts(ctx, open.filter(isDue))),
    later: lasting(
      await toContacts(
        ctx,
        open.filter(row => !isDue(row)),
      ),
    ),
    done: await toContacts(ctx, settled),
  }
}

/** What everybody who answers for a contact leaves behind: the row, the audit, and no task where it is settled. */
export const settleContact = async (ctx: Ctx, row: ContactRow, change: Parameters<typeof writeContact>[2]) => {
  await writeContact(ctx, row, change)
  audit(ctx, {
    subjectKind: 'contact',
    subjectId: regionalId(ctx.regionId, row.contact_id),
    residentId: regionalId(ctx.regionId, row.resident_id),
    institutionId: row.institution_id,
    details: { answer: change.answer ?? 'not_reached', cause: row.cause },
  })
  if (isSettled(change.answer)) await closeCall(ctx, row.contact_id)
  touchLive(ctx, listTopic(row.institution_id))
}

/**
 * BOOK-57 A changed visit that is over in another way needs no answer any more: it was cancelled, moved or stopped. The
 * matter of a stopped one ends when the person has another time.
 */
export const settleOvertaken = async (
  ctx: Ctx,
  appointmentId: RegionalId,
  change: { readonly answer: 'gives_up' | 'moved' | 'overtaken'; readonly newAppointmentId?: RegionalId },
): Promise<void> => {
  const open = await findContacts(
    ctx,
    sql`c.appointment_id = ${splitRegionalId(appointmentId).uuid} and c.cause = 'changed' and (c.answer is null or c.answer = 'wants_other')`,
  )
  for (const row of open) await settleContact(ctx, row, change)
}

/**
 * A visit that still stands and that the person gives up is cancelled in the same act. A change was ours, so it counts as
 * nothing; who does not confirm and gives up on the phone cancels like anybody else, until the deadline.
 * @throws booking.too_late_to_cancel
 */
const giveUpVisit = async (ctx: Ctx, contact: ContactRow): Promise<void> => {
  if (contact.cause !== 'changed' && contact.cause !== 'unconfirmed') return
  const appointmentId = regionalId(ctx.regionId, contact.appointment_id)
  const row = await requireAppointment(ctx, appointmentId)
  if (row.status !== 'booked' && row.status !== 'arrived') return
  if (contact.cause === 'unconfirmed') await cancelBooked(ctx, { appointmentId })
  else await endVisit(ctx, row, { cause: 'staff', toldAs: ctx.actor.kind === 'resident' ? 'resident' : 'staff' })
}

const requireOurs = async (ctx: Ctx, contactId: RegionalId): Promise<ContactRow> => {
  const { institutionId } = requireStaff(ctx)
  const row = await lockContact(ctx, contactId)
  if (row.institution_id !== institutionId) throw contactNotFound(contactId)
  return row
}

/** BOOK-57 What a call ended with; who was not reached stays on the list, with the moment to try again. */
export const recordOneCall = async (
  ctx: Ctx,
  input: InputOf<typeof recordCall>,
): Promise<OutputOf<typeof recordCall>> => {
  const row = await requireOurs(ctx, input.contactId)
  if (isSettled(row.answer)) throw contactAnswered(input.contactId, row.answer ?? '')
  const tryAgainAt = input.tryAgainAt === undefined ? undefined : new Date(input.tryAgainAt)
  const { answer, callFrom } = afterCall(input.outcome, ctx.now, tryAgainAt)
  // Who has said before that they want another time still does, whether or not they pick up now.
  const kept = answer ?? (row.answer === 'wants_other' ? row.answer : null)
  if (kept === 'gives_up') await giveUpVisit(ctx, row)
  await settleContact(ctx, row, { answer: kept, callFrom, isCall: true, note: input.note })
  return {}
}

/** The number itself, for who is to ring it; the audit says who looked. */
export const showPhone = async (
  ctx: Ctx,
  input: InputOf<typeof showContactPhone>,
): Promise<OutputOf<typeof showContactPhone>> => {
  const row = await requireOurs(ctx, input.contactId)
  const residentId = regionalId(ctx.regionId, row.resident_id)
  audit(ctx, { subjectKind: 'contact', subjectId: input.contactId, residentId, institutionId: row.institution_id })
  const found = await phoneToRing(ctx, residentId)
  return { phone: found?.phone ?? null, own: found?.own ?? false }
}

export const readMyContacts = async (
  ctx: Ctx,
  _input: InputOf<typeof myContacts>,
): Promise<OutputOf<typeof myContacts>> => {
  const contacts = await toContacts(ctx, await findContacts(ctx, stillToRing(ctx)))
  // What has come and gone needs no answer any more.
  return { contacts: contacts.filter(one => one.appointment.endsAt > ctx.now.toISOString()) }
}

/** BOOK-56 The resident has read the news: nobody needs to ring. */
export const answerOwn = async (
  ctx: Ctx,
  input: InputOf<typeof answerContact>,
): Promise<OutputOf<typeof answerContact>> => {
  const row = await lockContact(ctx, input.contactId)
  if (isSettled(row.answer)) throw contactAnswered(input.contactId, row.answer ?? '')
  if (input.answer === 'gives_up') await giveUpVisit(ctx, row)
  await settleContact(ctx, row, { answer: input.answer })
  return {}
}

/** Tasks of people whom nobody need ring any more are closed. */
const closeCallsOver = async (ctx: Ctx): Promise<void> => {
  const { rows } = await sql<{ contact_id: string; institution_id: string }>`select contact_id, institution_id
    from booking.take_calls_over(${ctx.regionId}, ${ctx.now})`.execute(ctx.tx)
  for (const row of rows) {
    await closeCall(ctx, row.contact_id)
    touchLive(ctx, listTopic(row.institution_id))
  }
}

/** Told after commit, one event for each person, so that the task is written for the institution that must ring. */
export const findCallsDue = async (ctx: Ctx): Promise<void> => {
  await closeCallsOver(ctx)
  const { rows } = await sql<{
    contact_id: string
    appointment_id: string
    institution_id: string
    resident_id: string
    session_id: string
  }>`select contact_id, appointment_id, institution_id, resident_id, session_id
    from booking.take_calls_due(${ctx.regionId}, ${ctx.now})`.execute(ctx.tx)
  for (const row of rows)
    emit(ctx, {
      name: callDue,
      data: {
        contactId: regionalId(ctx.regionId, row.contact_id),
        appointmentId: regionalId(ctx.regionId, row.appointment_id),
        institutionId: row.institution_id,
        residentId: regionalId(ctx.regionId, row.resident_id),
        sessionId: regionalId(ctx.regionId, row.session_id),
      } satisfies CallDueEvent,
    })
}

/** Whoever has answered before this is heard needs no call. */
export const onCallDue = async (ctx: Ctx, event: CallDueEvent): Promise<void> => {
  const contact = sql`c.contact_id = ${splitRegionalId(event.contactId).uuid}`
  const [row] = await findContacts(ctx, sql`${contact} and c.answer is null and ${stillToRing(ctx)}`)
  if (row !== undefined) await openCall(ctx, event, 'booking.loop.unanswered')
}
