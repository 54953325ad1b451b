import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, tablesOf } from '#src/platform/server/context.ts'
import type { RelationshipAct } from '../contract-parts.ts'
import { noRelationship } from '../errors.ts'
import type { RecordsTables } from './tables.gen.ts'

/** Whether the institution has a live relationship now, by one of these acts if named. Visible to that institution or with the record open. */
export const hasRelationship = async (
  ctx: Ctx,
  residentId: RegionalId,
  institutionId: string,
  acts?: readonly RelationshipAct[],
): Promise<boolean> => {
  const { regionId, uuid } = splitRegionalId(residentId)
  let query = tablesOf<RecordsTables>(ctx)
    .selectFrom('records.relationship')
    .select('relationship_id')
    .where('region_id', '=', regionId)
    .where('resident_id', '=', uuid)
    .where('institution_id', '=', institutionId)
    .where('ended_at', 'is', null)
    .where('valid_from', '<=', ctx.now)
    .where('valid_until', '>', ctx.now)
  if (acts) query = query.where('act', 'in', acts)
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

/** @throws records.no_relationship */
export const requireRelationship = async (
  ctx: Ctx,
  residentId: RegionalId,
  institutionId: string,
  acts?: readonly RelationshipAct[],
): Promise<void> => {
  if (!(await hasRelationship(ctx, residentId, institutionId, acts))) throw noRelationship()
}
