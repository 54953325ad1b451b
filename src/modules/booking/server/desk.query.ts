import { sql } from 'kysely'
import { findSessions } from '#src/modules/deployment/public.ts'
import { findInstitutions } from '#src/modules/network/public.ts'
import { openRecord } from '#src/modules/records/public.ts'
import { daysBetween, localDateAt, localTimeAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { type RegionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, requireStaff } from '#src/platform/server/context.ts'
import type { bookedByUs, comingOf, myAppointments } from '../contract.ts'
import type { appointmentDetail, deskDay, lobbyScreen, queueOf, slotConsole, todaysSessions } from '../contract-desk.ts'
import type { Channel } from '../contract-shapes.ts'
import { byChannel, instantByChannel, sum } from '../domain/channels.ts'
import { leftIn } from '../domain/pool-rules.ts'
import { isWaiting } from '../domain/visit-steps.ts'
import { appointmentNotFound, institutionNotFound, rangeTooLong, sessionNotFound } from '../errors.ts'
import { findAppointments, requireAppointment, toAppointments } from './appointment.repository.ts'
import { requireSessionWithPools } from './open-sessions.query.ts'
import { poolsOfSessions } from './pool.repository.ts'
import { bookedPerWalkIn, inTurn, type Queued } from './queue-order.ts'
import { cardOf, departmentName, placesOf, slotOf, whereOf, withPools } from './session-cards.ts'
import { numberSetting } from './settings.ts'
import { findVisits, toVisit, visitsOfSession } from './visit.repository.ts'

const sessionsOfDay = async (ctx: Ctx, institutionId: string, date: string) => {
  const sessions = await findSessions(ctx, {
    institutionIds: [institutionId],
    from: date,
    to: date,
    status: ['published', 'closed', 'cancelled'],
  })
  const pools = await poolsOfSessions(
    ctx,
    sessions.map(session => session.sessionId),
  )
  return {
    sessions,
    entries: withPools(sessions, pools).filter(entry => entry.pools.length > 0),
    places: await placesOf(ctx, sessions),
  }
}

const todayOr = (ctx: Ctx, date: string | undefined): string => date ?? localDateAt(ctx.now, ctx.timeZone)

/** One day at the desk of the visible institution; with a resident, only that person's appointments of the day. */
export const readDeskDay = async (ctx: Ctx, input: InputOf<typeof deskDay>): Promise<OutputOf<typeof deskDay>> => {
  const { institutionId } = requireStaff(ctx)
  const date = todayOr(ctx, input.date)
  const { sessions, entries, places } = await sessionsOfDay(ctx, institutionId, date)
  const ofResident =
    input.residentId === undefined ? sql`true` : sql`a.resident_id = ${splitRegionalId(input.residentId).uuid}`
  const rows = await findAppointments(
    ctx,
    sql`a.institution_id = ${institutionId} and a.local_date = ${date} and a.active and ${ofResident}`,
  )
  const channel: Channel = date === localDateAt(ctx.now, ctx.timeZone) ? 'on_site' : 'public'
  return {
    date,
    channel,
    elderAge: await numberSetting(ctx, 'elder_age', institutionId),
    sessions: entries.map(entry => ({
      session: cardOf(ctx, entry, channel, places),
      slots: entry.pools.map(pool => slotOf(pool, channel, ctx.now, ctx.timeZone)),
    })),
    appointments: await toAppointments(ctx, rows, { sessions, places }),
  }
}

export const readAppointment = async (
  ctx: Ctx,
  input: InputOf<typeof appointmentDetail>,
): Promise<OutputOf<typeof appointmentDetail>> => {
  const [appointment] = await toAppointments(ctx, [await requireAppointment(ctx, input.appointmentId)])
  if (appointment === undefined) throw appointmentNotFound(input.appointmentId)
  return appointment
}

/** From today on, whatever row-level security shows of this person; the desk finds what lies beyond its days here. */
export const readComingOf = async (ctx: Ctx, input: InputOf<typeof comingOf>): Promise<OutputOf<typeof comingOf>> => {
  requireStaff(ctx)
  const rows = await findAppointments(
    ctx,
    sql`a.resident_id = ${splitRegionalId(input.residentId).uuid} and a.active and a.status in ('booked', 'arrived')
      and a.local_date >= ${localDateAt(ctx.now, ctx.timeZone)}`,
    sql`p.starts_at, a.seat_no`,
  )
  return { appointments: await toAppointments(ctx, rows) }
}

export const readTodaysSessions = async (
  ctx: Ctx,
  input: InputOf<typeof todaysSessions>,
): Promise<OutputOf<typeof todaysSessions>> => {
  const { institutionId } = requireStaff(ctx)
  const date = todayOr(ctx, input.date)
  const { entries, places } = await sessionsOfDay(ctx, institutionId, date)
  const visits = await findVisits(ctx, sql`v.institution_id = ${institutionId} and v.local_date = ${date}`)
  const appointments = await findAppointments(
    ctx,
    sql`a.institution_id = ${institutionId} and a.local_date = ${date} and a.active`,
  )
  return {
    date,
    sessions: entries.map(entry => {
      const { uuid } = splitRegionalId(entry.session.sessionId)
      const own = visits.filter(visit => visit.session_id === uuid)
      return {
        session: cardOf(ctx, entry, 'on_site', places),
        roomName: whereOf(entry.session),
        booked: appointments.filter(row => row.session_id === uuid && row.status === 'booked').length,
        waiting: own.filter(visit => isWaiting(visit.status) && visit.status !== 'passed').length,
        passed: own.filter(visit => visit.status === 'passed').length,
        seen: own.filter(visit => visit.status === 'seen').length,
      }
    }),
  }
}

export const readQueue = async (ctx: Ctx, input: InputOf<typeof queueOf>): Promise<OutputOf<typeof queueOf>> => {
  const { institutionId } = requireStaff(ctx)
  const entry = await requireSessionWithPools(ctx, input.sessionId)
  if (entry.session.institutionId !== institutionId) throw sessionNotFound(input.sessionId)
  const places = await placesOf(ctx, [entry.session])
  const visits = await visitsOfSession(ctx, input.sessionId)
  const having = (...statuses: readonly string[]) =>
    visits.filter(visit => statuses.includes(visit.status)).map(visit => toVisit(ctx, visit))
  const expected = await findAppointments(
    ctx,
    sql`a.session_id = ${splitRegionalId(input.sessionId).uuid} and a.active and a.status in ('booked', 'no_show')`,
  )
  return {
    session: cardOf(ctx, entry, 'on_site', places),
    roomName: whereOf(entry.session),
    lateMinutes: entry.session.lateMinutes || null,
    now: having('called', 'in_room'),
    // In calling order; whoever was passed or is back with results stands where the rules put them.
    waiting: inTurn(ctx, entry.session, visits, await bookedPerWalkIn(ctx, institutionId)).map(visit =>
      toVisit(ctx, visit),
    ),
    passed: having('passed'),
    seen: having('seen'),
    left: having('left'),
    expected: await toAppointments(ctx, expected, { sessions: [entry.session], places }),
  }
}

export const readMyAppointments = async (
  ctx: Ctx,
  input: InputOf<typeof myAppointments>,
): Promise<OutputOf<typeof myAppointments>> => {
  const residents = ctx.actor.kind === 'resident' ? ctx.actor.residents.map(id => splitRegionalId(id).uuid) : []
  const today = localDateAt(ctx.now, ctx.timeZone)
  const coming = await findAppointments(
    ctx,
    sql`a.resident_id = any (${residents}::uuid[]) and a.active and a.local_date >= ${today}`,
  )
  if (input.only === 'coming') return { appointments: await toAppointments(ctx, coming) }
  // REC-7: a family member reading what was has looked into the record; oneself leaves no entry.
  for (const id of ctx.actor.kind === 'resident' ? ctx.actor.residents : [])
    if (splitRegionalId(id).regionId === ctx.regionId) await openRecord(ctx, id, 'proxy')
  const past = await findAppointments(
    ctx,
    sql`a.resident_id = any (${residents}::uuid[]) and not (a.active and a.local_date >= ${today}) and a.status <> 'expired'`,
    sql`p.starts_at desc, a.seat_no`,
  )
  return { appointments: await toAppointments(ctx, [...coming, ...past.slice(0, 50)]) }
}

const maxRangeDays = 62
export const readBookedByUs = async (
  ctx: Ctx,
  input: InputOf<typeof bookedByUs>,
): Promise<OutputOf<typeof bookedByUs>> => {
  const { institutionId } = requireStaff(ctx)
  if (daysBetween(input.from, input.to) > maxRangeDays) throw rangeTooLong(maxRangeDays)
  const rows = await findAppointments(
    ctx,
    sql`a.booked_by_institution_id = ${institutionId} and a.local_date between ${input.from} and ${input.to} and a.active`,
  )
  return { appointments: await toAppointments(ctx, rows) }
}

/** Seats of one session for whoever looks after them; who booked is shown for the visible institution only. */
export const readSlotConsole = async (
  ctx: Ctx,
  input: InputOf<typeof slotConsole>,
): Promise<OutputOf<typeof slotConsole>> => {
  const entry = await requireSessionWithPools(ctx, input.sessionId)
  const places = await placesOf(ctx, [entry.session])
  const known = { sessions: [entry.session], places }
  const ofSession = sql`a.session_id = ${splitRegionalId(input.sessionId).uuid}`
  const active = await findAppointments(ctx, sql`${ofSession} and a.active`)
  const back = await findAppointments(
    ctx,
    sql`${ofSession} and not a.active`,
    sql`coalesce(a.cancelled_at, a.hold_expires_at) desc`,
  )
  const [first] = entry.pools
  return {
    session: cardOf(ctx, entry, 'public', places),
    pools: entry.pools.map(pool => ({
      poolId: pool.poolId,
      startTime: localTimeAt(pool.startsAt, ctx.timeZone),
      endTime: localTimeAt(pool.endsAt, ctx.timeZone),
      capacity: pool.capacity,
      quota: byChannel(pool.quota),
      taken: byChannel(pool.taken),
      held: active.filter(row => row.status === 'held' && row.pool_id === splitRegionalId(pool.poolId).uuid).length,
      status: pool.status,
    })),
    opensAt: instantByChannel(first?.opensAt ?? []),
    returnsAt: instantByChannel(first?.returnsAt ?? []),
    appointments: await toAppointments(
      ctx,
      active.filter(row => row.status !== 'expired'),
      known,
    ),
    returned: await toAppointments(ctx, [...active.filter(row => row.status === 'expired'), ...back], known),
  }
}

type LobbyRow = Queued & {
  readonly session_id: string
  readonly masked_name: string
  readonly call_count: number
}

/** BOOK-25 What the lobby screen shows: numbers and masked names, never who somebody is. */
export const readLobby = async (
  ctx: Ctx,
  input: InputOf<typeof lobbyScreen>,
): Promise<OutputOf<typeof lobbyScreen>> => {
  const [institution] = await findInstitutions(ctx, [input.institutionId])
  if (institution?.regionId !== ctx.regionId) throw institutionNotFound(input.institutionId)
  const date = localDateAt(ctx.now, ctx.timeZone)
  const { entries, places } = await sessionsOfDay(ctx, input.institutionId, date)
  const { rows } =
    await sql<LobbyRow>`select session_id, ticket_no, masked_name, status, call_count, called_at, queue_key, channel, priority
    from booking.lobby_queue(${ctx.regionId}, ${input.institutionId}, ${date})`.execute(ctx.tx)
  const rowsOf = (sessionId: RegionalId) => rows.filter(row => row.session_id === splitRegionalId(sessionId).uuid)
  const person = (row: LobbyRow) => ({ ticketNo: row.ticket_no, maskedName: row.masked_name })
  const perWalkIn = await bookedPerWalkIn(ctx, input.institutionId)
  const queueFor = (sessionId: RegionalId, ...statuses: readonly string[]) =>
    rowsOf(sessionId).filter(row => statuses.includes(row.status))
  return {
    institutionName: institution.name,
    date,
    at: ctx.now.toISOString(),
    speaks: (await numberSetting(ctx, 'screen_voice', input.institutionId)) === 1,
    sessions: entries.map(({ session, pools }) => ({
      sessionId: session.sessionId,
      department: departmentName(session, places),
      title: session.title ?? departmentName(session, places),
      experts: session.staff.map(({ name, titleCode }) => ({ name, titleCode })),
      roomName: whereOf(session),
      startTime: localTimeAt(session.startsAt, ctx.timeZone),
      endTime: localTimeAt(session.endsAt, ctx.timeZone),
      left: sum(pools.filter(pool => pool.status === 'open' && ctx.now < pool.closesAt).map(leftIn)),
      waiting: queueFor(session.sessionId, 'waiting', 'returned', 'passed').length,
      stopped: session.status === 'cancelled',
      lateMinutes: session.lateMinutes || null,
      now: queueFor(session.sessionId, 'called', 'in_room').map(row => ({ ...person(row), callCount: row.call_count })),
      next: inTurn(ctx, session, rowsOf(session.sessionId), perWalkIn).slice(0, 5).map(person),
      passed: queueFor(session.sessionId, 'passed').map(person),
    })),
  }
}
