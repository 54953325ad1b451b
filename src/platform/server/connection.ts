import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import pg from 'pg'

// Dates stay the strings the database writes: a day of the calendar has no time zone. Counts fit a double.
pg.types.setTypeParser(pg.types.builtins.DATE, text => text)
pg.types.setTypeParser(pg.types.builtins.INT8, text => Number(text))

const connectionOf = (client: pg.ClientBase): DatabaseConnection => ({
  executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
    const result = await client.query(query.sql, query.parameters as unknown[])
    return result.command === 'SELECT'
      ? { rows: result.rows }
      : { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) }
  },
  // biome-ignore lint/correctness/useYield: streaming is not offered; long reads go by cursor paging
  streamQuery: async function* () {
    throw new Error('streaming is not offered')
  },
})

/** A driver that never opens or closes anything: begin and commit belong to `transaction.ts`. */
const driverOf = (client: pg.ClientBase): Driver => {
  const refuse = () => Promise.reject(new Error('transactions are opened by inTransaction'))
  return {
    init: async () => {},
    acquireConnection: async () => connectionOf(client),
    releaseConnection: async () => {},
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    destroy: async () => {},
  }
}

const known = new WeakMap<pg.ClientBase, Kysely<unknown>>()

/** The query builder on one given connection. */
export const kyselyOn = (client: pg.ClientBase): Kysely<unknown> => {
  const existing = known.get(client)
  if (existing) return existing
  const created = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driverOf(client),
      createIntrospector: db => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  known.set(client, created)
  return created
}

/**
 * The pool of a server process. Waiting longer than two seconds for a connection is an overload, not a queue;
 * a statement is given fifteen seconds and a lock five.
 */
export const createPool = (databaseUrl: string, size: number): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: size,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    options: '-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000',
  })
  // A connection that dies while idle (database restarted) is replaced at the next request.
  pool.on('error', () => {})
  // One that dies while it is in use tells its query, and would else end the process as well.
  pool.on('connect', client => {
    client.on('error', () => {})
  })
  return pool
}
