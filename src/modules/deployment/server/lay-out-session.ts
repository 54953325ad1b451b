import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx, touchLive } from '#src/platform/server/context.ts'
import type { contract } from '../contract.ts'
import { sessionRefused } from '../errors.ts'
import { problemsOf, stopping, warning } from './check-sessions.ts'
import { requireSite } from './day-facts.ts'
import { openNamingLoops } from './name-person.ts'
import { draftOn, monthTopic, ownersOf, planOf } from './plan-session.ts'
import { insertRecords, lockDiaries } from './session.repository.ts'

/**
 * Lays out one draft. A clash with anyone's draft or published session is refused at once (DEP-2), so that a board
 * never shows a plan that can't be.
 * @throws deployment.person_busy, room_busy (409), on_leave, may_not_work_here, room_elsewhere, in_the_past …
 */
export const layOutSession = async (
  ctx: Ctx,
  input: InputOf<typeof contract.layOutSession>,
): Promise<OutputOf<typeof contract.layOutSession>> => {
  await requireSite(ctx, input.institutionId)
  const record = draftOn(ctx, await planOf(ctx, input, input.localDate), input.localDate)
  await lockDiaries(ctx, ownersOf([record]))
  const problems = await problemsOf(ctx, [record], 'lay_out')
  if (stopping(problems).length > 0) throw sessionRefused(stopping(problems))
  await insertRecords(ctx, [record])
  await openNamingLoops(ctx, [record])
  audit(ctx, {
    subjectKind: 'session',
    subjectId: record.sessionId,
    institutionId: record.institutionId,
    details: { localDate: record.localDate },
  })
  touchLive(ctx, monthTopic(record.localDate))
  return { sessionId: record.sessionId, version: record.version, warnings: [...warning(problems)] }
}
