import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newUuid, type RegionalId } from '#src/platform/kernel/ids.ts'
import { jobActor, residentActor, staffActor } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { cancelAppointment, confirmHold, holdAppointment, sessionSlots } from '../contract.ts'
import { joinWaiting, leaveWaiting, myWaiting, noteWaitingCall, waitingHere } from '../contract-waiting.ts'
import { brokenSeats } from '../testing/factories.ts'
import { type BookingWorld, createBookingWorld } from '../testing/world.ts'
import { offerWaiting, onSeatReturned } from './offer-seats.ts'
import { onSessionCancelled, onSessionChanged } from './session-events.ts'
import { onOfferMissed, onSeatOffered } from './tell-waiting.ts'

let world: BookingWorld
const self = (residentId: RegionalId) => residentActor([residentId])
const full = async (seats = 1, day?: string, speciality = world.department()) => {
  const pool = await world.openPool([0, seats, 0, 0], { speciality, ...(day === undefined ? {} : { day }) })
  const holders = Array.from({ length: seats }, world.someone)
  const booked = await Promise.all(
    holders.map(async residentId => ({ ...(await world.book(residentId, pool.poolId)), residentId })),
  )
  return { ...pool, speciality, booked }
}
const wait = (sessionId: RegionalId, residentId: RegionalId, more = {}) =>
  world.play(self(residentId), joinWaiting, { residentId, sessionId, scope: 'session', ...more })
const giveBack = (one: { readonly residentId: RegionalId; readonly appointmentId: string } | undefined) =>
  world.play(self(one?.residentId as RegionalId), cancelAppointment, { appointmentId: one?.appointmentId as string })
/** The job of the minute, and what it causes: each session in a transaction of its own. */
const offer = async () => {
  await world.within(jobActor('booking.offer_waiting'), offerWaiting)
  const { rows } = await world.admin.query(
    `select data from platform.outbox where name = 'booking.seat_returned' order by at, event_id`,
  )
  const sessions = new Set(
    rows.map(row => (typeof row.data === 'string' ? JSON.parse(row.data) : row.data).sessionId as RegionalId),
  )
  for (const sessionId of sessions)
    await world.within(jobActor('booking.on_seat_returned'), ctx => onSeatReturned(ctx, { sessionId }))
}
const placeOf = async (residentId: RegionalId) => (await world.play(self(residentId), myWaiting, {})).places[0]
const statusOf = async (residentId: RegionalId) => (await placeOf(residentId))?.status
const sound = async () => expect(await brokenSeats(world.admin)).toEqual([])

beforeAll(async () => {
  world = await createBookingWorld({ residents: 80 })
})
/** 10:00 in China. */
beforeEach(() => world.setNow('2026-11-25T02:00:00Z'))
afterAll(() => world.close())

