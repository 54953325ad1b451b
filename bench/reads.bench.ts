import { loadavg } from 'node:os'
import pg from 'pg'
import { startServerProcess } from '../tests/support/server-process.ts'
import { asksOf } from './support/asks.ts'
import { scansOf, slowStatements, statementCalls, statsFlushMillis } from './support/scans.ts'
import { openStoredRegion } from './support/stored-region.ts'

// What a person waits for when reading among a million residents, asked over HTTP one by one. See bench/README.md.

const print = (line: string) => console.log(line)
const asked = Number(process.env['BENCH_ASKS'] ?? '200')
const warmUp = 20
/** A list that takes seconds is asked at least so often. */
const fewest = 10
const bar = 50

const region = await openStoredRegion(print, { shared_preload_libraries: 'pg_stat_statements' })
const server = await startServerProcess({ adminUrl: region.adminUrl, dataDir: region.dataDir, worker: false })
const admin = new pg.Client({ connectionString: region.adminUrl })
await admin.connect()
await admin.query(
  'create extension if not exists pg_stat_statements; select pg_stat_statements_reset(); update platform.session set last_seen_at = now()',
)

const at = (sorted: readonly number[], share: number): number =>
  Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1))

const summary: Record<string, number> = {}
const details: Record<string, unknown> = {}
let slow = 0
try {
  const asks = (await asksOf(region.loading)).filter(one =>
    new RegExp(`^(${process.env['BENCH_ONLY'] ?? ''})`).test(one.name),
  )
  const ask = async (one: (typeof asks)[number], number: number): Promise<{ millis: number; bytes: number }> => {
    const { path, token, body } = one.make(number)
    const startedAt = performance.now()
    const answer = await fetch(`${server.url}${path}`, {
      headers: {
        ...(token === undefined ? {} : { Cookie: `doorstep_session=${token}` }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    // One address may read so many pages a minute; who is told to wait waits, and that is not measured.
    const wait = answer.status === 429 ? Number(answer.headers.get('retry-after')) : 0
    if (wait > 0) {
      await new Promise(done => setTimeout(done, wait * 1000))
      return ask(one, number)
    }
    if (answer.status !== 200) throw new Error(`${one.name}: ${answer.status} ${text.slice(0, 300)}`)
    if (one.finds && !one.finds.test(text)) throw new Error(`${one.name} found nothing: ${text.slice(0, 300)}`)
    return { millis: performance.now() - startedAt, bytes: text.length }
  }
  for (const one of asks) {
    const patience = performance.now() + 5_000
    for (let number = 0; number < warmUp && performance.now() < patience; number += 1) await ask(one, number)
  }
  await new Promise(done => setTimeout(done, statsFlushMillis))
  const before = await scansOf(admin)
  for (const one of asks) {
    const callsBefore = await statementCalls(admin)
    const taken: { millis: number; bytes: number }[] = []
    const patience = performance.now() + 60_000
    for (let number = 0; number < asked && (number < fewest || performance.now() < patience); number += 1)
      taken.push(await ask(one, warmUp + number))
    const calls = (await statementCalls(admin)) - callsBefore
    const sorted = taken.map(answer => answer.millis).sort((a, b) => a - b)
    const [p50, p95] = [at(sorted, 0.5), at(sorted, 0.95)]
    summary[`${one.name}_p95_ms`] = p95
    if (p95 > bar) slow += 1
    const kilobytes = Math.round(taken.reduce((total, answer) => total + answer.bytes, 0) / taken.length / 1024)
    details[one.name] = { p50_ms: p50, statements: Number((calls / taken.length).toFixed(1)), kilobytes }
    print(
      `${one.name}: p50 ${p50} ms, p95 ${p95} ms, ${(calls / taken.length).toFixed(1)} statements, ${kilobytes} kB, load ${(loadavg()[0] ?? 0).toFixed(1)}`,
    )
  }
  await new Promise(done => setTimeout(done, statsFlushMillis))
  const after = await scansOf(admin)
  const scanned = Object.entries(after)
    .map(([table, count]) => [table, count - (before[table] ?? 0)] as const)
    .filter(([, count]) => count > 0)
  for (const [table, count] of scanned) print(`sequential scans of ${table}: ${count}`)
  for (const line of await slowStatements(admin)) print(line)
  const scans = scanned.reduce((total, [, count]) => total + count, 0)
  print(
    JSON.stringify({
      residents: region.loading.size.residents,
      seq_scans: scans,
      ...summary,
      load: Number((loadavg()[0] ?? 0).toFixed(1)),
      details,
    }),
  )
  process.exitCode = slow + scans > 0 ? 1 : 0
} finally {
  await admin.end()
  await server.stop()
  await region.stop()
}
