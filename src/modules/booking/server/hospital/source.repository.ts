import { sql } from 'kysely'
import { findInstitutions } from '#src/modules/network/public.ts'
import { type RegionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { SlotSource, SourceKind } from '../../contract-owners.ts'

export type SourceRow = {
  readonly session_id: string
  readonly institution_id: string
  readonly kind: Exclude<SourceKind, 'ours'>
  readonly cut_off_at: Date | null
  readonly external_ref: string | null
  readonly reported_at: Date | null
  readonly reported_used: number | null
  readonly reported_unused: number | null
}

/** Sessions whose seats belong to a hospital; every other is ours and missing from the map. */
export const sourcesOf = async (
  ctx: Ctx,
  sessionIds: readonly RegionalId[],
): Promise<ReadonlyMap<RegionalId, SourceRow>> => {
  if (sessionIds.length === 0) return new Map()
  const ids = sessionIds.map(id => splitRegionalId(id).uuid)
  const { rows } =
    await sql<SourceRow>`select session_id, institution_id, kind, cut_off_at, external_ref, reported_at, reported_used, reported_unused
    from booking.slot_source where region_id = ${ctx.regionId} and session_id = any (${ids}::uuid[])`.execute(ctx.tx)
  return new Map(rows.map(row => [`${ctx.regionId}-${row.session_id}` as RegionalId, row]))
}

export const sourceOf = async (ctx: Ctx, sessionId: RegionalId): Promise<SourceRow | undefined> =>
  (await sourcesOf(ctx, [sessionId])).get(sessionId)

/** As screens show it; `hospital` is the name of the institution that gives the seats. */
export const withHospital = (
  sessionId: RegionalId,
  row: SourceRow | undefined,
  hospital: string | null,
): SlotSource => ({
  sessionId,
  kind: row?.kind ?? 'ours',
  hospital,
  cutOffAt: row?.cut_off_at?.toISOString() ?? null,
  externalRef: row?.external_ref ?? null,
  reportedAt: row?.reported_at?.toISOString() ?? null,
  reportedUsed: row?.reported_used ?? null,
  reportedUnused: row?.reported_unused ?? null,
})

export const toSource = async (ctx: Ctx, sessionId: RegionalId, row: SourceRow | undefined): Promise<SlotSource> => {
  const [hospital] = row === undefined ? [] : await findInstitutions(ctx, [row.institution_id])
  return withHospital(sessionId, row, hospital?.name ?? null)
}
