import { sql } from 'kysely'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { findAccountNames } from '#src/platform/server/account-names.ts'
import { type Ctx, requireStaff } from '#src/platform/server/context.ts'
import type * as contract from '../contract-meetings.ts'
import { actionState } from '../domain/meetings.ts'
import {
  type ActionCounts,
  actionKind,
  actionSubject,
  countActions,
  loopsOfActions,
  meetingIdOf,
  requireSeenMeeting,
} from './meeting.repository.ts'
import { managedInstitutions, mayManage } from './reach.ts'
import { tables } from './tables.ts'

type Detail = OutputOf<typeof contract.meetingDetail>
type Row = OutputOf<typeof contract.listMeetings>['items'][number]

type MeetingRow = {
  readonly meeting_id: string
  readonly kind: Row['kind']
  readonly title: string
  readonly local_date: string
  readonly starts_at: string | null
  readonly place: string
  readonly host_institution_id: string
  readonly host_name: string
  readonly status: Row['status']
  readonly demo: boolean
}

const none: ActionCounts = { open: 0, overdue: 0, closed: 0 }
const timeOf = (time: string | null): string | null => time?.slice(0, 5) ?? null
const accountOf = (label: string): string => label.replace(/^staff:/, '')

/** Something of the meeting is still to be done: asked of the loops before the list is cut to its length (NET-98). */
const leftUndone = (ctx: Ctx) => sql`m.meeting_id in (
  select a.meeting_id
  from platform.loops_about(${ctx.regionId}::int, ${actionKind}, ${actionSubject},
    array(select x.action_id::text from network.meeting_action x where x.region_id = ${ctx.regionId})) l
  join network.meeting_action a on a.region_id = l.region_id and a.action_id = l.subject_id::uuid
  where l.status = 'open')`

/** Meetings of the institutions in reach, the newest first. */
export const listMeetings = async (
  ctx: Ctx,
  input: InputOf<typeof contract.listMeetings>,
): Promise<OutputOf<typeof contract.listMeetings>> => {
  const reach = [...(await managedInstitutions(ctx))]
  const { rows } = await sql<MeetingRow>`
    select m.meeting_id, m.kind, m.title, m.local_date::text, m.starts_at::text, m.place, m.host_institution_id, i.short_name as host_name, m.status, m.demo
    from network.meeting m join network.institution i on i.institution_id = m.host_institution_id
    where m.region_id = ${ctx.regionId} and (${input.kind ?? null}::text is null or m.kind = ${input.kind ?? null})
      and (m.host_institution_id = any(${reach}::uuid[]) or exists (select from network.meeting_institution x
        where x.region_id = m.region_id and x.meeting_id = m.meeting_id and x.institution_id = any(${reach}::uuid[])))
      and (${input.actionId ?? null}::uuid is null or exists (select from network.meeting_action a
        where a.region_id = m.region_id and a.meeting_id = m.meeting_id and a.action_id = ${input.actionId ?? null}::uuid))
      and ${input.undone ? leftUndone(ctx) : sql`true`}
    order by m.local_date desc, m.meeting_id desc limit ${input.limit ?? 100}`.execute(ctx.tx)
  const counts = await countActions(
    ctx,
    rows.map(row => row.meeting_id),
  )
  const items = rows.map(row => ({
    meetingId: meetingIdOf(ctx, row.meeting_id),
    kind: row.kind,
    title: row.title,
    on: row.local_date,
    startsAt: timeOf(row.starts_at),
    place: row.place,
    host: { institutionId: row.host_institution_id, name: row.host_name },
    status: row.status,
    actions: counts.get(row.meeting_id) ?? none,
    demo: row.demo,
  }))
  return { items }
}

