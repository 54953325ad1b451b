import { sql } from 'kysely'
import { newUuid, type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { type Ctx, tablesOf } from '#src/platform/server/context.ts'
import type { SwapState } from '../contract-swaps.ts'
import type { DeploymentTables } from './tables.gen.ts'

export type SwapRecord = {
  readonly swapId: RegionalId
  readonly sessionId: RegionalId
  readonly fromStaffId: string
  readonly toStaffId: string
  readonly institutionId: string
  readonly note: string | null
  readonly status: SwapState
  readonly offeredAt: Date
  readonly decisionNote: string | null
}

const recordOf = (row: DeploymentTables['deployment.swap']): SwapRecord => ({
  swapId: regionalId(row.region_id, row.swap_id),
  sessionId: regionalId(row.region_id, row.session_id),
  fromStaffId: row.from_staff_id,
  toStaffId: row.to_staff_id,
  institutionId: row.institution_id,
  note: row.note,
  status: row.status as SwapState,
  offeredAt: row.offered_at,
  decisionNote: row.decision_note,
})

export const insertSwap = async (
  ctx: Ctx,
  swap: Pick<SwapRecord, 'sessionId' | 'fromStaffId' | 'toStaffId' | 'institutionId' | 'note'>,
): Promise<RegionalId> => {
  const uuid = newUuid(ctx.now.getTime())
  await tablesOf<DeploymentTables>(ctx)
    .insertInto('deployment.swap')
    .values({
      region_id: ctx.regionId,
      swap_id: uuid,
      session_id: splitRegionalId(swap.sessionId).uuid,
      from_staff_id: swap.fromStaffId,
      to_staff_id: swap.toStaffId,
      institution_id: swap.institutionId,
      note: swap.note,
      status: 'offered',
      offered_at: ctx.now,
      answered_at: null,
      decided_at: null,
      decided_by: null,
      decision_note: null,
    })
    .execute()
  return regionalId(ctx.regionId, uuid)
}

export const lockSwap = async (ctx: Ctx, swapId: RegionalId): Promise<SwapRecord | undefined> => {
  const row = await tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.swap')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where('swap_id', '=', splitRegionalId(swapId).uuid)
    .forUpdate()
    .executeTakeFirst()
  return row && recordOf(row)
}

export const writeSwapState = async (
  ctx: Ctx,
  swapId: RegionalId,
  status: SwapState,
  decision?: { readonly note: string | null },
): Promise<void> => {
  await tablesOf<DeploymentTables>(ctx)
    .updateTable('deployment.swap')
    .set({
      status,
      ...(decision === undefined
        ? { answered_at: ctx.now }
        : { decided_at: ctx.now, decided_by: actorLabel(ctx.actor), decision_note: decision.note }),
    })
    .where('region_id', '=', ctx.regionId)
    .where('swap_id', '=', splitRegionalId(swapId).uuid)
    .execute()
}

/** Open swaps of these sessions end without an answer; with `leaving` only those that these people offered. */
export const lapseSwaps = async (
  ctx: Ctx,
  sessionIds: readonly RegionalId[],
  leaving?: readonly string[],
): Promise<readonly SwapRecord[]> => {
  if (sessionIds.length === 0) return []
  let query = tablesOf<DeploymentTables>(ctx)
    .updateTable('deployment.swap')
    .set({ status: 'lapsed' })
    .where('region_id', '=', ctx.regionId)
    .where('session_id', '=', sql<string>`any(${sessionIds.map(id => splitRegionalId(id).uuid)}::uuid[])`)
    .where('status', 'in', ['offered', 'accepted'])
  if (leaving) query = query.where('from_staff_id', '=', sql<string>`any(${leaving}::uuid[])`)
  return (await query.returningAll().execute()).map(recordOf)
}

/** Mine of the last weeks, and what is agreed on at these sites, newest first. */
export const findSwaps = async (
  ctx: Ctx,
  of: { readonly staffId: string | null; readonly institutionIds: readonly string[]; readonly since: Date },
): Promise<readonly SwapRecord[]> => {
  const rows = await tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.swap')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where(
      sql<boolean>`((${of.staffId}::uuid is not null and (from_staff_id = ${of.staffId} or to_staff_id = ${of.staffId}) and offered_at >= ${of.since})
        or (status = 'accepted' and institution_id = any(${of.institutionIds}::uuid[])))`,
    )
    .orderBy('offered_at', 'desc')
    .limit(200)
    .execute()
  return rows.map(recordOf)
}
