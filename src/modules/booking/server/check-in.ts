import { sql } from 'kysely'
import { requireSession, type Session } from '#src/modules/deployment/public.ts'
import { findDepartments } from '#src/modules/network/public.ts'
import { grantRelationship } from '#src/modules/records/public.ts'
import { localDateAt, localTimeAt } from '#src/platform/kernel/dates.ts'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid, type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { maskName } from '#src/platform/kernel/masking.ts'
import { audit, type Ctx, emit, requireStaff, touchLive } from '#src/platform/server/context.ts'
import type { checkIn } from '../contract-desk.ts'
import type { Ticket } from '../contract-shapes.ts'
import { hasQueue } from '../domain/activities.ts'
import { channelOfNo } from '../domain/channels.ts'
import { isChineseMedicine } from '../domain/chinese-medicine.ts'
import { keyOf, keyOfLate, keyWithPriority, turnOf } from '../domain/queue.ts'
import { alreadyArrived, appointmentNotFound, notBooked, notToday } from '../errors.ts'
import { patientArrived, visitSeen } from '../events.ts'
import { type AppointmentRow, requireAppointment } from './appointment.repository.ts'
import { requireConfirmed } from './hospital/answers.query.ts'
import { noShowRule } from './missed-visits.query.ts'
import { bookedPerWalkIn, inTurn, lineOf } from './queue-order.ts'
import { departmentName, expertsOf, placesOf, whereOf } from './session-cards.ts'
import { numberSetting } from './settings.ts'
import { lockQueue, takeTicket, type VisitRow, visitsOfSession } from './visit.repository.ts'

const arrive = async (ctx: Ctx, appointmentId: RegionalId): Promise<void> => {
  const { limit, since } = await noShowRule(ctx)
  const { rows } = await sql<{ outcome: string | null }>`select booking.arrive(
    ${ctx.regionId}, ${splitRegionalId(appointmentId).uuid}, ${ctx.now}, ${limit}, ${new Date(`${since}T00:00:00Z`)}) as outcome`.execute(
    ctx.tx,
  )
  const outcome = rows[0]?.outcome ?? null
  if (outcome === null) throw appointmentNotFound(appointmentId)
  if (outcome === 'already_arrived') throw alreadyArrived(appointmentId)
  if (outcome !== 'arrived') throw notBooked(appointmentId, outcome)
}

type NewVisit = {
  readonly visitId: string
  readonly ticketNo: number
  readonly queueKey: number
  readonly roomId: string | null
  /** BOOK-92 A lecture calls nobody: who is let in has come. */
  readonly isSeenAtOnce: boolean
  readonly isTcm: boolean
  readonly partOfDay: string
  readonly doctorId: string | null
}

/** BOOK-96 What is counted of the visit later is written with it, as it is on the day. */
const insertVisit = async (ctx: Ctx, row: AppointmentRow, priority: string, visit: NewVisit): Promise<void> => {
  await sql`insert into booking.visit (region_id, visit_id, appointment_id, session_id, institution_id, resident_id, resident_name, masked_name,
      ticket_no, status, seen_at, priority, channel, queue_key, slot_starts_at, local_date, room_id, arrived_at,
      department_key, is_tcm, part_of_day, doctor_id, insurance_type, insured_place, is_first)
    select ${ctx.regionId}, ${visit.visitId}, ${row.appointment_id}, ${row.session_id}, ${row.institution_id}, ${row.resident_id},
      ${row.resident_name}, ${maskName(row.resident_name)}, ${visit.ticketNo},
      ${visit.isSeenAtOnce ? 'seen' : 'waiting'}, ${visit.isSeenAtOnce ? ctx.now : null}::timestamptz, ${priority}, ${row.channel}, ${visit.queueKey},
      ${row.starts_at}, ${row.local_date}::date, ${visit.roomId}::uuid, ${ctx.now}::timestamptz,
      ${row.department_key}, ${visit.isTcm}::boolean, ${visit.partOfDay}, ${visit.doctorId}::uuid, f.insurance_type, f.insured_place, f.is_first
    from booking.visit_facts(${ctx.regionId}, ${row.resident_id}, ${row.institution_id}, ${row.department_key}, ${row.local_date}) f`.execute(
    ctx.tx,
  )
}

const departmentOf = async (ctx: Ctx, { departmentId }: Session) =>
  departmentId === null ? null : ((await findDepartments(ctx, [departmentId]))[0] ?? null)

type Newcomer = {
  readonly row: AppointmentRow
  readonly ticketNo: number
  readonly session: Session
  readonly isPrior: boolean
}

