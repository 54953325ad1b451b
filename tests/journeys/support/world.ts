import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { startPostgres } from '../../../tools/postgres/embedded.mjs'
import { startServerProcess } from '../../support/server-process.ts'
import { type Browser, openBrowser } from './browser.ts'
import { fastSettings } from './template.ts'

export type World = {
  readonly url: string
  /** Somebody at a computer or a phone: a browser profile of their own. */
  readonly open: Browser['open']
  /**
   * Has a scheduled job run now and waits until it is done. Jobs go by the machine's own clock, which the demo's page does
   * not move; this is the minute or the quarter of an hour that a journey does not wait for.
   */
  readonly runJob: (name: string) => Promise<void>
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

const jobRunner = async (adminUrl: string, endings: Ending[]): Promise<World['runJob']> => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  endings.push(() => client.end())
  return async name => {
    const { rows } = await client.query<{ id: string }>(`select id from graphile_worker.add_job($1, '{}')`, [name])
    for (const giveUp = Date.now() + 15_000; Date.now() < giveUp; ) {
      if ((await client.query('select from graphile_worker.jobs where id = $1', [rows[0]?.id])).rowCount === 0) return
      await new Promise(resolve => setTimeout(resolve, 100))
    }
    throw new Error(`the job ${name} did not end within 15 seconds`)
  }
}

/** A server that runs already goes by its own clock: the journey waits. */
const waitForItself: World['runJob'] = async () => {}

type Demo = { readonly url: string; readonly runJob: World['runJob'] }

/** A database and a server of their own; what they have started is written down to be ended. */
const startDemo = async (endings: Ending[]): Promise<Demo> => {
  const dataDir = copyTemplate()
  endings.push(() => rmSync(join(dataDir, '..'), { recursive: true, force: true }))
  const postgres = await startPostgres({ dataDir, log: () => {}, settings: fastSettings })
  endings.push(() => postgres.stop())
  const server = await startServerProcess({ adminUrl: postgres.adminUrl, dataDir, demo: true })
  endings.push(() => server.stop())
  return { url: server.url, runJob: await jobRunner(postgres.adminUrl, endings) }
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
    const elsewhere = process.env['JOURNEY_URL']
    const demo = elsewhere === undefined ? await startDemo(endings) : { url: elsewhere, runJob: waitForItself }
    const browser = await openBrowser(demo.url)
    endings.push(() => browser.close())
    return { ...demo, open: browser.open, close }
  } catch (error) {
    await close()
    throw error
  }
}
