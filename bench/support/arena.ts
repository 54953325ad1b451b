import type pg from 'pg'
import { newUuid, regionalId } from '#src/platform/kernel/ids.ts'
import { regionId } from '../region/calendar.ts'
import type { Loading } from '../region/resident-rows.ts'

/** Clinics made for one run, with more seats than the run can book: a refusal would be a fault. */
export type Arena = { readonly poolIds: readonly string[]; readonly sessionIds: readonly string[] }

/**
 * So many published sessions on one day, each with one pool of public seats that opened an hour ago. Each has a
 * department of its own, so that nobody is refused for having been somewhere else that day; runs that share people take
 * days of their own, so that nobody meets the limit of a day.
 */
export const openArena = async (
  admin: pg.Client,
  loading: Loading,
  sessions: number,
  seats: number,
  daysAhead: number,
): Promise<Arena> => {
  const sessionIds = Array.from({ length: sessions }, () => newUuid())
  const poolIds = sessionIds.map(() => newUuid())
  const institutions = sessionIds.map((_, index) => (loading.sites[index % loading.sites.length] as { id: string }).id)
  await admin.query(
    `insert into deployment.session (region_id, session_id, institution_id, kind, speciality, local_date, part_of_day, starts_at, ends_at, capacity,
       bucket_minutes, status, published_at, created_by, created_at, changed_at, version)
     select ${regionId}, s.id, s.site, 'outpatient', '骨科', current_date + $3::int, 'morning', now() + $3::int * interval '1 day', now() + $3::int * interval '1 day' + interval '4 hours', 500,
       240, 'published', now(), 'arena', now(), now(), 1
     from unnest($1::uuid[], $2::uuid[]) as s (id, site)`,
    [sessionIds, institutions, daysAhead],
  )
  await admin.query(
    `insert into booking.slot_pool (region_id, pool_id, session_id, bucket_no, institution_id, department_key, local_date, starts_at, ends_at, capacity,
       quota, taken, opens_at, returns_at, closes_at, changed_at)
     select ${regionId}, s.pool, s.id, 1, s.site, s.id::text, current_date + $5::int, now() + $5::int * interval '1 day', now() + $5::int * interval '1 day' + interval '4 hours', $4,
       array[0, $4, 0, 0], '{0,0,0,0}', array[null, now() - interval '1 hour', null, null]::timestamptz[], '{null,null,null,null}', now() + $5::int * interval '1 day', now()
     from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as s (id, pool, site)`,
    [sessionIds, poolIds, institutions, seats, daysAhead],
  )
  return { poolIds: poolIds.map(id => regionalId(regionId, id)), sessionIds }
}

export type Faults = { readonly oversold: number; readonly lost: number; readonly unanswered: number }

/**
 * What the clients were told against what the database holds. Lost: an answer without its row, its audit row or its
 * event. Unanswered: a row that nobody was told of. Oversold: a seat given twice, or a pool that counts wrongly.
 */
export const faultsOf = async (admin: pg.Client, arena: Arena, told: readonly string[]): Promise<Faults> => {
  const { rows } = await admin.query<Faults>(
    `with told as (select distinct id from unnest($2::uuid[]) as t (id)),
     given as (select a.* from booking.appointment a where a.region_id = ${regionId} and a.session_id = any ($1::uuid[]) and a.active)
     select
       ((select count(*) from booking.slot_pool p where p.session_id = any ($1::uuid[])
           and (p.taken[2] > p.capacity or p.taken[2] <> (select count(*) from given g where g.pool_id = p.pool_id)))
        + (select count(*) - count(distinct (pool_id, seat_no)) from given))::int as oversold,
       (cardinality($2::uuid[]) - (select count(*) from told)
        + (select count(*) from told where not exists (select from given g where g.appointment_id = told.id))
        + (select count(*) from given g where not exists (select from platform.audit u where u.region_id = ${regionId} and u.resident_id = g.resident_id
             and u.subject_id = '${regionId}-' || g.appointment_id and u.outcome = 'done'))
        + abs((select count(*) from given) - (select count(*) from platform.outbox o where o.region_id = ${regionId} and o.name = 'booking.appointment_booked'
             and o.data ->> 'sessionId' = any (select '${regionId}-' || s from unnest($1::uuid[]) s))))::int as lost,
       (select count(*) from given g where not exists (select from told where told.id = g.appointment_id))::int as unanswered`,
    [arena.sessionIds, told],
  )
  return rows[0] as Faults
}
