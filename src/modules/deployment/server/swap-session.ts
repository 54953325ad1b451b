import { addMinutes } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { forbidden } from '#src/platform/kernel/errors.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { accountOfStaff } from '#src/platform/server/accounts.ts'
import { audit, type Ctx, requireStaff } from '#src/platform/server/context.ts'
import { openLoop } from '#src/platform/server/loops.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import type { SwapState, swapContract } from '../contract-swaps.ts'
import { whyNot } from '../domain/session-state.ts'
import { onlyPublishedAreCancelled, sessionOver, sessionUnknown } from '../errors.ts'
import { notYourSession } from '../errors-closing.ts'
import { notYourSwap, swapSettled, swapUnknown, swapWithOneself } from '../errors-life.ts'
import { checkStaffExists } from './plan-session.ts'
import { replacePerson, withReplacement } from './replace-person.ts'
import { findRecords, type SessionRecord } from './session.repository.ts'
import { endSwapLoop, swapAskedLoop, swapSubject, swapToDecideLoop } from './settle-swaps.ts'
import { insertSwap, lockSwap, type SwapRecord, writeSwapState } from './swap.repository.ts'
import { tellStaff } from './tell-staff.ts'

export const swapApprovalSetting = 'deployment.swap_needs_approval'

const requireComing = async (ctx: Ctx, sessionId: RegionalId): Promise<SessionRecord> => {
  const [record] = await findRecords(ctx, { sessionIds: [sessionId] }, true)
  if (record === undefined) throw sessionUnknown(sessionId)
  if (record.status !== 'published') throw onlyPublishedAreCancelled(sessionId)
  if (whyNot('change', record, ctx.now) !== undefined || record.startsAt <= ctx.now) throw sessionOver(sessionId)
  return record
}

const dueOf = async (ctx: Ctx, kind: string, record: SessionRecord): Promise<Date> => {
  const due = addMinutes(ctx.now, await settingOf<number>(ctx, `${kind}.due_minutes`, record.institutionId))
  return due < record.startsAt ? due : record.startsAt
}

/** Offers my session to a colleague who is free then and may work there; both are asked before anything changes. */
export const offerSwap = async (
  ctx: Ctx,
  { sessionId, toStaffId, note }: InputOf<typeof swapContract.offerSwap>,
): Promise<OutputOf<typeof swapContract.offerSwap>> => {
  const { staffId } = requireStaff(ctx)
  const record = await requireComing(ctx, sessionId)
  if (staffId === null || !record.staff.some(person => person.staffId === staffId)) throw notYourSession(sessionId)
  if (toStaffId === staffId) throw swapWithOneself()
  await checkStaffExists(ctx, [{ staffId: toStaffId, role: 'lead' }])
  await withReplacement(ctx, record, { staffId, byStaffId: toStaffId })
  const { institutionId } = record
  const swapId = await insertSwap(ctx, {
    sessionId,
    fromStaffId: staffId,
    toStaffId,
    institutionId,
    note: note ?? null,
  })
  const account = await accountOfStaff(ctx, toStaffId, institutionId)
  await openLoop(ctx, {
    kind: swapAskedLoop,
    // Whoever has no account is asked by the manager of the site.
    ...(account === undefined
      ? { institutionId, ownerRole: 'centre_manager' }
      : { institutionId: account.institutionId, ownerAccountId: account.accountId }),
    subjectKind: swapSubject,
    subjectId: swapId,
    reason: 'deployment.loop.swap_asked_reason',
    dueAt: await dueOf(ctx, swapAskedLoop, record),
    details: { date: record.localDate },
  })
  audit(ctx, { subjectKind: 'session', subjectId: sessionId, institutionId, details: { toStaffId } })
  return { swapId }
}

const requireSwap = async (ctx: Ctx, swapId: RegionalId, status: readonly SwapState[]): Promise<SwapRecord> => {
  const swap = await lockSwap(ctx, swapId)
  if (swap === undefined) throw swapUnknown(swapId)
  if (!status.includes(swap.status)) throw swapSettled(swapId)
  return swap
}

