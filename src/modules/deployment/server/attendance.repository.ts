import { sql } from 'kysely'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { type Ctx, tablesOf } from '#src/platform/server/context.ts'
import type { DeploymentTables } from './tables.gen.ts'

export type Arrival = {
  readonly sessionId: RegionalId
  readonly staffId: string
  readonly arrivedAt: Date
  readonly way: 'site_code' | 'desk'
  readonly reason: string | null
}

/** Who came to these sessions and when, the earliest first; one question. */
export const findArrivals = async (ctx: Ctx, sessionIds: readonly RegionalId[]): Promise<readonly Arrival[]> => {
  if (sessionIds.length === 0) return []
  const rows = await tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.attendance')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where('session_id', '=', sql<string>`any(${sessionIds.map(id => splitRegionalId(id).uuid)}::uuid[])`)
    .orderBy('arrived_at')
    .execute()
  return rows.map(row => ({
    sessionId: regionalId(row.region_id, row.session_id),
    staffId: row.staff_id,
    arrivedAt: row.arrived_at,
    way: row.way as Arrival['way'],
    reason: row.reason,
  }))
}

/** @returns false when this person had checked in already: the first arrival counts. */
export const insertArrival = async (ctx: Ctx, arrival: Arrival): Promise<boolean> => {
  const inserted = await tablesOf<DeploymentTables>(ctx)
    .insertInto('deployment.attendance')
    .values({
      region_id: ctx.regionId,
      session_id: splitRegionalId(arrival.sessionId).uuid,
      staff_id: arrival.staffId,
      arrived_at: arrival.arrivedAt,
      way: arrival.way,
      reason: arrival.reason,
      by: actorLabel(ctx.actor),
    })
    .onConflict(taken => taken.columns(['region_id', 'session_id', 'staff_id']).doNothing())
    .executeTakeFirst()
  return inserted.numInsertedOrUpdatedRows === 1n
}
