import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addMinutes } from '#src/platform/kernel/dates.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { jobActor, residentActor, staffActor } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { cancelAppointment, holdAppointment, sessionSlots } from '../contract.ts'
import { checkIn, queueOf } from '../contract-desk.ts'
import { addExtraSeat, returnedShares, seatLog } from '../contract-extra.ts'
import { joinWaiting } from '../contract-waiting.ts'
import { at, brokenSeats, setPool } from '../testing/factories.ts'
import { type BookingWorld, createBookingWorld } from '../testing/world.ts'
import { logShareReturns } from './seat-log.query.ts'
import { onSessionCancelled } from './session-events.ts'

let world: BookingWorld
const self = (residentId: RegionalId) => residentActor([residentId])
const cancel = (residentId: RegionalId, appointmentId: string) =>
  world.play(self(residentId), cancelAppointment, { appointmentId })
const sound = async () => expect(await brokenSeats(world.admin)).toEqual([])
const pool = (quota: readonly number[], more = {}) => world.openPool(quota, more)

beforeAll(async () => {
  world = await createBookingWorld({ residents: 80 })
})
beforeEach(() => world.setNow('2026-11-25T02:00:00Z'))
afterAll(() => world.close())

/** Sold out at the instant of opening. */
const hotPool = async (seats: number) => {
  const made = await pool([0, seats, 0, 0])
  const opens = at('10:00', '2026-11-25')
  await setPool(world.admin, made.sessionId, { quota: [0, seats, 0, 0], opensAt: [opens, opens, opens, opens] })
  world.setNow('2026-11-25T02:00:30Z')
  const booked = await Promise.all(
    Array.from({ length: seats }, world.someone).map(async person => ({
      ...(await world.book(person, made.poolId)),
      person,
    })),
  )
  return { ...made, booked }
}
const restOf = async (poolId: RegionalId) =>
  (
    await world.admin.query('select rests_from, rests_until, released from booking.resting_seat where pool_id = $1', [
      poolId.slice(7),
    ])
  ).rows

describe('seats that rest', () => {
  test('BOOK-45 a seat of a session that sold out at once comes back at a random moment in its row, by comparison alone', async () => {
    const { poolId, sessionId, booked } = await hotPool(2)
    world.setNow('2026-11-26T02:00:00Z')
    await cancel(booked[0]?.person as RegionalId, booked[0]?.appointmentId as string)
    const [rest] = await restOf(poolId)
    expect(rest.rests_until.getTime()).toBeGreaterThan(rest.rests_from.getTime())
    expect(rest.rests_until.getTime()).toBeLessThanOrEqual(addMinutes(rest.rests_from, 120).getTime())
    world.setNow(addMinutes(rest.rests_until, -0.2).toISOString())
    expect(await codeOf(world.book(world.someone(), poolId))).toBe('booking.slot_full')
    await sound()
    world.setNow(addMinutes(rest.rests_until, 0.01).toISOString())
    expect(
      (await world.play(self(world.someone()), sessionSlots, { sessionId, channel: 'public' })).slots[0],
    ).toMatchObject({
      free: 1,
      state: 'open',
    })
    expect(await codeOf(world.book(world.someone(), poolId))).toBe('done')
    expect(await codeOf(world.book(world.someone(), poolId))).toBe('booking.slot_full')
    await sound()
  })

  test('BOOK-45 no seat rests beyond the time in which seats are kept, nor where somebody waits, nor where it sold slowly', async () => {
    const { poolId, sessionId, booked } = await hotPool(3)
    const waiter = world.someone()
    world.setNow('2026-11-26T02:00:00Z')
    await cancel(booked[0]?.person as RegionalId, booked[0]?.appointmentId as string)
    await world.play(self(waiter), joinWaiting, { residentId: waiter, sessionId, scope: 'session' })
    await cancel(booked[1]?.person as RegionalId, booked[1]?.appointmentId as string)
    expect(await restOf(poolId)).toHaveLength(1)
    const slow = await pool([0, 1, 0, 0])
    const person = world.someone()
    const seat = await world.book(person, slow.poolId)
    await cancel(person, seat.appointmentId)
    expect(await restOf(slow.poolId)).toEqual([])
    const late = await hotPool(1)
    const desk = staffActor(world.siteA, ['desk'])
    world.setNow('2026-11-30T22:59:00Z')
    await world.play(desk, cancelAppointment, { appointmentId: late.booked[0]?.appointmentId as string })
    const [rest] = await restOf(late.poolId)
    expect(rest.rests_until.getTime()).toBeLessThanOrEqual(at('07:00').getTime())
    await sound()
  })
})

