import type pg from 'pg'
import { addMinutes } from '#src/platform/kernel/dates.ts'
import { newUuid, type RegionalId, regionalId } from '#src/platform/kernel/ids.ts'
import { jobActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import { makePools } from '../server/make-pools.ts'

/** The day on which the tests' sessions take place; its public opening is 2026-11-24 07:00 in China. */
export const sessionDay = '2026-12-01'
export const at = (localTime: string, day = sessionDay): Date => new Date(`${day}T${localTime}:00+08:00`)

export type SessionOptions = {
  readonly institutionId: string
  readonly staffId?: string
  readonly speciality?: string
  readonly day?: string
  readonly from?: string
  readonly to?: string
  readonly capacity?: number
  readonly bucketMinutes?: number
  readonly kind?: 'outpatient' | 'free_clinic' | 'lecture'
}

/** A published session without seats; they come with `withSeats`, as the event of publishing would make them. */
export const addSession = async (admin: pg.Pool, options: SessionOptions): Promise<RegionalId> => {
  const { institutionId, staffId, speciality = '骨科', day = sessionDay, from = '09:00', to = '11:00' } = options
  const id = newUuid()
  await admin.query(
    `insert into deployment.session (region_id, session_id, institution_id, kind, speciality, local_date, part_of_day, starts_at, ends_at,
       capacity, bucket_minutes, fee_fen, status, published_at, created_by, created_at, changed_at, version)
     values ($1, $2, $3, $10, $4, $5, 'morning', $6, $7, $8, $9, 2500, 'published', now(), 'test', now(), now(), 1)`,
    [
      testRegion,
      id,
      institutionId,
      speciality,
      day,
      at(from, day),
      at(to, day),
      options.capacity ?? 10,
      options.bucketMinutes ?? 120,
      options.kind ?? 'outpatient',
    ],
  )
  if (staffId !== undefined)
    await admin.query(
      `insert into deployment.session_staff (region_id, session_id, staff_id, role, position, local_date, during, active)
       values ($1, $2, $3, 'lead', 1, $4, tstzrange($5, $6), true)`,
      [testRegion, id, staffId, day, at(from, day), at(to, day)],
    )
  return regionalId(testRegion, id)
}

/** Makes the pools of sessions as the published month would. */
export const withSeats = (test: Pick<TestApp, 'within'>, ...sessionIds: readonly RegionalId[]): Promise<void> =>
  test.within(jobActor('booking.test'), ctx => makePools(ctx, sessionIds))

/** Sets the seats of a session's first pool by hand: one quota per channel, windows in plain instants. */
export type PoolOptions = {
  readonly quota?: readonly number[]
  readonly opensAt?: readonly (Date | null)[]
  readonly returnsAt?: readonly (Date | null)[]
}
export const setPool = async (admin: pg.Pool, sessionId: RegionalId, options: PoolOptions): Promise<void> => {
  const quota = options.quota ?? [0, 1, 0, 0]
  await admin.query(
    `update booking.slot_pool set quota = $2, capacity = $3, opens_at = coalesce($4, opens_at), returns_at = coalesce($5, returns_at)
     where region_id = $6 and session_id = $1`,
    [
      sessionId.slice(7),
      quota,
      quota.reduce((total, share) => total + share, 0),
      options.opensAt ?? null,
      options.returnsAt ?? null,
      testRegion,
    ],
  )
}

export const poolIdsOf = async (admin: pg.Pool, sessionId: RegionalId): Promise<readonly RegionalId[]> => {
  const { rows } = await admin.query<{ pool_id: string }>(
    'select pool_id from booking.slot_pool where session_id = $1 order by bucket_no',
    [sessionId.slice(7)],
  )
  return rows.map(row => regionalId(testRegion, row.pool_id))
}

/** A session with one bucket and seats for the public, open now. */
export const addOpenPool = async (
  test: Pick<TestApp, 'admin' | 'within'>,
  options: SessionOptions,
  quota: readonly number[],
): Promise<{ readonly sessionId: RegionalId; readonly poolId: RegionalId }> => {
  const sessionId = await addSession(test.admin, options)
  await withSeats(test, sessionId)
  const long = addMinutes(at('00:00', options.day), -60 * 24 * 30)
  await setPool(test.admin, sessionId, { quota, opensAt: [long, long, long, long] })
  const [poolId] = await poolIdsOf(test.admin, sessionId)
  return { sessionId, poolId: poolId as RegionalId }
}

const surnames = [...'赵钱孙李周吴郑王冯陈']

/** Fictional residents: 演示 in every name. */
export const addResidents = async (admin: pg.Pool, count: number): Promise<readonly RegionalId[]> => {
  const ids = Array.from({ length: count }, () => newUuid())
  await admin.query(
    `insert into records.resident (region_id, resident_id, name, sex, birth_date, identity_type, identity_status, insurance_type, residence_kind,
       author_account, demo, phone_to_confirm, created_at, updated_at, version)
     select $1, r.id, r.name, 'female', '1950-05-05', 'none', 'none', 'residents', 'usual', 'test', true, false, now(), now(), 1
     from unnest($2::uuid[], $3::text[]) as r (id, name)`,
    [testRegion, ids, ids.map((_, index) => `${surnames[index % surnames.length]}演示${index}`)],
  )
  await admin.query(
    `insert into records.resident_index (region_id, resident_id, name, masked_name, pinyin, initials, birth_date, sex, demo)
     select region_id, resident_id, name, left(name, 1) || '**', 'yanshi', 'ys', birth_date, sex, demo
     from records.resident where region_id = $1 and resident_id = any ($2)`,
    [testRegion, ids],
  )
  return ids.map(id => regionalId(testRegion, id))
}

/** What must be true of all seats at all times, whatever happened; empty when it is. */
export const brokenSeats = async (admin: pg.Pool): Promise<readonly unknown[]> => {
  const { rows } = await admin.query(`
    select 'pool counts differ from its appointments' as what, p.pool_id::text as id from booking.slot_pool p
    where p.taken <> (select array_agg(
        (select count(*) from booking.appointment a where a.pool_id = p.pool_id and a.active and a.quota_channel = n.no)
        + (select count(*) from booking.resting_seat r where r.pool_id = p.pool_id and not r.released and r.quota_channel = n.no)
        order by n.no)::int[] from generate_series(1, 4) as n (no))
    union all
    select 'extra seats differ from their appointments', p.pool_id::text from booking.slot_pool p
    where p.extra_taken <> (select count(*) from booking.appointment a where a.pool_id = p.pool_id and a.active and a.quota_channel is null)
    union all
    select 'a resting seat is in use or never comes back', r.appointment_id::text from booking.resting_seat r
    join booking.slot_pool p on p.pool_id = r.pool_id
    where not r.released and (r.seat_no = any (p.returned_seats) or p.next_hold_expiry > r.rests_until and p.status = 'open'
      or p.next_hold_expiry is null and p.status = 'open'
      or exists (select 1 from booking.appointment a where a.pool_id = r.pool_id and a.active and a.seat_no = r.seat_no))
    union all
    select 'the pool does not know how many wait', p.pool_id::text from booking.slot_pool p
    where p.waiting <> (select count(*) from booking.waiting w where w.session_id = p.session_id and w.status = 'waiting')
    union all
    select 'an offer without its hold', w.waiting_id::text from booking.waiting w
    left join booking.appointment a on a.appointment_id = w.appointment_id
    where w.status = 'offered' and (a.status is null or a.status not in ('held', 'expired') or a.hold_expires_at <> w.offer_expires_at)
    union all
    select 'a moved appointment lost its seat', a.appointment_id::text from booking.appointment a
    where a.status = 'cancelled' and a.cancel_cause = 'rescheduled'
      and not exists (select 1 from booking.appointment n where n.replaces_id = a.appointment_id)
    union all
    select 'open count differs from open appointments', s.resident_id::text from booking.resident_booking_state s
    where s.open_count <> (select count(*) from booking.appointment a where a.resident_id = s.resident_id and a.status in ('held', 'booked'))
    union all
    select 'a returned seat is in use', a.appointment_id::text from booking.appointment a
    join booking.slot_pool p on p.pool_id = a.pool_id where a.active and a.seat_no = any (p.returned_seats)`)
  return rows
}
