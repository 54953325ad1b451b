import { type RawBuilder, sql } from 'kysely'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { SessionStatus } from '../contract-shapes.ts'
import { type Staffing, staffOfSession } from './session.repository.ts'

/** A speciality as sessions bear it: its own word, or the department of a session that has none. */
export type Bears = { readonly specialities: readonly string[]; readonly departmentIds: readonly string[] }

/** What words were found to mean, as ids and words of sessions: one of them is enough. */
export type Meaning = Bears & {
  readonly themes: readonly string[]
  readonly institutionIds: readonly string[]
  readonly staffIds: readonly string[]
  /** These people only where the session is not for one of `notFor`. */
  readonly staffIdsUnless: readonly string[]
  readonly notFor: Bears
}

export type OutlineFilter = {
  /** Local dates, both included. */
  readonly from: string
  readonly to: string
  readonly kinds: readonly string[]
  readonly status: readonly SessionStatus[]
  readonly institutionId?: string | undefined
  readonly sessionId?: RegionalId | undefined
  /** Not yet over then. */
  readonly endsAfter?: Date | undefined
  readonly bears?: Bears | undefined
  readonly means?: Meaning | undefined
  /** Led or accompanied by one of these people, or with nobody named yet at one of these sites. */
  readonly people?: { readonly staffIds: readonly string[]; readonly unnamedAt: readonly string[] } | undefined
}

/** A session as lists and calendars need it, without any name. */
export type SessionOutline = {
  readonly sessionId: RegionalId
  readonly institutionId: string
  readonly departmentId: string | null
  readonly roomId: string | null
  readonly kind: string
  readonly speciality: string | null
  readonly theme: string | null
  readonly note: string | null
  readonly localDate: string
  readonly partOfDay: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly feeFen: number | null
  readonly status: SessionStatus
  /** 义诊 and 讲座: where in words, who takes part, under which number it was filed. */
  readonly placeText: string | null
  readonly takingPart: string | null
  readonly filingNumber: string | null
  /** The lead first. */
  readonly staff: readonly Staffing[]
}

const bearing = ({ specialities, departmentIds }: Bears): RawBuilder<boolean> =>
  sql<boolean>`(s.speciality = any (${specialities}::text[]) or (s.speciality is null and s.department_id = any (${departmentIds}::uuid[])))`

