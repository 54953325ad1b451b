import type pg from 'pg'
import type { TestApp } from './app.ts'

type Query = (this: unknown, ...args: unknown[]) => unknown

const textOf = (asked: unknown): string =>
  typeof asked === 'string' ? asked : ((asked as { readonly text?: string } | undefined)?.text ?? '')

const framing = /^(begin|commit|rollback)$|set_context|pg_notify/i

/**
 * The statements that some work sends over the server's own connections, in order, without those that begin, end and name
 * the transaction, and without what tells open screens of something earlier, which comes when it comes. A list costs as many for a thousand rows as for one: compare the lengths.
 */
export const statementsOf = async (test: Pick<TestApp, 'app'>, work: () => Promise<unknown>): Promise<string[]> => {
  const sent: string[] = []
  const watched = new Map<pg.PoolClient, Query>()
  const { pool } = test.app
  const watch = (client: pg.PoolClient) => {
    if (watched.has(client)) return
    const query = client.query as unknown as Query
    watched.set(client, query)
    Object.assign(client, {
      query(...args: unknown[]) {
        const text = textOf(args[0])
        if (!framing.test(text)) sent.push(text)
        return query.apply(client, args)
      },
    })
  }
  pool.on('acquire', watch)
  try {
    await work()
  } finally {
    pool.off('acquire', watch)
    for (const [client, query] of watched) Object.assign(client, { query })
  }
  return sent
}
