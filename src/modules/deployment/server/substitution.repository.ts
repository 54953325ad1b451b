import { sql } from 'kysely'
import { newUuid, type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { type Ctx, tablesOf } from '#src/platform/server/context.ts'
import type { Replaced } from '../public.ts'
import type { DeploymentTables } from './tables.gen.ts'

/** Who was replaced by whom, oldest first, by session; one question. */
export const findSubstitutions = async (
  ctx: Ctx,
  records: readonly { readonly sessionId: RegionalId }[],
): Promise<ReadonlyMap<RegionalId, readonly Replaced[]>> => {
  const found = new Map<RegionalId, Replaced[]>()
  if (records.length === 0) return found
  const uuids = records.map(record => splitRegionalId(record.sessionId).uuid)
  const rows = await tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.substitution')
    .select(['session_id', 'staff_id', 'by_staff_id', 'at'])
    .where('region_id', '=', ctx.regionId)
    .where('session_id', '=', sql<string>`any(${uuids}::uuid[])`)
    .orderBy('at')
    .orderBy('substitution_id')
    .execute()
  for (const row of rows) {
    const sessionId = regionalId(ctx.regionId, row.session_id)
    const one = { staffId: row.staff_id, byStaffId: row.by_staff_id, at: row.at }
    found.set(sessionId, [...(found.get(sessionId) ?? []), one])
  }
  return found
}

export type NewSubstitution = {
  readonly sessionId: RegionalId
  readonly staffId: string
  readonly byStaffId: string
  readonly why: 'substitute' | 'swap'
  readonly reason: string | null
}

export const insertSubstitution = async (ctx: Ctx, input: NewSubstitution): Promise<void> => {
  await tablesOf<DeploymentTables>(ctx)
    .insertInto('deployment.substitution')
    .values({
      region_id: ctx.regionId,
      substitution_id: newUuid(ctx.now.getTime()),
      session_id: splitRegionalId(input.sessionId).uuid,
      staff_id: input.staffId,
      by_staff_id: input.byStaffId,
      why: input.why,
      reason: input.reason,
      at: ctx.now,
      by: actorLabel(ctx.actor),
    })
    .execute()
}
