import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx, emit, touchLive } from '#src/platform/server/context.ts'
import type { contract } from '../contract.ts'
import { whyNot } from '../domain/session-state.ts'
import { onlyPublishedAreCancelled, sessionOver } from '../errors.ts'
import { sessionCancelled } from '../events.ts'
import { closeAwayLoop } from './away-loops.ts'
import { requireRecord } from './change-session.ts'
import { noteMonthChange } from './month-editions.ts'
import { reopenNeedsOf } from './need-loops.ts'
import { monthTopic } from './plan-session.ts'
import { updateRecord } from './session.repository.ts'

/**
 * 停诊: people and room are free again, and whoever holds seats hears of it after commit (DEP-11).
 * @throws deployment.only_published_are_cancelled, deployment.session_over, deployment.changed_meanwhile
 */
export const cancelSession = async (
  ctx: Ctx,
  input: InputOf<typeof contract.cancelSession>,
): Promise<OutputOf<typeof contract.cancelSession>> => {
  const record = await requireRecord(ctx, input.sessionId, input.version)
  const why = whyNot('cancel', record, ctx.now)
  if (why !== undefined)
    throw why === 'session_over' ? sessionOver(input.sessionId) : onlyPublishedAreCancelled(input.sessionId)
  const version = record.version + 1
  const { reason } = input
  await updateRecord(ctx, {
    ...record,
    status: 'cancelled',
    cancelledAt: ctx.now,
    cancelReason: reason,
    cancelNote: input.note ?? null,
    version,
  })
  await closeAwayLoop(ctx, input.sessionId, 'done')
  await reopenNeedsOf(ctx, input.sessionId)
  await noteMonthChange(ctx, [record])
  audit(ctx, { subjectKind: 'session', subjectId: input.sessionId, institutionId: record.institutionId, reason })
  emit(ctx, { name: sessionCancelled, data: { sessionId: input.sessionId, reason, substituteSessionId: null } })
  touchLive(ctx, monthTopic(record.localDate))
  return { sessionId: input.sessionId, version }
}
