import { runMigrations } from 'graphile-worker'
import pg from 'pg'

/** The job library's schema stands apart from ours: its own tables, its own migrations, fed from the outbox. */
export const jobSchema = 'graphile_worker'
/** Written on the schema once its migrations have run; a test compares it with the installed package. */
export const jobLibrary = 'graphile-worker 0.17.3'

const isInstalled = async (client: pg.ClientBase): Promise<boolean> => {
  const { rows } = await client.query<{ installed: string | null }>(
    `select obj_description(oid, 'pg_namespace') as installed from pg_namespace where nspname = $1`,
    [jobSchema],
  )
  return rows[0]?.installed === jobLibrary
}

/**
 * The library turns row-level security on without a policy, so that only the owner could work. The owner must not
 * serve requests; so the server's role is given policies and grants on these tables, and on no other thing.
 */
const openToServer = `do $$
declare
  t record;
begin
  grant usage on schema ${jobSchema} to doorstep_server;
  grant select, insert, update, delete on all tables in schema ${jobSchema} to doorstep_server;
  grant usage, select on all sequences in schema ${jobSchema} to doorstep_server;
  grant execute on all functions in schema ${jobSchema} to doorstep_server;
  for t in select c.relname from pg_class c
    where c.relnamespace = '${jobSchema}'::regnamespace and c.relkind = 'r' and c.relrowsecurity
      and not exists (select from pg_policy p where p.polrelid = c.oid)
  loop
    execute format('create policy jobs_of_the_server on ${jobSchema}.%I to doorstep_server using (true) with check (true)', t.relname);
  end loop;
end $$`

/** Installs or updates the job library's schema as the owner role. Does nothing when it is up to date. */
export const installJobSchema = async (adminUrl: string): Promise<void> => {
  const pool = new pg.Pool({ connectionString: adminUrl, max: 1 })
  // Queries of one connection run in order, so the role is set before the library's first statement.
  pool.on('connect', client => void client.query('set role doorstep_owner').catch(() => {}))
  pool.on('error', () => {})
  const client = await pool.connect()
  const isDone = await isInstalled(client).finally(() => client.release())
  try {
    if (isDone) return
    await runMigrations({ pgPool: pool, schema: jobSchema })
    await pool.query(openToServer)
    await pool.query(`comment on schema ${jobSchema} is '${jobLibrary}'`)
  } finally {
    await pool.end()
  }
}