/** Where the newcomer stands among the visits of the session: by the time of the turn, moved ahead by priority. */
const placeInQueue = async (ctx: Ctx, newcomer: Newcomer, visits: readonly VisitRow[]): Promise<number> => {
  const { row, ticketNo, session, isPrior } = newcomer
  const line = lineOf(ctx, session, visits, await bookedPerWalkIn(ctx, row.institution_id))
  const slot = { startsAt: row.starts_at, endsAt: row.ends_at }
  const isWalkIn = channelOfNo(row.channel) === 'on_site'
  const turn = turnOf(ctx.now, slot, isWalkIn)
  const isLate = ctx.now >= slot.endsAt && !isWalkIn
  const late = isLate ? await numberSetting(ctx, 'late_places', row.institution_id) : 0
  const queueKey = keyOfLate(line, keyOf(turn, session.startsAt, ticketNo), late)
  if (!isPrior) return queueKey
  return keyWithPriority(line, { queueKey, isWalkIn }, await numberSetting(ctx, 'priority_places', row.institution_id))
}

/**
 * BOOK-12 The person has come: the appointment arrives, the ticket is given and the visit opens. Whether the institution
 * may open the record from now on is decided by records, from what was shown here before or by whose phone booked.
 * @throws booking.not_today, booking.already_arrived, booking.not_booked
 */
export const checkInPerson = async (ctx: Ctx, input: InputOf<typeof checkIn>): Promise<Ticket> => {
  const actor = requireStaff(ctx)
  const row = await requireAppointment(ctx, input.appointmentId)
  if (row.institution_id !== actor.institutionId) throw appointmentNotFound(input.appointmentId)
  if (row.local_date !== localDateAt(ctx.now, ctx.timeZone)) throw notToday(input.appointmentId, row.local_date)
  const sessionId = regionalId(ctx.regionId, row.session_id)
  const residentId = regionalId(ctx.regionId, row.resident_id)
  const session = await requireSession(ctx, sessionId)
  const ticketNo = await lockQueue(ctx, sessionId, row.institution_id)
  await requireConfirmed(ctx, input.appointmentId, sessionId)
  await arrive(ctx, input.appointmentId)
  const visits = await visitsOfSession(ctx, sessionId)
  const priority = input.priority ?? 'none'
  const queueKey = await placeInQueue(ctx, { row, ticketNo, session, isPrior: priority !== 'none' }, visits)
  const visitId = newUuid(ctx.now.getTime())
  const isSeenAtOnce = !hasQueue(session.kind)
  await insertVisit(ctx, row, priority, {
    visitId,
    ticketNo,
    queueKey,
    roomId: session.roomId,
    isSeenAtOnce,
    isTcm: isChineseMedicine({ speciality: session.speciality, department: await departmentOf(ctx, session) }),
    partOfDay: session.partOfDay,
    doctorId: session.staff[0]?.staffId ?? null,
  })
  await takeTicket(ctx, sessionId)
  await grantRelationship(ctx, {
    residentId,
    institutionId: row.institution_id,
    act: 'arrival',
    isOwnBooking: row.booked_by.startsWith('resident:'),
    source: `appointment:${input.appointmentId}`,
  })
  const id = regionalId(ctx.regionId, visitId)
  audit(ctx, { subjectKind: 'visit', subjectId: id, residentId, details: { ticketNo } })
  const { institution_id: institutionId } = row
  const data = { visitId: id, appointmentId: input.appointmentId, sessionId, residentId, institutionId, ticketNo }
  emit(ctx, { name: patientArrived, data })
  if (isSeenAtOnce) emit(ctx, { name: visitSeen, data })
  touchLive(ctx, `queue:${sessionId}`)
  touchLive(ctx, `screen:${row.institution_id}`)
  const queue = await visitsOfSession(ctx, sessionId)
  const order = inTurn(ctx, session, queue, await bookedPerWalkIn(ctx, row.institution_id))
  const ahead = Math.max(
    0,
    order.findIndex(one => one.ticket_no === ticketNo),
  )
  const places = await placesOf(ctx, [session])
  const department = departmentName(session, places)
  return {
    visitId: id,
    ticketNo,
    ahead,
    residentName: row.resident_name,
    institutionName: places.institutions.get(row.institution_id)?.name ?? '',
    department,
    title: session.title ?? department,
    roomName: whereOf(session),
    experts: expertsOf(session),
    localDate: row.local_date,
    startTime: localTimeAt(row.starts_at, ctx.timeZone),
    isCalled: !isSeenAtOnce,
    printedAt: ctx.now.toISOString(),
  }
}
