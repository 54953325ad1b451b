import { sql } from 'kysely'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { type Ctx, tablesOf } from '#src/platform/server/context.ts'
import type { CancelReason, SessionKind, SessionStatus, StaffRole } from '../contract-shapes.ts'
import { extraColumns, extrasOfRow, type SessionExtras } from './session-extras.ts'
import type { DeploymentTables } from './tables.gen.ts'

export type Staffing = { readonly staffId: string; readonly role: StaffRole }

/** A session as this module keeps it; names of people and places belong to network. */
export type SessionRecord = {
  readonly sessionId: RegionalId
  readonly institutionId: string
  readonly departmentId: string | null
  readonly roomId: string | null
  readonly seriesId: string | null
  readonly seriesDate: string | null
  readonly teamId: string | null
  readonly kind: SessionKind
  readonly speciality: string | null
  readonly theme: string | null
  readonly localDate: string
  readonly partOfDay: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly capacity: number
  readonly bucketMinutes: number
  readonly feeFen: number | null
  readonly note: string | null
  readonly status: SessionStatus
  readonly publishedAt: Date | null
  readonly cancelledAt: Date | null
  readonly cancelReason: CancelReason | null
  readonly cancelNote: string | null
  readonly version: number
  readonly staff: readonly Staffing[]
} & SessionExtras

export type RecordFilter = {
  readonly sessionIds?: readonly RegionalId[] | undefined
  readonly institutionIds?: readonly string[] | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly status?: SessionStatus | readonly SessionStatus[] | undefined
  readonly staffId?: string | undefined
  readonly speciality?: string | undefined
  /** Still to come, and somebody is to be named for them. */
  readonly awaiting?: boolean | undefined
}

type Row = Omit<DeploymentTables['deployment.session'], 'template'> & { readonly staff: readonly Staffing[] }

const recordOf = (row: Row): SessionRecord => ({
  sessionId: regionalId(row.region_id, row.session_id),
  institutionId: row.institution_id,
  departmentId: row.department_id,
  roomId: row.room_id,
  seriesId: row.series_id,
  seriesDate: row.series_date,
  teamId: row.team_id,
  kind: row.kind as SessionKind,
  speciality: row.speciality,
  theme: row.theme,
  localDate: row.local_date,
  partOfDay: row.part_of_day,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  capacity: row.capacity,
  bucketMinutes: row.bucket_minutes,
  feeFen: row.fee_fen,
  note: row.note,
  status: row.status as SessionStatus,
  publishedAt: row.published_at,
  cancelledAt: row.cancelled_at,
  cancelReason: row.cancel_reason as CancelReason | null,
  cancelNote: row.cancel_note,
  version: row.version,
  staff: row.staff,
  ...extrasOfRow(row),
})

/** Of a session `s`. */
export const staffOfSession = sql<readonly Staffing[]>`coalesce((
  select json_agg(json_build_object('staffId', p.staff_id, 'role', p.role) order by p.position)
  from deployment.session_staff p where p.region_id = s.region_id and p.session_id = s.session_id), '[]')`

const uuidsOf = (ctx: Ctx, ids: readonly RegionalId[]): string[] =>
  ids
    .map(splitRegionalId)
    .filter(id => id.regionId === ctx.regionId)
    .map(id => id.uuid)

/** Sessions of the region in order of start; one query, people included. */
export const findRecords = async (
  ctx: Ctx,
  filter: RecordFilter,
  forUpdate = false,
): Promise<readonly SessionRecord[]> => {
  const { sessionIds, institutionIds, from, to, status, staffId } = filter
  let query = tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.session as s')
    .selectAll('s')
    .select(staffOfSession.as('staff'))
    .where('s.region_id', '=', ctx.regionId)
  if (sessionIds) query = query.where('s.session_id', '=', sql<string>`any(${uuidsOf(ctx, sessionIds)}::uuid[])`)
  if (institutionIds) query = query.where('s.institution_id', '=', sql<string>`any(${institutionIds}::uuid[])`)
  if (from) query = query.where('s.local_date', '>=', from)
  if (to) query = query.where('s.local_date', '<=', to)
  if (status) query = query.where('s.status', '=', sql<string>`any(${[status].flat()}::text[])`)
  if (filter.speciality) query = query.where('s.speciality', '=', filter.speciality)
  if (filter.awaiting) query = query.where('s.names_person_by', 'is not', null).where('s.starts_at', '>', ctx.now)
  if (staffId)
    query = query.where(
      sql<boolean>`s.session_id in (select p.session_id from deployment.session_staff p
        where p.region_id = ${ctx.regionId} and p.staff_id = ${staffId})`,
    )
  // Rows are locked in id order; readers get them in the order of the day.
  query = forUpdate
    ? query.orderBy('s.session_id').forUpdate('s')
    : query.orderBy('s.starts_at').orderBy('s.session_id')
  const rows = await query.execute()
  return rows.map(row => recordOf(row as Row))
}

