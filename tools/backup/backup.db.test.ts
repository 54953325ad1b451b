import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { checkEmptyDatabase, checkEmptyFolder, loadBackup, restoreFolders, verifyBackup } from './read-backup.mjs'
import { writeBackup } from './write-backup.mjs'

const schema = `
  create schema zz; create schema aa; create schema graphile_worker;
  create table zz.place (id int primary key, name text, twice int generated always as (id * 2) stored);
  create table aa.visit (id int primary key, place_id int not null references zz.place, earlier int references aa.visit,
    at timestamptz, data jsonb, photo bytea, days text[]);
  create table aa.event (id int, month int, text text) partition by list (month);
  create table aa.event_1 partition of aa.event for values in (1);
  create table aa.event_2 partition of aa.event for values in (2);
  create table graphile_worker.job (id int);
  create sequence aa.number;
  alter table aa.visit enable row level security;`
const tables = ['zz.place', 'aa.visit', 'aa.event'] as const

const work = mkdtempSync(join(tmpdir(), 'doorstep-backup-'))
const [source, target] = [join(work, 'source'), join(work, 'target')]
const file = join(work, 'backup.tar.gz')
const longName = `files/${'很长的名字'.repeat(12)}.bin`

const urlOf = (name: string): string => Object.assign(new URL(inject('adminUrl')), { pathname: `/${name}` }).href

async function onDatabase<T>(name: string, job: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(urlOf(name))
  await client.connect()
  return job(client).finally(() => client.end())
}

const contents = (name: string) =>
  onDatabase(name, async client => {
    const found: unknown[] = []
    for (const table of tables) found.push((await client.query(`select t::text from ${table} t order by id`)).rows)
    return [...found, (await client.query("select nextval('aa.number')")).rows]
  })

beforeAll(async () => {
  await onDatabase('postgres', async client => {
    for (const name of ['backup_source', 'backup_target']) {
      await client.query(`drop database if exists ${name}`)
      await client.query(`create database ${name}`)
    }
  })
  await onDatabase('backup_source', async client => {
    await client.query(schema)
    await client.query(
      String.raw`insert into zz.place select i, E'站点\t' || i || E'\n\\.' from generate_series(1, 3) i`,
    )
    await client.query(`insert into aa.visit select i, 1 + i % 3, nullif(i - 1, 0), now(), jsonb_build_object('多', repeat('字', 50)),
      decode('00ff0a', 'hex'), array['a', null, '"'] from generate_series(1, 40000) i`)
    await client.query(
      `insert into aa.event select i, 1 + i % 2, null from generate_series(1, 10) i; select nextval('aa.number')`,
    )
  })
  for (const folder of ['files/a', 'anchors', 'secrets']) mkdirSync(join(source, folder), { recursive: true })
  writeFileSync(join(source, longName), Buffer.alloc(3_000_000, 7))
  writeFileSync(join(source, 'files/a/empty.txt'), '')
  writeFileSync(join(source, 'anchors/last'), 'seal')
  writeFileSync(join(source, 'secrets/encryption'), 'key')
  writeFileSync(join(source, 'secrets/postgres-password'), 'not this one')
  await writeBackup({
    databaseUrl: urlOf('backup_source'),
    dataDir: source,
    file,
    release: '0.0.0',
    migrations: [{ number: 1, name: '0001-all', hash: '' }],
  })
})

afterAll(() => rmSync(work, { recursive: true, force: true }))

test('a backup restored into an empty database is the same to the row, with its files and keys', async () => {
  const manifest = await verifyBackup(file)
  expect(manifest.tables.map(table => `${table.schema}.${table.name} ${table.rows}`).sort()).toEqual([
    'aa.event_1 5',
    'aa.event_2 5',
    'aa.visit 40000',
    'zz.place 3',
  ])
  expect(manifest.circular).toBe(false)
  checkEmptyFolder(target)
  await checkEmptyDatabase(urlOf('backup_target'))
  await onDatabase('backup_target', client =>
    client.query(`${schema} insert into zz.place values (99, 'by a migration')`),
  )
  await loadBackup({ databaseUrl: urlOf('backup_target'), file, manifest })
  expect(await restoreFolders(file, target, ['files', 'anchors', 'secrets'])).toBe(4)
  expect(await contents('backup_target')).toEqual(await contents('backup_source'))
  for (const name of [longName, 'files/a/empty.txt', 'anchors/last', 'secrets/encryption'])
    expect(readFileSync(join(target, name)).equals(readFileSync(join(source, name)))).toBe(true)
  expect(manifest.entries.some(entry => entry.name.includes('postgres-password'))).toBe(false)
})

test('a restore refuses a database or a folder that already holds something', async () => {
  await expect(checkEmptyDatabase(urlOf('backup_source'))).rejects.toThrow('already holds tables')
  expect(() => checkEmptyFolder(source)).toThrow('not empty')
})

test('a backup that was cut off or changed by one byte is refused before anything is written', async () => {
  const whole = readFileSync(file)
  const bad = join(work, 'bad.tar.gz')
  writeFileSync(bad, whole.subarray(0, whole.length - 200))
  await expect(verifyBackup(bad)).rejects.toThrow('damaged')
  const plain = gunzipSync(whole)
  const at = plain.indexOf('站点')
  plain[at + 1] = (plain[at + 1] ?? 0) ^ 1
  writeFileSync(bad, gzipSync(plain, { level: 1 }))
  await expect(verifyBackup(bad)).rejects.toThrow('differs')
  writeFileSync(bad, 'something else')
  await expect(verifyBackup(bad)).rejects.toThrow('damaged')
})
