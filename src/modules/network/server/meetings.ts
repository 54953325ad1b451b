import { isLocalDate } from '#src/platform/kernel/dates.ts'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract-meetings.ts'
import { changedMeanwhile, noSuchDay } from '../errors.ts'
import {
  attendanceMissing,
  meetingCancelled,
  meetingHasActions,
  meetingToCome,
  minutesConfirmed,
  minutesEmpty,
  minutesNotConfirmed,
} from '../errors-meetings.ts'
import { requireConsortium } from './consortium.ts'
import { requireInstitution } from './institution.door.ts'
import { countActions, meetingIdOf, requireManagedMeeting } from './meeting.repository.ts'
import { requireManaged } from './reach.ts'
import { requireStaffMember } from './staff.door.ts'
import { idAt, tables, todayOf } from './tables.ts'

type CallInput = InputOf<typeof contract.callMeeting>

/** The names stand in the minutes as they were on the day, whoever moves later. */
const invite = async (ctx: Ctx, meetingUuid: string, staffIds: readonly string[], presence: string): Promise<void> => {
  const rows = []
  for (const staffId of new Set(staffIds)) {
    const person = await requireStaffMember(ctx, staffId)
    const house = await requireInstitution(ctx, person.institutionId)
    rows.push({ staff_id: staffId, name: person.name, organisation: house.shortName })
  }
  if (rows.length > 0)
    await tables(ctx)
      .insertInto('network.meeting_person')
      .values(
        rows.map(row => ({
          region_id: ctx.regionId,
          meeting_person_id: idAt(ctx),
          meeting_id: meetingUuid,
          ...row,
          presence,
        })),
      )
      .onConflict(conflict => conflict.constraint('a_person_is_invited_once').doUpdateSet({ presence }))
      .execute()
}

const inviteGuests = async (ctx: Ctx, meetingUuid: string, guests: CallInput['guests']): Promise<void> => {
  if (guests.length === 0) return
  await tables(ctx)
    .insertInto('network.meeting_person')
    .values(
      guests.map(guest => ({
        region_id: ctx.regionId,
        meeting_person_id: idAt(ctx),
        meeting_id: meetingUuid,
        staff_id: null,
        name: guest.name.trim(),
        organisation: guest.organisation.trim(),
        presence: 'invited',
      })),
    )
    .execute()
}

export const callMeeting = async (ctx: Ctx, input: CallInput) => {
  if (!isLocalDate(input.on)) throw noSuchDay()
  await requireInstitution(ctx, input.hostInstitutionId)
  await requireManaged(ctx, input.hostInstitutionId)
  if (input.consortiumId) await requireConsortium(ctx, input.consortiumId)
  const others = [...new Set(input.institutionIds)].filter(id => id !== input.hostInstitutionId)
  for (const id of others) await requireInstitution(ctx, id)
  const meetingUuid = idAt(ctx)
  await tables(ctx)
    .insertInto('network.meeting')
    .values({
      region_id: ctx.regionId,
      meeting_id: meetingUuid,
      consortium_id: input.consortiumId ?? null,
      host_institution_id: input.hostInstitutionId,
      kind: input.kind,
      title: input.title.trim(),
      local_date: input.on,
      starts_at: input.startsAt ?? null,
      place: input.place.trim(),
      agenda: input.agenda?.trim() || null,
      minutes: null,
      status: 'draft',
      confirmed_by: null,
      confirmed_at: null,
      cancel_reason: null,
      version: 1,
      demo: input.demo ?? false,
      created_by: actorLabel(ctx.actor),
      created_at: ctx.now,
    })
    .execute()
  if (others.length > 0)
    await tables(ctx)
      .insertInto('network.meeting_institution')
      .values(others.map(institution_id => ({ region_id: ctx.regionId, meeting_id: meetingUuid, institution_id })))
      .execute()
  await invite(ctx, meetingUuid, input.staffIds, 'invited')
  await inviteGuests(ctx, meetingUuid, input.guests)
  audit(ctx, { subjectKind: 'meeting', subjectId: meetingUuid, institutionId: input.hostInstitutionId })
  return { meetingId: meetingIdOf(ctx, meetingUuid) }
}

