import { pathToFileURL } from 'node:url'
import { existingCluster } from '../postgres/cluster.mjs'
import { findRunningPostgres, startPostgres } from '../postgres/embedded.mjs'
import { serverBundle } from './options.mjs'

const migrationTable = 'migration.applied'

/** Whether there is a database to look at; asking must not make an empty one. */
export const hasDatabase = ({ databaseUrl, dataDir }) => Boolean(databaseUrl ?? existingCluster(dataDir))

/**
 * An admin URL for a command beside the server: DATABASE_URL, the running server's database, or one started for the
 * duration. `stop()` ends only what was started here.
 */
export async function openDatabase({ databaseUrl, dataDir }, log) {
  const running = databaseUrl ?? findRunningPostgres(dataDir)
  if (running) return { adminUrl: running, stop: async () => {} }
  const postgres = await startPostgres({ dataDir, log })
  return { adminUrl: postgres.adminUrl, stop: () => postgres.stop() }
}

async function ask(url, sql, values) {
  const { default: pg } = await import('pg') // not at the top: start.mjs runs before anything is installed
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query(sql, values)).rows
  } finally {
    await client.end()
  }
}

/**
 * The migrations that a database has had, as `{ number, name, hash }` in their order; undefined when it holds no
 * Doorstep.
 */
export async function findMigrations(databaseUrl) {
  const [table] = await ask(databaseUrl, 'select to_regclass($1) is not null as present', [migrationTable])
  if (!table.present) return undefined
  return ask(databaseUrl, `select number, name, hash from ${migrationTable} order by number`)
}

/** The built server's functions for commands beside it. */
export function importServer() {
  return import(pathToFileURL(serverBundle).href)
}
