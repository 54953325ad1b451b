import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPool } from '#src/platform/server/connection.ts'
import { createTestDatabase, type TestDatabase } from '#src/platform/testing/database.ts'
import { brokenInvariants } from './invariants.ts'
import { loadRegion } from './load.ts'
import type { RosterCounts } from './roster-rows.ts'

const keys = { encryption: Buffer.alloc(32, 1), blindIndex: Buffer.alloc(32, 2), seal: Buffer.alloc(32, 3) }

let database: TestDatabase
let admin: pg.Pool
let counts: RosterCounts

beforeAll(async () => {
  database = await createTestDatabase()
  counts = await loadRegion({ adminUrl: database.adminUrl, keys, seed: 7, scale: 0.001, now: new Date() })
  admin = createPool(database.adminUrl, 1)
}, 120_000)
afterAll(async () => {
  await admin.end()
  await database.drop()
})

/** Breaks something behind the constraints, asks, and takes it back. */
const brokenAfter = async (...statements: readonly string[]): Promise<readonly string[]> => {
  const client = await admin.connect()
  try {
    await client.query('begin; set local session_replication_role = replica')
    for (const statement of statements) await client.query(statement)
    return (await brokenInvariants(client as unknown as pg.Pool)).map(broken => broken.rule)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('a loaded region keeps every foreign key and every count', async () => {
  expect(counts.comingPools).toBeGreaterThan(1_000)
  expect(counts.visits).toBeGreaterThan(500)
  expect(await brokenInvariants(admin)).toEqual([])
})

test('every index that was taken away for the load is there again', async () => {
  const fresh = await createTestDatabase()
  const untouched = new pg.Client({ connectionString: fresh.adminUrl })
  await untouched.connect()
  const names = `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    join pg_class c on c.oid = indrelid where c.relnamespace::regnamespace::text in ('records', 'deployment', 'booking', 'platform', 'network') order by 1`
  const [before, after] = [await untouched.query(names), await admin.query(names)]
  await untouched.end()
  await fresh.drop()
  expect(after.rows).toEqual(before.rows)
})

test('a resident taken away, a seat given twice and a wrong count are found', async () => {
  const somebody = `select resident_id from booking.appointment where active order by appointment_id limit 1`
  expect(await brokenAfter(`delete from records.resident where resident_id = (${somebody})`)).toEqual(
    expect.arrayContaining([
      'a phone acts for residents who exist',
      expect.stringContaining('booking.appointment keeps'),
    ]),
  )
  const pool = `select pool_id from booking.slot_pool where taken[2] > 0 and cardinality(returned_seats) = 0 order by pool_id limit 1`
  expect(
    await brokenAfter(
      `update booking.slot_pool set taken[2] = taken[2] - 1, next_seat = next_seat - 1 where pool_id = (${pool})`,
    ),
  ).toContain('a pool counts its active appointments, each by the share that paid')
  expect(
    await brokenAfter(
      'drop index booking.no_seat_is_given_twice',
      `update booking.appointment set seat_no = 1 where active and pool_id = (select pool_id from booking.appointment where active group by pool_id having count(*) > 1 order by pool_id limit 1)`,
    ),
  ).toContain('one active appointment has a seat')
  expect(await brokenAfter(`update booking.resident_booking_state set open_count = open_count + 1`)).toContain(
    'open appointments of a person are counted',
  )
})