/** Action items as their loops stand: the meeting keeps no list of its own. */
const actionItems = async (ctx: Ctx, meetingUuid: string, managesHost: boolean): Promise<Detail['actionItems']> => {
  const rows = await tables(ctx)
    .selectFrom('network.meeting_action as a')
    .innerJoin('network.institution as i', 'i.institution_id', 'a.institution_id')
    .leftJoin('network.staff as s', 's.staff_id', 'a.owner_staff_id')
    .selectAll('a')
    .select(['i.short_name', 's.name as owner_name'])
    .where('a.region_id', '=', ctx.regionId)
    .where('a.meeting_id', '=', meetingUuid)
    .orderBy('a.due_on')
    .orderBy('a.action_id')
    .execute()
  const loops = await loopsOfActions(
    ctx,
    rows.map(row => row.action_id),
  )
  const names = await findAccountNames(
    ctx,
    [...loops.values()].flatMap(loop => loop.ownerAccountId ?? []),
  )
  const reach = await managedInstitutions(ctx)
  const actor = requireStaff(ctx)
  return rows.flatMap(row => {
    const loop = loops.get(row.action_id)
    if (!loop) return []
    const owns = loop.ownerAccountId === actor.accountId
    return [
      {
        actionId: row.action_id,
        what: row.what,
        reason: row.reason,
        institutionId: row.institution_id,
        institutionName: row.short_name,
        ownerName: row.owner_name,
        heldBy: loop.ownerAccountId === null ? null : (names.get(loop.ownerAccountId) ?? null),
        heldByRole: loop.ownerRole,
        dueOn: row.due_on,
        state: actionState(loop, ctx.now),
        level: loop.level,
        outcome: loop.outcome,
        note: loop.note,
        closedAt: loop.closedAt?.toISOString() ?? null,
        mayClose: loop.status === 'open' && (managesHost || owns || reach.has(row.institution_id)),
      },
    ]
  })
}

export const meetingDetail = async (ctx: Ctx, input: InputOf<typeof contract.meetingDetail>): Promise<Detail> => {
  const { meeting, institutions } = await requireSeenMeeting(ctx, input.meetingId)
  const here = { region_id: ctx.regionId, meeting_id: meeting.meeting_id }
  const manages = await mayManage(ctx, 'network.meeting.manage', meeting.host_institution_id)
  const people = await tables(ctx)
    .selectFrom('network.meeting_person')
    .selectAll()
    .where('region_id', '=', here.region_id)
    .where('meeting_id', '=', here.meeting_id)
    .orderBy('meeting_person_id')
    .execute()
  const addenda = await tables(ctx)
    .selectFrom('network.meeting_addendum')
    .selectAll()
    .where('region_id', '=', here.region_id)
    .where('meeting_id', '=', here.meeting_id)
    .orderBy('written_at')
    .execute()
  const labels = [meeting.confirmed_by ?? '', ...addenda.map(row => row.written_by)].map(accountOf)
  const names = await findAccountNames(ctx, labels)
  const counts = await countActions(ctx, [meeting.meeting_id])
  return {
    meetingId: input.meetingId,
    kind: meeting.kind as Detail['kind'],
    title: meeting.title,
    on: meeting.local_date,
    startsAt: timeOf(meeting.starts_at),
    place: meeting.place,
    host: { institutionId: meeting.host_institution_id, name: institutions[0]?.name ?? '' },
    status: meeting.status as Detail['status'],
    actions: counts.get(meeting.meeting_id) ?? none,
    demo: meeting.demo,
    institutions: [...institutions],
    people: people.map(row => ({
      meetingPersonId: row.meeting_person_id,
      staffId: row.staff_id,
      name: row.name,
      organisation: row.organisation,
      presence: row.presence as Detail['people'][number]['presence'],
    })),
    agenda: meeting.agenda,
    minutes: meeting.minutes,
    confirmedBy: meeting.confirmed_by === null ? null : (names.get(accountOf(meeting.confirmed_by)) ?? ''),
    confirmedAt: meeting.confirmed_at?.toISOString() ?? null,
    cancelReason: meeting.cancel_reason,
    addenda: addenda.map(row => ({
      addendumId: row.addendum_id,
      text: row.text,
      writtenBy: names.get(accountOf(row.written_by)) ?? '',
      writtenAt: row.written_at.toISOString(),
    })),
    actionItems: await actionItems(ctx, meeting.meeting_id, manages),
    version: meeting.version,
    mayManage: manages,
  }
}
