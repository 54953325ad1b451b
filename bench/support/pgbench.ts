import { execFile, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)
const database = 'bench_limit'
export const spreadPools = 1_000

/** Where Debian puts it. */
export const findPgbench = (): string | undefined => {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort().reverse() : []
  const places = ['/usr/bin/pgbench', ...versions.map(version => `/usr/lib/postgresql/${version}/bin/pgbench`)]
  return places.find(place => existsSync(place) && spawnSync(place, ['--version']).status === 0)
}

/** The bare booking: one statement takes a seat of a pool and writes the appointment with its foreign key. */
const script = (pools: number) => `\\set pool random(1, ${pools})
with seat as (update pool set taken = taken + 1 where id = :pool and taken < capacity returning id)
insert into appointment (appointment_id, pool_id, resident_id, booked_at) select gen_random_uuid(), id, gen_random_uuid(), now() from seat;
`

export type Limit = { readonly perSecond: number; readonly averageMillis: number }
export type Pgbench = {
  readonly measure: (kind: 'hot' | 'spread', clients: number, seconds: number) => Promise<Limit>
  readonly end: () => Promise<void>
}

/** Same server, same socket, a database of its own: what PostgreSQL gives to clients that ask one by one. */
export const createPgbench = async (adminUrl: string, program: string): Promise<Pgbench> => {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(`drop database if exists ${database} with (force)`)
  await admin.query(`create database ${database}`)
  await admin.end()
  const folder = await mkdtemp(join(tmpdir(), 'doorstep-pgbench-'))
  await writeFile(join(folder, 'hot.sql'), script(1))
  await writeFile(join(folder, 'spread.sql'), script(spreadPools))
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  const client = new pg.Client({ connectionString: url.toString() })
  await client.connect()
  const { host, port, user, password } = client
  const environment = { ...process.env, PGPASSWORD: String(password) }
  const prepare = () =>
    client.query(`drop table if exists appointment, pool;
      create table pool (id int primary key, capacity int not null, taken int not null) with (fillfactor = 60);
      create table appointment (appointment_id uuid primary key, pool_id int not null references pool (id), resident_id uuid not null, booked_at timestamptz not null);
      insert into pool select n, 100000000, 0 from generate_series(1, ${spreadPools}) n`)
  return {
    measure: async (kind, clients, seconds) => {
      await prepare()
      const { stdout } = await run(
        program,
        [
          '-h',
          String(host),
          '-p',
          String(port),
          '-U',
          String(user),
          '-n',
          '-M',
          'prepared',
          '-c',
          String(clients),
          '-j',
          '2',
          '-T',
          String(seconds),
          '-f',
          join(folder, `${kind}.sql`),
          database,
        ],
        { env: environment },
      )
      const perSecond = Number(/tps = ([\d.]+) \(without/.exec(stdout)?.[1])
      const averageMillis = Number(/latency average = ([\d.]+)/.exec(stdout)?.[1])
      if (!(perSecond > 0)) throw new Error(`pgbench said something else:\n${stdout}`)
      return { perSecond, averageMillis }
    },
    end: async () => {
      await client.end()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
