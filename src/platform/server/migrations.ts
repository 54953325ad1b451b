import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { invariant } from '#src/platform/kernel/errors.ts'
import { prepareRoles } from './roles.ts'

export type Migration = { readonly number: number; readonly name: string; readonly sql: string; readonly hash: string }

// Beside the bundle the build has put a copy; in the source tree they lie in their modules.
const bundled = fileURLToPath(new URL('./migrations/', import.meta.url))
const sources = fileURLToPath(new URL('../../', import.meta.url))
const isBundle = basename(fileURLToPath(import.meta.url)) !== 'migrations.ts'

const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter(
      entry =>
        entry.isFile() && entry.name.endsWith('.sql') && (isBundle || basename(entry.parentPath) === 'migrations'),
    )
    .map(entry => join(entry.parentPath, entry.name))
}

/** All migrations of all modules in their one global order. */
export const loadMigrations = async (): Promise<readonly Migration[]> => {
  const root = isBundle ? bundled : sources
  invariant(existsSync(root), `no migrations at ${root}`)
  const migrations = await Promise.all(
    (await filesBelow(root)).map(async path => {
      const sql = await readFile(path, 'utf8')
      const name = basename(path, '.sql')
      return { number: Number.parseInt(name, 10), name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    }),
  )
  const sorted = migrations.sort((a, b) => a.number - b.number)
  for (const [index, migration] of sorted.entries())
    invariant(sorted[index - 1]?.number !== migration.number, `two migrations have number ${migration.number}`)
  return sorted
}

/** Changes when any migration does; names the template database of the tests. */
export const migrationsHash = async (): Promise<string> => {
  const hash = createHash('sha256')
  for (const migration of await loadMigrations()) hash.update(migration.hash)
  return hash.digest('hex').slice(0, 16)
}

export type MigrateOptions = {
  /** A login that may create roles; migrations themselves run as the owner role. */
  readonly adminUrl: string
  /** Of the login by which the server will connect. */
  readonly serverPassword: string
  /** Stop after this number (a restore brings the schema to the state of its backup). */
  readonly upTo?: number
  readonly onProgress?: (done: number, total: number) => void
}

/**
 * Brings the schema up to date, forward only, one transaction a file. Two servers starting together take turns.
 * @returns the URL by which the server connects (no superuser, subject to row-level security).
 * @throws when a migration that has run was changed afterwards.
 */
export const migrate = async (
  options: MigrateOptions,
): Promise<{ readonly serverUrl: string; readonly applied: number }> => {
  const client = new pg.Client({ connectionString: options.adminUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(724011)')
    const serverUrl = await prepareRoles(client, options.adminUrl, options.serverPassword)
    await client.query('set role doorstep_owner')
    const applied = await applyPending(client, options)
    // Loaded when needed: it reads the job library, which tests without jobs never use.
    const { installJobSchema } = await import('./job-schema.ts')
    await installJobSchema(options.adminUrl)
    return { serverUrl, applied }
  } finally {
    await client.end()
  }
}

const applyPending = async (client: pg.Client, options: MigrateOptions): Promise<number> => {
  await client.query(`create schema if not exists migration;
    create table if not exists migration.applied (number int primary key, name text not null, hash text not null, applied_at timestamptz not null);
    comment on table migration.applied is 'reference: which migrations have run'`)
  const { rows } = await client.query<{ number: number; hash: string }>('select number, hash from migration.applied')
  const done = new Map(rows.map(row => [row.number, row.hash]))
  const all = (await loadMigrations()).filter(
    migration => migration.number <= (options.upTo ?? Number.POSITIVE_INFINITY),
  )
  const pending = all.filter(migration => !done.has(migration.number))
  for (const migration of all)
    invariant(
      (done.get(migration.number) ?? migration.hash) === migration.hash,
      `migration ${migration.name} was changed after it had run`,
    )
  for (const [index, migration] of pending.entries()) {
    await applyOne(client, migration)
    options.onProgress?.(index + 1, pending.length)
  }
  return pending.length
}

const applyOne = async (client: pg.Client, migration: Migration): Promise<void> => {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into migration.applied values ($1, $2, $3, $4)', [
      migration.number,
      migration.name,
      migration.hash,
      new Date(),
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${migration.name}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}
