import { localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid, type RegionalId, regionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx, requireReach, requireStaff, touchLive } from '#src/platform/server/context.ts'
import type { needContract as contract } from '../contract-needs.ts'
import {
  needAnswered,
  needChangedMeanwhile,
  needFiledAlready,
  needUnknown,
  onlyManagersForOthers,
  otherNeedsWords,
  sessionDoesNotAnswer,
  sessionUnknown,
  wishEndsBeforeItStarts,
  wishIsOver,
} from '../errors.ts'
import { manages } from './manages.ts'
import { type Answer, findNeeds, insertNeed, lockNeed, type NeedRecord, writeAnswer } from './need.repository.ts'
import { closeNeedLoop, openNeedLoop } from './need-loops.ts'
import { findRecords } from './session.repository.ts'

export const needTopic = 'deployment.needs'

/**
 * A family doctor asks for a speciality at the own institution (DEP-62). One open request a person, speciality and site: a
 * second one would be counted twice. Colleagues file for their own residents.
 * @throws deployment.need_filed_already with the id of the open one
 */
export const fileNeed = async (
  ctx: Ctx,
  input: InputOf<typeof contract.fileNeed>,
): Promise<OutputOf<typeof contract.fileNeed>> => {
  const { institutionId, staffId } = requireStaff(ctx)
  const [wishedFrom, wishedUntil] = [input.wishedFrom ?? null, input.wishedUntil ?? null]
  if (wishedFrom !== null && wishedUntil !== null && wishedUntil < wishedFrom) throw wishEndsBeforeItStarts()
  if (wishedUntil !== null && wishedUntil < localDateAt(ctx.now, ctx.timeZone)) throw wishIsOver()
  const speciality = input.speciality.trim()
  const open = await findNeeds(ctx, { institutionIds: [institutionId], status: 'open' })
  const filedBy = actorLabel(ctx.actor)
  const same = open.find(need => need.speciality === speciality && need.filedBy === filedBy)
  if (same) throw needFiledAlready(same.needId)
  const need: NeedRecord = {
    needId: regionalId(ctx.regionId, newUuid(ctx.now.getTime())),
    institutionId,
    speciality,
    residents: input.residents,
    reasons: [...new Set(input.reasons)],
    note: input.note ?? null,
    urgency: input.urgency,
    wishedFrom,
    wishedUntil,
    status: 'open',
    sessionId: null,
    declineReason: null,
    answerNote: null,
    filedBy,
    filedByStaff: staffId,
    filedAt: ctx.now,
    answeredAt: null,
    version: 1,
  }
  await insertNeed(ctx, need)
  await openNeedLoop(ctx, need)
  announce(ctx, need)
  return { needId: need.needId, version: 1 }
}

const announce = (ctx: Ctx, need: NeedRecord): void => {
  audit(ctx, { subjectKind: 'service_need', subjectId: need.needId, institutionId: need.institutionId })
  touchLive(ctx, needTopic)
}

/** @throws deployment.need_unknown, deployment.changed_meanwhile_need, deployment.need_answered */
const requireOpenNeed = async (ctx: Ctx, needId: RegionalId, version: number): Promise<NeedRecord> => {
  const need = await lockNeed(ctx, needId)
  if (need === undefined) throw needUnknown(needId)
  requireReach(ctx, need.institutionId)
  if (need.status !== 'open') throw needAnswered(needId)
  if (need.version !== version) throw needChangedMeanwhile(needId)
  return need
}

const answer = async (ctx: Ctx, need: NeedRecord, given: Omit<Answer, 'answeredBy'>) => {
  await writeAnswer(ctx, need.needId, { ...given, answeredBy: actorLabel(ctx.actor) })
  await closeNeedLoop(ctx, need.needId, given.status === 'planned' ? 'done' : 'not_needed')
  announce(ctx, need)
  return { needId: need.needId, version: need.version + 1 }
}

/**
 * The answer is a session of that speciality at that site, still to come; draft or published (DEP-63).
 * @throws deployment.session_does_not_answer
 */
export const planNeed = async (
  ctx: Ctx,
  input: InputOf<typeof contract.planNeed>,
): Promise<OutputOf<typeof contract.planNeed>> => {
  const need = await requireOpenNeed(ctx, input.needId, input.version)
  const [session] = await findRecords(ctx, { sessionIds: [input.sessionId] }, true)
  if (session === undefined) throw sessionUnknown(input.sessionId)
  const fits =
    session.institutionId === need.institutionId &&
    session.speciality === need.speciality &&
    (session.status === 'draft' || session.status === 'published') &&
    session.endsAt > ctx.now
  if (!fits) throw sessionDoesNotAnswer()
  return answer(ctx, need, {
    status: 'planned',
    sessionId: input.sessionId,
    declineReason: null,
    answerNote: input.note ?? null,
  })
}

/** @throws deployment.other_needs_words when the reason is "other" without a word */
export const declineNeed = async (
  ctx: Ctx,
  input: InputOf<typeof contract.declineNeed>,
): Promise<OutputOf<typeof contract.declineNeed>> => {
  const need = await requireOpenNeed(ctx, input.needId, input.version)
  if (input.reason === 'other' && !input.note?.trim()) throw otherNeedsWords()
  return answer(ctx, need, {
    status: 'declined',
    sessionId: null,
    declineReason: input.reason,
    answerNote: input.note ?? null,
  })
}

/** One's own; a colleague's only as who answers requests there. */
export const mayWithdraw = (ctx: Ctx, need: NeedRecord): boolean =>
  need.status === 'open' &&
  (need.filedBy === actorLabel(ctx.actor) || manages(ctx, 'deployment.need.answer', need.institutionId))

export const withdrawNeed = async (
  ctx: Ctx,
  input: InputOf<typeof contract.withdrawNeed>,
): Promise<OutputOf<typeof contract.withdrawNeed>> => {
  const need = await requireOpenNeed(ctx, input.needId, input.version)
  if (!mayWithdraw(ctx, need)) throw onlyManagersForOthers()
  return answer(ctx, need, { status: 'withdrawn', sessionId: null, declineReason: null, answerNote: null })
}
