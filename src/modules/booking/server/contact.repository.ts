import { type RawBuilder, sql } from 'kysely'
import { findResidentCards } from '#src/modules/records/public.ts'
import { newUuid, type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { Contact, ContactAnswer, ContactCause } from '../contract-contacts.ts'
import { contactNotFound } from '../errors.ts'
import { findAppointments, toAppointments } from './appointment.repository.ts'

export type ContactRow = {
  readonly contact_id: string
  readonly appointment_id: string
  readonly session_id: string
  readonly institution_id: string
  readonly resident_id: string
  readonly cause: ContactCause
  readonly told_at: Date | null
  readonly call_from: Date
  readonly answer: ContactAnswer | null
  readonly answered_at: Date | null
  readonly attempts: number
  readonly last_attempt_at: Date | null
  readonly note: string | null
  readonly new_appointment_id: string | null
}

const columns = sql`c.contact_id, c.appointment_id, c.session_id, c.institution_id, c.resident_id, c.cause, c.told_at, c.call_from,
  c.answer, c.answered_at, c.attempts, c.last_attempt_at, c.note, c.new_appointment_id`

/** What somebody must still be rung about: the visit is not over, and a changed one is still booked; speaks of `c`. */
export const stillToRing = (
  ctx: Ctx,
): RawBuilder<unknown> => sql`(c.answer is null or c.answer = 'wants_other') and exists (
  select from booking.appointment a join booking.slot_pool p on p.region_id = a.region_id and p.pool_id = a.pool_id
  where a.region_id = c.region_id and a.appointment_id = c.appointment_id
    and (p.ends_at > ${ctx.now} or c.answer = 'wants_other' and c.cause not in ('changed', 'unconfirmed'))
    and (c.cause not in ('changed', 'unconfirmed') or a.status = 'booked'))`

/** What row-level security shows of these contacts, most urgent first; `where` speaks of `c`. */
export const findContacts = async (ctx: Ctx, where: RawBuilder<unknown>): Promise<readonly ContactRow[]> => {
  const { rows } = await sql<ContactRow>`select ${columns} from booking.contact c
    where c.region_id = ${ctx.regionId} and ${where} order by c.call_from, c.contact_id limit 500`.execute(ctx.tx)
  return rows
}

/** Locked until the act is done: two desks do not answer for the same person. @throws booking.contact_not_found */
export const lockContact = async (ctx: Ctx, contactId: RegionalId): Promise<ContactRow> => {
  const { rows } = await sql<ContactRow>`select ${columns} from booking.contact c
    where c.region_id = ${ctx.regionId} and c.contact_id = ${splitRegionalId(contactId).uuid} for update`.execute(
    ctx.tx,
  )
  const [row] = rows
  if (row === undefined) throw contactNotFound(contactId)
  return row
}

type NewContact = {
  readonly appointmentId: RegionalId
  readonly sessionId: RegionalId
  readonly institutionId: string
  readonly residentId: RegionalId
  readonly residentName: string
  readonly cause: ContactCause
  readonly toldAt: Date | null
  readonly callFrom: Date
}

/** A second change of the same visit asks again: the earlier answer was to something else. */
export const openContact = async (ctx: Ctx, contact: NewContact): Promise<RegionalId> => {
  const uuid = (id: RegionalId) => splitRegionalId(id).uuid
  const { rows } = await sql<{
    contact_id: string
  }>`insert into booking.contact (region_id, contact_id, appointment_id, session_id, institution_id, resident_id, resident_name, cause,
      told_at, call_from, opened_at)
    values (${ctx.regionId}, ${newUuid(ctx.now.getTime())}, ${uuid(contact.appointmentId)}, ${uuid(contact.sessionId)}, ${contact.institutionId},
      ${uuid(contact.residentId)}, ${contact.residentName}, ${contact.cause}, ${contact.toldAt}, ${contact.callFrom}, ${ctx.now})
    on conflict on constraint one_contact_per_appointment_and_cause do update
    set told_at = excluded.told_at, call_from = excluded.call_from, task_opened_at = null, answer = null, answered_at = null,
      answered_by = null, opened_at = excluded.opened_at, version = booking.contact.version + 1
    returning contact_id`.execute(ctx.tx)
  return regionalId(ctx.regionId, rows[0]?.contact_id as string)
}

export type ContactChange = {
  readonly answer: ContactAnswer | null
  /** Only of a call that reached nobody: when to try again. */
  readonly callFrom?: Date | null
  readonly isCall?: boolean
  readonly note?: string | undefined
  readonly newAppointmentId?: RegionalId
}

export const writeContact = async (ctx: Ctx, row: ContactRow, change: ContactChange): Promise<void> => {
  const isAnswered = change.answer !== null
  await sql`update booking.contact c set version = c.version + 1, answer = ${change.answer},
      answered_at = ${isAnswered ? ctx.now : null}, answered_by = ${isAnswered ? actorLabel(ctx.actor) : null},
      call_from = coalesce(${change.callFrom ?? null}::timestamptz, c.call_from),
      attempts = c.attempts + ${change.isCall ? 1 : 0}::int,
      last_attempt_at = case when ${change.isCall ?? false} then ${ctx.now}::timestamptz else c.last_attempt_at end,
      note = coalesce(${change.note ?? null}, c.note),
      new_appointment_id = ${change.newAppointmentId === undefined ? null : splitRegionalId(change.newAppointmentId).uuid}::uuid
    where c.region_id = ${ctx.regionId} and c.contact_id = ${row.contact_id}`.execute(ctx.tx)
}

/** Contacts as screens show them, in the order given; whose appointment is out of sight is left out. */
export const toContacts = async (ctx: Ctx, rows: readonly ContactRow[]): Promise<Contact[]> => {
  if (rows.length === 0) return []
  const ids = rows.map(row => row.appointment_id)
  const found = await toAppointments(ctx, await findAppointments(ctx, sql`a.appointment_id = any (${ids}::uuid[])`))
  const appointments = new Map(found.map(one => [one.appointmentId, one]))
  const residentIds = rows.map(row => regionalId(ctx.regionId, row.resident_id))
  const cards = await findResidentCards(ctx, residentIds)
  return rows.flatMap(row => {
    const appointment = appointments.get(regionalId(ctx.regionId, row.appointment_id))
    if (appointment === undefined) return []
    return [
      {
        contactId: regionalId(ctx.regionId, row.contact_id),
        cause: row.cause,
        appointment,
        toldAt: row.told_at?.toISOString() ?? null,
        maskedPhone: cards.get(appointment.residentId)?.maskedPhone ?? null,
        callFrom: row.call_from.toISOString(),
        answer: row.answer,
        answeredAt: row.answered_at?.toISOString() ?? null,
        attempts: row.attempts,
        lastAttemptAt: row.last_attempt_at?.toISOString() ?? null,
        note: row.note,
        newAppointmentId: row.new_appointment_id === null ? null : regionalId(ctx.regionId, row.new_appointment_id),
      },
    ]
  })
}
