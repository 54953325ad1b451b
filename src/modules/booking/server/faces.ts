import { sql } from 'kysely'
import { findSessionsByIds } from '#src/modules/deployment/public.ts'
import { openRecord } from '#src/modules/records/public.ts'
import { addMinutes, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid, type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { audit, type Ctx, emit, requireStaff, touchLive } from '#src/platform/server/context.ts'
import type { Face, facesAtDesk, giveFace, giveFaceAtDesk, myFaces } from '../contract-faces.ts'
import { notYourResident, visitNotFound } from '../errors.ts'
import * as refusals from '../errors-faces.ts'
import { type ComplaintEvent, complaintMade } from '../events.ts'
import { departmentName, placesOf } from './session-cards.ts'
import { numberSetting } from './settings.ts'
import { findVisits } from './visit.repository.ts'

/** What a visit was about, in words: the session's title, its site and who came. */
export const sessionWords = async (ctx: Ctx, sessionIds: readonly string[]) => {
  const unique = [...new Set(sessionIds)].map(id => regionalId(ctx.regionId, id))
  const sessions = await findSessionsByIds(ctx, unique)
  const places = await placesOf(ctx, sessions)
  return new Map(
    sessions.map(session => [
      splitRegionalId(session.sessionId).uuid,
      {
        title: session.title ?? departmentName(session, places),
        institutionName: places.institutions.get(session.institutionId)?.name ?? '',
        localDate: session.localDate,
        staff: session.staff,
        experts: session.staff.map(person => person.name),
      },
    ]),
  )
}

const since = async (ctx: Ctx): Promise<{ readonly days: number; readonly at: Date }> => {
  const days = await numberSetting(ctx, 'face_days')
  return { days, at: addMinutes(ctx.now, -days * 24 * 60) }
}

type Given = {
  readonly visit_id: string
  readonly face: Face
  readonly words: string | null
  readonly status: 'open' | 'answered' | null
  readonly answer: string | null
}

/** BOOK-69 What can be answered, and one's own answers. Who acts for somebody has looked, and the person reads so. */
export const readMyFaces = async (ctx: Ctx, input: InputOf<typeof myFaces>): Promise<OutputOf<typeof myFaces>> => {
  if (ctx.actor.kind !== 'resident' || !ctx.actor.residents.includes(input.residentId))
    throw notYourResident(input.residentId)
  await openRecord(ctx, input.residentId, 'proxy')
  const { uuid } = splitRegionalId(input.residentId)
  const from = (await since(ctx)).at
  const visits = await findVisits(ctx, sql`v.resident_id = ${uuid} and v.status = 'seen' and v.seen_at >= ${from}`)
  const given = await sql<Given>`select f.visit_id, f.face, f.words, c.status, c.answer from booking.face f
    left join booking.complaint c on c.region_id = f.region_id and c.visit_id = f.visit_id
    where f.region_id = ${ctx.regionId} and f.resident_id = ${uuid}
      and f.visit_id = any (${visits.map(visit => visit.visit_id)}::uuid[])`.execute(ctx.tx)
  const answers = new Map(given.rows.map(row => [row.visit_id, row]))
  const words = await sessionWords(
    ctx,
    visits.map(visit => visit.session_id),
  )
  const newestFirst = [...visits].sort((one, other) => Number(other.seen_at) - Number(one.seen_at))
  return {
    visits: newestFirst.map(visit => {
      const session = words.get(visit.session_id)
      const answer = answers.get(visit.visit_id)
      return {
        visitId: regionalId(ctx.regionId, visit.visit_id),
        appointmentId: visit.appointment_id === null ? null : regionalId(ctx.regionId, visit.appointment_id),
        localDate: session?.localDate ?? localDateAt(visit.arrived_at, ctx.timeZone),
        institutionName: session?.institutionName ?? '',
        title: session?.title ?? '',
        experts: [...(session?.experts ?? [])],
        face: answer?.face ?? null,
        words: answer?.words ?? null,
        complaint: answer?.status == null ? null : { status: answer.status, answer: answer.answer },
      }
    }),
  }
}

type Answer = InputOf<typeof giveFaceAtDesk>

/** BOOK-69 Written once by the function, which no one can change afterwards. The audit says that, never how. */
const write = async (ctx: Ctx, input: Answer): Promise<{ visitId: RegionalId }> => {
  const isComplaint = input.contactMe === true
  if (isComplaint && (input.face !== 'bad' || input.words === undefined)) throw refusals.faceWordsNeeded()
  const { days, at } = await since(ctx)
  const { uuid } = splitRegionalId(input.visitId)
  const complaintId = isComplaint ? newUuid(ctx.now.getTime()) : null
  const { rows } = await sql<{
    outcome: string | null
  }>`select booking.give_face(${ctx.regionId}, ${uuid}, ${input.face},
    ${input.words ?? null}, ${complaintId}, ${at}, ${ctx.now}) as outcome`.execute(ctx.tx)
  const outcome = rows[0]?.outcome ?? null
  if (outcome === null) throw visitNotFound(input.visitId)
  if (outcome === 'answered') throw refusals.faceGiven(input.visitId)
  if (outcome === 'late') throw refusals.faceTooLate(days)
  if (outcome !== 'given') throw refusals.faceNotSeen(input.visitId, outcome)
  const [visit] = await findVisits(ctx, sql`v.visit_id = ${uuid}`)
  if (visit === undefined) throw visitNotFound(input.visitId)
  const residentId = regionalId(ctx.regionId, visit.resident_id)
  audit(ctx, { subjectKind: 'visit', subjectId: input.visitId, residentId, institutionId: visit.institution_id })
  touchLive(ctx, `screen:${visit.institution_id}`)
  if (complaintId !== null) {
    const data: ComplaintEvent = {
      complaintId: regionalId(ctx.regionId, complaintId),
      residentId,
      institutionId: visit.institution_id,
    }
    emit(ctx, { name: complaintMade, data })
  }
  return { visitId: input.visitId }
}

export const giveMyFace = async (ctx: Ctx, input: InputOf<typeof giveFace>): Promise<OutputOf<typeof giveFace>> => {
  const { residentId, ...answer } = input
  if (ctx.actor.kind !== 'resident' || !ctx.actor.residents.includes(residentId)) throw notYourResident(residentId)
  const [visit] = await findVisits(ctx, sql`v.visit_id = ${splitRegionalId(input.visitId).uuid}`)
  if (visit?.resident_id !== splitRegionalId(residentId).uuid) throw visitNotFound(input.visitId)
  return write(ctx, answer)
}

export const giveDeskFace = (ctx: Ctx, input: Answer): Promise<OutputOf<typeof giveFaceAtDesk>> => {
  requireStaff(ctx)
  return write(ctx, input)
}

/** BOOK-70 Tickets seen here today that nobody has answered, the last seen first: who has just come out stands on top. */
export const readDeskFaces = async (
  ctx: Ctx,
  _input: InputOf<typeof facesAtDesk>,
): Promise<OutputOf<typeof facesAtDesk>> => {
  const { institutionId } = requireStaff(ctx)
  const today = localDateAt(ctx.now, ctx.timeZone)
  const answered = await sql<{ visit_id: string }>`select visit_id
    from booking.answered_visits(${ctx.regionId}, ${institutionId}, ${today})`.execute(ctx.tx)
  const done = new Set(answered.rows.map(row => row.visit_id))
  const seen = await findVisits(
    ctx,
    sql`v.institution_id = ${institutionId} and v.local_date = ${today} and v.status = 'seen'`,
  )
  const open = seen.filter(visit => !done.has(visit.visit_id))
  const words = await sessionWords(
    ctx,
    open.map(visit => visit.session_id),
  )
  return {
    visits: [...open]
      .sort((one, other) => Number(other.seen_at) - Number(one.seen_at))
      .map(visit => ({
        visitId: regionalId(ctx.regionId, visit.visit_id),
        ticketNo: visit.ticket_no,
        maskedName: visit.masked_name,
        title: words.get(visit.session_id)?.title ?? '',
        seenAt: (visit.seen_at ?? visit.arrived_at).toISOString(),
      })),
  }
}