const withOneOf = (ctx: Ctx, { from, to }: OutlineFilter, staffIds: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`s.session_id in (select p.session_id from deployment.session_staff p
    where p.region_id = ${ctx.regionId} and p.staff_id = any (${staffIds}::uuid[]) and p.local_date between ${from} and ${to})`

const meaning = (ctx: Ctx, filter: OutlineFilter, means: Meaning): RawBuilder<boolean> => {
  const ways = [bearing(means)]
  if (means.themes.length > 0) ways.push(sql<boolean>`s.theme = any (${means.themes}::text[])`)
  if (means.institutionIds.length > 0) ways.push(sql<boolean>`s.institution_id = any (${means.institutionIds}::uuid[])`)
  if (means.staffIds.length > 0) ways.push(withOneOf(ctx, filter, means.staffIds))
  if (means.staffIdsUnless.length > 0)
    ways.push(sql<boolean>`(${withOneOf(ctx, filter, means.staffIdsUnless)} and ${bearing(means.notFor)} is not true)`)
  return sql<boolean>`(${sql.join(ways, sql` or `)})`
}

const ofPeople = (ctx: Ctx, filter: OutlineFilter, people: NonNullable<OutlineFilter['people']>) =>
  people.unnamedAt.length === 0
    ? withOneOf(ctx, filter, people.staffIds)
    : sql<boolean>`(${withOneOf(ctx, filter, people.staffIds)} or (s.institution_id = any (${people.unnamedAt}::uuid[])
        and not exists (select 1 from deployment.session_staff n where n.region_id = s.region_id and n.session_id = s.session_id)))`

const fits = (ctx: Ctx, filter: OutlineFilter): RawBuilder<boolean> => {
  const { from, to, kinds, status, institutionId, sessionId, endsAfter, bears, means, people } = filter
  const all = [
    sql<boolean>`s.region_id = ${ctx.regionId} and s.local_date between ${from} and ${to}
      and s.status = any (${status}::text[]) and s.kind = any (${kinds}::text[])`,
  ]
  if (institutionId !== undefined) all.push(sql<boolean>`s.institution_id = ${institutionId}`)
  if (sessionId !== undefined) all.push(sql<boolean>`s.session_id = ${splitRegionalId(sessionId).uuid}`)
  if (endsAfter !== undefined) all.push(sql<boolean>`s.ends_at > ${endsAfter}`)
  if (bears !== undefined) all.push(bearing(bears))
  if (means !== undefined) all.push(meaning(ctx, filter, means))
  if (people !== undefined) all.push(ofPeople(ctx, filter, people))
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

type Row = {
  readonly session_id: string
  readonly institution_id: string
  readonly department_id: string | null
  readonly room_id: string | null
  readonly kind: string
  readonly speciality: string | null
  readonly theme: string | null
  readonly note: string | null
  readonly local_date: string
  readonly part_of_day: string
  readonly starts_at: Date
  readonly ends_at: Date
  readonly fee_fen: number | null
  readonly status: SessionStatus
  readonly place_text: string | null
  readonly taking_part: string | null
  readonly filing_number: string | null
  readonly staff: readonly Staffing[]
}

const toOutline = (regionId: number, row: Row): SessionOutline => ({
  sessionId: regionalId(regionId, row.session_id),
  institutionId: row.institution_id,
  departmentId: row.department_id,
  roomId: row.room_id,
  kind: row.kind,
  speciality: row.speciality,
  theme: row.theme,
  note: row.note,
  localDate: row.local_date,
  partOfDay: row.part_of_day,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  feeFen: row.fee_fen,
  status: row.status,
  placeText: row.place_text,
  takingPart: row.taking_part,
  filingNumber: row.filing_number,
  staff: row.staff,
})

export type OutlinePage = {
  /** The last session of the page before. */
  readonly after?: RegionalId | undefined
  readonly limit?: number | undefined
}

/** Sessions that fit, in order of start, a page at a time or all of them: one question, people included. */
export const sessionOutlines = async (
  ctx: Ctx,
  filter: OutlineFilter,
  { after, limit }: OutlinePage = {},
): Promise<readonly SessionOutline[]> => {
  const behind =
    after === undefined
      ? sql``
      : sql`and (s.starts_at, s.session_id) > (select l.starts_at, l.session_id from deployment.session l
          where l.region_id = ${ctx.regionId} and l.session_id = ${splitRegionalId(after).uuid})`
  const { rows } =
    await sql<Row>`select s.session_id, s.institution_id, s.department_id, s.room_id, s.kind, s.speciality, s.theme,
      s.note, s.local_date, s.part_of_day, s.starts_at, s.ends_at, s.fee_fen, s.status, s.place_text, s.taking_part, s.filing_number, ${staffOfSession} as staff
    from deployment.session s where ${fits(ctx, filter)} ${behind}
    order by s.starts_at, s.session_id ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(ctx.tx)
  return rows.map(row => toOutline(ctx.regionId, row))
}

export type SessionCount = {
  readonly institutionId: string | null
  readonly speciality: string | null
  /** Of sessions without a word for their speciality. */
  readonly departmentId: string | null
  readonly localDate: string | null
  readonly theme: string | null
  readonly sessions: number
}

const columns = {
  institution_id: sql`institution_id`,
  speciality: sql`speciality`,
  department_id: sql`department_id`,
  local_date: sql`local_date`,
  theme: sql`theme`,
}
type Column = keyof typeof columns
const counted = {
  site: ['institution_id'],
  speciality: ['speciality', 'department_id'],
  day: ['local_date'],
  theme: ['theme'],
  site_and_speciality: ['institution_id', 'speciality', 'department_id'],
} as const satisfies Record<string, readonly Column[]>
export type CountedBy = keyof typeof counted

const countBy = (way: CountedBy): RawBuilder<unknown> => {
  const by: readonly Column[] = counted[way]
  const one = (column: Column) => (by.includes(column) ? columns[column] : sql`null`)
  return sql`select ${sql.lit(way)} as way, ${one('institution_id')}::uuid as "institutionId", ${one('speciality')}::text as speciality,
      ${one('department_id')}::uuid as "departmentId", ${one('local_date')}::date as "localDate", ${one('theme')}::text as theme,
      count(*)::int as sessions
    from fitting group by ${sql.join(by.map(column => columns[column]))}`
}

/** How many sessions fit, counted in several ways by one question; rows do not grow with the sessions. */
export const countSessions = async <By extends CountedBy>(
  ctx: Ctx,
  filter: OutlineFilter,
  by: readonly By[],
): Promise<Readonly<Record<By, readonly SessionCount[]>>> => {
  const { rows } = await sql<SessionCount & { readonly way: string }>`
    with fitting as materialized (select s.institution_id, s.speciality, s.local_date, s.theme,
        case when s.speciality is null then s.department_id end as department_id
      from deployment.session s where ${fits(ctx, filter)})
    ${sql.join(by.map(countBy), sql` union all `)}`.execute(ctx.tx)
  const found = by.map(way => [way, rows.filter(row => row.way === way)] as const)
  return Object.fromEntries(found) as unknown as Record<By, readonly SessionCount[]>
}

/**
 * Everybody who comes somewhere in the period, each once: to understand words by. At one site those of its sessions that
 * fit; in the whole region those of all sessions, since an index by day alone answers that.
 */
export const staffOfSessions = async (ctx: Ctx, filter: OutlineFilter): Promise<readonly string[]> => {
  const { from, to, institutionId } = filter
  const { rows } =
    institutionId === undefined
      ? await sql<{ staff_id: string }>`select distinct p.staff_id from deployment.session_staff p
          where p.region_id = ${ctx.regionId} and p.local_date between ${from} and ${to}`.execute(ctx.tx)
      : // `offset 0`: looked up session by session, since the people of two years are far more than those of some weeks.
        await sql<{ staff_id: string }>`select distinct p.staff_id from deployment.session s
          cross join lateral (select q.staff_id from deployment.session_staff q
            where q.region_id = s.region_id and q.session_id = s.session_id offset 0) p
          where ${fits(ctx, filter)}`.execute(ctx.tx)
  return rows.map(row => row.staff_id)
}
