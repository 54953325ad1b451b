import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { App } from './app.ts'
import { forgetAccount, forgetAllSessions } from './session-cache.ts'

/** Topics travel between server processes over one channel of the database. */
const channel = 'doorstep_live'
/** PostgreSQL takes 8 000 bytes a message. */
const payloadBytes = 7_500

export const settingsTopic = 'platform.settings'
export const sessionTopic = (accountId: string): string => `platform.session:${accountId}`
export const clockTopic = (offsetMillis: number): string => `platform.clock:${offsetMillis}`
/** Published after the connection was lost: whoever listens may have missed something. */
export const everythingTopic = '*'

const processNames = new WeakMap<App, string>()
const processName = (app: App): string => {
  const name = processNames.get(app) ?? randomUUID()
  processNames.set(app, name)
  return name
}

/** The platform's own caches hear first, then the open screens. */
export const deliverLive = (app: App, topics: readonly string[]): void => {
  for (const topic of topics) {
    const [name, value] = [topic.split(':', 1)[0] as string, topic.slice(topic.indexOf(':') + 1)]
    if (topic === settingsTopic) app.settings.invalidate()
    else if (name === 'platform.session') forgetAccount(app, value)
    else if (name === 'platform.clock') app.clock.setOffset(Number(value))
    app.live.publish(topic)
  }
}

const payloadsOf = (from: string, topics: readonly string[]): readonly string[] => {
  const payloads: string[] = []
  const empty = Buffer.byteLength(JSON.stringify({ from, topics: [] }))
  let batch: string[] = []
  let bytes = empty
  for (const topic of topics) {
    // Its quotes and a comma; a booking crowd names a thousand topics, so each is measured once.
    const added = Buffer.byteLength(JSON.stringify(topic)) + 1
    if (batch.length > 0 && bytes + added > payloadBytes) {
      payloads.push(JSON.stringify({ from, topics: batch }))
      batch = []
      bytes = empty
    }
    batch.push(topic)
    bytes += added
  }
  return batch.length === 0 ? payloads : [...payloads, JSON.stringify({ from, topics: batch })]
}

/** SQL that tells the other processes within a transaction that is still open; this process hears it by its listener too. */
export const notifyStatement = 'select pg_notify($1, payload) from unnest($2::text[]) payload'
export const notifyValues = (topics: readonly string[]): [string, readonly string[]] => [
  channel,
  payloadsOf('', topics),
]

/** The same for an act of this process, which delivers to its own screens at once after its commit. */
export const ownNotifyValues = (app: App, topics: readonly string[]): [string, readonly string[]] => [
  channel,
  payloadsOf(processName(app), topics),
]

/** After a commit: open screens of this process at once, those of the others by the database. Never fails the act that is done. */
export const announceLive = async (app: App, topics: readonly string[]): Promise<void> => {
  deliverLive(app, topics)
  try {
    await app.pool.query(notifyStatement, [channel, payloadsOf(processName(app), topics)])
  } catch (error) {
    app.log.warn({ err: error }, 'other processes were not told of a change; they notice by themselves within seconds')
  }
}

const hear = (app: App, payload: string | undefined): void => {
  const { from, topics } = JSON.parse(payload ?? '{}') as {
    readonly from?: string
    readonly topics?: readonly string[]
  }
  if (topics && from !== processName(app)) deliverLive(app, topics)
}

/** After a gap anything may have changed. */
const startAfresh = async (app: App, client: pg.Client): Promise<void> => {
  app.settings.invalidate()
  forgetAllSessions(app)
  const { rows } = await client.query<{ offset_ms: string | number }>('select offset_ms from platform.clock')
  app.clock.setOffset(Number(rows[0]?.offset_ms ?? 0))
  app.live.publish(everythingTopic)
}

export type Listener = { readonly stop: () => Promise<void> }

/**
 * Hears what other processes announce, on one connection of its own; comes back by itself when the database was away.
 * Resolves when it listens for the first time.
 */
export const startLiveListener = async (app: App): Promise<Listener> => {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({
      connectionString: app.databaseUrl,
      keepAlive: true,
      application_name: 'doorstep-live',
    })
    let lost = false
    const again = () => {
      if (lost || stopped) return
      lost = true
      client = undefined
      fresh.end().catch(() => {})
      timer = setTimeout(() => connect().catch(() => {}), 1_000)
    }
    fresh.on('error', again)
    fresh.on('end', again)
    fresh.on('notification', message => hear(app, message.payload))
    try {
      await fresh.connect()
      await fresh.query(`listen ${channel}`)
      await startAfresh(app, fresh)
      client = fresh
    } catch (error) {
      again()
      throw error
    }
  }

  await connect()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}
