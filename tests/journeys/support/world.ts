import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { startPostgres } from '../../../tools/postgres/embedded.mjs'
import { startServerProcess } from '../../support/server-process.ts'
import { type Browser, openBrowser } from './browser.ts'
import { fastSettings } from './template.ts'

export type World = {
  readonly url: string
  /** Somebody at a computer or a phone: a browser profile of their own. */
  readonly open: Browser['open']
  readonly close: () => Promise<void>
}

type Ending = () => Promise<unknown> | unknown

const copyTemplate = (): string => {
  const parent = mkdtempSync(join(tmpdir(), 'doorstep-journey-'))
  const dataDir = join(parent, 'data')
  spawnSync('chmod', ['711', parent])
  // As it is, owners included: the database's files belong to the database's user.
  const copied = spawnSync('cp', ['-a', inject('demoTemplate'), dataDir], { encoding: 'utf8' })
  if (copied.status !== 0) throw new Error(`the demo could not be copied: ${copied.stderr}`)
  return dataDir
}

/** A database and a server of their own; what they have started is written down to be ended. */
const startDemo = async (endings: Ending[]): Promise<string> => {
  const dataDir = copyTemplate()
  endings.push(() => rmSync(join(dataDir, '..'), { recursive: true, force: true }))
  const postgres = await startPostgres({ dataDir, log: () => {}, settings: fastSettings })
  endings.push(() => postgres.stop())
  const server = await startServerProcess({ adminUrl: postgres.adminUrl, dataDir, demo: true })
  endings.push(() => server.stop())
  return server.url
}

/**
 * The built server with the demo, and a browser; one for each file of journeys, or the server at `JOURNEY_URL`.
 * Whoever starts it closes it: `beforeAll` may return the close.
 */
export const startWorld = async (): Promise<World> => {
  const endings: Ending[] = []
  const close = async (): Promise<void> => {
    for (const end of endings.splice(0).reverse()) await end()
  }
  try {
    const url = process.env['JOURNEY_URL'] ?? (await startDemo(endings))
    const browser = await openBrowser(url)
    endings.push(() => browser.close())
    return { url, open: browser.open, close }
  } catch (error) {
    await close()
    throw error
  }
}