describe('joining', () => {
  test('BOOK-32 one waits for a full session only, once, and never beside a seat of it', async () => {
    const { sessionId, poolId, booked } = await full()
    const free = await world.openPool([0, 1, 0, 0], { speciality: '有号科' })
    const person = world.someone()
    expect(await codeOf(wait(free.sessionId, person))).toBe('booking.seats_free')
    expect(await codeOf(wait(sessionId, booked[0]?.residentId as RegionalId))).toBe('booking.already_booked')
    const first = await wait(sessionId, person)
    expect(await wait(sessionId, person)).toEqual(first)
    expect(await placeOf(person)).toMatchObject({ status: 'waiting', ahead: 0, waiting: 1, chance: 'fair' })
    expect(await codeOf(wait(`310100-${newUuid()}`, person))).toBe('booking.session_not_found')
    world.setNow('2026-11-30T23:00:00Z')
    expect(await codeOf(wait(sessionId, world.someone()))).toBe('booking.waiting_closed')
    expect(poolId).toBeTruthy()
    await sound()
  })

  test('BOOK-32 a person waits for as much as the setting allows, and a wish for a department counts once', async () => {
    const speciality = world.department()
    const [one, two] = [await full(1, undefined, speciality), await full(1, '2026-12-02', speciality)]
    const person = world.someone()
    const { places } = await wait(one.sessionId, person, { scope: 'department', until: '2026-12-05' })
    expect(places.map(place => place.sessionId).sort()).toEqual([one.sessionId, two.sessionId].sort())
    for (const other of [await full(), await full()]) expect(await codeOf(wait(other.sessionId, person))).toBe('done')
    expect(await codeOf(wait((await full()).sessionId, person))).toBe('booking.waiting_limit')
    await sound()
  })

  test('BOOK-33 urgent people come before elders, who come before others, whoever joined first', async () => {
    const [young, elder, urgent] = [world.someone(), world.someone(), world.someone()]
    await world.admin.query(`update records.resident set birth_date = '1995-01-01' where resident_id = any ($1)`, [
      [young, urgent].map(id => id.slice(7)),
    ])
    const { sessionId, booked } = await full()
    await wait(sessionId, young)
    await wait(sessionId, elder)
    const gp = staffActor(world.siteB, ['gp'])
    const ask = () =>
      world.play(gp, joinWaiting, {
        residentId: urgent,
        sessionId,
        scope: 'session',
        reason: 'referral',
        agent: { relation: 'family_doctor' },
      })
    expect(await codeOf(ask())).toBe('booking.not_your_resident')
    await world.knows(world.siteB, urgent)
    await ask()
    expect([(await placeOf(urgent))?.ahead, (await placeOf(elder))?.ahead, (await placeOf(young))?.ahead]).toEqual([
      0, 1, 2,
    ])
    await giveBack(booked[0])
    await offer()
    expect([await statusOf(urgent), await statusOf(elder)]).toEqual(['offered', 'waiting'])
    // Both the site and the institution that joined for the person see the place, a third one does not.
    expect((await world.play(staffActor(world.siteA, ['desk']), waitingHere, { sessionId })).places).toHaveLength(3)
    expect((await world.play(gp, waitingHere, { sessionId })).places.map(place => place.residentId)).toEqual([urgent])
    expect((await world.play(staffActor(world.stranger, ['desk']), waitingHere, { sessionId })).places).toEqual([])
    await sound()
  })
})

