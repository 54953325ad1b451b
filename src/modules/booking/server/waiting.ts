import { sql } from 'kysely'
import { findSessions, findSessionsByIds, type Session } from '#src/modules/deployment/public.ts'
import { findResidentCards, hasRelationship } from '#src/modules/records/public.ts'
import { addDays, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { conflict, notFound, type Refusal, refused } from '#src/platform/kernel/errors.ts'
import { newUuid, type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel, institutionOf } from '#src/platform/server/actor.ts'
import { audit, type Ctx, requireStaff, touchLive } from '#src/platform/server/context.ts'
import { closeLoop } from '#src/platform/server/loops.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import type { AgentRelation } from '../contract-shapes.ts'
import type { joinWaiting, leaveWaiting, myWaiting, noteWaitingCall, waitingHere } from '../contract-waiting.ts'
import { channelNo } from '../domain/channels.ts'
import { rankOf, type WaitingOrder } from '../domain/waiting.ts'
import { proofFor } from '../domain/who-may-book.ts'
import { channelNotYours, notWaiting, notYourResident, sessionNotFound, waitingNotFound } from '../errors.ts'
import { callListLoop } from './call-loop.ts'
import { confirmHeld } from './confirm-hold.ts'
import { departmentKeyOf, isBookable } from './make-pools.ts'
import { tellSeatReturned } from './reschedule.ts'
import { numberSetting } from './settings.ts'
import { findWaiting, requireWaiting, toWaiting } from './waiting.repository.ts'

type Join = InputOf<typeof joinWaiting>

/** Sessions that the wish names: this one, or every one of its expert or department until the day. */
const sessionsOf = async (ctx: Ctx, input: Join): Promise<readonly Session[]> => {
  const [session] = await findSessionsByIds(ctx, [input.sessionId])
  if (session === undefined || splitRegionalId(input.residentId).regionId !== ctx.regionId)
    throw sessionNotFound(input.sessionId)
  if (input.scope === 'session') return [session]
  const today = localDateAt(ctx.now, ctx.timeZone)
  const last = addDays(today, await numberSetting(ctx, 'reschedule_days'))
  const until = input.until !== undefined && input.until < last ? input.until : last
  const lead = session.staff[0]?.staffId
  const { speciality } = session
  const narrow =
    input.scope === 'department' ? speciality !== null && { speciality } : lead !== undefined && { staffId: lead }
  const all = await findSessions(ctx, { from: today, to: until, status: ['published'], ...narrow })
  const isMeant = (other: Session) =>
    input.scope === 'department'
      ? departmentKeyOf(other) === departmentKeyOf(session)
      : other.staff.some(person => person.staffId === lead)
  return [session, ...all.filter(other => other.sessionId !== session.sessionId && isBookable(other) && isMeant(other))]
}

/** Residents wait for themselves and those they act for; staff for people they know, as they may book for them. */
const checkJoin = async (ctx: Ctx, input: Join): Promise<void> => {
  if (ctx.actor.kind === 'resident') {
    if (!ctx.actor.residents.includes(input.residentId)) throw notYourResident(input.residentId)
    return
  }
  const actor = requireStaff(ctx)
  if (proofFor({ kind: 'staff', roles: actor.roles, isAtSite: true }, 'public') === undefined)
    throw channelNotYours('public')
  if (!(await hasRelationship(ctx, input.residentId, actor.institutionId))) throw notYourResident(input.residentId)
}

/** BOOK-33 Who goes before whom is decided when somebody joins, by the site's order, and kept. */
const rankFor = async (ctx: Ctx, input: Join, site: string): Promise<number> => {
  const order = await settingOf<WaitingOrder>(ctx, 'booking.waiting_order', site)
  const card = (await findResidentCards(ctx, [input.residentId])).get(input.residentId)
  const isStaff = ctx.actor.kind === 'staff'
  const institution = institutionOf(ctx.actor)
  return rankOf(order, {
    urgent: isStaff && input.reason !== undefined,
    contracted: institution !== null && (await hasRelationship(ctx, input.residentId, institution, ['contract'])),
    elder: (card?.age ?? 0) >= (await numberSetting(ctx, 'elder_age', site)),
  })
}

const relationOf = (ctx: Ctx, input: Join): AgentRelation => {
  const said = input.agent?.relation
  if (ctx.actor.kind === 'staff') return said ?? 'desk'
  return said === 'family' ? 'family' : 'self'
}

const kinds: Readonly<Record<string, (code: string, details: { readonly sessionId: string }) => Refusal>> = {
  'booking.session_not_found': notFound,
  'booking.session_stopped': refused,
  'booking.waiting_closed': refused,
}

type Joined = { readonly session_id: string; readonly outcome: string; readonly waiting_id: string | null }

/**
 * BOOK-32 Joins the waiting list of a full session, or of all full sessions of its expert or department until a day.
 * Somebody who stands on the list already keeps the place.
 * @throws why there is no place, for the session that was asked for
 */
export const join = async (ctx: Ctx, input: Join): Promise<OutputOf<typeof joinWaiting>> => {
  await checkJoin(ctx, input)
  const sessions = await sessionsOf(ctx, input)
  const uuids = sessions.map(session => splitRegionalId(session.sessionId).uuid)
  const rank = await rankFor(ctx, input, sessions[0]?.institutionId ?? '')
  const { rows } =
    await sql<Joined>`select * from booking.join_waiting(${ctx.regionId}, ${ctx.now}, ${await numberSetting(ctx, 'waiting_limit')}::int,
    ${newUuid(ctx.now.getTime())}::uuid, ${uuids.map(() => newUuid(ctx.now.getTime()))}::uuid[], ${uuids}::uuid[],
    ${splitRegionalId(input.residentId).uuid}::uuid, ${channelNo('public')}::int, ${rank}::int, ${actorLabel(ctx.actor)}, ${institutionOf(ctx.actor)}::uuid,
    ${relationOf(ctx, input)}, ${input.agent?.name ?? null})`.execute(ctx.tx)
  const places = rows.filter(row => row.waiting_id !== null)
  const [asked] = rows
  if (asked === undefined) throw notFound('booking.resident_not_found')
  if (places.length === 0) throw (kinds[asked.outcome] ?? conflict)(asked.outcome, { sessionId: input.sessionId })
  audit(ctx, {
    subjectKind: 'session',
    subjectId: input.sessionId,
    residentId: input.residentId,
    ...(sessions[0] ? { institutionId: sessions[0].institutionId } : {}),
    details: {
      scope: input.scope,
      rank,
      places: places.map(row => row.waiting_id ?? ''),
      ...(input.reason ? { reason: input.reason } : {}),
    },
  })
  for (const row of places) touchLive(ctx, `slots:${regionalId(ctx.regionId, row.session_id)}`)
  return {
    places: places.map(row => ({
      waitingId: regionalId(ctx.regionId, row.waiting_id as string),
      sessionId: regionalId(ctx.regionId, row.session_id),
    })),
  }
}

/** BOOK-36 Leaves a list; an offered seat goes to the next. @throws booking.waiting_not_found, booking.not_waiting */
export const leave = async (ctx: Ctx, input: InputOf<typeof leaveWaiting>): Promise<OutputOf<typeof leaveWaiting>> => {
  const row = await requireWaiting(ctx, input.waitingId)
  const { rows } = await sql<{
    outcome: 'left' | 'declined' | null
  }>`select booking.leave_waiting(${ctx.regionId}, ${row.waiting_id},
    ${ctx.now}, ${actorLabel(ctx.actor)}) as outcome`.execute(ctx.tx)
  const outcome = rows[0]?.outcome ?? null
  if (outcome === null) throw waitingNotFound(input.waitingId)
  if (outcome !== 'left' && outcome !== 'declined') throw notWaiting(input.waitingId, outcome)
  const sessionId = regionalId(ctx.regionId, row.session_id)
  audit(ctx, {
    subjectKind: 'waiting',
    subjectId: input.waitingId,
    residentId: regionalId(ctx.regionId, row.resident_id),
    institutionId: row.institution_id,
  })
  await tellSeatReturned(ctx, sessionId)
  touchLive(ctx, `slots:${sessionId}`)
  return { waitingId: input.waitingId, status: outcome }
}

export const readMyWaiting = async (
  ctx: Ctx,
  _input: InputOf<typeof myWaiting>,
): Promise<OutputOf<typeof myWaiting>> => {
  const residents = ctx.actor.kind === 'resident' ? ctx.actor.residents.map(id => splitRegionalId(id).uuid) : []
  const since = addDays(localDateAt(ctx.now, ctx.timeZone), -7)
  const rows = await findWaiting(
    ctx,
    sql`w.resident_id = any (${residents}::uuid[]) and (w.status in ('waiting', 'offered') or w.ended_at >= ${since}::date)`,
  )
  return { places: await toWaiting(ctx, rows) }
}

export const readWaitingHere = async (
  ctx: Ctx,
  input: InputOf<typeof waitingHere>,
): Promise<OutputOf<typeof waitingHere>> => {
  if (ctx.actor.kind !== 'staff') return { places: [] }
  const { institutionId } = ctx.actor
  const only = (column: string, id: RegionalId | undefined) =>
    id === undefined ? sql`true` : sql`${sql.raw(column)} = ${splitRegionalId(id).uuid}`
  const rows = await findWaiting(
    ctx,
    sql`w.status in ('waiting', 'offered') and (w.institution_id = ${institutionId} or w.joined_by_institution_id = ${institutionId})
      and ${only('w.session_id', input.sessionId)} and ${only('w.resident_id', input.residentId)}`,
  )
  const open = rows.filter(row => row.status === 'waiting' || row.status === 'offered')
  const cards = await findResidentCards(
    ctx,
    open.map(row => regionalId(ctx.regionId, row.resident_id)),
  )
  const places = await toWaiting(ctx, open)
  return {
    places: places.map(place => ({
      ...place,
      maskedPhone: cards.get(place.residentId)?.maskedPhone ?? null,
      joinedByInstitutionId:
        open.find(row => row.waiting_id === splitRegionalId(place.waitingId).uuid)?.joined_by_institution_id ?? null,
    })),
  }
}

/** BOOK-37 What the desk heard on the telephone: books the offered seat, gives it to the next, or keeps the note. */
export const noteCall = async (
  ctx: Ctx,
  input: InputOf<typeof noteWaitingCall>,
): Promise<OutputOf<typeof noteWaitingCall>> => {
  requireStaff(ctx)
  const row = await requireWaiting(ctx, input.waitingId)
  if (row.status !== 'offered' || row.appointment_id === null) throw notWaiting(input.waitingId, row.status)
  await sql`select booking.note_waiting_call(${ctx.regionId}, ${row.waiting_id}, ${ctx.now}, ${input.outcome})`.execute(
    ctx.tx,
  )
  const appointmentId = regionalId(ctx.regionId, row.appointment_id)
  if (input.outcome === 'not_reached') {
    audit(ctx, {
      subjectKind: 'waiting',
      subjectId: input.waitingId,
      residentId: regionalId(ctx.regionId, row.resident_id),
    })
    return { waitingId: input.waitingId, status: 'offered', booked: null }
  }
  const booked = input.outcome === 'will_come' ? await confirmHeld(ctx, { appointmentId }) : null
  const status = booked === null ? (await leave(ctx, { waitingId: input.waitingId })).status : 'accepted'
  await closeLoop(ctx, {
    kind: callListLoop,
    subjectKind: 'appointment',
    subjectId: appointmentId,
    outcome: input.outcome,
  })
  return { waitingId: input.waitingId, status, booked }
}
