import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../../../tools/postgres/embedded.mjs'
import { startServerProcess } from '../../support/server-process.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data folder with the demo loaded and nobody working in it; every journey gets a copy. */
    demoTemplate: string
  }
}

/** Journeys may lose everything in a crash: nothing waits for the disk. */
export const fastSettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** Loads the demo once for all journeys of this run: a copy of it is ready in a second, a load takes ten. */
export default async function setup(project: TestProject): Promise<(() => void) | undefined> {
  if (process.env['JOURNEY_URL'] !== undefined) return undefined
  const dataDir = mkdtempSync(join(tmpdir(), 'doorstep-journeys-'))
  // Started by root, the database's own user must get through.
  chmodSync(dataDir, 0o711)
  const postgres = await startPostgres({ dataDir, log: () => {}, settings: fastSettings })
  try {
    const server = await startServerProcess({ adminUrl: postgres.adminUrl, dataDir, demo: true })
    await server.stop()
  } finally {
    await postgres.stop()
  }
  project.provide('demoTemplate', dataDir)
  return () => rmSync(dataDir, { recursive: true, force: true })
}
