import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookAppointment } from '#src/modules/booking/contract.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import { migrate } from '#src/platform/server/migrations.ts'
import { startPostgres } from '../../tools/postgres/embedded.mjs'
import { type BookingWorld, createBookingWorld } from '../support/booking-world.ts'
import { createHttpClient } from '../support/http-client.ts'
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.ts'

const rounds = 10
const seats = 200
const clientCount = 64
/** A crash, a restart and the rest of the queue take seconds. */
const patience = 60_000

type Postgres = Awaited<ReturnType<typeof startPostgres>>

let dataDir: string
let postgres: Postgres
let world: BookingWorld

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'doorstep-crash-'))
  await chmod(dataDir, 0o711)
  // As in production: fsync and synchronous_commit on. It is restarted by its keeper when it dies.
  postgres = await startPostgres({ dataDir, log: () => {} })
  await migrate({ adminUrl: postgres.adminUrl, serverPassword: 'crash-rounds' })
  world = await createBookingWorld(postgres.adminUrl, rounds * seats)
})
afterAll(async () => {
  await world.close()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
})

type Attempt = { readonly residentId: string; readonly session: string; readonly key: string }

/** Asks until there is an answer that is not "try again": what a phone does when the network breaks off. */
const bookUntilAnswered = async (url: () => string, poolId: string, attempt: Attempt): Promise<'booked' | string> => {
  const giveUpAt = Date.now() + patience
  while (Date.now() < giveUpAt) {
    const client = createHttpClient(url(), attempt.session)
    try {
      const answer = await client.play(
        bookAppointment,
        { poolId, residentId: attempt.residentId, channel: 'public' },
        attempt.key,
      )
      if (answer.status === 200) return 'booked'
      if (answer.status !== 503) return answer.code ?? String(answer.status)
    } catch {
      // Connection refused or broken off: the answer, if there was one, is lost.
    } finally {
      client.close()
    }
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return 'no answer'
}

const killDatabase = (): void => {
  process.kill(postgres.pid, 'SIGKILL')
}

const waitForDatabase = async (): Promise<void> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const client = new pg.Client({ connectionString: postgres.adminUrl })
    try {
      await client.connect()
      await client.query('select 1')
      await client.end()
      return
    } catch {
      await client.end().catch(() => {})
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  }
  throw new Error('the database did not come back')
}

const playRound = async (round: number): Promise<void> => {
  const { poolId } = await world.addPool(seats)
  const port = await freePort()
  let server: ServerProcess = await startServerProcess({ adminUrl: postgres.adminUrl, dataDir, worker: false, port })
  const attempts: Attempt[] = world.residents
    .slice(round * seats, (round + 1) * seats)
    .map(resident => ({ ...resident, key: newUuid() }))
  const queue = [...attempts]
  const outcomes = new Map<string, string>()
  const work = async () => {
    for (let attempt = queue.shift(); attempt; attempt = queue.shift())
      outcomes.set(attempt.residentId, await bookUntilAnswered(() => server.url, poolId, attempt))
  }
  const workers = Array.from({ length: clientCount }, work)
  await new Promise(resolve => setTimeout(resolve, 20 + Math.random() * 60))
  if (round % 2 === 0) {
    await server.kill()
    server = await startServerProcess({ adminUrl: postgres.adminUrl, dataDir, worker: false, port })
  } else {
    killDatabase()
    await waitForDatabase()
  }
  await Promise.all(workers)
  await server.stop()
  const rows = await world.query<{ resident_id: string; seat_no: number }>(
    'select resident_id, seat_no from booking.appointment where pool_id = $1 and active',
    [poolId.slice(7)],
  )
  expect([...outcomes.values()].filter(outcome => outcome !== 'booked')).toEqual([])
  expect(rows.length).toBe(seats)
  expect(new Set(rows.map(row => row.seat_no)).size).toBe(seats)
  expect(new Set(rows.map(row => `310100-${row.resident_id}`))).toEqual(new Set(outcomes.keys()))
  const answers = await world.query<{ n: number }>(
    `select count(*)::int as n from platform.audit where act = 'booking.bookAppointment' and outcome = 'done' and resident_id = any($1::uuid[])`,
    [rows.map(row => row.resident_id)],
  )
  expect(answers[0]?.n, 'one audit row for each booking').toBe(seats)
}

test(`BOOK-5 ten rounds of kill -9 of server or database during booking: what was confirmed is stored, once`, async () => {
  for (let round = 0; round < rounds; round += 1) await playRound(round)
})
