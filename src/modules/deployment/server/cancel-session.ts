import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx, emit, touchLive } from '#src/platform/server/context.ts'
import type { contract } from '../contract.ts'
import { whyNot } from '../domain/session-state.ts'
import { onlyPublishedAreCancelled, sessionOver } from '../errors.ts'
import { sessionCancelled } from '../events.ts'
import { closeAwayLoop } from './away-loops.ts'
import { requireRecord } from './change-session.ts'
import { noteMonthChange } from './month-editions.ts'
import { closeNamingLoop } from './name-person.ts'
import { reopenNeedsOf } from './need-loops.ts'
import { offerInstead } from './offer-instead.ts'
import { monthTopic } from './plan-session.ts'
import { type SessionRecord, updateRecord } from './session.repository.ts'
import { settleSwapsOf } from './settle-swaps.ts'
import { tellStaff } from './tell-staff.ts'

/**
 * 停诊: people and room are free again, and whoever holds seats hears of it after commit (DEP-11). Another date or site may be
 * offered in the same act (DEP-35).
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
  const stopped: SessionRecord = {
    ...record,
    status: 'cancelled',
    cancelledAt: ctx.now,
    cancelReason: reason,
    cancelNote: input.note ?? null,
    version,
  }
  await updateRecord(ctx, stopped)
  const substituteSessionId = input.instead === undefined ? null : await offerInstead(ctx, stopped, input.instead)
  if (substituteSessionId !== null) await updateRecord(ctx, { ...stopped, substituteSessionId })
  await closeNamingLoop(ctx, input.sessionId, 'not_needed')
  await closeAwayLoop(ctx, input.sessionId, 'done')
  await settleSwapsOf(ctx, [input.sessionId])
  await reopenNeedsOf(ctx, input.sessionId)
  await noteMonthChange(ctx, [record])
  audit(ctx, { subjectKind: 'session', subjectId: input.sessionId, institutionId: record.institutionId, reason })
  emit(ctx, { name: sessionCancelled, data: { sessionId: input.sessionId, reason, substituteSessionId } })
  touchLive(ctx, monthTopic(record.localDate))
  for (const person of record.staff) await tellStaff(ctx, person.staffId, 'deployment.your_session_stopped', record)
  return { sessionId: input.sessionId, version, substituteSessionId }
}
