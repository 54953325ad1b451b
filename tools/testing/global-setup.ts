import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../postgres/embedded.mjs'

declare module 'vitest' {
  export interface ProvidedContext {
    /** postgresql:// URL of a superuser on the tests' own server. */
    adminUrl: string
  }
}

/**
 * Starts one database server for all database tests (or uses DATABASE_URL) and tells its admin URL, both as
 * `inject('adminUrl')` and as DOORSTEP_TEST_ADMIN_URL. The tests' server may lose everything in a crash: fsync is off.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const announce = (adminUrl: string): void => {
    process.env.DOORSTEP_TEST_ADMIN_URL = adminUrl
    project.provide('adminUrl', adminUrl)
  }
  if (process.env.DATABASE_URL) {
    announce(process.env.DATABASE_URL)
    return undefined
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'doorstep-test-'))
  chmodSync(dataDir, 0o711) // started by root, the database's own user must get through
  const postgres = await startPostgres({
    dataDir,
    log: line => console.error(`[postgres] ${line}`),
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '120',
      wal_level: 'minimal',
      max_wal_senders: '0',
      autovacuum_naptime: '1h',
      max_wal_size: '4GB',
    },
  })
  announce(postgres.adminUrl)
  return async () => {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
