import { sql } from 'kysely'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, tablesOf } from '#src/platform/server/context.ts'
import type { PostingDuty } from '../contract-postings.ts'
import type { DeploymentTables } from './tables.gen.ts'

export type PostingRecord = {
  readonly postingId: RegionalId
  readonly staffId: string
  readonly homeInstitutionId: string
  readonly institutionId: string | null
  readonly placeText: string | null
  readonly duty: PostingDuty
  readonly isFullTime: boolean
  readonly postHeld: string
  readonly titleCode: string | null
  readonly letterNumber: string
  readonly letterFile: string | null
  readonly subsidyFenPerDay: number | null
  readonly firstDay: string
  readonly lastDay: string
  readonly endedWhy: string | null
  readonly note: string | null
  readonly version: number
}
export type MonthRecord = {
  readonly postingId: RegionalId
  readonly month: string
  readonly days: readonly number[]
  readonly reportedAt: Date
  readonly confirmedAt: Date | null
  readonly version: number
}

const recordOf = (row: DeploymentTables['deployment.posting']): PostingRecord => ({
  postingId: regionalId(row.region_id, row.posting_id),
  staffId: row.staff_id,
  homeInstitutionId: row.home_institution_id,
  institutionId: row.institution_id,
  placeText: row.place_text,
  duty: row.duty as PostingDuty,
  isFullTime: row.is_full_time,
  postHeld: row.post_held,
  titleCode: row.title_code,
  letterNumber: row.letter_number,
  letterFile: row.letter_file,
  subsidyFenPerDay: row.subsidy_fen_per_day,
  firstDay: row.first_day,
  lastDay: row.last_day,
  endedWhy: row.ended_why,
  note: row.note,
  version: row.version,
})

export type PostingFilter = {
  readonly from: string
  readonly to: string
  /** Sent from or received by one of these. */
  readonly reach?: readonly string[] | undefined
  readonly institutionId?: string | undefined
  readonly staffId?: string | undefined
  readonly duty?: PostingDuty | undefined
}

/** Postings that touch these days, in order of their first day; at most 1000. */
export const findPostings = async (ctx: Ctx, filter: PostingFilter): Promise<readonly PostingRecord[]> => {
  let query = tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.posting')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where('first_day', '<=', filter.to)
    .where('last_day', '>=', filter.from)
  if (filter.reach)
    query = query.where(
      sql<boolean>`(institution_id = any(${filter.reach}::uuid[]) or home_institution_id = any(${filter.reach}::uuid[]))`,
    )
  if (filter.institutionId) query = query.where('institution_id', '=', filter.institutionId)
  if (filter.staffId) query = query.where('staff_id', '=', filter.staffId)
  if (filter.duty) query = query.where('duty', '=', filter.duty)
  return (await query.orderBy('first_day').orderBy('posting_id').limit(1000).execute()).map(recordOf)
}

export const findPosting = async (
  ctx: Ctx,
  postingId: RegionalId,
  forUpdate = false,
): Promise<PostingRecord | undefined> => {
  const { regionId, uuid } = splitRegionalId(postingId)
  if (regionId !== ctx.regionId) return undefined
  const query = tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.posting')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('posting_id', '=', uuid)
  const row = await (forUpdate ? query.forUpdate() : query).executeTakeFirst()
  return row && recordOf(row)
}

export const insertPosting = (ctx: Ctx, record: PostingRecord, enteredBy: string): Promise<unknown> =>
  tablesOf<DeploymentTables>(ctx)
    .insertInto('deployment.posting')
    .values({
      region_id: ctx.regionId,
      posting_id: splitRegionalId(record.postingId).uuid,
      staff_id: record.staffId,
      home_institution_id: record.homeInstitutionId,
      institution_id: record.institutionId,
      place_text: record.placeText,
      duty: record.duty,
      is_full_time: record.isFullTime,
      post_held: record.postHeld,
      title_code: record.titleCode,
      letter_number: record.letterNumber,
      letter_file: record.letterFile,
      subsidy_fen_per_day: record.subsidyFenPerDay,
      first_day: record.firstDay,
      last_day: record.lastDay,
      ended_why: null,
      note: record.note,
      entered_by: enteredBy,
      entered_at: ctx.now,
      version: 1,
    })
    .execute()

export const writeEnd = (ctx: Ctx, postingId: RegionalId, lastDay: string, why: string): Promise<unknown> =>
  tablesOf<DeploymentTables>(ctx)
    .updateTable('deployment.posting')
    .set({ last_day: lastDay, ended_why: why, version: sql<number>`version + 1` })
    .where('region_id', '=', ctx.regionId)
    .where('posting_id', '=', splitRegionalId(postingId).uuid)
    .execute()

/** Attendance of these postings, month by month. */
export const findPostingMonths = async (
  ctx: Ctx,
  postingIds: readonly RegionalId[],
): Promise<readonly MonthRecord[]> => {
  if (postingIds.length === 0) return []
  const rows = await tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.posting_month')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where('posting_id', '=', sql<string>`any(${postingIds.map(id => splitRegionalId(id).uuid)}::uuid[])`)
    .orderBy('month')
    .execute()
  return rows.map(row => ({
    postingId: regionalId(row.region_id, row.posting_id),
    month: row.month,
    days: row.days as unknown as number[],
    reportedAt: row.reported_at,
    confirmedAt: row.confirmed_at,
    version: row.version,
  }))
}

export const writeMonth = async (
  ctx: Ctx,
  postingId: RegionalId,
  month: string,
  days: readonly number[],
  by: string,
): Promise<number> => {
  const { rows } = await sql<{ version: number }>`insert into deployment.posting_month
      (region_id, posting_id, month, days, reported_by, reported_at, confirmed_by, confirmed_at, version)
    values (${ctx.regionId}, ${splitRegionalId(postingId).uuid}, ${month}, ${days}::int[], ${by}, ${ctx.now}, null, null, 1)
    on conflict (region_id, posting_id, month) do update
      set days = excluded.days, reported_by = excluded.reported_by, reported_at = excluded.reported_at,
          version = posting_month.version + 1
    returning version`.execute(ctx.tx)
  return rows[0]?.version ?? 1
}

export const writeConfirmation = (ctx: Ctx, postingId: RegionalId, month: string, by: string): Promise<unknown> =>
  tablesOf<DeploymentTables>(ctx)
    .updateTable('deployment.posting_month')
    .set({ confirmed_by: by, confirmed_at: ctx.now, version: sql<number>`version + 1` })
    .where('region_id', '=', ctx.regionId)
    .where('posting_id', '=', splitRegionalId(postingId).uuid)
    .where('month', '=', month)
    .execute()
