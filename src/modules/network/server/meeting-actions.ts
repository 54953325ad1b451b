import { instantAt } from '#src/platform/kernel/dates.ts'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx, requireStaff } from '#src/platform/server/context.ts'
import { accountAtWork, rolesHeldAt } from '#src/platform/server/loop-states.ts'
import { closeLoop, openLoop } from '#src/platform/server/loops.ts'
import type * as contract from '../contract-meetings.ts'
import { outsideReach } from '../errors.ts'
import {
  actionClosed,
  dueBeforeTheMeeting,
  meetingCancelled,
  notAtTheMeeting,
  noteNeeded,
  ownerElsewhere,
  unknownAction,
} from '../errors-meetings.ts'
import { requireInstitution } from './institution.door.ts'
import {
  actionKind,
  actionSubject,
  institutionsOfMeeting,
  loopsOfActions,
  requireManagedMeeting,
} from './meeting.repository.ts'
import { isManaged } from './reach.ts'
import { mayWorkAt, requireStaffMember } from './staff.door.ts'
import { idAt, tables } from './tables.ts'

type Input = InputOf<typeof contract.addMeetingAction>
type Owner = { readonly institutionId: string; readonly ownerAccountId?: string; readonly ownerRole?: string }

/**
 * To whom the task goes: the person where that person signs in; else the managers of the house; where nobody of the
 * house signs in, the consortium office of the host, so that no task lies where nobody looks (NET-80).
 */
const ownerOf = async (ctx: Ctx, input: Input, hostInstitutionId: string): Promise<Owner> => {
  const house = input.byInstitutionId
  if (input.ownerStaffId) {
    const account = await accountAtWork(ctx, input.ownerStaffId, house)
    if (account !== null) return { institutionId: house, ownerAccountId: account }
  }
  const [role] = await rolesHeldAt(ctx, house, ['centre_manager', 'consortium_manager'])
  return role
    ? { institutionId: house, ownerRole: role }
    : { institutionId: hostInstitutionId, ownerRole: 'consortium_manager' }
}

/** An action item is a loop: it has an owner and a due day, climbs when overdue and ends by an outcome (NET-80). */
export const addMeetingAction = async (ctx: Ctx, input: Input) => {
  const meeting = await requireManagedMeeting(ctx, input.meetingId)
  if (meeting.status === 'cancelled') throw meetingCancelled()
  await requireInstitution(ctx, input.byInstitutionId)
  const houses = await institutionsOfMeeting(ctx, meeting.meeting_id, meeting.host_institution_id)
  if (!houses.some(house => house.institutionId === input.byInstitutionId)) throw notAtTheMeeting()
  if (input.dueOn < meeting.local_date) throw dueBeforeTheMeeting()
  if (input.ownerStaffId) {
    await requireStaffMember(ctx, input.ownerStaffId)
    if (!(await mayWorkAt(ctx, input.ownerStaffId, input.byInstitutionId, meeting.local_date))) throw ownerElsewhere()
  }
  const actionId = idAt(ctx)
  await tables(ctx)
    .insertInto('network.meeting_action')
    .values({
      region_id: ctx.regionId,
      action_id: actionId,
      meeting_id: meeting.meeting_id,
      institution_id: input.byInstitutionId,
      owner_staff_id: input.ownerStaffId ?? null,
      what: input.what.trim(),
      reason: input.reason.trim(),
      due_on: input.dueOn,
      created_by: actorLabel(ctx.actor),
      created_at: ctx.now,
    })
    .execute()
  await openLoop(ctx, {
    kind: actionKind,
    ...(await ownerOf(ctx, input, meeting.host_institution_id)),
    subjectKind: actionSubject,
    subjectId: actionId,
    reason: input.what.trim(),
    dueAt: instantAt(input.dueOn, '17:30', ctx.timeZone),
    details: { meetingId: meeting.meeting_id },
  })
  audit(ctx, { subjectKind: actionSubject, subjectId: actionId, institutionId: input.byInstitutionId })
  return { actionId }
}

/** Closed by its owner, by the house that must do it, or by the office that called the meeting (NET-81). */
export const closeMeetingAction = async (ctx: Ctx, input: InputOf<typeof contract.closeMeetingAction>) => {
  const action = await tables(ctx)
    .selectFrom('network.meeting_action as a')
    .innerJoin('network.meeting as m', join =>
      join.onRef('m.region_id', '=', 'a.region_id').onRef('m.meeting_id', '=', 'a.meeting_id'),
    )
    .select(['a.institution_id', 'm.host_institution_id'])
    .where('a.region_id', '=', ctx.regionId)
    .where('a.action_id', '=', input.actionId)
    .executeTakeFirst()
  if (!action) throw unknownAction(input.actionId)
  const loop = (await loopsOfActions(ctx, [input.actionId])).get(input.actionId)
  const isOwner = loop?.ownerAccountId === requireStaff(ctx).accountId
  if (!isOwner && !(await isManaged(ctx, action.institution_id)) && !(await isManaged(ctx, action.host_institution_id)))
    throw outsideReach(action.institution_id)
  const note = input.note?.trim() || undefined
  if (input.outcome !== 'done' && note === undefined) throw noteNeeded()
  const { closed } = await closeLoop(ctx, {
    kind: actionKind,
    subjectKind: actionSubject,
    subjectId: input.actionId,
    outcome: input.outcome,
    note,
  })
  if (!closed) throw actionClosed()
  audit(ctx, {
    subjectKind: actionSubject,
    subjectId: input.actionId,
    institutionId: action.institution_id,
    details: { outcome: input.outcome },
  })
  return {}
}
