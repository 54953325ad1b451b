import pg from 'pg'
import { busy } from '#src/platform/kernel/errors.ts'
import { isLostConnection } from '#src/platform/server/errors.ts'

/**
 * The one connection on which batches run. It stands outside the pool, so that no request ever waits for it, and comes
 * back by itself after the database was away. While idle it does not keep the process alive.
 */
export type BatchConnection = {
  /** @throws busy when the database stays away for longer than the patience. */
  readonly query: <Row>(statement: () => { name: string; text: string; values: unknown[] }) => Promise<readonly Row[]>
  readonly end: () => Promise<void>
}

const patienceMillis = 8_000
/**
 * Plans are pinned in the batch function, and one made while a table was nearly empty may walk through all of it. They
 * are made anew after 1, 2, 4, 8 … batches: each serves at most a doubling of what it was made for.
 */
const isDoubling = (count: number): boolean => (count & (count - 1)) === 0
const lastDoubling = 1 << 20
const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

/** While nothing is asked the connection does not keep the process alive; the driver's types do not know these two. */
type Socketed = { readonly ref: () => void; readonly unref: () => void }
const socketOf = (client: pg.Client): Socketed => client as unknown as Socketed

const open = async (databaseUrl: string): Promise<pg.Client> => {
  const client = new pg.Client({
    connectionString: databaseUrl,
    keepAlive: true,
    application_name: 'doorstep-booking',
    connectionTimeoutMillis: 2_000,
    options: '-c statement_timeout=10000 -c lock_timeout=5000',
  })
  client.on('error', () => {})
  await client.connect()
  return client
}

export const createBatchConnection = (databaseUrl: string): BatchConnection => {
  let client: pg.Client | undefined
  let served = 0

  const drop = async (broken: pg.Client | undefined) => {
    if (client === broken) client = undefined
    await broken?.end().catch(() => {})
  }
  const connected = async (): Promise<pg.Client> => {
    if (client) return client
    const fresh = await open(databaseUrl)
    fresh.once('end', () => {
      if (client === fresh) client = undefined
    })
    client = fresh
    served = 0
    return fresh
  }

  return {
    // When the connection is lost nobody knows whether the batch was written. It is sent again with the same keys:
    // what was written is answered from the stored answers, what was not is decided now.
    query: async <Row>(statement: () => { name: string; text: string; values: unknown[] }) => {
      const giveUpAt = performance.now() + patienceMillis
      for (let wait = 50; ; wait = Math.min(wait * 2, 1_000)) {
        let used: pg.Client | undefined
        try {
          used = await connected()
          socketOf(used).ref()
          const { rows } = await used.query(statement())
          served += 1
          if (isDoubling(served) && served <= lastDoubling) used.query('discard plans').catch(() => {})
          return rows as readonly Row[]
        } catch (error) {
          if (!isLostConnection(error)) throw error
          await drop(used)
          if (performance.now() + wait > giveUpAt) throw busy('platform.database_unavailable', 2)
          await pause(wait)
        } finally {
          if (used && used === client) socketOf(used).unref()
        }
      }
    },
    end: async () => {
      await drop(client)
    },
  }
}
