import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { Actor } from '#src/platform/server/actor.ts'
import { dispatchOutboxOnce } from '#src/platform/server/outbox.ts'
import { jobActor, residentActor, staffActor } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { cancelAppointment, sessionSlots } from '../../contract.ts'
import { checkIn, takeBackTicket } from '../../contract-desk.ts'
import * as owners from '../../contract-owners.ts'
import type { Booked } from '../../contract-shapes.ts'
import { brokenSeats } from '../../testing/factories.ts'
import { type BookingWorld, createBookingWorld } from '../../testing/world.ts'
import { onSessionCancelled, onSessionChanged } from '../session-events.ts'
import { onBooked, onSeatConfirmed } from '../tell-residents.ts'
import { httpAdapter } from './adapter.ts'
import { noteAnswer } from './line-rest.ts'
import { driveOrder, findStepsDue } from './orders.ts'
import { type Simulator, startSimulator } from './simulator.ts'
import { findBlocksDue, onBlockDue } from './sources.ts'

let world: BookingWorld
let hospital: Simulator
let references = 0

beforeAll(async () => {
  world = await createBookingWorld({ now: '2026-11-28T02:00:00Z', residents: 60 })
  hospital = await startSimulator({ file: null, trouble: { lateEvery: 0, goneEvery: 0 }, lateMs: 400, key: sharedKey })
  process.env['HOSPITAL_LINES'] = 'https://his.example.org, http://127.0.0.1'
  await setLine({ adapter: 'http', baseUrl: hospital.url, timeoutMs: 300, sharedKey })
})
afterAll(async () => {
  await hospital.stop()
  await world.close()
})

const sharedKey = 'agreed-with-the-hospital-2026'
const setLine = (input: InputOf<typeof owners.setHospitalLine>) =>
  world.play(staffActor(world.siteA, ['it_admin']), owners.setHospitalLine, input)
const manager = () => staffActor(world.siteA, ['centre_manager'])
const job = (institutionId: string | null = world.siteA) => jobActor('booking.on', institutionId)
const livePool = async (seats = 3) => {
  const own = { institutionId: world.siteA, speciality: world.department() }
  const { sessionId, poolId } = await world.openPool([0, seats, 0, 0], own)
  await world.play(manager(), owners.declareSource, { sessionId, kind: 'live', externalRef: `EXT-${++references}` })
  return { sessionId, poolId }
}
const orderOf = async (one: Booked) => {
  const { rows } = await world.admin.query('select * from booking.hospital_order where appointment_id = $1', [
    one.appointmentId.slice(7),
  ])
  return rows[0]
}
const begin = async (one: Booked) => {
  await world.within(job(), ctx => onBooked(ctx, one))
  return { orderId: (await orderOf(one)).order_id as string, institutionId: world.siteA }
}
const drive = (event: { orderId: string; institutionId: string }) => world.within(job(), ctx => driveOrder(ctx, event))
const answers = async (residentId: RegionalId) =>
  (await world.play(residentActor([residentId]), owners.hospitalAnswers, {})).answers

test('BOOK-62 BOOK-64 a live seat is asked for at the hospital, and nobody is told that it is theirs before the hospital says so', async () => {
  const { poolId } = await livePool()
  const one = await world.book(world.someone(), poolId)
  expect(await answers(one.residentId)).toMatchObject([{ answer: 'asking', askedAt: null }])
  const event = await begin(one)
  await begin(one)
  const told = () =>
    world.admin.query(`select count(*)::int as n from platform.notification where resident_id = $1`, [
      one.residentId.slice(7),
    ])
  expect((await told()).rows[0].n).toBe(0)
  await drive(event)
  expect(await orderOf(one)).toMatchObject({ state: 'reserved', reference: 'H000001' })
  expect(await answers(one.residentId)).toMatchObject([{ answer: 'asking' }])
  await drive(event)
  expect(await answers(one.residentId)).toMatchObject([{ answer: 'confirmed', hospital: '演示甲中心' }])
  await drive(event)
  const shown = await world.play(manager(), owners.hospitalOrders, { sessionId: one.sessionId })
  expect(shown.orders[0]?.receipts.map(receipt => `${receipt.step} ${receipt.outcome}`)).toEqual([
    'reserve ok',
    'confirm ok',
  ])
})

