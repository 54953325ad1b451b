import { sql } from 'kysely'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { type Ctx, tablesOf } from '#src/platform/server/context.ts'
import type { AbsenceKind } from '../contract-shapes.ts'
import type { DeploymentTables } from './tables.gen.ts'

export type AbsenceRecord = {
  readonly absenceId: RegionalId
  readonly staffId: string
  readonly institutionId: string
  readonly kind: AbsenceKind
  readonly from: string
  readonly to: string
  readonly partOfDay: string | null
  readonly note: string | null
}

const recordOf = (row: DeploymentTables['deployment.absence']): AbsenceRecord => ({
  absenceId: regionalId(row.region_id, row.absence_id),
  staffId: row.staff_id,
  institutionId: row.institution_id,
  kind: row.kind as AbsenceKind,
  from: row.first_day,
  to: row.last_day,
  partOfDay: row.part_of_day,
  note: row.note,
})

type Filter = {
  readonly staffIds?: readonly string[]
  readonly institutionIds?: readonly string[]
  readonly from: string
  readonly to: string
}

/** Absences that touch these days, not withdrawn, by day. */
export const findAbsences = async (ctx: Ctx, filter: Filter): Promise<readonly AbsenceRecord[]> => {
  let query = tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.absence')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where('first_day', '<=', filter.to)
    .where('last_day', '>=', filter.from)
    .where('withdrawn_at', 'is', null)
  if (filter.staffIds) query = query.where('staff_id', '=', sql<string>`any(${filter.staffIds}::uuid[])`)
  if (filter.institutionIds)
    query = query.where('institution_id', '=', sql<string>`any(${filter.institutionIds}::uuid[])`)
  return (await query.orderBy('first_day').orderBy('absence_id').execute()).map(recordOf)
}

export const findAbsence = async (ctx: Ctx, absenceId: RegionalId): Promise<AbsenceRecord | undefined> => {
  const { regionId, uuid } = splitRegionalId(absenceId)
  const row = await tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.absence')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('absence_id', '=', uuid)
    .where('withdrawn_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row && recordOf(row)
}

export const insertAbsence = async (ctx: Ctx, record: AbsenceRecord): Promise<void> => {
  await tablesOf<DeploymentTables>(ctx)
    .insertInto('deployment.absence')
    .values({
      region_id: ctx.regionId,
      absence_id: splitRegionalId(record.absenceId).uuid,
      staff_id: record.staffId,
      institution_id: record.institutionId,
      kind: record.kind,
      first_day: record.from,
      last_day: record.to,
      part_of_day: record.partOfDay,
      note: record.note,
      recorded_by: actorLabel(ctx.actor),
      recorded_at: ctx.now,
      withdrawn_by: null,
      withdrawn_at: null,
    })
    .execute()
}

export const markWithdrawn = async (ctx: Ctx, absenceId: RegionalId): Promise<void> => {
  const { regionId, uuid } = splitRegionalId(absenceId)
  await tablesOf<DeploymentTables>(ctx)
    .updateTable('deployment.absence')
    .set({ withdrawn_by: actorLabel(ctx.actor), withdrawn_at: ctx.now })
    .where('region_id', '=', regionId)
    .where('absence_id', '=', uuid)
    .execute()
}