const carryOut = async (ctx: Ctx, swap: SwapRecord, record: SessionRecord): Promise<void> => {
  await replacePerson(ctx, record, {
    staffId: swap.fromStaffId,
    byStaffId: swap.toStaffId,
    why: 'swap',
    reason: swap.note,
  })
}

/** The colleague accepts or declines; where nobody else has to agree, it is done at once. */
export const answerSwap = async (
  ctx: Ctx,
  { swapId, accept }: InputOf<typeof swapContract.answerSwap>,
): Promise<OutputOf<typeof swapContract.answerSwap>> => {
  const swap = await requireSwap(ctx, swapId, ['offered'])
  if (swap.toStaffId !== requireStaff(ctx).staffId) throw notYourSwap(swapId)
  const status = accept ? await accepted(ctx, swap) : 'declined'
  await writeSwapState(ctx, swapId, status)
  await endSwapLoop(ctx, swapAskedLoop, swap, accept ? 'done' : 'declined')
  audit(ctx, { subjectKind: 'session', subjectId: swap.sessionId, details: { swap: status } })
  const [record] = await findRecords(ctx, { sessionIds: [swap.sessionId] })
  if (!accept && record) await tellStaff(ctx, swap.fromStaffId, 'deployment.swap_declined', record)
  return { status }
}

const accepted = async (ctx: Ctx, swap: SwapRecord): Promise<SwapState> => {
  const record = await requireComing(ctx, swap.sessionId)
  if (!(await settingOf<boolean>(ctx, swapApprovalSetting, record.institutionId))) {
    await carryOut(ctx, swap, record)
    return 'done'
  }
  await withReplacement(ctx, record, { staffId: swap.fromStaffId, byStaffId: swap.toStaffId })
  await openLoop(ctx, {
    kind: swapToDecideLoop,
    institutionId: record.institutionId,
    ownerRole: 'centre_manager',
    subjectKind: swapSubject,
    subjectId: swap.swapId,
    reason: 'deployment.loop.swap_to_decide_reason',
    dueAt: await dueOf(ctx, swapToDecideLoop, record),
    details: { date: record.localDate },
  })
  return 'accepted'
}

/** The manager of the site agrees: the session changes hands and those booked are told, or stays as it was. */
export const decideSwap = async (
  ctx: Ctx,
  { swapId, approve, note }: InputOf<typeof swapContract.decideSwap>,
): Promise<OutputOf<typeof swapContract.decideSwap>> => {
  const swap = await requireSwap(ctx, swapId, ['accepted'])
  const { reach, staffId } = requireStaff(ctx)
  if (!reach.includes(swap.institutionId)) throw forbidden('platform.wrong_institution')
  if (staffId !== null && (staffId === swap.fromStaffId || staffId === swap.toStaffId)) throw notYourSwap(swapId)
  const [record] = await findRecords(ctx, { sessionIds: [swap.sessionId] }, true)
  if (approve) await carryOut(ctx, swap, await requireComing(ctx, swap.sessionId))
  else if (record) await tellStaff(ctx, swap.fromStaffId, 'deployment.swap_refused', record)
  const status: SwapState = approve ? 'done' : 'refused'
  await writeSwapState(ctx, swapId, status, { note: note ?? null })
  await endSwapLoop(ctx, swapToDecideLoop, swap, 'done')
  audit(ctx, {
    subjectKind: 'session',
    subjectId: swap.sessionId,
    institutionId: swap.institutionId,
    details: { swap: status },
  })
  return { status }
}

/** Whoever offered takes it back, as long as nothing has changed hands. */
export const withdrawSwap = async (
  ctx: Ctx,
  { swapId }: InputOf<typeof swapContract.withdrawSwap>,
): Promise<OutputOf<typeof swapContract.withdrawSwap>> => {
  const swap = await requireSwap(ctx, swapId, ['offered', 'accepted'])
  if (swap.fromStaffId !== requireStaff(ctx).staffId) throw notYourSwap(swapId)
  await writeSwapState(ctx, swapId, 'withdrawn')
  await endSwapLoop(ctx, swapAskedLoop, swap, 'not_needed')
  await endSwapLoop(ctx, swapToDecideLoop, swap, 'not_needed')
  audit(ctx, { subjectKind: 'session', subjectId: swap.sessionId, details: { swap: 'withdrawn' } })
  return {}
}