test('BOOK-63 a process killed after the hospital has answered and before that is written loses no seat and takes none twice', async () => {
  const { poolId } = await livePool()
  const before = hospital.holding().length
  const one = await world.book(world.someone(), poolId)
  const event = await begin(one)
  for (const _step of ['reserve', 'confirm']) {
    // The hospital has done its part; everything of ours is gone with the process.
    const died = world.within(job(), async ctx => {
      await driveOrder(ctx, event)
      throw new Error('killed')
    })
    await expect(died).rejects.toThrow('killed')
    await drive(event)
  }
  expect(await orderOf(one)).toMatchObject({ state: 'confirmed' })
  expect(hospital.holding()).toHaveLength(before + 1)
  const receipts = await world.admin.query(
    'select step, outcome from booking.hospital_receipt where order_id = $1 order by at',
    [event.orderId],
  )
  expect(receipts.rows).toEqual([
    { step: 'reserve', outcome: 'duplicate' },
    { step: 'confirm', outcome: 'ok' },
  ])
  expect(await brokenSeats(world.admin)).toEqual([])
})

test('BOOK-63 a seat that is gone at the hospital goes back here, is not offered again, and the person hears what else there is', async () => {
  const { poolId, sessionId } = await livePool(2)
  const one = await world.book(world.someone(), poolId)
  const event = await begin(one)
  await world.within(job(), ctx =>
    driveOrder(ctx, event, async () => async () => ({ outcome: 'gone', reference: null })),
  )
  expect(await world.stateOf(one)).toEqual({ active: false, status: 'cancelled', cancel_cause: 'hospital' })
  expect(await answers(one.residentId)).toMatchObject([{ answer: 'gone' }])
  const { slots } = await world.play(residentActor([world.someone()]), sessionSlots, { sessionId, channel: 'public' })
  expect(slots[0]).toMatchObject({ capacity: 1, free: 1 })
  expect(await brokenSeats(world.admin)).toEqual([])
})

test('BOOK-63 silence is asked again; when the time is up our seat goes back and the hospital is told until it has heard', async () => {
  const { poolId } = await livePool()
  const one = await world.book(world.someone(), poolId)
  const event = await begin(one)
  const late = await startSimulator({ file: null, trouble: { lateEvery: 1, goneEvery: 0 }, lateMs: 400 })
  const lateLine = () => Promise.resolve(httpAdapter({ baseUrl: late.url, timeoutMs: 60, key: null, at: new Date() }))
  const silent = () => world.within(job(), ctx => driveOrder(ctx, event, lateLine))
  await silent()
  expect(await orderOf(one)).toMatchObject({ state: 'asked', attempts: 1 })
  expect(late.holding()).toEqual([event.orderId])
  world.setNow('2026-11-28T02:30:00Z')
  await silent()
  expect(await orderOf(one)).toMatchObject({ state: 'releasing', reason: 'no_answer' })
  expect(await world.stateOf(one)).toEqual({ active: false, status: 'cancelled', cancel_cause: 'hospital' })
  await silent()
  expect(await orderOf(one)).toMatchObject({ state: 'releasing' })
  await world.within(job(), ctx =>
    driveOrder(ctx, event, () =>
      Promise.resolve(httpAdapter({ baseUrl: late.url, timeoutMs: 2_000, key: null, at: new Date() })),
    ),
  )
  expect(await orderOf(one)).toMatchObject({ state: 'released' })
  expect(late.holding()).toEqual([])
  await late.stop()
})

test('BOOK-74 what is given back rests with a silent hospital too, however late it is', async () => {
  const { poolId } = await livePool()
  const one = await world.book(world.someone(), poolId)
  const event = await begin(one)
  await giveUp(one)
  world.setNow('2026-11-28T03:30:00Z')
  noteAnswer(world.app, world.siteA, true, new Date('2026-11-28T03:30:00Z'))
  noteAnswer(world.app, world.siteA, true, new Date('2026-11-28T03:30:00Z'))
  await drive(event)
  expect(await orderOf(one)).toMatchObject({
    state: 'releasing',
    reason: 'given_back',
    next_try_at: new Date('2026-11-28T03:30:30Z'),
  })
  const receipts = () =>
    world.admin.query('select 1 from booking.hospital_receipt where order_id = $1', [event.orderId])
  expect((await receipts()).rows).toEqual([])
  world.setNow('2026-11-28T03:30:30Z')
  await drive(event)
  expect(await orderOf(one)).toMatchObject({ state: 'released' })
  world.setNow('2026-11-28T02:00:00Z')
})

