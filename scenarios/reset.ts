import pg from 'pg'

/** Held while demo data are loaded or taken away, so that two processes starting at once take turns. */
export const loadingLock = 724_091

/** Written by migrations, never by a scenario. */
const keptTables = [
  'platform.clock',
  'network.calendar_day',
  'network.measure',
  'network.centre_kind',
  'network.equipment_kind',
  'network.basic_equipment',
  'network.goal',
]

const isUnfinished = async (client: pg.Client): Promise<boolean> => {
  const { rows: tables } = await client.query(`select to_regclass('platform.demo_load') is not null as there`)
  if (tables[0]?.there !== true) return false
  const { rowCount } = await client.query('select from platform.demo_load where finished_at is null')
  return (rowCount ?? 0) > 0
}

/** Tables of the product and the jobs that waited; what says which migrations have run, and what migrations wrote, stays. */
const emptyTables = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition
       and n.nspname not in ('migration', 'graphile_worker', 'information_schema') and n.nspname not like 'pg\\_%'
       and (n.nspname || '.' || c.relname) <> all ($1)`,
    [keptTables],
  )
  await client.query('begin')
  await client.query(`truncate ${rows.map(row => row.name).join(', ')}`)
  const { rows: jobs } = await client.query<{ name: string | null }>(
    `select to_regclass('graphile_worker._private_jobs')::text as name`,
  )
  if (jobs[0]?.name) await client.query(`truncate ${jobs[0].name}`)
  await client.query('update platform.clock set offset_ms = 0')
  await client.query('commit')
}

/**
 * Takes away the demo data of a load that was cut off, so that it can begin again. Waits for a load that is still
 * under way in another process; does nothing to data that are complete or were never a demo.
 * @param adminUrl the owner's login; the server itself may not empty tables.
 */
export const resetUnfinishedLoad = async (adminUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    if (!(await isUnfinished(client))) return
    await client.query('select pg_advisory_lock($1)', [loadingLock])
    if (await isUnfinished(client)) await emptyTables(client)
  } finally {
    await client.end()
  }
}