describe('offers', () => {
  test('BOOK-34 a seat that comes back is the first waiting person’s and nobody else’s, also before any job has been round', async () => {
    const { sessionId, poolId, booked } = await full()
    const [first, second] = [world.someone(), world.someone()]
    await wait(sessionId, first)
    await wait(sessionId, second)
    await giveBack(booked[0])
    expect(await codeOf(world.book(world.someone(), poolId))).toBe('booking.slot_full')
    expect((await world.play(self(first), sessionSlots, { sessionId, channel: 'public' })).slots[0]).toMatchObject({
      free: 0,
      state: 'full',
    })
    await offer()
    const place = await placeOf(first)
    expect(place).toMatchObject({ status: 'offered', offerExpiresAt: expect.stringMatching(/^2026-11-25T03:00/) })
    await world.play(self(first), confirmHold, { appointmentId: place?.appointmentId as string })
    expect([await statusOf(first), await statusOf(second)]).toEqual(['accepted', 'waiting'])
    await sound()
  })

  test('BOOK-36 who declines or lets it run out makes room for the next, and when nobody is left the seat is public', async () => {
    const { sessionId, poolId, booked } = await full()
    const [first, second] = [world.someone(), world.someone()]
    const mine = await wait(sessionId, first)
    await wait(sessionId, second)
    await giveBack(booked[0])
    await offer()
    await world.play(self(first), leaveWaiting, { waitingId: mine.places[0]?.waitingId as RegionalId })
    expect(await statusOf(first)).toBe('declined')
    await offer()
    expect(await statusOf(second)).toBe('offered')
    world.setNow('2026-11-25T02:59:50Z')
    expect(await codeOf(world.book(world.someone(), poolId))).toBe('booking.slot_full')
    // Run out by the clock alone: no job has been round, nobody waits any more, so the next person has it.
    world.setNow('2026-11-25T03:00:05Z')
    expect(await statusOf(second)).toBe('missed')
    expect(await codeOf(world.book(world.someone(), poolId))).toBe('done')
    await offer()
    expect(
      await codeOf(
        world.play(self(second), leaveWaiting, { waitingId: (await placeOf(second))?.waitingId as RegionalId }),
      ),
    ).toBe('booking.not_waiting')
    await sound()
  })

  test('BOOK-35 nothing is offered at night, the seat waits; near the clinic it is anybody’s', async () => {
    const { sessionId, poolId, booked } = await full()
    const person = world.someone()
    await wait(sessionId, person)
    world.setNow('2026-11-25T14:00:00Z')
    await giveBack(booked[0])
    await offer()
    expect(await statusOf(person)).toBe('waiting')
    expect(await codeOf(world.book(world.someone(), poolId))).toBe('booking.slot_full')
    // Two hours before the bucket, whether or not anybody has been asked.
    world.setNow('2026-11-30T23:00:01Z')
    expect(await codeOf(world.book(world.someone(), poolId))).toBe('done')
    world.setNow('2026-12-01T00:10:00Z')
    await offer()
    expect(await statusOf(person)).toBe('ended')
    await sound()
  })

  test('BOOK-34 a hold that runs out is offered too, and a person whom the limits forbid is passed over with the reason', async () => {
    const speciality = world.department()
    const pool = await world.openPool([0, 1, 0, 0], { speciality })
    const other = await world.openPool([0, 5, 0, 0], { speciality })
    const holder = world.someone()
    await world.play(self(holder), holdAppointment, { poolId: pool.poolId, residentId: holder, channel: 'public' })
    const [first, second] = [world.someone(), world.someone()]
    await wait(pool.sessionId, first)
    await wait(pool.sessionId, second)
    await world.book(first, other.poolId)
    world.setNow('2026-11-25T02:11:00Z')
    await offer()
    expect([await statusOf(first), await statusOf(second)]).toEqual(['refused', 'offered'])
    await sound()
  })

  test('BOOK-36 one wish is fulfilled once: what else was waited for or offered under it ends', async () => {
    const speciality = world.department()
    const [one, two, three] = [
      await full(1, undefined, speciality),
      await full(1, '2026-12-02', speciality),
      await full(1, '2026-12-03', speciality),
    ]
    const person = world.someone()
    await wait(one.sessionId, person, { scope: 'department' })
    await giveBack(one.booked[0])
    await giveBack(two.booked[0])
    await offer()
    const offered = (await world.play(self(person), myWaiting, {})).places.filter(place => place.status === 'offered')
    expect(offered).toHaveLength(2)
    await world.play(self(person), confirmHold, { appointmentId: offered[0]?.appointmentId as string })
    const { places } = await world.play(self(person), myWaiting, {})
    expect(places.map(place => place.status).sort()).toEqual(['accepted', 'ended', 'ended'])
    expect(await codeOf(wait(three.sessionId, person))).toBe('done')
    expect(
      await codeOf(
        world.book(world.someone(), offered[1]?.session.sessionId === one.sessionId ? one.poolId : two.poolId),
      ),
    ).toBe('done')
    await sound()
  })
})

