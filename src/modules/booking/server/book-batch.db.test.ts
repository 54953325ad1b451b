import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { createWorld, type World } from '#src/modules/deployment/testing/factories.ts'
import { newUuid, type RegionalId } from '#src/platform/kernel/ids.ts'
import { createTestApp, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import { payingChannel, poolRefusal } from '../domain/pool-rules.ts'
import { addOpenPool, addResidents, at, brokenSeats, setPool } from '../testing/factories.ts'
import { batchStatement, type SeatAnswer, type SeatRequest } from './batch-statement.ts'
import { createGatherer, type Gatherer } from './gather.ts'
import { bookingModule } from './module.ts'

let app: TestApp
let world: World
let residents: readonly RegionalId[]
let used = 0
let hour = 0
const someone = (): RegionalId => residents[used++] as RegionalId
const openPool = (quota: readonly number[]) =>
  addOpenPool(app, { institutionId: world.siteA, speciality: `科室${hour++}` }, quota)

beforeAll(async () => {
  app = await createTestApp({ modules: [deploymentModule, bookingModule], now: '2026-11-25T02:00:00Z' })
  world = await createWorld(app)
  residents = await addResidents(app.admin, 2_500)
})
afterAll(() => app.close())

const requestOf = (poolId: RegionalId, residentId: RegionalId, more: Partial<SeatRequest> = {}): SeatRequest => ({
  regionId: testRegion,
  poolId: poolId.slice(7),
  residentId: residentId.slice(7),
  channelNo: 2,
  isHold: false,
  actor: 'resident:test',
  institutionId: null,
  agentRelation: 'self',
  agentName: null,
  endpoint: 'booking.bookAppointment',
  key: newUuid(),
  inputHash: Buffer.alloc(32, 7),
  requestId: 'test',
  ...more,
})
const limits = { holdMinutes: 10, personLimit: 5, dayLimit: 0, monthLimit: 0, phoneLimit: 0 }
/** One batch at one moment, as the server's own login. */
const decide = async (now: Date, ...requests: readonly SeatRequest[]): Promise<readonly SeatAnswer[]> => {
  const { rows } = await app.app.pool.query<{ answers: string }>(batchStatement(requests, now, limits))
  return JSON.parse((rows[0] as { answers: string }).answers)
}
const outcome = (answer: SeatAnswer | undefined) =>
  answer?.status === 200 ? 'booked' : (answer?.body as { code: string } | undefined)?.code
const gatherers: Gatherer[] = []
const gathererWith = (connections: number, maxWaiting = 5_000): Gatherer => {
  const created = createGatherer(app.app, { connections, maxWaiting, limitsOf: async () => limits })
  gatherers.push(created)
  return created
}
afterAll(() => Promise.all(gatherers.map(gatherer => gatherer.end())))

describe('windows', () => {
  test('BOOK-4 the public gets a seat at the very instant of opening, not a millisecond before, and is told when', async () => {
    const { sessionId, poolId } = await openPool([0, 2, 0, 0])
    const opens = at('00:00', '2026-11-24')
    await setPool(app.admin, sessionId, { quota: [0, 2, 0, 0], opensAt: [null, opens, null, null] })
    const [early] = await decide(new Date(opens.getTime() - 1), requestOf(poolId, someone()))
    expect(early).toMatchObject({
      status: 409,
      body: { code: 'booking.window_not_open', details: { opensAt: opens.toISOString(), poolId, sessionId } },
    })
    expect(outcome((await decide(opens, requestOf(poolId, someone())))[0])).toBe('booked')
    const [desk] = await decide(opens, requestOf(poolId, someone(), { channelNo: 3 }))
    expect(outcome(desk)).toBe('booking.channel_not_offered')
    const [late] = await decide(at('11:00'), requestOf(poolId, someone()))
    expect(outcome(late)).toBe('booking.session_past')
  })

  test('BOOK-5 a returned share pays for others from its instant on, and a cancelled seat goes back to it', async () => {
    const { sessionId, poolId } = await openPool([1, 1, 0, 0])
    const [opens, returns] = [at('07:00', '2026-11-24'), at('00:00', '2026-11-26')]
    await setPool(app.admin, sessionId, {
      quota: [1, 1, 0, 0],
      opensAt: [opens, opens, opens, null],
      returnsAt: [returns, null, null, null],
    })
    const before = new Date(returns.getTime() - 1)
    expect((await decide(before, requestOf(poolId, someone()), requestOf(poolId, someone()))).map(outcome)).toEqual([
      'booked',
      'booking.slot_full',
    ])
    const [flowed] = await decide(returns, requestOf(poolId, someone()))
    expect(flowed?.body).toMatchObject({ channel: 'public', quotaChannel: 'family_doctor' })
    const { rows } = await app.admin.query('select taken from booking.slot_pool where pool_id = $1', [poolId.slice(7)])
    expect(rows[0].taken).toEqual([1, 1, 0, 0])
    expect(await brokenSeats(app.admin)).toEqual([])
  })

  test('BOOK-4 BOOK-34 the database and the screens decide alike', async () => {
    const moment = fc.option(fc.integer({ min: 0, max: 6 }), { nil: null })
    const four = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 4, maxLength: 4 })
    const day = (hours: number | null) => (hours === null ? null : at(`0${hours}:00`))
    const cases = fc.sample(
      fc.record({
        quota: four(fc.nat(2)),
        free: four(fc.nat(2)),
        opens: four(moment),
        returns: four(moment),
        stopped: fc.boolean(),
        waiting: fc.nat(1),
        keeps: moment,
        hour: fc.nat(7),
        channel: fc.nat(3),
      }),
      300,
    )
    const facts = cases.map(one => ({
      status: one.stopped ? ('stopped' as const) : ('open' as const),
      quota: one.quota,
      taken: one.quota.map((share, index) => Math.max(0, share - (one.free[index] as number))),
      opensAt: one.opens.map(day),
      returnsAt: one.returns.map(day),
      closesAt: at('06:00'),
      waiting: one.waiting,
      keepsBackUntil: day(one.keeps),
    }))
    const { rows } = await app.admin.query(
      `select booking.pool_refusal(p, c.channel + 1, c.now) as refusal, booking.paying_channel(p, c.channel + 1, c.now) as paying
       from jsonb_to_recordset($1) as c (n int, pool jsonb, channel int, now timestamptz)
       cross join lateral jsonb_populate_record(null::booking.slot_pool, c.pool) p order by c.n`,
      [
        JSON.stringify(
          cases.map((one, n) => ({
            n,
            channel: one.channel,
            now: day(one.hour),
            pool: {
              status: facts[n]?.status,
              quota: facts[n]?.quota,
              taken: facts[n]?.taken,
              opens_at: facts[n]?.opensAt,
              returns_at: facts[n]?.returnsAt,
              closes_at: facts[n]?.closesAt,
              waiting: facts[n]?.waiting,
              keeps_back_until: facts[n]?.keepsBackUntil,
            },
          })),
        ),
      ],
    )
    for (const [index, one] of cases.entries()) {
      const now = day(one.hour) as Date
      const pool = facts[index] as (typeof facts)[number]
      expect(rows[index].refusal ?? undefined).toBe(poolRefusal(pool, one.channel, now))
      const paying = payingChannel(pool, one.channel, now)
      expect(rows[index].paying).toBe(paying === undefined ? null : paying + 1)
    }
  })
})

