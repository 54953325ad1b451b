import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx, emit, requireReach, touchLive } from '#src/platform/server/context.ts'
import type { closingContract } from '../contract-closing.ts'
import { sessionUnknown } from '../errors.ts'
import {
  ownSheet,
  returnNeedsReason,
  sheetChangedMeanwhile,
  sheetDecided,
  sheetTooEarly,
  sheetUnknown,
} from '../errors-closing.ts'
import { sessionClosed } from '../events.ts'
import { closeSheetLoop, openSheetMissing, sheetToConfirmLoop } from './closing-loops.ts'
import { countsOf, isOwnSheet } from './closing-sheet.query.ts'
import { findSheets, type SheetRecord, writeDecision } from './closing-sheet.repository.ts'
import { monthTopic } from './plan-session.ts'
import { findRecords, type SessionRecord, updateRecord } from './session.repository.ts'

const requireDecidable = async (
  ctx: Ctx,
  input: InputOf<typeof closingContract.decideClosingSheet>,
): Promise<{ readonly record: SessionRecord; readonly sheet: SheetRecord }> => {
  const { sessionId, version } = input
  const [record] = await findRecords(ctx, { sessionIds: [sessionId] }, true)
  if (record === undefined) throw sessionUnknown(sessionId)
  requireReach(ctx, record.institutionId)
  const sheet = (await findSheets(ctx, [sessionId])).get(sessionId)?.[0]
  if (sheet === undefined) throw sheetUnknown(sessionId)
  if (sheet.version !== version) throw sheetChangedMeanwhile(sessionId)
  if (sheet.decision !== null) throw sheetDecided(sessionId)
  if (isOwnSheet(ctx, record, sheet)) throw ownSheet(sessionId)
  return { record, sheet }
}

/** Until the session has ended it can't be closed, however early its sheet came. */
const confirm = async (ctx: Ctx, record: SessionRecord, sheet: SheetRecord): Promise<void> => {
  if (record.endsAt > ctx.now) throw sheetTooEarly(record.sessionId)
  if (record.status === 'published')
    await updateRecord(ctx, { ...record, status: 'closed', closedAt: ctx.now, version: record.version + 1 })
  emit(ctx, {
    name: sessionClosed,
    data: {
      sessionId: record.sessionId,
      institutionId: record.institutionId,
      localDate: record.localDate,
      sheetVersion: sheet.version,
      counts: countsOf(sheet),
    },
  })
}

/**
 * The receiving centre confirms the newest sheet, which closes the session, or sends it back with the reason (DEP-31).
 * @throws deployment.own_sheet, deployment.sheet_decided, deployment.sheet_changed_meanwhile (409) …
 */
export const decideClosingSheet = async (
  ctx: Ctx,
  input: InputOf<typeof closingContract.decideClosingSheet>,
): Promise<OutputOf<typeof closingContract.decideClosingSheet>> => {
  const { sessionId, version, decision } = input
  const reason = input.reason?.trim() || null
  if (decision === 'returned' && reason === null) throw returnNeedsReason()
  const { record, sheet } = await requireDecidable(ctx, input)
  await writeDecision(ctx, sessionId, version, decision, reason)
  if (decision === 'confirmed') await confirm(ctx, record, sheet)
  else await openSheetMissing(ctx, record, true)
  await closeSheetLoop(ctx, sheetToConfirmLoop, sessionId, 'done')
  audit(ctx, {
    subjectKind: 'session',
    subjectId: sessionId,
    institutionId: record.institutionId,
    ...(reason === null ? {} : { reason }),
    details: { sheetVersion: version, decision },
  })
  touchLive(ctx, monthTopic(record.localDate))
  return { sessionId, state: decision }
}
