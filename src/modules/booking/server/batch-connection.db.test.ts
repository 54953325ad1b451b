import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#src/platform/testing/database.ts'
import { type BatchConnection, createBatchConnection } from './batch-connection.ts'

/** A number that the planner takes once, when it makes a plan: two answers with the same number came from the same plan. */
const numberedPlans = `create sequence public.plan_no;
  grant usage on sequence public.plan_no to public;
  create function public.plan_made() returns bigint language plpgsql immutable as $$ begin return nextval('public.plan_no'); end $$`

let database: TestDatabase
let admin: pg.Pool
let connection: BatchConnection

beforeAll(async () => {
  database = await createTestDatabase()
  admin = new pg.Pool({ connectionString: database.adminUrl, max: 1 })
  await admin.query(numberedPlans)
  connection = createBatchConnection(database.serverUrl)
})
afterAll(async () => {
  await connection.end()
  await admin.end()
  await database.drop()
})

const planOfBatch = async (): Promise<number> => {
  const statement = { name: 'batch', text: 'select public.plan_made()::int as plan', values: [] }
  const [row] = await connection.query<{ plan: number }>(() => statement)
  return row?.plan as number
}

/** How many batches in turn were served by one plan. */
const runsOf = async (batches: number): Promise<readonly number[]> => {
  const runs: number[] = []
  let before: number | undefined
  for (let batch = 0; batch < batches; batch += 1) {
    const plan = await planOfBatch()
    if (plan === before) runs[runs.length - 1] = (runs.at(-1) as number) + 1
    else runs.push(1)
    before = plan
  }
  return runs
}

test('BOOK-105 plans are made anew after 1, 2, 4, 8 … batches, so that none made for an empty table serves a full one for long', async () => {
  expect(await runsOf(70)).toEqual([1, 1, 2, 4, 8, 16, 32, 6])
})

test('BOOK-105 a connection that was lost begins again with plans of its own', async () => {
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'doorstep-booking'`,
  )
  expect(await runsOf(10)).toEqual([1, 1, 2, 4, 2])
})
