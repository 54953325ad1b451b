import { requireStaffMember } from '#src/modules/network/public.ts'
import { addDays, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { holdsPermission } from '#src/platform/server/access.ts'
import { accountOfStaff } from '#src/platform/server/accounts.ts'
import { audit, type Ctx, requireStaff } from '#src/platform/server/context.ts'
import { closeLoop, openLoop } from '#src/platform/server/loops.ts'
import { notify } from '#src/platform/server/notify.ts'
import type { LeaveState, swapContract } from '../contract-swaps.ts'
import { absenceEndsBeforeItStarts } from '../errors.ts'
import {
  accountWithoutPerson,
  leaveInThePast,
  leaveNeedsReason,
  leaveRequestSettled,
  leaveRequestUnknown,
  notYourRequest,
} from '../errors-life.ts'
import { requirePart } from './day-facts.ts'
import {
  countPromised,
  findLeaveRequests,
  insertLeaveRequest,
  type LeaveRecord,
  lockLeaveRequest,
  writeLeaveState,
} from './leave.repository.ts'
import { staffOf } from './names.ts'
import { recordAbsence, requireMayRecordFor, requireNotAbsent } from './record-absence.ts'

/** Somebody must say whether the leave is granted (DEP-39). */
export const leaveLoop = 'deployment.leave_to_decide'
const subjectKind = 'leave_request'

/** Asks for leave; nothing changes on the board until it is granted, and the answer says how many promises it would meet. */
export const requestLeave = async (
  ctx: Ctx,
  input: InputOf<typeof swapContract.requestLeave>,
): Promise<OutputOf<typeof swapContract.requestLeave>> => {
  const { staffId } = requireStaff(ctx)
  if (staffId === null) throw accountWithoutPerson()
  if (input.to < input.from) throw absenceEndsBeforeItStarts()
  if (input.from < localDateAt(ctx.now, ctx.timeZone)) throw leaveInThePast()
  if (!input.note?.trim()) throw leaveNeedsReason()
  const person = await requireStaffMember(ctx, staffId)
  if (input.partOfDay) await requirePart(ctx, person.institutionId, input.partOfDay)
  await requireNotAbsent(ctx, { ...input, staffId })
  const { institutionId } = person
  const leave = { ...input, staffId, institutionId, partOfDay: input.partOfDay ?? null, note: input.note.trim() }
  const requestId = await insertLeaveRequest(ctx, leave)
  await openLoop(ctx, {
    kind: leaveLoop,
    institutionId,
    subjectKind,
    subjectId: requestId,
    reason: 'deployment.loop.leave_to_decide_reason',
    details: { date: input.from, until: input.to },
  })
  audit(ctx, {
    subjectKind: 'staff',
    subjectId: staffId,
    institutionId,
    details: { from: input.from, to: input.to },
  })
  const [sessions = 0] = await countPromised(ctx, [leave])
  return { requestId, sessions }
}

const requireAsked = async (ctx: Ctx, requestId: RegionalId): Promise<LeaveRecord> => {
  const request = await lockLeaveRequest(ctx, requestId)
  if (request === undefined) throw leaveRequestUnknown(requestId)
  if (request.status !== 'asked') throw leaveRequestSettled(requestId)
  return request
}

const tellApplicant = async (ctx: Ctx, request: LeaveRecord, status: LeaveState, note: string | null) => {
  const account = await accountOfStaff(ctx, request.staffId, request.institutionId)
  if (account === undefined) return
  await notify(ctx, {
    channel: 'inbox',
    template: `deployment.leave_${status}`,
    accountId: account.accountId,
    institutionId: account.institutionId,
    parameters: { from: request.from, to: request.to, note: note ?? '' },
  })
}

/**
 * Grants leave, which becomes an absence with everything that follows from it (DEP-10), or refuses it. Nobody decides on
 * their own.
 */
export const decideLeave = async (
  ctx: Ctx,
  { requestId, approve, note }: InputOf<typeof swapContract.decideLeave>,
): Promise<OutputOf<typeof swapContract.decideLeave>> => {
  const request = await requireAsked(ctx, requestId)
  const { staffId, institutionId, kind, from, to, partOfDay } = request
  await requireMayRecordFor(ctx, staffId, institutionId, from)
  if (requireStaff(ctx).staffId === staffId) throw notYourRequest(requestId)
  const recorded = approve
    ? await recordAbsence(ctx, { staffId, kind, from, to, partOfDay, note: request.note })
    : undefined
  const status: LeaveState = approve ? 'approved' : 'refused'
  const typed = note ?? null
  await writeLeaveState(ctx, requestId, status, {
    note: typed,
    absenceId: (recorded?.absenceId as RegionalId | undefined) ?? null,
  })
  await closeLoop(ctx, { kind: leaveLoop, subjectKind, subjectId: requestId, outcome: status })
  await tellApplicant(ctx, request, status, typed)
  if (!approve) audit(ctx, { subjectKind: 'staff', subjectId: staffId, institutionId, details: { leave: status } })
  return { status, clashes: recorded?.clashes.length ?? 0 }
}

export const withdrawLeave = async (
  ctx: Ctx,
  { requestId }: InputOf<typeof swapContract.withdrawLeave>,
): Promise<OutputOf<typeof swapContract.withdrawLeave>> => {
  const request = await requireAsked(ctx, requestId)
  if (request.staffId !== requireStaff(ctx).staffId) throw notYourRequest(requestId)
  await writeLeaveState(ctx, requestId, 'withdrawn', { note: null, absenceId: null })
  await closeLoop(ctx, { kind: leaveLoop, subjectKind, subjectId: requestId, outcome: 'not_needed' })
  audit(ctx, { subjectKind: 'staff', subjectId: request.staffId, details: { leave: 'withdrawn' } })
  return {}
}

const shownDays = 31

/** Mine, and what I may decide. */
export const leaveRequests = async (ctx: Ctx): Promise<OutputOf<typeof swapContract.leaveRequests>> => {
  const { staffId, reach } = requireStaff(ctx)
  const decides = holdsPermission(ctx.app, ctx.actor, 'deployment.absence.record')
  const found = await findLeaveRequests(ctx, {
    staffId,
    institutionIds: decides ? reach : [],
    from: addDays(localDateAt(ctx.now, ctx.timeZone), -shownDays),
  })
  const people = await staffOf(
    ctx,
    found.map(request => request.staffId),
  )
  const promised = await countPromised(ctx, found)
  const requests = found.map(({ institutionId, ...request }, index) => ({
    ...request,
    name: people.get(request.staffId)?.name ?? '',
    askedAt: request.askedAt.toISOString(),
    sessions: promised[index] ?? 0,
    mayDecide: decides && request.status === 'asked' && request.staffId !== staffId && reach.includes(institutionId),
    mayWithdraw: request.status === 'asked' && request.staffId === staffId,
  }))
  return { requests }
}
