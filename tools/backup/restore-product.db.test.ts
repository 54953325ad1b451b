import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { loadMigrations, migrate } from '#src/platform/server/migrations.ts'
import { loadBackup, verifyBackup } from './read-backup.mjs'
import { writeBackup } from './write-backup.mjs'

const work = mkdtempSync(join(tmpdir(), 'doorstep-restore-'))
const urlOf = (name: string): string => Object.assign(new URL(inject('adminUrl')), { pathname: `/${name}` }).href
const names = [`restore_source_${process.pid}`, `restore_target_${process.pid}`] as const
const [source, target] = [urlOf(names[0]), urlOf(names[1])]

async function on<T>(url: string, job: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url)
  await client.connect()
  return job(client).finally(() => client.end())
}

beforeAll(async () => {
  await on(inject('adminUrl'), async client => {
    for (const name of names) await client.query(`create database ${name}`)
  })
  for (const adminUrl of [source, target]) await migrate({ adminUrl, serverPassword: 'for-this-test' })
})

afterAll(async () => {
  await on(inject('adminUrl'), async client => {
    for (const name of names) await client.query(`drop database ${name} with (force)`)
  })
  rmSync(work, { recursive: true, force: true })
})

test("every table of every module goes into a backup and comes back, in an order that the product's references allow", async () => {
  await on(source, async client => {
    await client.query(`insert into platform.region values (510108, '成华（演示）', 'Asia/Shanghai', now())`)
    await client.query(`insert into platform.audit (region_id, audit_id, at, actor, act, outcome, request_id)
      select 510108, gen_random_uuid(), now(), 'somebody', 'booking.book', 'done', 'r' || i from generate_series(1, 500) i`)
  })
  mkdirSync(join(work, 'anchors'))
  writeFileSync(join(work, 'anchors/510108'), 'seal')
  const migrations = (await loadMigrations()).map(({ number, name, hash }) => ({ number, name, hash }))
  const file = join(work, 'backup.tar.gz')
  const common = { dataDir: work, release: '0.0.0', migrations }
  const written = await writeBackup({ databaseUrl: source, file, ...common })
  expect(written.circular).toBe(false)
  const manifest = await verifyBackup(file)
  await loadBackup({ databaseUrl: target, file, manifest })
  const again = await writeBackup({ databaseUrl: target, file: join(work, 'again.tar.gz'), ...common })
  const counts = (of: typeof written) => of.tables.map(table => `${table.schema}.${table.name} ${table.rows}`)
  expect(counts(again)).toEqual(counts(manifest))
  expect(counts(manifest)).toContain('platform.audit 500')
  const sums = (of: typeof written) =>
    of.entries.filter(entry => entry.name.startsWith('tables/')).map(entry => entry.sha256)
  expect(sums(again)).toEqual(sums(manifest))
})
