import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { jobActor, residentActor, staffActor } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { bookAppointment, cancelAppointment } from '../contract.ts'
import { changeQuotas, changeWindows, slotConsole } from '../contract-desk.ts'
import { joinWaiting } from '../contract-waiting.ts'
import { addSession, at, brokenSeats, poolIdsOf, withSeats } from '../testing/factories.ts'
import { type BookingWorld, createBookingWorld } from '../testing/world.ts'
import { markNoShows } from './daily-jobs.ts'
import { onSeatReturned } from './offer-seats.ts'
import { onSessionChanged } from './session-events.ts'

let world: BookingWorld

beforeAll(async () => {
  world = await createBookingWorld()
})
beforeEach(() => world.setNow('2026-12-01T00:30:00Z'))
afterAll(() => world.close())

const manager = () => staffActor(world.siteA, ['centre_manager'])
const byHand = {
  opensAt: {
    family_doctor: at('07:00', '2026-12-02').toISOString(),
    public: at('12:30', '2026-12-03').toISOString(),
    on_site: null,
    referral: null,
  },
  returnsAt: { family_doctor: at('12:30', '2026-12-04').toISOString(), public: null, on_site: null, referral: null },
}
const newSession = async () => {
  const sessionId = await addSession(world.admin, {
    institutionId: world.siteA,
    speciality: world.department(),
    day: '2026-12-20',
    capacity: 20,
    bucketMinutes: 60,
  })
  await withSeats(world, sessionId)
  return sessionId
}
const setByHand = async (sessionId: RegionalId) => {
  await world.play(manager(), changeWindows, { sessionId, ...byHand, reason: '专家提前放号' })
  const [poolId] = await poolIdsOf(world.admin, sessionId)
  const quota = { family_doctor: 1, public: 6, on_site: 3, referral: 0 }
  await world.play(manager(), changeQuotas, {
    sessionId,
    pools: [{ poolId: poolId as RegionalId, quota }],
    reason: '公众多',
  })
}
const console = (sessionId: RegionalId) => world.play(manager(), slotConsole, { sessionId })
const change = (sessionId: RegionalId, changed: readonly string[], sets = '') =>
  world.admin
    .query(`update deployment.session set theme = '新题目' ${sets} where session_id = $1`, [sessionId.slice(7)])
    .then(() => world.within(jobActor('booking.on'), ctx => onSessionChanged(ctx, { sessionId, changed })))

test('BOOK-3 windows of one session are set by hand, by its own institution, and decide from the next request on', async () => {
  const sessionId = await newSession()
  const [poolId] = await poolIdsOf(world.admin, sessionId)
  const person = world.someone()
  world.setNow('2026-12-03T04:30:00Z')
  const ask = () =>
    world.play(residentActor([person]), bookAppointment, {
      poolId: poolId as RegionalId,
      residentId: person,
      channel: 'public',
    })
  expect(await codeOf(ask())).toBe('booking.window_not_open')
  const input = { sessionId, ...byHand, reason: '试' }
  expect(await codeOf(world.play(staffActor(world.siteB, ['centre_manager']), changeWindows, input))).toBe(
    'platform.wrong_institution',
  )
  expect(await codeOf(world.play(staffActor(world.siteA, ['desk']), changeWindows, input))).toMatch(/^platform\./)
  expect(await codeOf(world.play(manager(), changeWindows, input))).toBe('done')
  expect(await console(sessionId)).toMatchObject({ opensAt: byHand.opensAt, returnsAt: byHand.returnsAt })
  expect(await codeOf(ask())).toBe('done')
})

test('BOOK-10 another title changes nothing about seats and windows, set by hand or not', async () => {
  const [plain, handmade] = [await newSession(), await newSession()]
  await setByHand(handmade)
  for (const sessionId of [plain, handmade]) {
    const before = await console(sessionId)
    await change(sessionId, ['words'])
    const after = await console(sessionId)
    expect(after).toMatchObject({ pools: before.pools, opensAt: before.opensAt, returnsAt: before.returnsAt })
  }
})