describe('extra seats', () => {
  test('BOOK-46 BOOK-47 the expert or a manager gives a few seats beyond the seats, with a reason and numbers of their own', async () => {
    const expertId = world.experts[0] as string
    const { poolId, sessionId } = await pool([0, 1, 0, 0], { staffId: expertId })
    await world.book(world.someone(), poolId)
    const expert = staffActor(world.siteA, ['specialist'], { staffId: expertId })
    const give = (actor: typeof expert, residentId: RegionalId) =>
      world.play(actor, addExtraSeat, { poolId, residentId, reason: '术后复查，本周必须看' })
    const people = Array.from({ length: 5 }, world.someone)
    for (const person of people) await world.knows(world.siteA, person)
    const [first] = people as [RegionalId]
    expect(await codeOf(give(staffActor(world.siteA, ['specialist']), first))).toBe('booking.extra_not_yours')
    expect(await codeOf(give(staffActor(world.siteA, ['desk']), first))).toBe('platform.not_permitted')
    expect(await codeOf(give(expert, world.someone()))).toBe('booking.not_your_resident')
    const given = await give(expert, first)
    expect(given).toMatchObject({ seatNo: 1001, isExtra: true, status: 'booked' })
    expect(await codeOf(give(expert, first))).toBe('booking.already_booked')
    await give(staffActor(world.siteA, ['centre_manager']), people[1] as RegionalId)
    await give(expert, people[2] as RegionalId)
    expect(await codeOf(give(expert, people[3] as RegionalId))).toBe('booking.extra_limit')
    await sound()
    // One given back may be given again, under a number of its own.
    await world.play(staffActor(world.siteA, ['desk']), cancelAppointment, { appointmentId: given.appointmentId })
    expect(await give(expert, people[3] as RegionalId)).toMatchObject({ seatNo: 1004 })
    expect(await world.play(staffActor(world.siteA, ['centre_manager']), seatLog, { sessionId })).toMatchObject({
      extra: 3,
      extraLimit: 3,
    })
    world.setNow('2026-12-01T00:30:00Z')
    const desk = staffActor(world.siteA, ['desk'])
    const { appointmentId } = (
      await world.admin.query(
        `select appointment_id as "appointmentId" from booking.appointment where seat_no = 1004 and pool_id = $1`,
        [poolId.slice(7)],
      )
    ).rows[0]
    await world.play(desk, checkIn, { appointmentId: `310100-${appointmentId}` })
    expect((await world.play(desk, queueOf, { sessionId })).waiting).toMatchObject([{ isExtra: true }])
    await world.within(jobActor('booking.on'), ctx => onSessionCancelled(ctx, { sessionId, reason: 'weather' }))
    await sound()
  })

  test('BOOK-46 many at once never give more than the limit', async () => {
    const { poolId } = await pool([0, 1, 0, 0])
    const people = Array.from({ length: 6 }, world.someone)
    for (const person of people) await world.knows(world.siteA, person)
    const manager = staffActor(world.siteA, ['centre_manager'])
    const codes = await Promise.all(
      people.map(residentId => codeOf(world.play(manager, addExtraSeat, { poolId, residentId, reason: '加号' }))),
    )
    expect(codes.filter(code => code === 'done')).toHaveLength(3)
    await sound()
  })
})

test('BOOK-44 the log says once which channel left how many seats to everybody, counted at the instant of return', async () => {
  const { sessionId, poolId } = await pool([4, 1, 0, 0])
  const [opens, returns] = [at('07:00', '2026-11-24'), at('12:00', '2026-11-25')]
  await setPool(world.admin, sessionId, {
    quota: [4, 1, 0, 0],
    opensAt: [opens, opens, opens, null],
    returnsAt: [returns, null, null, null],
  })
  const manager = staffActor(world.siteA, ['centre_manager'])
  const log = () => world.within(jobActor('booking.log_share_returns'), logShareReturns)
  await world.book(world.someone(), poolId)
  await log()
  expect((await world.play(manager, seatLog, { sessionId })).returns).toEqual([])
  world.setNow('2026-11-25T05:00:00Z')
  // Paid from the returned share before the job came round: the family doctors had left it all the same.
  await world.book(world.someone(), poolId)
  await log()
  await log()
  const { returns: entries } = await world.play(manager, seatLog, { sessionId })
  expect(entries).toEqual([{ startTime: '09:00', channel: 'family_doctor', seats: 4, at: returns.toISOString() }])
  const { totals } = await world.play(manager, returnedShares, { from: '2026-12-01', to: '2026-12-01' })
  expect(totals.find(total => total.channel === 'family_doctor')?.seats).toBeGreaterThanOrEqual(4)
  await sound()
})

test('BOOK-49 who cancels six times in a month pauses; moves, holds given back and what staff cancel do not count', async () => {
  const person = world.someone()
  const again = async () => {
    const { poolId } = await pool([0, 1, 0, 0])
    return world.book(person, poolId)
  }
  for (let time = 1; time <= 5; time += 1) await cancel(person, (await again()).appointmentId)
  const held = await pool([0, 1, 0, 0])
  const hold = await world.play(self(person), holdAppointment, {
    poolId: held.poolId,
    residentId: person,
    channel: 'public',
  })
  await cancel(person, hold.appointmentId)
  await world.play(staffActor(world.siteA, ['desk']), cancelAppointment, {
    appointmentId: (await again()).appointmentId,
  })
  await cancel(person, (await again()).appointmentId)
  expect(await codeOf(again())).toBe('booking.suspended')
  world.setNow('2026-12-03T02:00:00Z')
  const later = await pool([0, 1, 0, 0], { day: '2026-12-09' })
  expect(await codeOf(world.book(person, later.poolId))).toBe('done')
  await sound()
})
