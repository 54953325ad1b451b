import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { newUuid, regionalId } from '#src/platform/kernel/ids.ts'
import { createPool } from '#src/platform/server/connection.ts'

/** A region with one clinic, one session today and many residents with phones signed in; written past the rules, as owner. */
export type BookingWorld = {
  readonly regionId: number
  readonly institutionId: string
  readonly residents: readonly { readonly residentId: string; readonly session: string }[]
  /** A session of its own with one pool of so many public seats that opened an hour ago; the pool's id. */
  readonly addPool: (seats: number) => Promise<{ readonly poolId: string; readonly sessionId: string }>
  /** A session of its own with a pool of public seats for each number, one half-hour after the other, opening at one instant. */
  readonly addSession: (seats: readonly number[], opensAt: Date) => Promise<string>
  readonly query: <Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>
  readonly close: () => Promise<void>
}

const regionId = 310100

const insertResidents = async (client: pg.Pool, count: number) => {
  const people = Array.from({ length: count }, () => {
    const session = randomBytes(32).toString('base64url')
    return {
      account: newUuid(),
      resident: newUuid(),
      session,
      hash: createHash('sha256').update(session).digest('hex'),
    }
  })
  const arrays = [
    people.map(person => person.account),
    people.map(person => person.resident),
    people.map(person => person.hash),
  ]
  await client.query(
    `insert into records.resident (region_id, resident_id, name, sex, birth_date, identity_type, identity_status, insurance_type, residence_kind, phone_to_confirm, author_account, demo, created_at, updated_at, version)
     select ${regionId}, resident, '演示居民' || n, 'male', '1960-01-01', 'none', 'none', 'resident', 'usual', false, 'test', true, now(), now(), 1
     from unnest($1::uuid[]) with ordinality as people (resident, n)`,
    [arrays[1]],
  )
  await client.query(
    `insert into platform.account (account_id, kind, name, created_at) select account, 'resident', '演示居民', now() from unnest($1::uuid[]) as account`,
    [arrays[0]],
  )
  await client.query(
    `insert into platform.account_resident (account_id, region_id, resident_id, relation, added_at)
     select account, ${regionId}, resident, 'self', now() from unnest($1::uuid[], $2::uuid[]) as people (account, resident)`,
    [arrays[0], arrays[1]],
  )
  await client.query(
    `insert into platform.session (token_hash, account_id, region_id, created_at, last_seen_at, expires_at)
     select decode(hash, 'hex'), account, ${regionId}, now(), now(), now() + interval '1 day' from unnest($1::uuid[], $2::text[]) as people (account, hash)`,
    [arrays[0], arrays[2]],
  )
  return people.map(person => ({ residentId: regionalId(regionId, person.resident), session: person.session }))
}

const bucketMinutes = 30

const addSession = async (client: pg.Pool, institutionId: string, seats: readonly number[], opensAt: Date) => {
  const [sessionId, pools] = [newUuid(), seats.map(() => newUuid())]
  await client.query(
    `insert into deployment.session (region_id, session_id, institution_id, kind, speciality, local_date, part_of_day, starts_at, ends_at, capacity, bucket_minutes, status, published_at, created_by, created_at, changed_at, version)
     values (${regionId}, $1, $2, 'outpatient', '骨科', current_date + 3, 'morning', now() + interval '3 days', now() + interval '3 days 4 hours', $3, ${bucketMinutes}, 'published', now(), 'test', now(), now(), 1)`,
    [
      sessionId,
      institutionId,
      Math.min(
        seats.reduce((sum, count) => sum + count, 0),
        500,
      ),
    ],
  )
  await client.query(
    `insert into booking.slot_pool (region_id, pool_id, session_id, bucket_no, institution_id, department_key, local_date, starts_at, ends_at, capacity, quota, taken, opens_at, returns_at, closes_at, changed_at)
     select ${regionId}, pool.id, $1::uuid, pool.n, $2, $1::uuid::text, current_date + 3, now() + interval '3 days' + (pool.n - 1) * interval '${bucketMinutes} minutes',
       now() + interval '3 days' + pool.n * interval '${bucketMinutes} minutes', pool.seats, array[0, pool.seats, 0, 0], '{0,0,0,0}',
       array[null, $5, null, null]::timestamptz[], '{null,null,null,null}', now() + interval '3 days', now()
     from unnest($3::uuid[], $4::int[]) with ordinality as pool (id, seats, n)`,
    [sessionId, institutionId, pools, seats, opensAt],
  )
  return { sessionId: regionalId(regionId, sessionId), poolIds: pools.map(poolId => regionalId(regionId, poolId)) }
}

const anHourAgo = (): Date => new Date(Date.now() - 3_600_000)

const addPool = async (client: pg.Pool, institutionId: string, seats: number) => {
  const { sessionId, poolIds } = await addSession(client, institutionId, [seats], anHourAgo())
  return { sessionId, poolId: poolIds[0] as string }
}

export const createBookingWorld = async (adminUrl: string, residentCount: number): Promise<BookingWorld> => {
  const client = createPool(adminUrl, 2)
  const institutionId = newUuid()
  await client.query(
    `insert into platform.region values (${regionId}, '测试市', 'Asia/Shanghai', now()) on conflict do nothing`,
  )
  await client.query(
    `insert into network.institution (institution_id, region_id, code, name, short_name, pinyin, initials, kind, level, grade, address, demo, version, created_at)
     values ($1, ${regionId}, 'RACE', '测试社区卫生服务中心', '测试中心', 'ceshi', 'cs', 'B1', '1', 'none', '演示路1号', true, 1, now())`,
    [institutionId],
  )
  const residents = await insertResidents(client, residentCount)
  return {
    regionId,
    institutionId,
    residents,
    addPool: seats => addPool(client, institutionId, seats),
    addSession: async (seats, opensAt) => (await addSession(client, institutionId, seats, opensAt)).sessionId,
    query: async (sql, values) => (await client.query(sql, values as unknown[])).rows,
    close: () => client.end(),
  }
}
