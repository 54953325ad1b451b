import { sql } from 'kysely'
import { regionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { openSheetMissing } from './closing-loops.ts'
import { findSheets } from './closing-sheet.repository.ts'
import { findRecords } from './session.repository.ts'

const perRun = 500

/**
 * Every session that has ended and has no sheet becomes a task of its expert (DEP-32). Each is asked for once; what is
 * already written is only noted. Nothing depends on this job: the sheet may be written from the session's beginning on.
 */
export const askForSheets = async (ctx: Ctx): Promise<void> => {
  const { rows } = await sql<{ session_id: string }>`
    update deployment.session set sheet_asked_at = ${ctx.now}
    where region_id = ${ctx.regionId} and session_id in (
      select session_id from deployment.session
      where region_id = ${ctx.regionId} and status = 'published' and ends_at <= ${ctx.now} and sheet_asked_at is null
      order by ends_at limit ${perRun} for update skip locked)
    returning session_id`.execute(ctx.tx)
  const sessionIds = rows.map(row => regionalId(ctx.regionId, row.session_id))
  if (sessionIds.length === 0) return
  const written = await findSheets(ctx, sessionIds)
  for (const record of await findRecords(ctx, { sessionIds }))
    if (!written.has(record.sessionId)) await openSheetMissing(ctx, record)
}
