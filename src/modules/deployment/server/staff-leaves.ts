import { localDateAt } from '#src/platform/kernel/dates.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { closeAwayLoop, keepsAway, openAwayLoops } from './away-loops.ts'
import { problemsOf } from './check-sessions.ts'
import { findRecords } from './session.repository.ts'

/** Network's events after which somebody may no longer work where sessions are planned. */
export const staffChanged = 'network.staff_changed'
export type StaffChangedEvent = {
  readonly staffId: string
  readonly institutionId: string
  readonly left?: string | null
}

/**
 * DEP-80 Who has left, or may no longer work at a site, still stands on the months ahead: each promised session becomes a
 * task of its site until another comes or it is stopped. Looks at what is true now, so that a mistyped last day that was
 * put right leaves nothing behind.
 */
export const onStaffChanged = async (ctx: Ctx, event: StaffChangedEvent): Promise<void> => {
  const planned = await findRecords(ctx, {
    staffId: event.staffId,
    from: localDateAt(ctx.now, ctx.timeZone),
    status: 'published',
  })
  const ahead = planned.filter(record => record.startsAt > ctx.now)
  if (ahead.length === 0) return
  const problems = await problemsOf(ctx, ahead, 'publish')
  const left = new Set(
    problems
      .filter(found => found.code === 'may_not_work_here' && found.staffId === event.staffId)
      .map(found => found.sessionId),
  )
  const away = new Set(problems.filter(keepsAway).map(found => found.sessionId))
  await openAwayLoops(
    ctx,
    ahead.filter(record => left.has(record.sessionId)),
    'person_left',
  )
  for (const { sessionId } of ahead) if (!away.has(sessionId)) await closeAwayLoop(ctx, sessionId, 'not_needed')
}
