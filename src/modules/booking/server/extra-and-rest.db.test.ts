import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { createWorld, type World } from '#src/modules/deployment/testing/factories.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { grantRelationship } from '#src/modules/records/public.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import { addMinutes } from '#src/platform/kernel/dates.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import { createTestApp, jobActor, residentActor, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { bookAppointment, cancelAppointment, holdAppointment, sessionSlots } from '../contract.ts'
import { checkIn, queueOf } from '../contract-desk.ts'
import { addExtraSeat, returnedShares, seatLog } from '../contract-extra.ts'
import { joinWaiting } from '../contract-waiting.ts'
import { addOpenPool, addResidents, at, brokenSeats, setPool } from '../testing/factories.ts'
import { endGatherer } from './gatherer.ts'
import { bookingModule } from './module.ts'
import { logShareReturns } from './seat-log.query.ts'
import { onSessionCancelled } from './session-events.ts'

let app: TestApp
let world: World
let residents: readonly RegionalId[]
let used = 0
let subject = 0
const someone = (): RegionalId => residents[used++] as RegionalId
const self = (residentId: RegionalId) => residentActor([residentId])
const book = (poolId: RegionalId, residentId: RegionalId) =>
  app.play(self(residentId), bookAppointment, { poolId, residentId, channel: 'public' })
const cancel = (residentId: RegionalId, appointmentId: string) =>
  app.play(self(residentId), cancelAppointment, { appointmentId })
const sound = async () => expect(await brokenSeats(app.admin)).toEqual([])
const knows = (institutionId: string, residentId: RegionalId) =>
  app.within(jobActor('test', institutionId), ctx =>
    grantRelationship(ctx, { residentId, institutionId, act: 'card_read', source: 'test' }),
  )
const pool = (quota: readonly number[], more = {}) =>
  addOpenPool(app, { institutionId: world.siteA, speciality: `动科${subject++}`, ...more }, quota)

beforeAll(async () => {
  app = await createTestApp({
    modules: [platformModule, networkModule, recordsModule, deploymentModule, bookingModule],
  })
  world = await createWorld(app)
  residents = await addResidents(app.admin, 80)
})
beforeEach(() => app.setNow('2026-11-25T02:00:00Z'))
afterAll(async () => {
  await endGatherer(app.app)
  await app.close()
})

/** Sold out at the instant of opening. */
const hotPool = async (seats: number) => {
  const made = await pool([0, seats, 0, 0])
  const opens = at('10:00', '2026-11-25')
  await setPool(app.admin, made.sessionId, { quota: [0, seats, 0, 0], opensAt: [opens, opens, opens, opens] })
  app.setNow('2026-11-25T02:00:30Z')
  const booked = await Promise.all(
    Array.from({ length: seats }, someone).map(async person => ({ ...(await book(made.poolId, person)), person })),
  )
  return { ...made, booked }
}
const restOf = async (poolId: RegionalId) =>
  (
    await app.admin.query('select rests_from, rests_until, released from booking.resting_seat where pool_id = $1', [
      poolId.slice(7),
    ])
  ).rows

describe('seats that rest', () => {
  test('BOOK-45 a seat of a session that sold out at once comes back at a random moment in its row, by comparison alone', async () => {
    const { poolId, sessionId, booked } = await hotPool(2)
    app.setNow('2026-11-26T02:00:00Z')
    await cancel(booked[0]?.person as RegionalId, booked[0]?.appointmentId as string)
    const [rest] = await restOf(poolId)
    expect(rest.rests_until.getTime()).toBeGreaterThan(rest.rests_from.getTime())
    expect(rest.rests_until.getTime()).toBeLessThanOrEqual(addMinutes(rest.rests_from, 120).getTime())
    app.setNow(addMinutes(rest.rests_until, -0.2).toISOString())
    expect(await codeOf(book(poolId, someone()))).toBe('booking.slot_full')
    await sound()
    app.setNow(addMinutes(rest.rests_until, 0.01).toISOString())
    expect((await app.play(self(someone()), sessionSlots, { sessionId, channel: 'public' })).slots[0]).toMatchObject({
      free: 1,
      state: 'open',
    })
    expect(await codeOf(book(poolId, someone()))).toBe('done')
    expect(await codeOf(book(poolId, someone()))).toBe('booking.slot_full')
    await sound()
  })

  test('BOOK-45 no seat rests beyond the time in which seats are kept, nor where somebody waits, nor where it sold slowly', async () => {
    const { poolId, sessionId, booked } = await hotPool(3)
    const waiter = someone()
    app.setNow('2026-11-26T02:00:00Z')
    await cancel(booked[0]?.person as RegionalId, booked[0]?.appointmentId as string)
    await app.play(self(waiter), joinWaiting, { residentId: waiter, sessionId, scope: 'session' })
    await cancel(booked[1]?.person as RegionalId, booked[1]?.appointmentId as string)
    expect(await restOf(poolId)).toHaveLength(1)
    const slow = await pool([0, 1, 0, 0])
    const person = someone()
    const seat = await book(slow.poolId, person)
    await cancel(person, seat.appointmentId)
    expect(await restOf(slow.poolId)).toEqual([])
    const late = await hotPool(1)
    const desk = staffActor(world.siteA, ['desk'])
    app.setNow('2026-11-30T22:59:00Z')
    await app.play(desk, cancelAppointment, { appointmentId: late.booked[0]?.appointmentId as string })
    const [rest] = await restOf(late.poolId)
    expect(rest.rests_until.getTime()).toBeLessThanOrEqual(at('07:00').getTime())
    await sound()
  })
})

