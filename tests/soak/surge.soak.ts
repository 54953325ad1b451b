import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#src/platform/server/migrations.ts'
import { startPostgres } from '../../tools/postgres/embedded.mjs'
import { type BookingWorld, createBookingWorld } from '../support/booking-world.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { type Heard, newHeard, type Person, playPerson, readTimes, type Surge } from '../support/surge-phones.ts'

/**
 * The release of a sought-after session: five thousand phones, two hundred seats in eight half-hours, four servers on one
 * database, and two of the servers die while the seats go. Whoever asks is told the truth.
 */

const peopleCount = 5_000
const seatsOfBuckets: readonly number[] = Array.from({ length: 8 }, () => 25)
const seatCount = seatsOfBuckets.reduce((sum, seats) => sum + seats, 0)
const serverCount = 4
/** The first server dies when so many seats were heard of, the second when so many people read "booked". */
const killAfter = { given: 25, confirmed: 60 }
/** Every fifth opens the page within these seconds before the opening; the others have it open. */
const lookingMillis = 25_000
const patienceMillis = 90_000

type Postgres = Awaited<ReturnType<typeof startPostgres>>

let dataDir: string
let postgres: Postgres
let world: BookingWorld
const servers: ServerProcess[] = []
/** What a server wrote about something nobody foresaw. */
const failures: string[] = []

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'doorstep-surge-'))
  await chmod(dataDir, 0o711)
  // As in production: fsync and synchronous_commit on, and connections for four processes.
  postgres = await startPostgres({ dataDir, log: () => {}, settings: { max_connections: '120' } })
  await migrate({ adminUrl: postgres.adminUrl, serverPassword: 'surge' })
  world = await createBookingWorld(postgres.adminUrl, peopleCount)
  for (let index = 0; index < serverCount; index += 1) {
    const server = await startServerProcess({ adminUrl: postgres.adminUrl, dataDir })
    server.child.stderr?.on('data', chunk => {
      if (String(chunk).includes('unexpected failure')) failures.push(String(chunk))
    })
    servers.push(server)
  }
})
afterAll(async () => {
  for (const server of servers) await server.stop()
  await world.close()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
})

/** Most tap within half a second, some wait, every tenth is too early and taps again at the second; every third books without keeping the seat first. */
const peopleOf = (residents: BookingWorld['residents']): readonly Person[] =>
  residents.map((resident, index) => ({
    ...resident,
    habit: {
      reaction:
        index % 10 === 0 ? -200 - Math.random() * 3_000 : index % 10 < 8 ? Math.random() * 500 : Math.random() * 3_000,
      holds: index % 3 !== 0,
      tapsTwice: index % 20 === 7,
      hasTablet: index % 20 === 13,
      looksLate: index % 5 === 1,
    },
  }))

type Death = { readonly server: string; readonly given: number; readonly confirmed: number }

/** Kills at the moments that were set; a server that is dead stays dead. */
const watchFor = (
  heard: Heard,
): { readonly deaths: Death[]; readonly onProgress: () => void; readonly dead: Promise<unknown>[] } => {
  const deaths: Death[] = []
  const dead: Promise<unknown>[] = []
  const kill = (server: ServerProcess): void => {
    deaths.push({ server: server.url, given: heard.given.size, confirmed: heard.confirmed.size })
    dead.push(server.kill())
  }
  const onProgress = (): void => {
    if (deaths.length === 0 && heard.given.size >= killAfter.given) kill(servers[0] as ServerProcess)
    if (deaths.length === 1 && heard.confirmed.size >= killAfter.confirmed) kill(servers[1] as ServerProcess)
  }
  return { deaths, onProgress, dead }
}

const share = (values: readonly number[], part: number): number =>
  Math.round([...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * part)] ?? 0)

type SeatRow = {
  readonly appointment_id: string
  readonly resident_id: string
  readonly pool_id: string
  readonly seat_no: number
  readonly status: string
}
const regional = (id: string): string => `${world.regionId}-${id}`
const seatsInDatabase = (sessionId: string): Promise<readonly SeatRow[]> =>
  world.query<SeatRow>(
    'select appointment_id, resident_id, pool_id, seat_no, status from booking.appointment where session_id = $1 and active',
    [sessionId.slice(7)],
  )

