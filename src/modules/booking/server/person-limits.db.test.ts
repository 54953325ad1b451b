import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { createWorld, type World } from '#src/modules/deployment/testing/factories.ts'
import { newUuid, type RegionalId } from '#src/platform/kernel/ids.ts'
import { isRetryable } from '#src/platform/server/errors.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import { createTestApp, jobActor, residentActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { bookAppointment, cancelAppointment, holdAppointment } from '../contract.ts'
import { rescheduleAppointment } from '../contract-seats.ts'
import { joinWaiting, myWaiting } from '../contract-waiting.ts'
import { addOpenPool, addResidents, brokenSeats, sessionDay } from '../testing/factories.ts'
import { batchStatement, type Limits, type SeatAnswer, type SeatRequest } from './batch-statement.ts'
import { endGatherer } from './gatherer.ts'
import { bookingModule } from './module.ts'
import { onSeatReturned } from './offer-seats.ts'

let app: TestApp
let world: World
let residents: readonly RegionalId[]
let used = 0
let subject = 0
const someone = (): RegionalId => residents[used++] as RegionalId
const freshPhone = () => newUuid()
const pool = (speciality = `限约科${subject++}`, day = sessionDay, seats = 9) =>
  addOpenPool(app, { institutionId: world.siteA, speciality, day }, [0, seats, 0, 0])
const department = () => `限约科${subject++}`

/** What the gatherer, moves and offers read; batches asked by hand bring their own limits. */
const chosen = { day_limit: 2, month_limit: 3, phone_limit: 1 }

beforeAll(async () => {
  app = await createTestApp({ modules: [platformModule, deploymentModule, bookingModule], now: '2026-11-25T02:00:00Z' })
  world = await createWorld(app)
  residents = await addResidents(app.admin, 200)
  for (const [key, value] of Object.entries(chosen))
    await app.admin.query(
      `insert into platform.setting (region_id, key, institution_id, value, reason, changed_by, changed_at)
       values ($1, $2, null, $3, '试点', 'test', now())`,
      [testRegion, `booking.${key}`, JSON.stringify(value)],
    )
  app.app.settings.invalidate()
})
beforeEach(() => app.setNow('2026-11-25T02:00:00Z'))
afterAll(async () => {
  await endGatherer(app.app)
  await app.close()
})

const off: Limits = { holdMinutes: 10, personLimit: 50, dayLimit: 0, monthLimit: 0, phoneLimit: 0 }
const requestOf = (poolId: RegionalId, residentId: RegionalId, phone = freshPhone()): SeatRequest => ({
  regionId: testRegion,
  poolId: poolId.slice(7),
  residentId: residentId.slice(7),
  channelNo: 2,
  isHold: false,
  actor: `resident:${phone}`,
  institutionId: null,
  agentRelation: 'self',
  agentName: null,
  endpoint: 'booking.bookAppointment',
  key: newUuid(),
  inputHash: Buffer.alloc(32, 7),
  requestId: 'test',
})
const outcome = (answer: SeatAnswer | undefined) =>
  answer?.status === 200 ? 'booked' : (answer?.body as { code: string } | undefined)?.code
/** One batch at one moment, as the server's own login; asked again, like the gatherer, when another one met it. */
const decide = async (limits: Partial<Limits>, ...requests: readonly SeatRequest[]): Promise<readonly SeatAnswer[]> => {
  try {
    const { rows } = await app.app.pool.query<{ answers: string }>(
      batchStatement(requests, app.app.clock.now(), { ...off, ...limits }),
    )
    return JSON.parse((rows[0] as { answers: string }).answers) as readonly SeatAnswer[]
  } catch (error) {
    if (!isRetryable(error)) throw error
    return decide(limits, ...requests)
  }
}
const book = (poolId: RegionalId, residentId: RegionalId, accountId = freshPhone()) =>
  app.play(residentActor([residentId], { accountId }), bookAppointment, { poolId, residentId, channel: 'public' })
const move = (residentId: RegionalId, appointmentId: string, poolId: RegionalId, accountId = freshPhone()) =>
  app.play(residentActor([residentId], { accountId }), rescheduleAppointment, { appointmentId, poolId })