test('BOOK-63 whoever gives our seat back gives the hospital’s back too, by whatever act', async () => {
  const { poolId } = await livePool()
  const one = await world.book(world.someone(), poolId)
  const event = await begin(one)
  await drive(event)
  await drive(event)
  const held = hospital.holding().length
  await world.play(residentActor([one.residentId]), cancelAppointment, { appointmentId: one.appointmentId })
  await world.within(job(null), findStepsDue)
  expect(await orderOf(one)).toMatchObject({ state: 'releasing', reason: 'given_back' })
  await drive(event)
  expect(await orderOf(one)).toMatchObject({ state: 'released' })
  expect(hospital.holding()).toHaveLength(held - 1)
})

test('BOOK-63 a seat given back by the desk, by a stop or long after it was asked for goes back to the hospital, and nothing is left to do', async () => {
  const confirmed = async () => {
    const one = await world.book(world.someone(), (await livePool()).poolId)
    const event = await begin(one)
    await drive(event)
    await drive(event)
    return one
  }
  const [cancelled, stopped, takenBack, stands] = [
    await confirmed(),
    await confirmed(),
    await confirmed(),
    await confirmed(),
  ]
  const asked = "update booking.hospital_order set asked_at = asked_at - interval '120 days' where appointment_id = $1"
  await world.admin.query(asked, [cancelled.appointmentId.slice(7)])
  await giveUp(cancelled)
  const { sessionId } = stopped
  await world.within(job(null), ctx => onSessionCancelled(ctx, { sessionId, reason: 'weather' }))
  world.setNow('2026-12-01T00:30:00Z')
  const { appointmentId } = takenBack
  const desk = staffActor(world.siteA, ['desk'])
  await world.play(desk, checkIn, { appointmentId })
  await world.play(desk, takeBackTicket, { appointmentId, reason: '选错了人' })
  const left = async () => (await world.admin.query('select appointment_id from booking.seat_to_give_back')).rows
  expect((await left()).map(row => row.appointment_id)).toEqual(
    expect.arrayContaining([cancelled, stopped, takenBack].map(one => one.appointmentId.slice(7))),
  )
  await world.within(job(null), findStepsDue)
  for (const one of [cancelled, stopped, takenBack])
    expect(await orderOf(one)).toMatchObject({ state: 'releasing', reason: 'given_back' })
  expect(await orderOf(stands)).toMatchObject({ state: 'confirmed' })
  world.setNow('2026-12-03T00:30:00Z')
  await world.within(job(null), findStepsDue)
  expect(await left()).toEqual([])
  world.setNow('2026-11-28T02:00:00Z')
})

test('BOOK-64 nobody takes a number for a seat that the hospital has not confirmed', async () => {
  const { poolId } = await livePool()
  const one = await world.book(world.someone(), poolId)
  const event = await begin(one)
  world.setNow('2026-12-01T00:30:00Z')
  const desk = staffActor(world.siteA, ['desk'])
  const arrive = () => codeOf(world.play(desk, checkIn, { appointmentId: one.appointmentId }))
  expect(await arrive()).toBe('booking.hospital_not_confirmed')
  await drive(event)
  await drive(event)
  expect(await arrive()).toBe('done')
  world.setNow('2026-11-28T02:00:00Z')
})

test('BOOK-61 a block closes at its cut-off by comparison in the row, and is reported back once afterwards', async () => {
  const own = { institutionId: world.siteA, speciality: world.department() }
  const { sessionId, poolId } = await world.openPool([0, 4, 0, 0], own)
  const declare = (cutOffAt?: string) =>
    codeOf(world.play(manager(), owners.declareSource, { sessionId, kind: 'block', ...(cutOffAt ? { cutOffAt } : {}) }))
  expect(await declare()).toBe('booking.cut_off_needed')
  expect(await declare('2026-12-02T00:00:00Z')).toBe('booking.cut_off_too_late')
  expect(await declare('2026-11-29T08:00:00Z')).toBe('done')
  await world.book(world.someone(), poolId)
  expect(await declare('2026-11-29T09:00:00Z')).toBe('booking.source_has_bookings')
  const early = world.play(manager(), owners.reportBlock, { sessionId })
  expect(await codeOf(early)).toBe('booking.before_cut_off')
  world.setNow('2026-11-29T07:59:58Z')
  expect(await codeOf(world.book(world.someone(), poolId))).toBe('done')
  world.setNow('2026-11-29T08:00:00Z')
  expect(await codeOf(world.book(world.someone(), poolId))).toBe('booking.session_past')
  await world.within(job(null), findBlocksDue)
  const due = await world.admin.query(`select count(*)::int as n from platform.outbox where name = 'booking.block_due'`)
  expect(due.rows[0].n).toBe(1)
  const report = await world.play(manager(), owners.blockReport, { sessionId })
  expect(report).toMatchObject({ unused: 2, isFinal: true })
  expect(report.used).toHaveLength(2)
  expect(await world.play(manager(), owners.reportBlock, { sessionId })).toMatchObject({
    reportedUsed: 2,
    reportedUnused: 2,
  })
  expect(await codeOf(world.play(manager(), owners.reportBlock, { sessionId }))).toBe('booking.already_reported')
  const elsewhere = staffActor(world.siteB, ['centre_manager'])
  expect(await codeOf(world.play(elsewhere, owners.blockReport, { sessionId }))).toBe('platform.wrong_institution')
})

