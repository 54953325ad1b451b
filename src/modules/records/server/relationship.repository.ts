import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, requireStaff, tablesOf } from '#src/platform/server/context.ts'
import type { RelationshipAct, RelationshipView } from '../contract-parts.ts'
import { isLive, type RelationshipScope } from '../domain/relationship-rules.ts'
import type { RecordsTables } from './tables.gen.ts'

/** The visible institution's own relationships with a resident, newest first. */
export const ownRelationships = async (ctx: Ctx, residentId: RegionalId): Promise<readonly RelationshipView[]> => {
  const { institutionId } = requireStaff(ctx)
  const rows = await tablesOf<RecordsTables>(ctx)
    .selectFrom('records.relationship')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where('resident_id', '=', splitRegionalId(residentId).uuid)
    .where('institution_id', '=', institutionId)
    .orderBy('valid_until', 'desc')
    .limit(50)
    .execute()
  return rows.map(row => ({
    relationshipId: regionalId(row.region_id, row.relationship_id),
    institutionId: row.institution_id,
    act: row.act as RelationshipAct,
    scope: row.scope as RelationshipScope,
    validFrom: row.valid_from.toISOString(),
    validUntil: row.valid_until.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    live: isLive({ validFrom: row.valid_from, validUntil: row.valid_until, endedAt: row.ended_at }, ctx.now),
  }))
}