/** A draft that this person may still change (NET-78). */
const requireDraft = async (ctx: Ctx, meetingId: string, version: number | null) => {
  const meeting = await requireManagedMeeting(ctx, meetingId)
  if (meeting.status === 'confirmed') throw minutesConfirmed()
  if (meeting.status === 'cancelled') throw meetingCancelled()
  if (version !== null && meeting.version !== version) throw changedMeanwhile()
  return meeting
}

const change = (ctx: Ctx, meetingUuid: string, values: Readonly<Record<string, unknown>>) =>
  tables(ctx)
    .updateTable('network.meeting')
    .set(values)
    .where('region_id', '=', ctx.regionId)
    .where('meeting_id', '=', meetingUuid)
    .execute()

export const writeMinutes = async (ctx: Ctx, input: InputOf<typeof contract.writeMinutes>) => {
  const meeting = await requireDraft(ctx, input.meetingId, input.version)
  const version = input.version + 1
  await change(ctx, meeting.meeting_id, {
    version,
    ...(input.agenda === undefined ? {} : { agenda: input.agenda?.trim() || null }),
    ...(input.minutes === undefined ? {} : { minutes: input.minutes?.trim() || null }),
  })
  for (const { meetingPersonId, presence } of input.attendance)
    await tables(ctx)
      .updateTable('network.meeting_person')
      .set({ presence })
      .where('region_id', '=', ctx.regionId)
      .where('meeting_id', '=', meeting.meeting_id)
      .where('meeting_person_id', '=', meetingPersonId)
      .execute()
  await invite(ctx, meeting.meeting_id, input.alsoStaffIds ?? [], 'present')
  audit(ctx, { subjectKind: 'meeting', subjectId: meeting.meeting_id, institutionId: meeting.host_institution_id })
  return { version }
}

/** Written, held, and everybody's presence known: then the minutes stand for good (NET-78). */
export const confirmMinutes = async (ctx: Ctx, input: InputOf<typeof contract.confirmMinutes>) => {
  const meeting = await requireDraft(ctx, input.meetingId, input.version)
  if (meeting.local_date > todayOf(ctx)) throw meetingToCome()
  if (meeting.minutes === null) throw minutesEmpty()
  const unknown = await tables(ctx)
    .selectFrom('network.meeting_person')
    .select('meeting_person_id')
    .where('region_id', '=', ctx.regionId)
    .where('meeting_id', '=', meeting.meeting_id)
    .where('presence', '=', 'invited')
    .execute()
  if (unknown.length > 0) throw attendanceMissing(unknown.length)
  await change(ctx, meeting.meeting_id, {
    status: 'confirmed',
    confirmed_by: actorLabel(ctx.actor),
    confirmed_at: ctx.now,
    version: input.version + 1,
  })
  audit(ctx, { subjectKind: 'meeting', subjectId: meeting.meeting_id, institutionId: meeting.host_institution_id })
  return {}
}

export const cancelMeeting = async (ctx: Ctx, input: InputOf<typeof contract.cancelMeeting>) => {
  const meeting = await requireDraft(ctx, input.meetingId, null)
  const counts = (await countActions(ctx, [meeting.meeting_id])).get(meeting.meeting_id)
  const undone = (counts?.open ?? 0) + (counts?.overdue ?? 0)
  if (undone > 0) throw meetingHasActions(undone)
  await change(ctx, meeting.meeting_id, {
    status: 'cancelled',
    cancel_reason: input.reason.trim(),
    version: meeting.version + 1,
  })
  audit(ctx, {
    subjectKind: 'meeting',
    subjectId: meeting.meeting_id,
    institutionId: meeting.host_institution_id,
    reason: input.reason,
  })
  return {}
}

/** What was confirmed stays as it was; what is added says who added it and when (NET-78). */
export const addAddendum = async (ctx: Ctx, input: InputOf<typeof contract.addAddendum>) => {
  const meeting = await requireManagedMeeting(ctx, input.meetingId)
  if (meeting.status !== 'confirmed') throw minutesNotConfirmed()
  const addendumId = idAt(ctx)
  await tables(ctx)
    .insertInto('network.meeting_addendum')
    .values({
      region_id: ctx.regionId,
      addendum_id: addendumId,
      meeting_id: meeting.meeting_id,
      text: input.text.trim(),
      written_by: actorLabel(ctx.actor),
      written_at: ctx.now,
    })
    .execute()
  audit(ctx, { subjectKind: 'meeting', subjectId: meeting.meeting_id, institutionId: meeting.host_institution_id })
  return { addendumId }
}
