import { sql } from 'kysely'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type { MembershipRole } from '../contract-codes.ts'
import type * as contract from '../contract-council.ts'
import { benchOf } from '../domain/meetings.ts'
import { covers, overlaps } from '../domain/periods.ts'
import { endsBeforeStart } from '../errors.ts'
import {
  charterBeforeTheLast,
  charterEmpty,
  councillorNeeded,
  meetingOnAnotherDay,
  seatTwice,
  secondChair,
  unknownSeat,
} from '../errors-meetings.ts'
import { requireConsortium } from './consortium.ts'
import { requireInstitution } from './institution.door.ts'
import { memberships } from './institution.repository.ts'
import { requireSeenMeeting } from './meeting.repository.ts'
import { managedInstitutions, mayManage, requireManagedConsortium } from './reach.ts'
import { lockRow } from './rows.ts'
import { requireStaffMember } from './staff.door.ts'
import { idAt, tables, todayOf } from './tables.ts'

type Council = OutputOf<typeof contract.council>

const chartersOf = async (ctx: Ctx, consortiumId: string): Promise<Council['charters']> => {
  const today = todayOf(ctx)
  const reach = [...(await managedInstitutions(ctx))]
  const rows = await tables(ctx)
    .selectFrom('network.charter as c')
    .leftJoin('network.meeting as m', join =>
      join.onRef('m.region_id', '=', 'c.meeting_region_id').onRef('m.meeting_id', '=', 'c.meeting_id'),
    )
    .selectAll('c')
    .select('m.title as meeting_title')
    // A meeting is known to its institutions only (NET-79); whoever reads the charter of others learns nothing of it.
    .select(
      sql<boolean>`m.host_institution_id = any(${reach}::uuid[]) or exists (select from network.meeting_institution x
        where x.region_id = m.region_id and x.meeting_id = m.meeting_id and x.institution_id = any(${reach}::uuid[]))`.as(
        'meeting_seen',
      ),
    )
    .where('c.consortium_id', '=', consortiumId)
    .orderBy('c.version_number', 'desc')
    .execute()
  const inForce = rows.find(row => row.adopted_on <= today)?.charter_id
  return rows.map(row => ({
    charterId: row.charter_id,
    version: row.version_number,
    title: row.title,
    text: row.text,
    fileReference: row.file_reference,
    adoptedOn: row.adopted_on,
    meetingId:
      row.meeting_seen && row.meeting_id !== null && row.meeting_region_id !== null
        ? regionalId(row.meeting_region_id, row.meeting_id)
        : null,
    meetingTitle: row.meeting_seen ? row.meeting_title : null,
    inForce: row.charter_id === inForce,
  }))
}

const seatsOf = async (ctx: Ctx, consortiumId: string): Promise<Council['seats']> => {
  const today = todayOf(ctx)
  const rows = await tables(ctx)
    .selectFrom('network.council_seat as c')
    .leftJoin('network.staff as s', 's.staff_id', 'c.staff_id')
    .selectAll('c')
    .select('s.institution_id')
    .where('c.consortium_id', '=', consortiumId)
    .orderBy('c.valid_from', 'desc')
    .orderBy('c.seat_id')
    .execute()
  const members = (await memberships(ctx, { consortiumId })).filter(member => member.current)
  const posts = ['chair', 'vice_chair', 'secretary', 'member']
  return rows
    .map(row => ({
      seatId: row.seat_id,
      staffId: row.staff_id,
      name: row.name,
      organisation: row.organisation,
      post: row.post as Council['seats'][number]['post'],
      bench: benchOf(
        (members.find(member => member.institutionId === row.institution_id)?.role as MembershipRole | undefined) ??
          null,
      ),
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      current: covers({ validFrom: row.valid_from, validUntil: row.valid_until }, today),
    }))
    .sort(
      (one, other) =>
        Number(other.current) - Number(one.current) || posts.indexOf(one.post) - posts.indexOf(other.post),
    )
}

/** Charter and council of one consortium, and how many seats the base has (NET-83). */
export const council = async (ctx: Ctx, input: InputOf<typeof contract.council>): Promise<Council> => {
  const consortium = await requireConsortium(ctx, input.consortiumId)
  const seats = await seatsOf(ctx, input.consortiumId)
  const current = seats.filter(seat => seat.current)
  const head = (await memberships(ctx, { consortiumId: consortium.consortium_id })).find(
    member => member.current && member.role === 'head',
  )
  return {
    charters: await chartersOf(ctx, input.consortiumId),
    seats,
    seatCount: current.length,
    grassRootsCount: current.filter(seat => seat.bench === 'grass_roots').length,
    mayManage: head ? await mayManage(ctx, 'network.council.manage', head.institutionId) : false,
  }
}