const giveUp = (one: Booked) =>
  world.play(residentActor([one.residentId]), cancelAppointment, { appointmentId: one.appointmentId })
const messagesTo = async (residentId: RegionalId) => {
  const { rows } = await world.admin.query(
    'select distinct template from platform.notification where resident_id = $1',
    [residentId.slice(7)],
  )
  return rows.map(row => row.template)
}

test('BOOK-63 BOOK-64 who gives a seat back before the hospital has answered never reads that it is theirs', async () => {
  const { poolId } = await livePool()
  const one = await world.book(world.someone(), poolId)
  const event = await begin(one)
  await giveUp(one)
  await drive(event)
  expect(await orderOf(one)).toMatchObject({ state: 'released', reason: 'given_back' })
  const { rows } = await world.admin.query('select step from booking.hospital_receipt where order_id = $1', [
    event.orderId,
  ])
  expect(rows).toEqual([{ step: 'cancel' }])
  await world.within(job(), ctx => onSeatConfirmed(ctx, one))
  expect(await messagesTo(one.residentId)).not.toContain('booking.booked')
  const two = await world.book(world.someone(), poolId)
  await giveUp(two)
  await world.within(job(), ctx => onBooked(ctx, two))
  expect(await orderOf(two)).toBeUndefined()
  expect(await answers(two.residentId)).toMatchObject([{ answer: 'given_back' }])
})

test('BOOK-63 a seat that is gone is given to nobody else, also after the session has changed', async () => {
  const { poolId, sessionId } = await livePool(2)
  const one = await world.book(world.someone(), poolId)
  const event = await begin(one)
  await world.within(job(), ctx =>
    driveOrder(ctx, event, async () => async () => ({ outcome: 'gone', reference: null })),
  )
  const two = await world.book(world.someone(), poolId)
  expect(two.seatNo).not.toBe(one.seatNo)
  expect(await codeOf(world.book(world.someone(), poolId))).toBe('booking.slot_full')
  const resize = async (seats: number) => {
    await world.admin.query('update deployment.session set capacity = $2 where session_id = $1', [
      sessionId.slice(7),
      seats,
    ])
    await world.within(job(), ctx => onSessionChanged(ctx, { sessionId, changed: ['seats'] } as never))
    const pools = await world.admin.query('select capacity, quota, taken from booking.slot_pool where pool_id = $1', [
      poolId.slice(7),
    ])
    return pools.rows[0]
  }
  expect(await resize(2)).toMatchObject({ capacity: 1, taken: [0, 1, 0, 0] })
  expect(await resize(5)).toMatchObject({ capacity: 4 })
  expect(await brokenSeats(world.admin)).toEqual([])
})

test('BOOK-63 only a clear "gone" is a no: any other refusal is silence and is asked again', async () => {
  const replies = ['{"code":"gone"}', '{"code":"duplicate","reference":"H1"}', '{"code":"busy"}', '<html>conflict']
  const server = createServer((_request, response) => response.writeHead(409).end(replies.shift()))
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const line = httpAdapter({ baseUrl, timeoutMs: 1_000, key: null, at: new Date() })
  const question = { key: 'k', session: 's', startsAt: '', seatNo: 1, patient: '演示', reference: null }
  const ask = async () => (await line({ step: 'reserve', ...question })).outcome
  expect([await ask(), await ask(), await ask(), await ask()]).toEqual(['gone', 'duplicate', 'no_answer', 'no_answer'])
  server.close()
})

