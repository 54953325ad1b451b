import { addMinutes } from '#src/platform/kernel/dates.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { accountOfStaff } from '#src/platform/server/accounts.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { closeLoop, openLoop } from '#src/platform/server/loops.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import type { SessionRecord } from './session.repository.ts'

/** The expert has still to write what was done (DEP-32). */
export const sheetMissingLoop = 'deployment.closing_sheet'
/** The receiving centre has still to confirm it (DEP-32). */
export const sheetToConfirmLoop = 'deployment.closing_sheet_to_confirm'

const subjectKind = 'closing_sheet'

/** Who writes: the leading person where they can be reached, else the manager of the site in their place. */
const writerOf = async (ctx: Ctx, record: SessionRecord) => {
  for (const person of record.staff) {
    const account = await accountOfStaff(ctx, person.staffId, record.institutionId)
    if (account !== undefined) return { institutionId: account.institutionId, ownerAccountId: account.accountId }
  }
  return { institutionId: record.institutionId, ownerRole: 'centre_manager' }
}

/** @param returned since when it came back; else it is due from the end of the session. */
export const sheetDueAt = async (ctx: Ctx, record: SessionRecord, returned = false): Promise<Date> =>
  addMinutes(
    returned ? ctx.now : record.endsAt,
    await settingOf<number>(ctx, `${sheetMissingLoop}.due_minutes`, record.institutionId),
  )

/** A task of whoever writes it (DEP-32). */
export const openSheetMissing = async (ctx: Ctx, record: SessionRecord, returned = false): Promise<void> => {
  await openLoop(ctx, {
    ...(await writerOf(ctx, record)),
    kind: sheetMissingLoop,
    subjectKind,
    subjectId: record.sessionId,
    reason: returned ? 'deployment.loop.sheet_returned_reason' : 'deployment.loop.sheet_missing_reason',
    dueAt: await sheetDueAt(ctx, record, returned),
    details: { date: record.localDate },
  })
}

export const openSheetToConfirm = async (ctx: Ctx, record: SessionRecord): Promise<void> => {
  await openLoop(ctx, {
    kind: sheetToConfirmLoop,
    institutionId: record.institutionId,
    ownerRole: 'centre_manager',
    subjectKind,
    subjectId: record.sessionId,
    reason: 'deployment.loop.sheet_to_confirm_reason',
    details: { date: record.localDate },
  })
}

type Kind = typeof sheetMissingLoop | typeof sheetToConfirmLoop
export const closeSheetLoop = (ctx: Ctx, kind: Kind, sessionId: RegionalId, outcome: 'done' | 'not_needed') =>
  closeLoop(ctx, { kind, subjectKind, subjectId: sessionId, outcome })