const expectSeatsGivenOnce = async (sessionId: string, rows: readonly SeatRow[]): Promise<void> => {
  expect(rows.filter(row => row.status !== 'booked')).toEqual([])
  expect(rows.length, 'every seat, and none beyond').toBe(seatCount)
  expect(new Set(rows.map(row => row.resident_id)).size, 'nobody has two').toBe(seatCount)
  expect(new Set(rows.map(row => `${row.pool_id} ${row.seat_no}`)).size, 'no seat is given twice').toBe(seatCount)
  const pools = await world.query<{ pool_id: string; capacity: number; taken: number[] }>(
    'select pool_id, capacity, taken from booking.slot_pool where session_id = $1',
    [sessionId.slice(7)],
  )
  for (const pool of pools) {
    expect(rows.filter(row => row.pool_id === pool.pool_id).length).toBe(pool.capacity)
    expect(pool.taken).toEqual([0, pool.capacity, 0, 0])
  }
}

/** Who read "booked" has exactly that seat; who read anything else by every device has none. */
const expectEverybodyWasToldTheTruth = (heard: Heard, rows: readonly SeatRow[]): void => {
  expect(heard.told.size, 'nobody remains without an answer').toBe(peopleCount)
  const seatOf = new Map(rows.map(row => [regional(row.resident_id), row]))
  const lies = [...heard.told].flatMap(([residentId, told]) => {
    const row = seatOf.get(residentId)
    const has = row && [regional(row.appointment_id), regional(row.pool_id), row.seat_no].join(' ')
    const read = told
      .filter(one => one.outcome === 'booked')
      .map(({ seat }) => [seat?.appointmentId, seat?.poolId, seat?.seatNo].join(' '))
    return read.length === (has === undefined ? 0 : 1) && read[0] === has ? [] : [{ residentId, read, has }]
  })
  expect(lies).toEqual([])
  const outcomes = new Set([...heard.told.values()].flat().map(one => one.outcome))
  expect([...outcomes].sort()).toEqual(['booking.already_booked', 'booked', 'full'].sort())
  for (const { residentId, appointmentId } of heard.already)
    expect(appointmentId, 'the seat one is said to have').toBe(regional(seatOf.get(residentId)?.appointment_id ?? ''))
  for (const [first, second] of heard.twins) expect(first, 'one tap, one answer').toBe(second)
}

/** "Full" was said only after the last seat of that time was given, and nobody got a seat before the opening. */
const expectNothingWasSaidTooSoon = async (heard: Heard, opensAt: number): Promise<void> => {
  const given = await world.query<{ pool_id: string; first: Date; last: Date }>(
    `select a.pool_id, min(d.at) as first, max(d.at) as last from booking.appointment a
     join platform.audit d on d.region_id = a.region_id and d.subject_id = a.region_id || '-' || a.appointment_id
       and d.act in ('booking.bookAppointment', 'booking.holdAppointment') and d.outcome = 'done' group by 1`,
  )
  const lastGiven = new Map(given.map(row => [regional(row.pool_id), row.last.getTime()]))
  expect(heard.full.filter(({ poolId, at }) => at < (lastGiven.get(poolId) ?? Number.POSITIVE_INFINITY))).toEqual([])
  expect(given.filter(row => row.first.getTime() < opensAt)).toEqual([])
  expect(heard.openTooSoon, 'pages that showed a seat before the opening').toBe(0)
  expect(heard.early.length, 'some were too early').toBeGreaterThan(0)
  expect(
    heard.early.filter(asked => asked >= opensAt),
    'too early is said only before',
  ).toEqual([])
}

const count = async (sql: string): Promise<number> =>
  (await world.query<{ n: number }>(`select count(*)::int as n from ${sql}`))[0]?.n ?? -1