test('BOOK-62 what a hospital answered and how it calls its session is for the staff of its site only', async () => {
  const { poolId, sessionId } = await livePool()
  const one = await world.book(world.someone(), poolId)
  const event = await begin(one)
  await drive(event)
  const seenFrom = (institutionId: string) =>
    world.within(
      staffActor(institutionId, ['centre_manager']),
      async ctx =>
        (await sql`select 1 from booking.hospital_receipt where order_id = ${event.orderId}`.execute(ctx.tx)).rows,
    )
  expect(await seenFrom(world.siteA)).toHaveLength(1)
  expect(await seenFrom(world.siteB)).toEqual([])
  const source = (actor: Actor) => world.play(actor, owners.sourceOfSession, { sessionId })
  expect(await source(manager())).toMatchObject({ kind: 'live', externalRef: `EXT-${references}` })
  for (const actor of [residentActor([one.residentId]), staffActor(world.siteB, ['centre_manager'])])
    expect(await source(actor)).toMatchObject({ kind: 'live', hospital: '演示甲中心', externalRef: null })
})

test('BOOK-61 a cut-off that was mistyped is said anew, and the seats are open again until the right one', async () => {
  const own = { institutionId: world.siteA, speciality: world.department() }
  const { sessionId, poolId } = await world.openPool([0, 2, 0, 0], own)
  const declare = (kind: 'block' | 'live', cutOffAt?: string) =>
    world.play(manager(), owners.declareSource, { sessionId, kind, ...(cutOffAt ? { cutOffAt } : {}) })
  world.setNow('2026-11-29T09:00:00Z')
  await declare('block', '2026-11-29T08:00:00Z')
  expect(await codeOf(world.book(world.someone(), poolId))).toBe('booking.session_past')
  await world.within(job(null), findBlocksDue)
  await world.play(manager(), owners.reportBlock, { sessionId })
  expect(await declare('block', '2026-11-30T08:00:00Z')).toMatchObject({ reportedAt: null, reportedUnused: null })
  await declare('live')
  const closed = await world.admin.query(
    'select closes_at = ends_at as open from booking.slot_pool where pool_id = $1',
    [poolId.slice(7)],
  )
  expect(closed.rows).toEqual([{ open: true }])
  await declare('block', '2026-11-30T08:00:00Z')
  expect(await codeOf(world.book(world.someone(), poolId))).toBe('done')
  world.setNow('2026-11-28T02:00:00Z')
})

test('BOOK-61 whose seats these are waits for a booking that is being written', async () => {
  const own = { institutionId: world.siteA, speciality: world.department() }
  const { sessionId, poolId } = await world.openPool([0, 2, 0, 0], own)
  const client = await world.admin.connect()
  await client.query('begin')
  await client.query('update booking.slot_pool set taken = $2, next_seat = 2 where pool_id = $1', [
    poolId.slice(7),
    [0, 1, 0, 0],
  ])
  const declared = codeOf(
    world.play(manager(), owners.declareSource, { sessionId, kind: 'block', cutOffAt: '2026-11-30T08:00:00Z' }),
  )
  await new Promise(done => setTimeout(done, 200))
  await client.query('commit')
  client.release()
  expect(await declared).toBe('booking.source_has_bookings')
  await world.admin.query('update booking.slot_pool set taken = $2, next_seat = 1 where pool_id = $1', [
    poolId.slice(7),
    [0, 0, 0, 0],
  ])
})

test('BOOK-61 a block reported back before its reminder is heard leaves no task behind', async () => {
  const own = { institutionId: world.siteA, speciality: world.department() }
  const { sessionId } = await world.openPool([0, 2, 0, 0], own)
  const cutOffAt = '2026-11-29T08:00:00Z'
  await world.play(manager(), owners.declareSource, { sessionId, kind: 'block', cutOffAt })
  world.setNow('2026-11-29T08:00:00Z')
  await world.play(manager(), owners.reportBlock, { sessionId })
  await world.within(job(), ctx => onBlockDue(ctx, { sessionId, institutionId: world.siteA }))
  const { rows } = await world.admin.query('select 1 from platform.loop where subject_id = $1 and closed_at is null', [
    sessionId,
  ])
  expect(rows).toEqual([])
  world.setNow('2026-11-28T02:00:00Z')
})

