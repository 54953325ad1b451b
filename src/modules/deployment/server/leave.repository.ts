import { sql } from 'kysely'
import { newUuid, type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { type Ctx, tablesOf } from '#src/platform/server/context.ts'
import type { AbsenceKind } from '../contract-shapes.ts'
import type { LeaveState } from '../contract-swaps.ts'
import type { DeploymentTables } from './tables.gen.ts'

export type LeaveRecord = {
  readonly requestId: RegionalId
  readonly staffId: string
  readonly institutionId: string
  readonly kind: AbsenceKind
  readonly from: string
  readonly to: string
  readonly partOfDay: string | null
  readonly note: string | null
  readonly status: LeaveState
  readonly askedAt: Date
  readonly decisionNote: string | null
}

const recordOf = (row: DeploymentTables['deployment.leave_request']): LeaveRecord => ({
  requestId: regionalId(row.region_id, row.request_id),
  staffId: row.staff_id,
  institutionId: row.institution_id,
  kind: row.kind as AbsenceKind,
  from: row.first_day,
  to: row.last_day,
  partOfDay: row.part_of_day,
  note: row.note,
  status: row.status as LeaveState,
  askedAt: row.asked_at,
  decisionNote: row.decision_note,
})

export const insertLeaveRequest = async (
  ctx: Ctx,
  request: Omit<LeaveRecord, 'requestId' | 'status' | 'askedAt' | 'decisionNote'>,
): Promise<RegionalId> => {
  const uuid = newUuid(ctx.now.getTime())
  await tablesOf<DeploymentTables>(ctx)
    .insertInto('deployment.leave_request')
    .values({
      region_id: ctx.regionId,
      request_id: uuid,
      staff_id: request.staffId,
      institution_id: request.institutionId,
      kind: request.kind,
      first_day: request.from,
      last_day: request.to,
      part_of_day: request.partOfDay,
      note: request.note,
      status: 'asked',
      asked_at: ctx.now,
      decided_at: null,
      decided_by: null,
      decision_note: null,
      absence_id: null,
    })
    .execute()
  return regionalId(ctx.regionId, uuid)
}

export const lockLeaveRequest = async (ctx: Ctx, requestId: RegionalId): Promise<LeaveRecord | undefined> => {
  const row = await tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.leave_request')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where('request_id', '=', splitRegionalId(requestId).uuid)
    .forUpdate()
    .executeTakeFirst()
  return row && recordOf(row)
}

export const writeLeaveState = async (
  ctx: Ctx,
  requestId: RegionalId,
  status: LeaveState,
  { note, absenceId }: { readonly note: string | null; readonly absenceId: RegionalId | null },
): Promise<void> => {
  await tablesOf<DeploymentTables>(ctx)
    .updateTable('deployment.leave_request')
    .set({
      status,
      decided_at: ctx.now,
      decided_by: actorLabel(ctx.actor),
      decision_note: note,
      absence_id: absenceId && splitRegionalId(absenceId).uuid,
    })
    .where('region_id', '=', ctx.regionId)
    .where('request_id', '=', splitRegionalId(requestId).uuid)
    .execute()
}

/** Mine from this day on, and what these institutions have still to decide, the nearest first. */
export const findLeaveRequests = async (
  ctx: Ctx,
  of: { readonly staffId: string | null; readonly institutionIds: readonly string[]; readonly from: string },
): Promise<readonly LeaveRecord[]> => {
  const rows = await tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.leave_request')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where(
      sql<boolean>`((${of.staffId}::uuid is not null and staff_id = ${of.staffId} and last_day >= ${of.from})
        or (status = 'asked' and institution_id = any(${of.institutionIds}::uuid[])))`,
    )
    .orderBy('first_day')
    .orderBy('request_id')
    .limit(200)
    .execute()
  return rows.map(recordOf)
}

/** How many published sessions each leave would meet, in the order asked; one question for all of them. */
export const countPromised = async (
  ctx: Ctx,
  leaves: readonly Pick<LeaveRecord, 'staffId' | 'from' | 'to' | 'partOfDay'>[],
): Promise<readonly number[]> => {
  if (leaves.length === 0) return []
  const { rows } = await sql<{ promised: number }>`
    select count(s.session_id)::int as promised
    from unnest(${leaves.map(leave => leave.staffId)}::uuid[], ${leaves.map(leave => leave.from)}::date[],
      ${leaves.map(leave => leave.to)}::date[], ${leaves.map(leave => leave.partOfDay)}::text[])
      with ordinality as l (staff_id, first_day, last_day, part_of_day, no)
    left join deployment.session_staff p
      on p.region_id = ${ctx.regionId} and p.staff_id = l.staff_id and p.local_date between l.first_day and l.last_day
    left join deployment.session s on s.region_id = p.region_id and s.session_id = p.session_id and s.status = 'published'
      and (l.part_of_day is null or s.part_of_day = l.part_of_day or s.part_of_day = 'full_day')
    group by l.no order by l.no`.execute(ctx.tx)
  return rows.map(row => row.promised)
}
