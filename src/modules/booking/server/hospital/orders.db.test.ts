import { afterAll, beforeAll, expect, test } from 'vitest'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { createWorld, type World } from '#src/modules/deployment/testing/factories.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import { Refusal } from '#src/platform/kernel/errors.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import { createTestApp, jobActor, residentActor, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { bookAppointment, cancelAppointment, sessionSlots } from '../../contract.ts'
import { checkIn } from '../../contract-desk.ts'
import * as owners from '../../contract-owners.ts'
import type { Booked } from '../../contract-shapes.ts'
import { addOpenPool, addResidents, brokenSeats } from '../../testing/factories.ts'
import { endGatherer } from '../gatherer.ts'
import { bookingModule } from '../module.ts'
import { onBooked } from '../tell-residents.ts'
import { httpAdapter } from './adapter.ts'
import { driveOrder, findStepsDue } from './orders.ts'
import { type Simulator, startSimulator } from './simulator.ts'
import { findBlocksDue } from './sources.ts'

let app: TestApp
let world: World
let hospital: Simulator
let people: readonly RegionalId[]
let used = 0
let department = 0
const someone = () => people[used++] as RegionalId

beforeAll(async () => {
  app = await createTestApp({
    modules: [platformModule, networkModule, recordsModule, deploymentModule, bookingModule],
    now: '2026-11-28T02:00:00Z',
  })
  world = await createWorld(app)
  people = await addResidents(app.admin, 30)
  hospital = await startSimulator({ file: null, trouble: { lateEvery: 0, goneEvery: 0 }, lateMs: 400 })
  await app.play(manager(), owners.setHospitalLine, { adapter: 'http', baseUrl: hospital.url, timeoutMs: 300 })
})
afterAll(async () => {
  await hospital.stop()
  await endGatherer(app.app)
  await app.close()
})

const manager = () => staffActor(world.siteA, ['centre_manager'])
const job = (institutionId: string | null = world.siteA) => jobActor('booking.on', institutionId)
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    error => (error instanceof Refusal ? error.code : String(error)),
  )
const livePool = async (seats = 3) => {
  const own = { institutionId: world.siteA, speciality: `实时科${department++}` }
  const { sessionId, poolId } = await addOpenPool(app, own, [0, seats, 0, 0])
  await app.play(manager(), owners.declareSource, { sessionId, kind: 'live', externalRef: `EXT-${department}` })
  return { sessionId, poolId }
}
const book = (residentId: RegionalId, poolId: RegionalId) =>
  app.play(residentActor([residentId]), bookAppointment, { poolId, residentId, channel: 'public' })
const orderOf = async (one: Booked) => {
  const { rows } = await app.admin.query('select * from booking.hospital_order where appointment_id = $1', [
    one.appointmentId.slice(7),
  ])
  return rows[0]
}
const begin = async (one: Booked) => {
  await app.within(job(), ctx => onBooked(ctx, one))
  return { orderId: (await orderOf(one)).order_id as string, institutionId: world.siteA }
}
const drive = (event: { orderId: string; institutionId: string }) => app.within(job(), ctx => driveOrder(ctx, event))
const answers = async (residentId: RegionalId) =>
  (await app.play(residentActor([residentId]), owners.hospitalAnswers, {})).answers
const statusOf = async (one: Booked) =>
  (
    await app.admin.query('select status, cancel_cause from booking.appointment where appointment_id = $1', [
      one.appointmentId.slice(7),
    ])
  ).rows[0]

test('BOOK-62 BOOK-64 a live seat is asked for at the hospital, and nobody is told that it is theirs before the hospital says so', async () => {
  const { poolId } = await livePool()
  const one = await book(someone(), poolId)
  expect(await answers(one.residentId)).toMatchObject([{ answer: 'asking', askedAt: null }])
  const event = await begin(one)
  await begin(one)
  const told = () =>
    app.admin.query(`select count(*)::int as n from platform.notification where resident_id = $1`, [
      one.residentId.slice(7),
    ])
  expect((await told()).rows[0].n).toBe(0)
  await drive(event)
  expect(await orderOf(one)).toMatchObject({ state: 'reserved', reference: 'H000001' })
  expect(await answers(one.residentId)).toMatchObject([{ answer: 'asking' }])
  await drive(event)
  expect(await answers(one.residentId)).toMatchObject([{ answer: 'confirmed', hospital: '演示甲中心' }])
  await drive(event)
  const shown = await app.play(manager(), owners.hospitalOrders, { sessionId: one.sessionId })
  expect(shown.orders[0]?.receipts.map(receipt => `${receipt.step} ${receipt.outcome}`)).toEqual([
    'reserve ok',
    'confirm ok',
  ])
})

test('BOOK-63 a process killed after the hospital has answered and before that is written loses no seat and takes none twice', async () => {
  const { poolId } = await livePool()
  const before = hospital.holding().length
  const one = await book(someone(), poolId)
  const event = await begin(one)
  for (const _step of ['reserve', 'confirm']) {
    // The hospital has done its part; everything of ours is gone with the process.
    const died = app.within(job(), async ctx => {
      await driveOrder(ctx, event)
      throw new Error('killed')
    })
    await expect(died).rejects.toThrow('killed')
    await drive(event)
  }
  expect(await orderOf(one)).toMatchObject({ state: 'confirmed' })
  expect(hospital.holding()).toHaveLength(before + 1)
  const receipts = await app.admin.query(
    'select step, outcome from booking.hospital_receipt where order_id = $1 order by at',
    [event.orderId],
  )
  expect(receipts.rows).toEqual([
    { step: 'reserve', outcome: 'duplicate' },
    { step: 'confirm', outcome: 'ok' },
  ])
  expect(await brokenSeats(app.admin)).toEqual([])
})

