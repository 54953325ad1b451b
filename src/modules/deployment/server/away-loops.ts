import { addMinutes } from '#src/platform/kernel/dates.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { closeLoop, openLoop } from '#src/platform/server/loops.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import type { Problem } from '../contract-shapes.ts'
import type { SessionRecord } from './session.repository.ts'

/** Somebody must find a substitute or stop the session: the person who was promised is away (DEP-10) or has left (DEP-80). */
export const awayLoop = 'deployment.person_away'

/** Why nobody may count on the person: on leave, or no longer allowed to work there. */
export const keepsAway = (found: Pick<Problem, 'code'>): boolean =>
  found.code === 'on_leave' || found.code === 'may_not_work_here'

const isAhead = (record: SessionRecord, now: Date): boolean => record.status === 'published' && record.startsAt > now

/** One task for each promised session that its expert can't come to, due within the kind's time and before the session begins. */
export const openAwayLoops = async (
  ctx: Ctx,
  records: readonly SessionRecord[],
  why: 'person_away' | 'person_left' = 'person_away',
): Promise<void> => {
  for (const record of records.filter(one => isAhead(one, ctx.now))) {
    const minutes = await settingOf<number>(ctx, `${awayLoop}.due_minutes`, record.institutionId)
    const due = addMinutes(ctx.now, minutes)
    await openLoop(ctx, {
      kind: awayLoop,
      institutionId: record.institutionId,
      subjectKind: 'session',
      subjectId: record.sessionId,
      reason: `deployment.loop.${why}_reason`,
      dueAt: due < record.startsAt ? due : record.startsAt,
      details: { date: record.localDate },
    })
  }
}

/** Another comes, the session moved or stopped, or the leave was taken back. */
export const closeAwayLoop = (ctx: Ctx, sessionId: RegionalId, outcome: 'done' | 'not_needed') =>
  closeLoop(ctx, { kind: awayLoop, subjectKind: 'session', subjectId: sessionId, outcome })
