import { loadavg } from 'node:os'
import pg from 'pg'
import { startServerProcess } from '../tests/support/server-process.ts'
import { type Faults, faultsOf, openArena } from './support/arena.ts'
import { playCrowd, type Told } from './support/crowd.ts'
import { onSlowDisk, syncMicros } from './support/disk.ts'
import { createPgbench, findPgbench, spreadPools } from './support/pgbench.ts'
import { cpuMicros } from './support/processes.ts'
import { copyDatabase } from './support/run-database.ts'
import { openStoredRegion } from './support/stored-region.ts'

// Bookings a second over HTTP as a ratio to pgbench on the same PostgreSQL. See bench/README.md.

const print = (line: string) => console.log(line)
const rounds = Number(process.env['BENCH_ROUNDS'] ?? '3')
const seconds = Number(process.env['BENCH_SECONDS'] ?? '10')
const only = process.env['BENCH_ONLY']
const setups = [
  { name: 'hot32', kind: 'hot', clients: 32 },
  { name: 'hot128', kind: 'hot', clients: 128 },
  { name: 'spread32', kind: 'spread', clients: 32 },
  { name: 'spread128', kind: 'spread', clients: 128 },
] as const
type Setup = (typeof setups)[number]
const program = findPgbench()
if (program === undefined) {
  print('pgbench is missing: apt-get install postgresql-contrib (on Debian 12 it comes with the package postgresql)')
  process.exit(1)
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const round = (value: number, digits = 2): number => Number(value.toFixed(digits))

const slowed = Number(process.env['BENCH_SYNC_US'] ?? '0')
const region = await onSlowDisk(slowed, () => openStoredRegion(print, { max_connections: '200' }))
const sync_us = Math.max(slowed, syncMicros(region.dataDir))
const pgbench = await createPgbench(region.adminUrl, program)
print('copying the region, to write into')
const database = await copyDatabase(region.adminUrl)
const server = await startServerProcess({ adminUrl: database.adminUrl, dataDir: region.dataDir, worker: false })
const serverPid = server.child.pid as number
const admin = new pg.Client({ connectionString: database.adminUrl })
await admin.connect()
await admin.query('update platform.session set last_seen_at = now()')

/** Enough people for the fastest run we hope for; an account stays below its calls a minute. */
const accountsPerRun = Math.min(500, region.loading.size.phoneAccounts)
let firstAccount = 0
/** The first days ahead are spoken for by the loaded month. */
let daysAhead = 3

type Ours = Told & { readonly faults: Faults; readonly serverMicros: number; readonly databaseMicros: number }

const playOurs = async (setup: Setup): Promise<Ours> => {
  const arena = await openArena(
    admin,
    region.loading,
    setup.kind === 'hot' ? 1 : spreadPools,
    setup.kind === 'hot' ? 1_000_000 : 10_000,
    daysAhead,
  )
  daysAhead += 1
  const cpu = { server: [0, 0], database: [0, 0] }
  const crowd = {
    port: Number(new URL(server.url).port),
    clients: setup.clients,
    pools: arena.poolIds,
    firstAccount,
    accounts: accountsPerRun,
  }
  firstAccount += accountsPerRun
  const told = await playCrowd(region.loading, crowd, seconds, mark => {
    const at = mark === 'measuring' ? 0 : 1
    cpu.server[at] = cpuMicros(serverPid)
    cpu.database[at] = cpuMicros(region.postgresPid)
  })
  const faults = await faultsOf(admin, arena, told.appointmentIds)
  const spent = (pair: readonly number[]) => ((pair[1] ?? 0) - (pair[0] ?? 0)) / Math.max(1, told.booked)
  return { ...told, faults, serverMicros: spent(cpu.server), databaseMicros: spent(cpu.database) }
}

type Row = { readonly limit: number; readonly ours: Ours }
const faultSum = { oversold: 0, lost: 0, unanswered: 0, refused_while_free: 0 }
const noteFaults = ({ faults, others, ranOut }: Ours): void => {
  faultSum.oversold += faults.oversold
  faultSum.lost += faults.lost
  faultSum.unanswered += faults.unanswered
  // Every pool has seats for all: whatever is not a booking was refused while a seat was free.
  faultSum.refused_while_free += Object.values(others).reduce((total, count) => total + count, 0)
  if (Object.keys(others).length > 0) print(`  not booked: ${JSON.stringify(others)}`)
  if (ranOut) print('  the crowd ran out of people before the time was over')
}

const summary: Record<string, number> = {}
const details: Record<string, unknown> = {}
try {
  for (const setup of setups.filter(one => only === undefined || one.name.startsWith(only))) {
    const rows: Row[] = []
    for (let turn = 0; turn < rounds; turn += 1) {
      const limit = await pgbench.measure(setup.kind, setup.clients, seconds)
      const ours = await playOurs(setup)
      noteFaults(ours)
      rows.push({ limit: limit.perSecond, ours })
      print(
        `${setup.name} ${turn + 1}/${rounds}: pgbench ${round(limit.perSecond, 0)}/s (mean ${limit.averageMillis} ms), ours ${round(ours.booked / ours.seconds, 0)}/s ` +
          `(p50 ${round(ours.p50)} p99 ${round(ours.p99)} ms), CPU µs a booking: server ${round(ours.serverMicros, 0)}, database ${round(ours.databaseMicros, 0)}, client ${round(ours.cpuMicros / Math.max(1, ours.booked), 0)}, load ${round(loadavg()[0] ?? 0)}`,
      )
    }
    const [limit, rate] = [
      median(rows.map(row => row.limit)),
      median(rows.map(row => row.ours.booked / row.ours.seconds)),
    ]
    summary[setup.name] = round(rate / limit)
    details[setup.name] = {
      per_second: round(rate, 0),
      pgbench_per_second: round(limit, 0),
      p50_ms: round(median(rows.map(row => row.ours.p50))),
      p99_ms: round(median(rows.map(row => row.ours.p99))),
      server_us: round(median(rows.map(row => row.ours.serverMicros)), 0),
      database_us: round(median(rows.map(row => row.ours.databaseMicros)), 0),
      client_us: round(median(rows.map(row => row.ours.cpuMicros / Math.max(1, row.ours.booked))), 0),
    }
  }
} finally {
  await admin.end()
  await server.stop()
  await pgbench.end()
  await database.drop()
  await region.stop()
}
print(
  JSON.stringify({
    ...summary,
    ...faultSum,
    residents: region.loading.size.residents,
    sync_us,
    load: round(loadavg()[0] ?? 0),
    details,
  }),
)
process.exitCode = faultSum.oversold + faultSum.lost + faultSum.refused_while_free > 0 ? 1 : 0