test('BOOK-63 a seat that is gone at the hospital goes back here, is not offered again, and the person hears what else there is', async () => {
  const { poolId, sessionId } = await livePool(2)
  const one = await book(someone(), poolId)
  const event = await begin(one)
  await app.within(job(), ctx => driveOrder(ctx, event, async () => async () => ({ outcome: 'gone', reference: null })))
  expect(await statusOf(one)).toEqual({ status: 'cancelled', cancel_cause: 'hospital' })
  expect(await answers(one.residentId)).toMatchObject([{ answer: 'gone' }])
  const { slots } = await app.play(residentActor([someone()]), sessionSlots, { sessionId, channel: 'public' })
  expect(slots[0]).toMatchObject({ capacity: 1, free: 1 })
  expect(await brokenSeats(app.admin)).toEqual([])
})

test('BOOK-63 silence is asked again; when the time is up our seat goes back and the hospital is told until it has heard', async () => {
  const { poolId } = await livePool()
  const one = await book(someone(), poolId)
  const event = await begin(one)
  const late = await startSimulator({ file: null, trouble: { lateEvery: 1, goneEvery: 0 }, lateMs: 400 })
  const lateLine = () => Promise.resolve(httpAdapter(late.url, 60))
  const silent = () => app.within(job(), ctx => driveOrder(ctx, event, lateLine))
  await silent()
  expect(await orderOf(one)).toMatchObject({ state: 'asked', attempts: 1 })
  expect(late.holding()).toEqual([event.orderId])
  app.setNow('2026-11-28T02:30:00Z')
  await silent()
  expect(await orderOf(one)).toMatchObject({ state: 'releasing', reason: 'no_answer' })
  expect(await statusOf(one)).toEqual({ status: 'cancelled', cancel_cause: 'hospital' })
  await silent()
  expect(await orderOf(one)).toMatchObject({ state: 'releasing' })
  await app.within(job(), ctx => driveOrder(ctx, event, () => Promise.resolve(httpAdapter(late.url, 2_000))))
  expect(await orderOf(one)).toMatchObject({ state: 'released' })
  expect(late.holding()).toEqual([])
  await late.stop()
})

test('BOOK-63 whoever gives our seat back gives the hospital’s back too, by whatever act', async () => {
  const { poolId } = await livePool()
  const one = await book(someone(), poolId)
  const event = await begin(one)
  await drive(event)
  await drive(event)
  const held = hospital.holding().length
  await app.play(residentActor([one.residentId]), cancelAppointment, { appointmentId: one.appointmentId })
  await app.within(job(null), findStepsDue)
  expect(await orderOf(one)).toMatchObject({ state: 'releasing', reason: 'given_back' })
  await drive(event)
  expect(await orderOf(one)).toMatchObject({ state: 'released' })
  expect(hospital.holding()).toHaveLength(held - 1)
})

test('BOOK-64 nobody takes a number for a seat that the hospital has not confirmed', async () => {
  const { poolId } = await livePool()
  const one = await book(someone(), poolId)
  const event = await begin(one)
  app.setNow('2026-12-01T00:30:00Z')
  const desk = staffActor(world.siteA, ['desk'])
  const arrive = () => codeOf(app.play(desk, checkIn, { appointmentId: one.appointmentId }))
  expect(await arrive()).toBe('booking.hospital_not_confirmed')
  await drive(event)
  await drive(event)
  expect(await arrive()).toBe('done')
  app.setNow('2026-11-28T02:00:00Z')
})

test('BOOK-61 a block closes at its cut-off by comparison in the row, and is reported back once afterwards', async () => {
  const own = { institutionId: world.siteA, speciality: `配额科${department++}` }
  const { sessionId, poolId } = await addOpenPool(app, own, [0, 4, 0, 0])
  const declare = (cutOffAt?: string) =>
    codeOf(app.play(manager(), owners.declareSource, { sessionId, kind: 'block', ...(cutOffAt ? { cutOffAt } : {}) }))
  expect(await declare()).toBe('booking.cut_off_needed')
  expect(await declare('2026-12-02T00:00:00Z')).toBe('booking.cut_off_too_late')
  expect(await declare('2026-11-29T08:00:00Z')).toBe('done')
  await book(someone(), poolId)
  expect(await declare('2026-11-29T09:00:00Z')).toBe('booking.source_has_bookings')
  const early = app.play(manager(), owners.reportBlock, { sessionId })
  expect(await codeOf(early)).toBe('booking.before_cut_off')
  app.setNow('2026-11-29T07:59:58Z')
  expect(await codeOf(book(someone(), poolId))).toBe('done')
  app.setNow('2026-11-29T08:00:00Z')
  expect(await codeOf(book(someone(), poolId))).toBe('booking.session_past')
  await app.within(job(null), findBlocksDue)
  const due = await app.admin.query(`select count(*)::int as n from platform.outbox where name = 'booking.block_due'`)
  expect(due.rows[0].n).toBe(1)
  const report = await app.play(manager(), owners.blockReport, { sessionId })
  expect(report).toMatchObject({ unused: 2, isFinal: true })
  expect(report.used).toHaveLength(2)
  expect(await app.play(manager(), owners.reportBlock, { sessionId })).toMatchObject({
    reportedUsed: 2,
    reportedUnused: 2,
  })
  expect(await codeOf(app.play(manager(), owners.reportBlock, { sessionId }))).toBe('booking.already_reported')
  const elsewhere = staffActor(world.siteB, ['centre_manager'])
  expect(await codeOf(app.play(elsewhere, owners.blockReport, { sessionId }))).toBe('platform.wrong_institution')
})