describe('a day and a month', () => {
  test('BOOK-38 so many a day, in one batch, one after the other and in two batches at once', async () => {
    const person = someone()
    const pools = await Promise.all(Array.from({ length: 4 }, () => pool(department(), sessionDay, 20)))
    const [one, two, three] = await decide(
      { dayLimit: 2 },
      ...pools.slice(0, 3).map(({ poolId }) => requestOf(poolId, person)),
    )
    expect([one, two].map(outcome)).toEqual(['booked', 'booked'])
    expect(three).toMatchObject({
      status: 409,
      body: { code: 'booking.day_limit', details: { localDate: sessionDay, limit: 2 } },
    })
    const last = pools[3]?.poolId as RegionalId
    expect((await decide({ dayLimit: 2 }, requestOf(last, person))).map(outcome)).toEqual(['booking.day_limit'])
    const other = (await pool(department(), '2026-12-02')).poolId
    expect((await decide({ dayLimit: 2 }, requestOf(other, person))).map(outcome)).toEqual(['booked'])
    for (let round = 0; round < 10; round += 1) {
      const again = someone()
      const both = await Promise.all(
        pools.slice(0, 2).map(({ poolId }) => decide({ dayLimit: 1 }, requestOf(poolId, again))),
      )
      expect(both.flat().map(outcome).sort()).toEqual(['booked', 'booking.day_limit'])
    }
    expect(await brokenSeats(app.admin)).toEqual([])
  })

  test('BOOK-38 so many in a calendar month of visits, counting those that are over', async () => {
    const person = someone()
    app.setNow('2026-12-30T02:00:00Z')
    const days = ['2027-01-02', '2026-12-31', '2027-01-29', '2027-01-01']
    const asks: SeatRequest[] = []
    for (const day of days) asks.push(requestOf((await pool(department(), day)).poolId, person))
    await decide({ monthLimit: 2 }, asks[0] as SeatRequest)
    await app.admin.query(
      `update booking.appointment set status = 'arrived', arrived_at = booked_at where resident_id = $1`,
      [person.slice(7)],
    )
    await app.admin.query('update booking.resident_booking_state set open_count = 0 where resident_id = $1', [
      person.slice(7),
    ])
    const answers = await decide({ monthLimit: 2 }, ...asks.slice(1))
    expect(answers.map(outcome)).toEqual(['booked', 'booked', 'booking.month_limit'])
    expect(answers[2]?.body).toMatchObject({ details: { month: '2027-01', limit: 2 } })
    expect(await brokenSeats(app.admin)).toEqual([])
  })

  test('BOOK-38 what was cancelled, and a hold that ran out, make room', async () => {
    const person = someone()
    const [first, second, third, fourth] = await Promise.all(Array.from({ length: 4 }, () => pool()))
    const ask = (one: typeof first) => book(one?.poolId as RegionalId, person)
    await ask(first)
    const booked = await ask(second)
    expect(await codeOf(ask(third))).toBe('booking.day_limit')
    await app.play(residentActor([person]), cancelAppointment, { appointmentId: booked.appointmentId })
    const held = await app.play(residentActor([person]), holdAppointment, {
      poolId: third?.poolId as RegionalId,
      residentId: person,
      channel: 'public',
    })
    expect(await codeOf(ask(fourth))).toBe('booking.day_limit')
    app.setNow(new Date(new Date(held.holdExpiresAt as string).getTime() + 10).toISOString())
    expect(await codeOf(ask(fourth))).toBe('done')
    expect(await brokenSeats(app.admin)).toEqual([])
  })

  test('BOOK-38 a move does not count the appointment it replaces, and counts every other', async () => {
    const person = someone()
    const speciality = department()
    const [from, sameDay, nextDay] = [
      await pool(speciality),
      await pool(speciality),
      await pool(speciality, '2026-12-02'),
    ]
    await book((await pool()).poolId, person)
    const booked = await book(from.poolId, person)
    const moved = await move(person, booked.appointmentId, sameDay.poolId)
    for (const day of ['2026-12-02', '2026-12-04']) {
      const code = await codeOf(book((await pool(department(), day)).poolId, person))
      expect(code).toBe(day === '2026-12-02' ? 'done' : 'booking.month_limit')
    }
    expect(await codeOf(move(person, moved.appointmentId, nextDay.poolId))).toBe('done')
    // Two on the second of December now: the one left on the first may not follow.
    const full = someone()
    for (let count = 0; count < 2; count += 1) await book((await pool(department(), '2026-12-02')).poolId, full)
    const stays = await book(from.poolId, full)
    expect(await codeOf(move(full, stays.appointmentId, nextDay.poolId))).toBe('booking.day_limit')
    expect(await brokenSeats(app.admin)).toEqual([])
  })
})

