import { sql } from 'kysely'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { accountOf, actorLabel } from '#src/platform/server/actor.ts'
import { type Ctx, tablesOf } from '#src/platform/server/context.ts'
import type { SheetCounts } from '../contract-closing.ts'
import type { DeploymentTables } from './tables.gen.ts'

export type SheetRecord = SheetCounts & {
  readonly sessionId: RegionalId
  readonly version: number
  readonly institutionId: string
  readonly taughtWhat: string | null
  readonly operationNames: string | null
  readonly newTechnique: string | null
  readonly lacking: string | null
  readonly note: string | null
  readonly arrivedAt: Date
  readonly leftAt: Date
  readonly countedVisits: number | null
  readonly writtenBy: string
  readonly writtenByAccount: string | null
  readonly writtenAt: Date
  readonly decision: 'confirmed' | 'returned' | null
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  readonly decisionReason: string | null
}

const recordOf = (row: DeploymentTables['deployment.closing_sheet']): SheetRecord => ({
  sessionId: regionalId(row.region_id, row.session_id),
  version: row.version,
  institutionId: row.institution_id,
  firstVisits: row.first_visits,
  returnVisits: row.return_visits,
  extraVisits: row.extra_visits,
  taught: row.taught,
  rounds: row.rounds,
  operations: row.operations,
  attended: row.attended,
  taughtWhat: row.taught_what,
  operationNames: row.operation_names,
  newTechnique: row.new_technique,
  lacking: row.lacking,
  note: row.note,
  arrivedAt: row.arrived_at,
  leftAt: row.left_at,
  countedVisits: row.counted_visits,
  writtenBy: row.written_by,
  writtenByAccount: row.written_by_account,
  writtenAt: row.written_at,
  decision: row.decision as SheetRecord['decision'],
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  decisionReason: row.decision_reason,
})

/** Every version of these sessions' sheets, newest first, by session; one question. */
export const findSheets = async (
  ctx: Ctx,
  sessionIds: readonly RegionalId[],
): Promise<ReadonlyMap<RegionalId, readonly SheetRecord[]>> => {
  const found = new Map<RegionalId, SheetRecord[]>()
  if (sessionIds.length === 0) return found
  const rows = await tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.closing_sheet')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where('session_id', '=', sql<string>`any(${sessionIds.map(id => splitRegionalId(id).uuid)}::uuid[])`)
    .orderBy('session_id')
    .orderBy('version', 'desc')
    .execute()
  for (const row of rows.map(recordOf)) found.set(row.sessionId, [...(found.get(row.sessionId) ?? []), row])
  return found
}

export type NewSheet = Omit<
  SheetRecord,
  'writtenBy' | 'writtenByAccount' | 'writtenAt' | 'decision' | 'decidedBy' | 'decidedAt' | 'decisionReason'
>

export const insertSheet = async (ctx: Ctx, sheet: NewSheet): Promise<void> => {
  await tablesOf<DeploymentTables>(ctx)
    .insertInto('deployment.closing_sheet')
    .values({
      region_id: ctx.regionId,
      session_id: splitRegionalId(sheet.sessionId).uuid,
      version: sheet.version,
      institution_id: sheet.institutionId,
      first_visits: sheet.firstVisits,
      return_visits: sheet.returnVisits,
      extra_visits: sheet.extraVisits,
      taught: sheet.taught,
      rounds: sheet.rounds,
      operations: sheet.operations,
      attended: sheet.attended,
      taught_what: sheet.taughtWhat,
      operation_names: sheet.operationNames,
      new_technique: sheet.newTechnique,
      lacking: sheet.lacking,
      note: sheet.note,
      arrived_at: sheet.arrivedAt,
      left_at: sheet.leftAt,
      counted_visits: sheet.countedVisits,
      written_by: actorLabel(ctx.actor),
      written_by_account: accountOf(ctx.actor),
      written_at: ctx.now,
      decision: null,
      decided_by: null,
      decided_at: null,
      decision_reason: null,
    })
    .execute()
}

/** Writes the decision once; a version that is decided stays as it was decided. */
export const writeDecision = async (
  ctx: Ctx,
  sessionId: RegionalId,
  version: number,
  decision: 'confirmed' | 'returned',
  reason: string | null,
): Promise<void> => {
  await tablesOf<DeploymentTables>(ctx)
    .updateTable('deployment.closing_sheet')
    .set({ decision, decided_by: actorLabel(ctx.actor), decided_at: ctx.now, decision_reason: reason })
    .where('region_id', '=', ctx.regionId)
    .where('session_id', '=', splitRegionalId(sessionId).uuid)
    .where('version', '=', version)
    .where('decision', 'is', null)
    .execute()
}