describe('extra seats', () => {
  test('BOOK-46 BOOK-47 the expert or a manager gives a few seats beyond the seats, with a reason and numbers of their own', async () => {
    const expertId = world.experts[0] as string
    const { poolId, sessionId } = await pool([0, 1, 0, 0], { staffId: expertId })
    await book(poolId, someone())
    const expert = staffActor(world.siteA, ['specialist'], { staffId: expertId })
    const give = (actor: typeof expert, residentId: RegionalId) =>
      app.play(actor, addExtraSeat, { poolId, residentId, reason: '术后复查，本周必须看' })
    const people = Array.from({ length: 5 }, someone)
    for (const person of people) await knows(world.siteA, person)
    const [first] = people as [RegionalId]
    expect(await codeOf(give(staffActor(world.siteA, ['specialist']), first))).toBe('booking.extra_not_yours')
    expect(await codeOf(give(staffActor(world.siteA, ['desk']), first))).toBe('platform.not_permitted')
    expect(await codeOf(give(expert, someone()))).toBe('booking.not_your_resident')
    const given = await give(expert, first)
    expect(given).toMatchObject({ seatNo: 1001, isExtra: true, status: 'booked' })
    expect(await codeOf(give(expert, first))).toBe('booking.already_booked')
    await give(staffActor(world.siteA, ['centre_manager']), people[1] as RegionalId)
    await give(expert, people[2] as RegionalId)
    expect(await codeOf(give(expert, people[3] as RegionalId))).toBe('booking.extra_limit')
    await sound()
    // One given back may be given again, under a number of its own.
    await app.play(staffActor(world.siteA, ['desk']), cancelAppointment, { appointmentId: given.appointmentId })
    expect(await give(expert, people[3] as RegionalId)).toMatchObject({ seatNo: 1004 })
    expect(await app.play(staffActor(world.siteA, ['centre_manager']), seatLog, { sessionId })).toMatchObject({
      extra: 3,
      extraLimit: 3,
    })
    app.setNow('2026-12-01T00:30:00Z')
    const desk = staffActor(world.siteA, ['desk'])
    const { appointmentId } = (
      await app.admin.query(
        `select appointment_id as "appointmentId" from booking.appointment where seat_no = 1004 and pool_id = $1`,
        [poolId.slice(7)],
      )
    ).rows[0]
    await app.play(desk, checkIn, { appointmentId: `310100-${appointmentId}` })
    expect((await app.play(desk, queueOf, { sessionId })).waiting).toMatchObject([{ isExtra: true }])
    await app.within(jobActor('booking.on'), ctx => onSessionCancelled(ctx, { sessionId, reason: 'weather' }))
    await sound()
  })

  test('BOOK-46 many at once never give more than the limit', async () => {
    const { poolId } = await pool([0, 1, 0, 0])
    const people = Array.from({ length: 6 }, someone)
    for (const person of people) await knows(world.siteA, person)
    const manager = staffActor(world.siteA, ['centre_manager'])
    const codes = await Promise.all(
      people.map(residentId => codeOf(app.play(manager, addExtraSeat, { poolId, residentId, reason: '加号' }))),
    )
    expect(codes.filter(code => code === 'done')).toHaveLength(3)
    await sound()
  })
})

test('BOOK-44 the log says once which channel left how many seats to everybody, counted at the instant of return', async () => {
  const { sessionId, poolId } = await pool([4, 1, 0, 0])
  const [opens, returns] = [at('07:00', '2026-11-24'), at('12:00', '2026-11-25')]
  await setPool(app.admin, sessionId, {
    quota: [4, 1, 0, 0],
    opensAt: [opens, opens, opens, null],
    returnsAt: [returns, null, null, null],
  })
  const manager = staffActor(world.siteA, ['centre_manager'])
  const log = () => app.within(jobActor('booking.log_share_returns'), logShareReturns)
  await book(poolId, someone())
  await log()
  expect((await app.play(manager, seatLog, { sessionId })).returns).toEqual([])
  app.setNow('2026-11-25T05:00:00Z')
  // Paid from the returned share before the job came round: the family doctors had left it all the same.
  await book(poolId, someone())
  await log()
  await log()
  const { returns: entries } = await app.play(manager, seatLog, { sessionId })
  expect(entries).toEqual([{ startTime: '09:00', channel: 'family_doctor', seats: 4, at: returns.toISOString() }])
  const { totals } = await app.play(manager, returnedShares, { from: '2026-12-01', to: '2026-12-01' })
  expect(totals.find(total => total.channel === 'family_doctor')?.seats).toBeGreaterThanOrEqual(4)
  await sound()
})

test('BOOK-49 who cancels six times in a month pauses; moves, holds given back and what staff cancel do not count', async () => {
  const person = someone()
  const again = async () => {
    const { poolId } = await pool([0, 1, 0, 0])
    return book(poolId, person)
  }
  for (let time = 1; time <= 5; time += 1) await cancel(person, (await again()).appointmentId)
  const held = await pool([0, 1, 0, 0])
  const hold = await app.play(self(person), holdAppointment, {
    poolId: held.poolId,
    residentId: person,
    channel: 'public',
  })
  await cancel(person, hold.appointmentId)
  await app.play(staffActor(world.siteA, ['desk']), cancelAppointment, { appointmentId: (await again()).appointmentId })
  await cancel(person, (await again()).appointmentId)
  expect(await codeOf(again())).toBe('booking.suspended')
  app.setNow('2026-12-03T02:00:00Z')
  const later = await pool([0, 1, 0, 0], { day: '2026-12-09' })
  expect(await codeOf(book(later.poolId, person))).toBe('done')
  await sound()
})
