import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookAppointment } from '#src/modules/booking/contract.ts'
import { createTestDatabase, type TestDatabase } from '#src/platform/testing/database.ts'
import { type BookingWorld, createBookingWorld } from './support/booking-world.ts'
import { createHttpClient } from './support/http-client.ts'
import { type ServerProcess, startServerProcess } from './support/server-process.ts'

const rounds = 20
const clientCount = 32

let database: TestDatabase
let world: BookingWorld
let dataDir: string
const servers: ServerProcess[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'doorstep-race-'))
  world = await createBookingWorld(database.adminUrl, 2 * rounds * clientCount)
  for (let index = 0; index < 2; index += 1)
    servers.push(await startServerProcess({ adminUrl: database.adminUrl, dataDir, worker: false }))
}, 120_000)
afterAll(async () => {
  for (const server of servers) await server.stop()
  await world.close()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

/** Thirty-two people who have booked nothing yet, each on a phone of their own. */
const playRound = async (urls: readonly string[], people: BookingWorld['residents']) => {
  const { poolId } = await world.addPool(1)
  const clients = people.map((person, index) => createHttpClient(urls[index % urls.length] as string, person.session))
  const answers = await Promise.all(
    clients.map((client, index) =>
      client.play(bookAppointment, { poolId, residentId: people[index]?.residentId as string, channel: 'public' }),
    ),
  )
  for (const client of clients) client.close()
  const winners = answers.filter(answer => answer.status === 200)
  expect(winners.length).toBe(1)
  expect(new Set(answers.filter(answer => answer.status !== 200).map(answer => answer.code))).toEqual(
    new Set(['booking.slot_full']),
  )
  const rows = await world.query(`select count(*)::int as n from booking.appointment where pool_id = $1 and active`, [
    poolId.slice(7),
  ])
  expect(rows[0]?.['n']).toBe(1)
}

test.each([1, 2])(
  'BOOK-4 the last seat is given once among 32 clients, twenty times over, through %i server processes',
  async processes => {
    const urls = servers.slice(0, processes).map(server => server.url)
    for (let round = 0; round < rounds; round += 1) {
      const first = ((processes - 1) * rounds + round) * clientCount
      await playRound(urls, world.residents.slice(first, first + clientCount))
    }
  },
  180_000,
)
