import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#src/platform/testing/database.ts'
import { describeSchema } from '../generate/catalogue.ts'
import { root } from './files.ts'

let database: TestDatabase
let client: pg.Client
beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const own = `n.nspname not in ('pg_catalog', 'information_schema', 'public', 'graphile_worker') and n.nspname not like 'pg\\_%'`
const lines = async (sql: string): Promise<readonly string[]> =>
  (await client.query<{ line: string }>(sql)).rows.map(row => row.line)

const regional = `select c.oid from pg_class c where obj_description(c.oid) like 'regional: %'`

test('SCHEMA-1 every table says which of the three kinds it is', async () => {
  expect(
    await lines(`select n.nspname || '.' || c.relname as line from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and ${own} and coalesce(obj_description(c.oid), '') !~ '^(reference|regional|directory): '`),
  ).toEqual([])
})

test('SCHEMA-2 the region leads every key of a regional table and every link between two of them', async () => {
  expect(
    await lines(`select c.relname || '.' || k.conname as line from pg_constraint k join pg_class c on c.oid = k.conrelid
      where k.conrelid in (${regional}) and (k.contype in ('p', 'u', 'x') or (k.contype = 'f' and k.confrelid in (${regional})))
      and (select attname from pg_attribute a where a.attrelid = k.conrelid and a.attnum = k.conkey[1]) <> 'region_id'`),
  ).toEqual([])
  expect(
    await lines(`select i.indexrelid::regclass::text as line from pg_index i where i.indrelid in (${regional}) and i.indisunique
      and (select attname from pg_attribute a where a.attrelid = i.indrelid and a.attnum = i.indkey[0]) is distinct from 'region_id'`),
  ).toEqual([])
})

/** Audit rows are written by everyone and read only through the auditor's endpoints, the sealer and the resident's own view. */
const withoutPolicy = new Set(['platform.audit'])

test('SCHEMA-3 what belongs to a resident is behind row-level security', async () => {
  const open =
    await lines(`select n.nspname || '.' || c.relname as line from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'resident_id'
    where c.oid in (${regional}) and not c.relrowsecurity order by 1`)
  expect(open.filter(table => !withoutPolicy.has(table))).toEqual([])
})

test('SCHEMA-4 there are no triggers, no identity columns and no checks that read the clock', async () => {
  expect(
    await lines(`select t.tgname || ' on ' || t.tgrelid::regclass as line from pg_trigger t join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace where not t.tgisinternal and ${own}`),
  ).toEqual([])
  expect(
    await lines(`select c.relname || '.' || a.attname as line from pg_attribute a join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace where a.attidentity <> '' and ${own}`),
  ).toEqual([])
  expect(
    await lines(`select conname as line from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'c' and ${own} and pg_get_constraintdef(k.oid) ~* '(now\\(\\)|current_(date|time|timestamp)|clock_timestamp)'`),
  ).toEqual([])
})

test('SCHEMA-5 security definer functions belong to a role of their module and fix their search path', async () => {
  expect(
    await lines(`select p.oid::regprocedure::text as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
      where p.prosecdef and ${own} and (r.rolname = 'doorstep_owner' or r.rolsuper or not exists (
        select from unnest(coalesce(p.proconfig, '{}')) setting where setting like 'search_path=%'))`),
  ).toEqual([])
})

test('SCHEMA-6 no role of the product can pass by row-level security', async () => {
  expect(
    await lines(
      `select rolname as line from pg_roles where rolname like 'doorstep%' and rolname not like 'doorstep_admin%' and (rolbypassrls or rolsuper)`,
    ),
  ).toEqual([])
})

test('SCHEMA-7 the committed description of the schema is that of the migrations', async () => {
  const committed = readFileSync(join(root, 'docs/schema.gen.sql'), 'utf8')
  expect(await describeSchema(client), 'run `npm run generate`').toBe(committed)
})