test('BOOK-10 windows and shares set by hand stay when time or seats change, and move with the day', async () => {
  const sessionId = await newSession()
  await setByHand(sessionId)
  await change(
    sessionId,
    ['time', 'seats'],
    `, local_date = '2026-12-22', starts_at = starts_at + interval '2 days', ends_at = ends_at + interval '2 days 1 hour', capacity = 30`,
  )
  const after = await console(sessionId)
  expect(after.opensAt).toEqual({
    family_doctor: at('07:00', '2026-12-04').toISOString(),
    public: at('12:30', '2026-12-05').toISOString(),
    on_site: null,
    referral: null,
  })
  expect(after.returnsAt).toMatchObject({ family_doctor: at('12:30', '2026-12-06').toISOString(), public: null })
  expect(after.pools).toHaveLength(3)
  expect(after.pools[0]?.quota).toEqual({ family_doctor: 1, public: 6, on_site: 3, referral: 0 })
  const { rows } = await world.admin.query(
    'select count(distinct opens_at)::int as windows, bool_and(windows_by_hand) as by_hand from booking.slot_pool where session_id = $1',
    [sessionId.slice(7)],
  )
  expect(rows).toEqual([{ windows: 1, by_hand: true }])
})

test('BOOK-10 with another number of seats the shares set by hand keep their proportion', async () => {
  const sessionId = await newSession()
  await setByHand(sessionId)
  await change(sessionId, ['seats'], ', capacity = 40')
  const [first] = (await console(sessionId)).pools
  expect(first).toMatchObject({ capacity: 20, quota: { family_doctor: 2, public: 12, on_site: 6, referral: 0 } })
  expect(await brokenSeats(world.admin)).toEqual([])
})

test('BOOK-10 a session set to no seats gives none, not even one that comes back; who has one keeps it', async () => {
  const { sessionId, poolId } = await world.openPool([0, 3, 0, 0], { day: '2026-12-05' })
  const [kept, gone, late] = [world.someone(), world.someone(), world.someone()]
  const booked = await world.book(kept, poolId)
  const back = await world.book(gone, poolId)
  await change(sessionId, ['seats'], ', capacity = 0')
  world.setNow('2026-12-01T00:31:00Z')
  expect(await codeOf(world.book(late, poolId))).toBe('booking.session_past')
  await world.play(residentActor([gone]), cancelAppointment, { appointmentId: back.appointmentId })
  expect(await codeOf(world.book(late, poolId))).toBe('booking.session_past')
  expect(await world.stateOf(booked)).toMatchObject({ status: 'booked', active: true })
  await change(sessionId, ['seats'], ', capacity = 4')
  expect((await console(sessionId)).pools[0]).toMatchObject({ capacity: 4 })
  expect(await codeOf(world.book(late, poolId))).toBe('done')
  expect(await brokenSeats(world.admin)).toEqual([])
})

test('BOOK-10 a session without seats of which nothing is taken stops, and whoever waits hears that it is over', async () => {
  const free = await world.openPool([0, 2, 0, 0], { day: '2026-12-21' })
  await change(free.sessionId, ['seats'], ', capacity = 0')
  expect(await codeOf(world.book(world.someone(), free.poolId))).toBe('booking.session_stopped')
  const full = await world.openPool([0, 1, 0, 0], { day: '2026-12-22' })
  await world.book(world.someone(), full.poolId)
  const waits = world.someone()
  await world.play(residentActor([waits]), joinWaiting, {
    residentId: waits,
    sessionId: full.sessionId,
    scope: 'session',
  })
  await change(full.sessionId, ['seats'], ', capacity = 0')
  await world.within(jobActor('booking.on'), ctx => onSeatReturned(ctx, { sessionId: full.sessionId }))
  const { rows } = await world.admin.query('select status from booking.waiting where session_id = $1', [
    full.sessionId.slice(7),
  ])
  expect(rows).toEqual([{ status: 'ended' }])
  expect(await brokenSeats(world.admin)).toEqual([])
})

test('BOOK-18 who did not come is marked however long the job has not run, and only the job may mark', async () => {
  world.setNow('2026-11-30T02:00:00Z')
  const person = world.someone()
  const { poolId } = await world.openPool([0, 3, 0, 0])
  const { appointmentId } = await world.play(residentActor([person]), bookAppointment, {
    poolId,
    residentId: person,
    channel: 'public',
  })
  world.setNow('2027-01-15T02:00:00Z')
  const byHandMark = world.within(staffActor(world.siteA, ['desk']), ctx =>
    sql`select * from booking.mark_no_shows(${ctx.regionId}, ${ctx.now}, 3, ${ctx.now}, ${ctx.now})`.execute(ctx.tx),
  )
  await expect(byHandMark).rejects.toThrow(/only the job/)
  await world.within(jobActor('booking.mark_no_shows'), markNoShows)
  const { rows } = await world.admin.query('select status from booking.appointment where appointment_id = $1', [
    appointmentId.slice(7),
  ])
  expect(rows).toEqual([{ status: 'no_show' }])
  expect(await brokenSeats(world.admin)).toEqual([])
})