/** Sessions that are not cancelled, of these people or in these rooms, near these days. */
export const findBusyRecords = async (
  ctx: Ctx,
  around: {
    readonly staffIds: readonly string[]
    readonly roomIds: readonly string[]
    readonly from: string
    readonly to: string
  },
): Promise<readonly SessionRecord[]> => {
  if (around.staffIds.length === 0 && around.roomIds.length === 0) return []
  const rows = await tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.session as s')
    .selectAll('s')
    .select(staffOfSession.as('staff'))
    .where('s.region_id', '=', ctx.regionId)
    .where('s.local_date', '>=', around.from)
    .where('s.local_date', '<=', around.to)
    .where('s.status', '<>', 'cancelled')
    .where(
      sql<boolean>`(s.room_id = any(${around.roomIds}::uuid[]) or exists (select 1 from deployment.session_staff p
        where p.region_id = s.region_id and p.session_id = s.session_id and p.staff_id = any(${around.staffIds}::uuid[])))`,
    )
    .orderBy('s.starts_at')
    .execute()
  return rows.map(row => recordOf(row as Row))
}

/**
 * Locks the diaries of people and rooms in id order, so that writers of the same person or room take turns: the
 * later one sees what the earlier one wrote and is told in words, instead of running into the constraint or a deadlock.
 */
export const lockDiaries = async (ctx: Ctx, ownerIds: readonly string[]): Promise<void> => {
  const ids = [...new Set(ownerIds)].sort()
  if (ids.length === 0) return
  await sql`insert into deployment.diary (region_id, owner_id)
    select ${ctx.regionId}, owner_id from unnest(${ids}::uuid[]) as t (owner_id) order by owner_id on conflict do nothing`.execute(
    ctx.tx,
  )
  await sql`select from deployment.diary where region_id = ${ctx.regionId} and owner_id = any(${ids}::uuid[])
    order by owner_id for update`.execute(ctx.tx)
}

const rowOf = (
  ctx: Ctx,
  record: SessionRecord,
): Omit<DeploymentTables['deployment.session'], 'created_by' | 'created_at'> => ({
  region_id: ctx.regionId,
  session_id: splitRegionalId(record.sessionId).uuid,
  institution_id: record.institutionId,
  department_id: record.departmentId,
  room_id: record.roomId,
  series_id: record.seriesId,
  series_date: record.seriesDate,
  team_id: record.teamId,
  kind: record.kind,
  speciality: record.speciality,
  theme: record.theme,
  local_date: record.localDate,
  part_of_day: record.partOfDay,
  starts_at: record.startsAt,
  ends_at: record.endsAt,
  capacity: record.capacity,
  bucket_minutes: record.bucketMinutes,
  fee_fen: record.feeFen,
  note: record.note,
  status: record.status,
  published_at: record.publishedAt,
  cancelled_at: record.cancelledAt,
  cancel_reason: record.cancelReason,
  cancel_note: record.cancelNote,
  ...extraColumns(record),
  changed_at: ctx.now,
  version: record.version,
})

const staffRowsOf = (ctx: Ctx, record: SessionRecord) =>
  record.staff.map((person, index) => ({
    region_id: ctx.regionId,
    session_id: splitRegionalId(record.sessionId).uuid,
    staff_id: person.staffId,
    role: person.role,
    position: index + 1,
    local_date: record.localDate,
    during: sql<string>`tstzrange(${record.startsAt}, ${record.endsAt})`,
    active: record.status !== 'cancelled',
  }))

/** A statement takes 65 535 parameters; a session has some thirty. */
const rowsPerStatement = 500
const inChunks = async <T>(rows: readonly T[], write: (chunk: readonly T[]) => Promise<unknown>): Promise<void> => {
  for (let from = 0; from < rows.length; from += rowsPerStatement)
    await write(rows.slice(from, from + rowsPerStatement))
}

export const insertRecords = async (ctx: Ctx, records: readonly SessionRecord[]): Promise<void> => {
  const db = tablesOf<DeploymentTables>(ctx)
  const made = { created_by: actorLabel(ctx.actor), created_at: ctx.now }
  const sessions = records.map(record => ({ ...rowOf(ctx, record), ...made }))
  await inChunks(sessions, chunk => db.insertInto('deployment.session').values(chunk).execute())
  const people = records.flatMap(record => staffRowsOf(ctx, record))
  await inChunks(people, chunk => db.insertInto('deployment.session_staff').values(chunk).execute())
}

const ofSession = (ctx: Ctx, sessionId: RegionalId) => ({
  region: ctx.regionId,
  session: splitRegionalId(sessionId).uuid,
})

/** Writes the whole session again, with its people. */
export const updateRecord = async (ctx: Ctx, record: SessionRecord): Promise<void> => {
  const db = tablesOf<DeploymentTables>(ctx)
  const { region, session } = ofSession(ctx, record.sessionId)
  const { region_id: _region, session_id: _session, ...columns } = rowOf(ctx, record)
  await db
    .updateTable('deployment.session')
    .set(columns)
    .where('region_id', '=', region)
    .where('session_id', '=', session)
    .execute()
  await db
    .deleteFrom('deployment.session_staff')
    .where('region_id', '=', region)
    .where('session_id', '=', session)
    .execute()
  const people = staffRowsOf(ctx, record)
  if (people.length > 0) await db.insertInto('deployment.session_staff').values(people).execute()
}

/** Drafts only: what was never published leaves no trace but its audit rows. */
export const deleteDraft = async (ctx: Ctx, sessionId: RegionalId): Promise<void> => {
  const db = tablesOf<DeploymentTables>(ctx)
  const { region, session } = ofSession(ctx, sessionId)
  await db
    .deleteFrom('deployment.session_staff')
    .where('region_id', '=', region)
    .where('session_id', '=', session)
    .execute()
  await db
    .deleteFrom('deployment.session')
    .where('region_id', '=', region)
    .where('session_id', '=', session)
    .where('status', '=', 'draft')
    .execute()
}
