import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx, touchLive } from '#src/platform/server/context.ts'
import type { contract } from '../contract.ts'
import { onlyDraftsAreRemoved } from '../errors.ts'
import { requireRecord } from './change-session.ts'
import { closeNamingLoop } from './name-person.ts'
import { reopenNeedsOf } from './need-loops.ts'
import { monthTopic } from './plan-session.ts'
import { deleteDraft } from './session.repository.ts'

/** Takes a draft off the board; what was published is cancelled instead (DEP-1). */
export const removeDraftSession = async (
  ctx: Ctx,
  input: InputOf<typeof contract.removeDraftSession>,
): Promise<OutputOf<typeof contract.removeDraftSession>> => {
  const record = await requireRecord(ctx, input.sessionId, input.version)
  if (record.status !== 'draft') throw onlyDraftsAreRemoved(input.sessionId)
  await reopenNeedsOf(ctx, input.sessionId)
  await deleteDraft(ctx, input.sessionId)
  await closeNamingLoop(ctx, input.sessionId, 'not_needed')
  audit(ctx, {
    subjectKind: 'session',
    subjectId: input.sessionId,
    institutionId: record.institutionId,
    details: { localDate: record.localDate },
  })
  touchLive(ctx, monthTopic(record.localDate))
  return {}
}