describe('telling', () => {
  test('BOOK-37 who has no phone is rung by the desk, which books or gives the seat on', async () => {
    const { sessionId, booked } = await full()
    const [first, second] = [world.someone(), world.someone()]
    await wait(sessionId, first)
    await wait(sessionId, second)
    await giveBack(booked[0])
    await offer()
    const told = async (name: string, residentId: RegionalId, hear: typeof onSeatOffered) => {
      const { rows } = await world.admin.query('select data from platform.outbox where name = $1', [name])
      const event = rows
        .map(row => (typeof row.data === 'string' ? JSON.parse(row.data) : row.data))
        .find(data => data.residentId === residentId)
      await world.within(jobActor('booking.on_seat', world.siteA), ctx => hear(ctx, event))
    }
    await told('booking.seat_offered', first, onSeatOffered)
    const { rows } = await world.admin.query(`select reason, due_at from platform.loop where resident_id = $1`, [
      first.slice(7),
    ])
    expect(rows).toMatchObject([{ reason: 'booking.loop.offered' }])
    const desk = staffActor(world.siteA, ['desk'])
    const { waitingId } = (await placeOf(first)) ?? {}
    expect(
      await world.play(desk, noteWaitingCall, { waitingId: waitingId as RegionalId, outcome: 'not_reached' }),
    ).toMatchObject({ status: 'offered' })
    expect((await world.play(desk, waitingHere, { sessionId })).places[0]).toMatchObject({ callOutcome: 'not_reached' })
    await world.play(desk, noteWaitingCall, { waitingId: waitingId as RegionalId, outcome: 'declined' })
    await offer()
    const next = (await placeOf(second))?.waitingId as RegionalId
    expect(await world.play(desk, noteWaitingCall, { waitingId: next, outcome: 'will_come' })).toMatchObject({
      status: 'accepted',
      booked: { status: 'booked' },
    })
    expect(
      (
        await world.admin.query(
          `select count(*)::int as n from platform.loop where resident_id = $1 and closed_at is null`,
          [first.slice(7)],
        )
      ).rows[0].n,
    ).toBe(0)
    await sound()
  })

  test('BOOK-36 a stopped session ends its list and everybody on it hears of it; a missed offer is told too', async () => {
    const { sessionId, booked } = await full()
    const [first, second] = [world.someone(), world.someone()]
    await wait(sessionId, first)
    await wait(sessionId, second)
    await giveBack(booked[0])
    await offer()
    world.setNow('2026-11-25T03:30:00Z')
    await offer()
    const { rows: missed } = await world.admin.query(
      `select data from platform.outbox where name = 'booking.offer_missed'`,
    )
    const events = missed.map(row => (typeof row.data === 'string' ? JSON.parse(row.data) : row.data))
    const event = events.find(data => data.residentId === first)
    await world.within(jobActor('booking.on_offer_missed', world.siteA), ctx => onOfferMissed(ctx, event))
    await world.within(jobActor('booking.on'), ctx => onSessionCancelled(ctx, { sessionId, reason: 'weather' }))
    expect([await statusOf(first), await statusOf(second)]).toEqual(['missed', 'ended'])
    const { rows } = await world.admin.query(`select data from platform.outbox where name = 'booking.waiting_ended'`)
    expect(rows.some(row => JSON.stringify(row.data).includes(second))).toBe(true)
    await sound()
  })
})

test('BOOK-33 a session that moves to another site takes its waiting list along: the desk there reads it', async () => {
  const { sessionId } = await full()
  const person = world.someone()
  await wait(sessionId, person)
  const [goneFrom, cameTo] = [staffActor(world.siteA, ['desk']), staffActor(world.siteB, ['desk'])]
  const listAt = async (desk: typeof cameTo) =>
    (await world.play(desk, waitingHere, { sessionId })).places.map(place => place.residentId)
  expect([await listAt(goneFrom), await listAt(cameTo)]).toEqual([[person], []])
  await world.admin.query('update deployment.session set institution_id = $2 where session_id = $1', [
    sessionId.slice(7),
    world.siteB,
  ])
  await world.within(jobActor('booking.on'), ctx => onSessionChanged(ctx, { sessionId, changed: ['site'] }))
  expect([await listAt(goneFrom), await listAt(cameTo)]).toEqual([[], [person]])
  await sound()
})