describe('one phone', () => {
  test('BOOK-39 books once in a department for a day, in one batch and in batches at once, also when it never booked before', async () => {
    for (let round = 0; round < 12; round += 1) {
      const [phone, speciality] = [freshPhone(), department()]
      const [here, there] = [await pool(speciality), await pool(speciality)]
      const asks = [requestOf(here.poolId, someone(), phone), requestOf(there.poolId, someone(), phone)]
      const answers =
        round % 2 === 0
          ? await decide({ phoneLimit: 1 }, ...asks)
          : (await Promise.all(asks.map(ask => decide({ phoneLimit: 1 }, ask)))).flat()
      expect(answers.map(outcome).sort()).toEqual(['booked', 'booking.phone_limit'])
      const elsewhere = [(await pool()).poolId, (await pool(speciality, '2026-12-02')).poolId]
      const more = await decide({ phoneLimit: 1 }, ...elsewhere.map(poolId => requestOf(poolId, someone(), phone)))
      expect(more.map(outcome)).toEqual(['booked', 'booked'])
    }
    expect(await brokenSeats(app.admin)).toEqual([])
  })

  test('BOOK-39 batches of the same phones in any order never wait for each other in a circle', async () => {
    const speciality = department()
    const pools = await Promise.all(Array.from({ length: 4 }, () => pool(speciality)))
    const phones = Array.from({ length: 8 }, freshPhone)
    const batches = pools.map(({ poolId }, index) => {
      const asks = phones.map(phone => requestOf(poolId, someone(), phone))
      return decide({ phoneLimit: 2 }, ...(index % 2 === 0 ? asks : asks.reverse()))
    })
    const outcomes = (await Promise.all(batches)).flat().map(outcome)
    expect(outcomes.filter(code => code === 'booked')).toHaveLength(16)
    expect(outcomes.filter(code => code === 'booking.phone_limit')).toHaveLength(16)
    expect(await brokenSeats(app.admin)).toEqual([])
  })

  test('BOOK-39 moves its own appointment, books again after a cancellation, and the desk has no phone', async () => {
    const [phone, speciality] = [freshPhone(), department()]
    const [one, other, third] = [await pool(speciality), await pool(speciality), await pool(speciality)]
    const [mother, father] = [someone(), someone()]
    const booked = await book(one.poolId, mother, phone)
    expect(await codeOf(book(other.poolId, father, phone))).toBe('booking.phone_limit')
    const moved = await move(mother, booked.appointmentId, other.poolId, phone)
    expect(await codeOf(book(third.poolId, father, phone))).toBe('booking.phone_limit')
    const desk = { ...requestOf(third.poolId, someone()), actor: `staff:${phone}` }
    const again = { ...desk, key: newUuid() }
    expect((await decide({ phoneLimit: 1 }, desk, again)).map(outcome)).toEqual(['booked', 'booking.already_booked'])
    await app.play(residentActor([mother], { accountId: phone }), cancelAppointment, {
      appointmentId: moved.appointmentId,
    })
    expect(await codeOf(book(third.poolId, father, phone))).toBe('done')
    expect(await brokenSeats(app.admin)).toEqual([])
  })

  test('BOOK-39 a place on a waiting list is its joiner’s: whose phone has booked is passed over, and the next is offered', async () => {
    const [phone, speciality] = [freshPhone(), department()]
    const [full, other] = [await pool(speciality, sessionDay, 1), await pool(speciality)]
    const [holder, mother, father, next] = [someone(), someone(), someone(), someone()]
    const taken = await book(full.poolId, holder)
    const wait = (residentId: RegionalId, accountId: string) =>
      app.play(residentActor([residentId], { accountId }), joinWaiting, {
        residentId,
        sessionId: full.sessionId,
        scope: 'session',
      })
    await wait(father, phone)
    await wait(next, freshPhone())
    await book(other.poolId, mother, phone)
    await app.play(residentActor([holder]), cancelAppointment, { appointmentId: taken.appointmentId })
    await app.within(jobActor('booking.on_seat_returned'), ctx => onSeatReturned(ctx, { sessionId: full.sessionId }))
    const statusOf = async (residentId: RegionalId) =>
      (await app.play(residentActor([residentId]), myWaiting, {})).places[0]?.status
    expect(await statusOf(next)).toBe('offered')
    const { rows } = await app.admin.query('select status, refusal from booking.waiting where resident_id = $1', [
      father.slice(7),
    ])
    expect(rows).toEqual([{ status: 'refused', refusal: 'booking.phone_limit' }])
    expect(await brokenSeats(app.admin)).toEqual([])
  })
})

test('BOOK-40 a limit of nought is none, and leaves no row of a phone behind', async () => {
  const [person, phone] = [someone(), freshPhone()]
  const pools = await Promise.all(Array.from({ length: 6 }, () => pool()))
  const answers = await decide({}, ...pools.map(({ poolId }) => requestOf(poolId, person, phone)))
  expect(new Set(answers.map(outcome))).toEqual(new Set(['booked']))
  const { rows } = await app.admin.query('select 1 from booking.phone_day where phone = $1', [`resident:${phone}`])
  expect(rows).toEqual([])
  expect(await brokenSeats(app.admin)).toEqual([])
})