test('BOOK-74 a line leads only where the operator allows, over https, signed, and never waits long', async () => {
  const set = (input: InputOf<typeof owners.setHospitalLine>) => codeOf(setLine(input))
  const line = { adapter: 'http', sharedKey } as const
  const forbidden = world.play(manager(), owners.setHospitalLine, { ...line, baseUrl: hospital.url })
  expect(await codeOf(forbidden)).toBe('platform.not_permitted')
  expect(await set({ adapter: 'http', baseUrl: 'https://his.example.org' })).toBe('booking.line_key_needed')
  for (const baseUrl of [
    'http://his.example.org',
    'http://10.0.0.5:5432',
    'https://other.example.org',
    'https://his.example.org:8443',
    'https://his.example.org@10.0.0.5',
  ])
    expect(await set({ ...line, baseUrl })).toBe('booking.line_address_not_allowed')
  expect(await set({ ...line, baseUrl: hospital.url, timeoutMs: 20_000 })).toBe('platform.invalid_input')
  expect(await set({ ...line, baseUrl: 'https://his.example.org/seats' })).toBe('done')
  const kept = await world.admin.query('select key_cipher from booking.hospital_line')
  expect(String(kept.rows[0].key_cipher)).not.toContain(sharedKey)
  const { poolId } = await livePool()
  const one = await world.book(world.someone(), poolId)
  const event = await begin(one)
  expect(await set({ ...line, baseUrl: hospital.url, sharedKey: `${sharedKey}-another` })).toBe('done')
  await drive(event)
  expect(await orderOf(one)).toMatchObject({ state: 'asked', attempts: 1 })
  expect(await set({ ...line, baseUrl: hospital.url, timeoutMs: 300 })).toBe('done')
  await drive(event)
  expect(await orderOf(one)).toMatchObject({ state: 'reserved' })
})

test('BOOK-74 a hospital that was silent twice in a row is left alone for half a minute, and no answer of it is made up', async () => {
  const line = { adapter: 'http', sharedKey } as const
  const { poolId } = await livePool()
  const begun = [await world.book(world.someone(), poolId), await world.book(world.someone(), poolId)]
  const [first, second] = [await begin(begun[0] as Booked), await begin(begun[1] as Booked)]
  await setLine({ ...line, baseUrl: 'http://127.0.0.1:9', timeoutMs: 300 })
  await drive(first)
  await drive(first)
  expect(await orderOf(begun[0] as Booked)).toMatchObject({ state: 'asked', attempts: 2 })
  await drive(second)
  const left = await orderOf(begun[1] as Booked)
  expect(left).toMatchObject({ state: 'asked', attempts: 0 })
  expect(left.next_try_at.getTime() - Date.parse('2026-11-28T02:00:00Z')).toBeGreaterThan(29_000)
  const receipts = await world.admin.query('select order_id from booking.hospital_receipt where order_id = any ($1)', [
    [first.orderId, second.orderId],
  ])
  expect(receipts.rows.map(row => row.order_id)).toEqual([first.orderId, first.orderId])
  world.setNow('2026-11-28T02:00:40Z')
  await drive(second)
  expect(await orderOf(begun[1] as Booked)).toMatchObject({ state: 'asked', attempts: 1 })
  await setLine({ ...line, baseUrl: hospital.url, timeoutMs: 300 })
  await drive(second)
  expect(await orderOf(begun[1] as Booked)).toMatchObject({ state: 'reserved' })
  world.setNow('2026-11-28T02:00:00Z')
})

test('BOOK-63 orders of one hospital wait in its own queue, and one that is being asked for holds nobody up', async () => {
  const { poolId } = await livePool()
  const one = await world.book(world.someone(), poolId)
  const event = await begin(one)
  while ((await dispatchOutboxOnce(world.app)) > 0);
  const { rows } = await world.admin.query(
    `select distinct j.queue_name from graphile_worker.jobs j join platform.outbox o on j.key = o.event_id || ' booking'
     where o.name = 'booking.hospital_step'`,
  )
  expect(rows).toEqual([{ queue_name: `hospital ${world.siteA}` }])
  await giveUp(one)
  const client = await world.admin.connect()
  await client.query('begin')
  await client.query('select 1 from booking.hospital_order where order_id = $1 for update', [event.orderId])
  const swept = await Promise.race([
    world.within(job(null), findStepsDue).then(() => 'done'),
    new Promise(done => setTimeout(() => done('held up'), 2_000)),
  ])
  await client.query('rollback')
  client.release()
  expect(swept).toBe('done')
})