describe('many at once', () => {
  test('BOOK-19 over four connections two hundred people get fifty seats, each once, and hear nothing but full', async () => {
    const { poolId } = await openPool([0, 50, 0, 0])
    const servers = [gathererWith(2), gathererWith(2)]
    const people = Array.from({ length: 200 }, someone)
    const answers = await Promise.all(
      people.map((person, index) => (servers[index % 2] as Gatherer).submit(requestOf(poolId, person))),
    )
    const outcomes = answers.map(outcome)
    expect(outcomes.filter(code => code === 'booked')).toHaveLength(50)
    expect(outcomes.filter(code => code === 'booking.slot_full')).toHaveLength(150)
    const seats = answers
      .filter(answer => answer.status === 200)
      .map(answer => (answer.body as { seatNo: number }).seatNo)
    expect(new Set(seats).size).toBe(50)
    expect(await brokenSeats(app.admin)).toEqual([])
  })

  test('BOOK-19 batches over many pools in any order never wait for each other in a circle', async () => {
    const pools = await Promise.all(Array.from({ length: 12 }, () => openPool([0, 40, 0, 0])))
    const gatherer = gathererWith(4)
    const people = Array.from({ length: 60 }, someone)
    const asks = people.flatMap(person =>
      fc.sample(fc.constantFrom(...pools), 5).map(({ poolId }) => gatherer.submit(requestOf(poolId, person))),
    )
    const outcomes = (await Promise.all(asks)).map(outcome)
    expect(new Set(outcomes)).toEqual(new Set(['booked', 'booking.already_booked']))
    expect(await brokenSeats(app.admin)).toEqual([])
  })

  test('BOOK-23 a request that breaks a rule nobody foresaw fails alone', async () => {
    const { poolId } = await openPool([0, 30, 0, 0])
    const gatherer = gathererWith(1)
    const people = Array.from({ length: 30 }, someone)
    const results = await Promise.allSettled(
      people.map((person, index) =>
        gatherer.submit(requestOf(poolId, person, index === 17 ? { agentName: '长'.repeat(60) } : {})),
      ),
    )
    expect(results.map(result => result.status).filter(status => status === 'rejected')).toHaveLength(1)
    expect(results[17]?.status).toBe('rejected')
    const [unknown, known] = await decide(
      app.app.clock.now(),
      requestOf(poolId, `${testRegion}-${newUuid()}`),
      requestOf(poolId, someone()),
    )
    expect([outcome(unknown), outcome(known)]).toEqual(['booking.resident_not_found', 'booked'])
    expect(await brokenSeats(app.admin)).toEqual([])
  })

  test('BOOK-23 a connection killed under load loses no answer and doubles no booking', async () => {
    // Seats for half of them: a refusal that was written and not heard is decided again as well.
    const { poolId } = await openPool([0, 200, 0, 0])
    const gatherer = gathererWith(1)
    const people = Array.from({ length: 400 }, someone)
    let stop = false
    let killed = 0
    const killer = (async () => {
      for (let kills = 0; kills < 6 && !stop; kills += 1) {
        const { rowCount } = await app.admin.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doorstep-booking' and datname = current_database()`,
        )
        killed += rowCount ?? 0
        await new Promise(resolve => setTimeout(resolve, 30))
      }
    })()
    const answers: SeatAnswer[] = []
    for (let from = 0; from < people.length; from += 40)
      answers.push(
        ...(await Promise.all(people.slice(from, from + 40).map(person => gatherer.submit(requestOf(poolId, person))))),
      )
    stop = true
    await killer
    expect(killed).toBeGreaterThan(0)
    expect(answers.filter(answer => answer.status === 200)).toHaveLength(200)
    expect(answers.map(outcome).filter(code => code === 'booking.slot_full')).toHaveLength(200)
    const { rows } = await app.admin.query(
      'select count(*)::int as n, count(distinct resident_id)::int as people from booking.appointment where pool_id = $1 and active',
      [poolId.slice(7)],
    )
    expect(rows[0]).toEqual({ n: 200, people: 200 })
    expect(await brokenSeats(app.admin)).toEqual([])
  })

  test('BOOK-23 two servers that meet a newcomer at the same moment agree, and the later one names the seat', async () => {
    const [one, other] = [gathererWith(1), gathererWith(1)]
    for (let round = 0; round < 15; round += 1) {
      const speciality = `新人科${round}`
      const pools = [
        await addOpenPool(app, { institutionId: world.siteA, speciality }, [0, 5, 0, 0]),
        await addOpenPool(app, { institutionId: world.siteB, speciality }, [0, 5, 0, 0]),
      ] as const
      const person = someone()
      const answers = await Promise.all([
        one.submit(requestOf(pools[0].poolId, person)),
        other.submit(requestOf(pools[1].poolId, person)),
      ])
      expect(answers.map(outcome).sort()).toEqual(['booked', 'booking.department_day_limit'])
      const [given, refused] = [...answers].sort((a, b) => a.status - b.status) as [SeatAnswer, SeatAnswer]
      expect(refused.body).toMatchObject({
        details: { appointmentId: (given.body as { appointmentId: string }).appointmentId },
      })
    }
    expect(await brokenSeats(app.admin)).toEqual([])
  })

  test('BOOK-26 when the line is full the answer is busy with a time to come back, and nothing is written', async () => {
    const { poolId } = await openPool([0, 50, 0, 0])
    const gatherer = gathererWith(1, 4)
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => gatherer.submit(requestOf(poolId, someone()))),
    )
    const refused = results.filter(result => result.status === 'rejected').map(result => result.reason)
    expect(refused).toHaveLength(6)
    expect(refused[0]).toMatchObject({ code: 'booking.busy', kind: 'busy', details: { retryAfterSeconds: 1 } })
  })
})