/** A charter is never overwritten: each version is adopted on a day, not before the one it follows (NET-82). */
export const adoptCharter = async (ctx: Ctx, input: InputOf<typeof contract.adoptCharter>) => {
  await requireConsortium(ctx, input.consortiumId)
  await requireManagedConsortium(ctx, input.consortiumId)
  const [text, fileReference] = [input.text?.trim() || null, input.fileReference?.trim() || null]
  if (text === null && fileReference === null) throw charterEmpty()
  const last = await tables(ctx)
    .selectFrom('network.charter')
    .select(['version_number', 'adopted_on'])
    .where('consortium_id', '=', input.consortiumId)
    .orderBy('version_number', 'desc')
    .executeTakeFirst()
  if (last && input.adoptedOn < last.adopted_on) throw charterBeforeTheLast()
  const meeting = input.meetingId ? (await requireSeenMeeting(ctx, input.meetingId)).meeting : null
  if (meeting && meeting.local_date !== input.adoptedOn) throw meetingOnAnotherDay()
  const charterId = idAt(ctx)
  const version = (last?.version_number ?? 0) + 1
  await tables(ctx)
    .insertInto('network.charter')
    .values({
      charter_id: charterId,
      consortium_id: input.consortiumId,
      version_number: version,
      title: input.title.trim(),
      text,
      file_reference: fileReference,
      adopted_on: input.adoptedOn,
      meeting_region_id: input.meetingId ? splitRegionalId(input.meetingId).regionId : null,
      meeting_id: meeting?.meeting_id ?? null,
      created_by: actorLabel(ctx.actor),
      created_at: ctx.now,
    })
    .execute()
  audit(ctx, { subjectKind: 'consortium', subjectId: input.consortiumId, details: { charter: charterId, version } })
  return { charterId, version }
}

type SeatInput = InputOf<typeof contract.giveSeat>

const councillorOf = async (ctx: Ctx, input: SeatInput): Promise<{ name: string; organisation: string }> => {
  if (input.staffId) {
    const person = await requireStaffMember(ctx, input.staffId)
    return { name: person.name, organisation: (await requireInstitution(ctx, person.institutionId)).shortName }
  }
  if (!input.name || !input.organisation) throw councillorNeeded()
  return { name: input.name.trim(), organisation: input.organisation.trim() }
}

export const giveSeat = async (ctx: Ctx, input: SeatInput) => {
  await requireConsortium(ctx, input.consortiumId)
  await requireManagedConsortium(ctx, input.consortiumId)
  const term = { validFrom: input.validFrom, validUntil: input.validUntil ?? null }
  if (term.validUntil !== null && term.validUntil < term.validFrom) throw endsBeforeStart()
  const who = await councillorOf(ctx, input)
  const seats = await tables(ctx)
    .selectFrom('network.council_seat')
    .selectAll()
    .where('consortium_id', '=', input.consortiumId)
    .execute()
  const sharing = seats.filter(seat => overlaps(term, { validFrom: seat.valid_from, validUntil: seat.valid_until }))
  if (input.staffId && sharing.some(seat => seat.staff_id === input.staffId)) throw seatTwice()
  if (input.post === 'chair' && sharing.some(seat => seat.post === 'chair')) throw secondChair()
  const seatId = idAt(ctx)
  await tables(ctx)
    .insertInto('network.council_seat')
    .values({
      seat_id: seatId,
      consortium_id: input.consortiumId,
      staff_id: input.staffId ?? null,
      ...who,
      post: input.post,
      valid_from: term.validFrom,
      valid_until: term.validUntil,
      end_reason: null,
      created_at: ctx.now,
    })
    .execute()
  audit(ctx, { subjectKind: 'consortium', subjectId: input.consortiumId, details: { seat: seatId } })
  return { seatId }
}

export const endSeat = async (ctx: Ctx, input: InputOf<typeof contract.endSeat>) => {
  const seat = await lockRow(ctx, 'network.council_seat', { seat_id: input.seatId })
  if (!seat) throw unknownSeat(input.seatId)
  await requireManagedConsortium(ctx, seat.consortium_id)
  if (input.validUntil < seat.valid_from) throw endsBeforeStart()
  await tables(ctx)
    .updateTable('network.council_seat')
    .set({ valid_until: input.validUntil, end_reason: input.reason.trim() })
    .where('seat_id', '=', input.seatId)
    .execute()
  audit(ctx, { subjectKind: 'consortium', subjectId: seat.consortium_id, reason: input.reason })
  return {}
}
