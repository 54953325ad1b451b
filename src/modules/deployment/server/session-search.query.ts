import { type RawBuilder, sql } from 'kysely'
import { findNamed, partPattern } from '#src/modules/network/public.ts'
import { addDays, instantAt } from '#src/platform/kernel/dates.ts'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { SessionStatus } from '../contract-shapes.ts'
import type { Session } from '../public.ts'
import { readSessions } from './read-sessions.ts'

export type SessionSearch = {
  /** Local dates, both included. */
  readonly from: string
  readonly to: string
  readonly status: readonly SessionStatus[]
  readonly institutionId?: string | undefined
  /** A part of the theme, the speciality, or the name of a site, a department or an expert. */
  readonly text?: string | undefined
  /** The last session of the page before. */
  readonly after?: RegionalId | undefined
  readonly limit: number
}

const anything = sql<boolean>`true`

const bearsName = async (ctx: Ctx, { text, from, to }: SessionSearch): Promise<RawBuilder<boolean>> => {
  if (text === undefined || text === '') return anything
  const [part, named] = [partPattern(text), await findNamed(ctx, text)]
  return sql<boolean>`(s.theme ilike ${part} or s.speciality ilike ${part}
    or s.institution_id in (select unnest(${named.institutionIds}::uuid[]))
    or (s.speciality is null and s.department_id in (select unnest(${named.departmentIds}::uuid[])))
    or s.session_id in (select p.session_id from deployment.session_staff p
      where p.region_id = ${ctx.regionId} and p.staff_id = any (${named.staffIds}::uuid[]) and p.local_date between ${from} and ${to}))`
}

/** A page of sessions in order of start, found by the database; the next page begins behind the last of this one. */
export const searchSessions = async (ctx: Ctx, search: SessionSearch): Promise<readonly Session[]> => {
  const { from, to, status, institutionId, after, limit } = search
  const ofSite = institutionId === undefined ? anything : sql<boolean>`s.institution_id = ${institutionId}`
  const behind =
    after === undefined
      ? anything
      : sql<boolean>`(s.starts_at, s.session_id) > (select l.starts_at, l.session_id from deployment.session l
          where l.region_id = ${ctx.regionId} and l.session_id = ${splitRegionalId(after).uuid})`
  const { rows } = await sql<{ session_id: string }>`select s.session_id from deployment.session s
    where s.region_id = ${ctx.regionId} and s.local_date between ${from} and ${to}
      and s.starts_at >= ${instantAt(from, '00:00', ctx.timeZone)} and s.starts_at < ${instantAt(addDays(to, 1), '00:00', ctx.timeZone)} and s.status = any (${status}::text[])
      and ${ofSite} and ${behind} and ${await bearsName(ctx, search)}
    order by s.starts_at, s.session_id limit ${limit}`.execute(ctx.tx)
  return readSessions(ctx, { sessionIds: rows.map(row => regionalId(ctx.regionId, row.session_id)) })
}
