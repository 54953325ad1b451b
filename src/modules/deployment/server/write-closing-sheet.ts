import { instantAt, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx, requireStaff, touchLive } from '#src/platform/server/context.ts'
import type { closingContract } from '../contract-closing.ts'
import { whySheetIsWrong } from '../domain/closing-sheet.ts'
import { sessionUnknown } from '../errors.ts'
import {
  notYourSession,
  sheetChangedMeanwhile,
  sheetOfStoppedSession,
  sheetTooEarly,
  sheetWrong,
} from '../errors-closing.ts'
import { closeSheetLoop, openSheetToConfirm, sheetMissingLoop } from './closing-loops.ts'
import { findSheets, insertSheet } from './closing-sheet.repository.ts'
import { monthTopic } from './plan-session.ts'
import { findRecords, type SessionRecord } from './session.repository.ts'

/** Whoever was laid out, or who manages the site and writes in their place. */
export const mayWriteFor = (ctx: Ctx, record: SessionRecord): boolean => {
  const { staffId, reach, roles } = requireStaff(ctx)
  if (staffId !== null && record.staff.some(person => person.staffId === staffId)) return true
  return roles.some(role => role.endsWith('_manager')) && reach.includes(record.institutionId)
}

/** From its beginning on: who is called away early writes before leaving. A stopped session was not held. */
const requireHeld = (ctx: Ctx, record: SessionRecord): void => {
  if (record.status === 'cancelled') throw sheetOfStoppedSession(record.sessionId)
  if (record.status === 'draft' || record.startsAt > ctx.now) throw sheetTooEarly(record.sessionId)
}

/**
 * Writes the sheet, or a corrected one as the next version; the centre is asked to confirm it (DEP-30, DEP-31).
 * @throws deployment.not_your_session, deployment.sheet_too_early, deployment.sheet_changed_meanwhile (409) …
 */
export const writeClosingSheet = async (
  ctx: Ctx,
  input: InputOf<typeof closingContract.writeClosingSheet>,
): Promise<OutputOf<typeof closingContract.writeClosingSheet>> => {
  const { sessionId, basedOn, arrivedAt, leftAt, ...counts } = input
  const [record] = await findRecords(ctx, { sessionIds: [sessionId] }, true)
  if (record === undefined) throw sessionUnknown(sessionId)
  if (!mayWriteFor(ctx, record)) throw notYourSession(sessionId)
  requireHeld(ctx, record)
  const newest = (await findSheets(ctx, [sessionId])).get(sessionId)?.[0]
  if ((newest?.version ?? 0) !== basedOn) throw sheetChangedMeanwhile(sessionId)
  const wrong = whySheetIsWrong(input)
  if (wrong !== undefined) throw sheetWrong(wrong)
  const date = localDateAt(record.startsAt, ctx.timeZone)
  await insertSheet(ctx, {
    ...counts,
    sessionId,
    version: basedOn + 1,
    institutionId: record.institutionId,
    taughtWhat: input.taughtWhat ?? null,
    operationNames: input.operationNames ?? null,
    newTechnique: input.newTechnique ?? null,
    lacking: input.lacking ?? null,
    note: input.note ?? null,
    countedVisits: input.countedVisits ?? null,
    arrivedAt: instantAt(date, arrivedAt, ctx.timeZone),
    leftAt: instantAt(date, leftAt, ctx.timeZone),
  })
  await closeSheetLoop(ctx, sheetMissingLoop, sessionId, 'done')
  await openSheetToConfirm(ctx, record)
  audit(ctx, {
    subjectKind: 'session',
    subjectId: sessionId,
    institutionId: record.institutionId,
    details: { sheetVersion: basedOn + 1 },
  })
  touchLive(ctx, monthTopic(record.localDate))
  return { sessionId, version: basedOn + 1 }
}
