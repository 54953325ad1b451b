import { sql } from 'kysely'
import { regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { type LoopState, loopStates } from '#src/platform/server/loop-states.ts'
import { actionState } from '../domain/meetings.ts'
import { unknownMeeting } from '../errors-meetings.ts'
import { managedInstitutions, requireManaged } from './reach.ts'
import { tables } from './tables.ts'

export const actionKind = 'network.meeting_action'
export const actionSubject = 'meeting_action'

export const loopsOfActions = (ctx: Ctx, actionIds: readonly string[]): Promise<ReadonlyMap<string, LoopState>> =>
  loopStates(ctx, { kind: actionKind, subjectKind: actionSubject, subjectIds: actionIds })

/** One meeting, locked where it is to be changed. @throws network.unknown_meeting */
export const requireMeeting = async (ctx: Ctx, meetingId: string, lock = false) => {
  const { regionId, uuid } = splitRegionalId(meetingId)
  const query = tables(ctx)
    .selectFrom('network.meeting')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where('meeting_id', '=', uuid)
  const meeting = regionId === ctx.regionId ? await (lock ? query.forUpdate() : query).executeTakeFirst() : undefined
  if (!meeting) throw unknownMeeting(meetingId)
  return meeting
}

/** A meeting whose host this person manages, locked for a change. */
export const requireManagedMeeting = async (ctx: Ctx, meetingId: string) => {
  const meeting = await requireMeeting(ctx, meetingId, true)
  await requireManaged(ctx, meeting.host_institution_id)
  return meeting
}

/** The institutions a meeting concerns, its host first. */
export const institutionsOfMeeting = async (ctx: Ctx, meetingUuid: string, hostId: string) => {
  const { rows } = await sql<{ institution_id: string; short_name: string }>`
    select i.institution_id, i.short_name from network.institution i
    where i.institution_id = ${hostId} or exists (select from network.meeting_institution m
      where m.region_id = ${ctx.regionId} and m.meeting_id = ${meetingUuid} and m.institution_id = i.institution_id)
    order by i.institution_id <> ${hostId}, i.pinyin`.execute(ctx.tx)
  return rows.map(row => ({ institutionId: row.institution_id, name: row.short_name }))
}

/** Whoever manages or watches one of its institutions sees a meeting; nobody else learns that there was one. */
export const requireSeenMeeting = async (ctx: Ctx, meetingId: string) => {
  const meeting = await requireMeeting(ctx, meetingId)
  const institutions = await institutionsOfMeeting(ctx, meeting.meeting_id, meeting.host_institution_id)
  const reach = await managedInstitutions(ctx)
  if (!institutions.some(one => reach.has(one.institutionId))) throw unknownMeeting(meetingId)
  return { meeting, institutions }
}

export type ActionCounts = { open: number; overdue: number; closed: number }

/** How many action items of each meeting are open, overdue, closed. */
export const countActions = async (
  ctx: Ctx,
  meetingUuids: readonly string[],
): Promise<ReadonlyMap<string, ActionCounts>> => {
  const counts = new Map<string, ActionCounts>()
  if (meetingUuids.length === 0) return counts
  const actions = await tables(ctx)
    .selectFrom('network.meeting_action')
    .select(['action_id', 'meeting_id'])
    .where('region_id', '=', ctx.regionId)
    .where('meeting_id', 'in', [...meetingUuids])
    .execute()
  const loops = await loopsOfActions(
    ctx,
    actions.map(action => action.action_id),
  )
  for (const action of actions) {
    const loop = loops.get(action.action_id)
    if (!loop) continue
    const count = counts.get(action.meeting_id) ?? { open: 0, overdue: 0, closed: 0 }
    count[actionState(loop, ctx.now)] += 1
    counts.set(action.meeting_id, count)
  }
  return counts
}

export const meetingIdOf = (ctx: Ctx, meetingUuid: string): string => regionalId(ctx.regionId, meetingUuid)