/** One audit row for each seat, each confirmation and at least each refusal that was heard; one event for each visit, handled once. */
const expectRecordsMatch = async (heard: Heard, rows: readonly SeatRow[]): Promise<void> => {
  const acts = await world.query<{ act: string; outcome: string; n: number; subjects: number }>(
    `select act, outcome, count(*)::int as n, count(distinct subject_id)::int as subjects from platform.audit
     where act in ('booking.bookAppointment', 'booking.holdAppointment', 'booking.confirmHold') group by 1, 2`,
  )
  const done = (act: string) => acts.find(row => row.act === `booking.${act}` && row.outcome === 'done')
  const [booked, held, confirmed] = [done('bookAppointment'), done('holdAppointment'), done('confirmHold')]
  expect((booked?.n ?? 0) + (held?.n ?? 0)).toBe(seatCount)
  expect((booked?.subjects ?? 0) + (held?.subjects ?? 0)).toBe(seatCount)
  expect(confirmed?.n).toBe(held?.n)
  const refused = acts.filter(row => row.outcome === 'refused').reduce((sum, row) => sum + row.n, 0)
  expect(refused).toBeGreaterThanOrEqual(heard.refused.size)
  const events = await world.query<{ id: string; n: number }>(
    `select data->>'appointmentId' as id, count(*)::int as n from platform.outbox where name = 'booking.appointment_booked' group by 1`,
  )
  expect(events.filter(event => event.n !== 1)).toEqual([])
  expect(events.map(event => event.id).sort()).toEqual(rows.map(row => regional(row.appointment_id)).sort())
  const handled = () =>
    count(`platform.idempotency where actor = 'job:booking' and endpoint = 'event:booking.appointment_booked'`)
  await expect
    .poll(handled, {
      timeout: 100_000,
      interval: 500,
      message: 'events handled, also those the dead servers had taken',
    })
    .toBe(seatCount)
}

const report = (heard: Heard, deaths: readonly Death[], opensAt: number, lastSeatAt: number): string => {
  const waits = [...heard.waitMillis]
  const winners = waits
    .filter(([id]) => heard.told.get(id)?.some(one => one.outcome === 'booked'))
    .map(([, millis]) => millis)
  return JSON.stringify({
    people: peopleCount,
    seats: seatCount,
    servers: serverCount,
    deaths: deaths.map(({ given, confirmed }) => ({ given, confirmed })),
    requests: heard.requestMillis.length,
    brokenOff: [...heard.broken.values()].reduce((sum, n) => sum + n, 0),
    busy: heard.busy,
    page_p50_ms: share(heard.pageMillis, 0.5),
    page_p99_ms: share(heard.pageMillis, 0.99),
    request_p50_ms: share(heard.requestMillis, 0.5),
    request_p99_ms: share(heard.requestMillis, 0.99),
    answer_p50_ms: share(
      waits.map(([, millis]) => millis),
      0.5,
    ),
    answer_p99_ms: share(
      waits.map(([, millis]) => millis),
      0.99,
    ),
    booked_p50_ms: share(winners, 0.5),
    booked_p99_ms: share(winners, 0.99),
    last_seat_after_ms: lastSeatAt - opensAt,
  })
}

test('BOOK-19 BOOK-20 BOOK-23 five thousand ask for two hundred seats, two of four servers die: each seat is given once and everybody is told the truth', async () => {
  const looksFrom = Date.now() + 1_000
  const opensAt = looksFrom + lookingMillis + 2_000
  const sessionId = await world.addSession(seatsOfBuckets, new Date(opensAt))
  const heard = newHeard()
  const { deaths, onProgress, dead } = watchFor(heard)
  const surge: Surge = {
    urls: servers.map(server => server.url),
    sessionId,
    opensAt,
    giveUpAt: opensAt + patienceMillis,
    heard,
    onProgress,
  }
  const people = peopleOf(world.residents)
  const seen = await readTimes(surge, people[0]?.session as string, 0)
  await Promise.all(
    people.map((person, index) =>
      playPerson(surge, person, { index, seen, looksAt: looksFrom + (lookingMillis * index) / peopleCount }),
    ),
  )
  await Promise.all(dead)
  expect(deaths.length, 'two servers died').toBe(2)
  for (const { server, given, confirmed } of deaths) {
    expect(given, 'while seats were still being given').toBeGreaterThan(0)
    expect(confirmed, 'in the middle').toBeLessThan(seatCount)
    expect(heard.broken.get(server), 'with people waiting for its answer').toBeGreaterThan(0)
  }
  expect(failures).toEqual([])
  const rows = await seatsInDatabase(sessionId)
  await expectSeatsGivenOnce(sessionId, rows)
  expectEverybodyWasToldTheTruth(heard, rows)
  await expectNothingWasSaidTooSoon(heard, opensAt)
  await expectRecordsMatch(heard, rows)
  const [last] = await world.query<{ at: Date }>('select max(booked_at) as at from booking.appointment where active')
  console.info(report(heard, deaths, opensAt, last?.at.getTime() ?? 0))
})
