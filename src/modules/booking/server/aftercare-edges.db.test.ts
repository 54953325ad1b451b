import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { jobActor, residentActor, staffActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { cancelAppointment } from '../contract.ts'
import * as contacts from '../contract-contacts.ts'
import type { Booked } from '../contract-shapes.ts'
import { type AppointmentEvent, appointmentCancelled } from '../events.ts'
import { brokenSeats } from '../testing/factories.ts'
import { type BookingWorld, createBookingWorld } from '../testing/world.ts'
import { findCallsDue, onCallDue } from './contacts.ts'
import { onSessionLate } from './session-delay.ts'
import { onSessionCancelled } from './session-events.ts'
import { onCancelled, onMoved, onReminderDue } from './tell-residents.ts'

let world: BookingWorld

beforeAll(async () => {
  world = await createBookingWorld({ now: '2026-11-28T02:00:00Z', phone: '13800001234' })
})
afterAll(() => world.close())

const desk = () => staffActor(world.siteA, ['desk'])
const job = (institutionId?: string) => jobActor('booking.on', institutionId ?? null)
const at = <T>(work: Parameters<TestApp['within']>[1]) => world.within(job(world.siteA), work) as Promise<T>
const addPool = (own: { speciality: string; institutionId?: string; day?: string }) => world.openPool([0, 5, 5, 0], own)
const forgetPhone = (residentId: RegionalId) =>
  world.admin.query('update records.resident set phone_cipher = null where resident_id = $1', [residentId.slice(7)])
const stop = async (...booked: readonly Booked[]) => {
  const sessionId = booked[0]?.sessionId as RegionalId
  await world.within(job(), ctx => onSessionCancelled(ctx, { sessionId, reason: 'hospital_duty' }))
  for (const one of booked) await at(ctx => onCancelled(ctx, { ...one, cause: 'session_cancelled' }))
}
const change = (one: Booked) => at(ctx => onMoved(ctx, { ...one }))
/** What the outbox holds of this cancellation, heard by booking. */
const hearCancelled = async (appointmentId: RegionalId) => {
  const { rows } = await world.admin.query(
    `select data from platform.outbox where name = $1 and data->>'appointmentId' = $2`,
    [appointmentCancelled, appointmentId],
  )
  expect(rows).toHaveLength(1)
  const event = rows[0].data as AppointmentEvent
  await at(ctx => onCancelled(ctx, event))
  return event
}
const contactsOf = async (one: Booked) => {
  const { rows } = await world.admin.query(
    'select contact_id, cause, answer from booking.contact where appointment_id = $1 order by opened_at, contact_id',
    [one.appointmentId.slice(7)],
  )
  return rows.map(row => ({ ...row, contactId: `${testRegion}-${row.contact_id}` as RegionalId }))
}
const answersOf = async (one: Booked) => (await contactsOf(one)).map(row => [row.cause, row.answer])
const openTasks = async (one: Booked) =>
  (
    await world.admin.query(
      `select reason from platform.loop where kind = 'booking.call_resident' and status = 'open' and resident_id = $1 order by reason`,
      [one.residentId.slice(7)],
    )
  ).rows.map(row => row.reason)
const listed = async () => {
  const { now, later } = await world.play(desk(), contacts.callList, {})
  return [...now, ...later].map(one => one.appointment.appointmentId)
}
const activeOf = async (residentId: RegionalId) =>
  (
    await world.admin.query('select appointment_id from booking.appointment where resident_id = $1 and active', [
      residentId.slice(7),
    ])
  ).rows.map(row => `${testRegion}-${row.appointment_id}`)

test('BOOK-57 who gives a changed visit up, on the phone or at the desk, has no seat any more', async () => {
  const { poolId } = await addPool({ speciality: world.department() })
  const [byDesk, byPhone] = [await world.book(world.someone(), poolId), await world.book(world.someone(), poolId)]
  for (const one of [byDesk, byPhone]) await change(one)
  const [first] = await contactsOf(byDesk)
  await world.play(desk(), contacts.recordCall, { contactId: first?.contactId as RegionalId, outcome: 'gives_up' })
  expect(await world.stateOf(byDesk)).toEqual({ active: false, status: 'cancelled', cancel_cause: 'staff' })
  const [second] = await contactsOf(byPhone)
  const mine = { contactId: second?.contactId as RegionalId, answer: 'gives_up' as const }
  await world.play(residentActor([byPhone.residentId]), contacts.answerContact, mine)
  // The change was ours: nothing of it counts against the person.
  expect(await world.stateOf(byPhone)).toEqual({ active: false, status: 'cancelled', cancel_cause: 'staff' })
  expect((await hearCancelled(byPhone.appointmentId)).cause).toBe('resident')
  expect(await answersOf(byPhone)).toEqual([['changed', 'gives_up']])
  expect(await brokenSeats(world.admin)).toEqual([])
})

test('BOOK-57 who does not confirm and gives up is cancelled too, and on the phone only until the deadline', async () => {
  const { poolId } = await addPool({ speciality: world.department() })
  const [byDesk, byPhone, tooLate] = [
    await world.book(world.someone(), poolId),
    await world.book(world.someone(), poolId),
    await world.book(world.someone(), poolId),
  ]
  for (const one of [byDesk, byPhone, tooLate]) await at(ctx => onReminderDue(ctx, { ...one }))
  const contactOf = async (one: Booked) => (await contactsOf(one))[0]?.contactId as RegionalId
  await world.play(desk(), contacts.recordCall, { contactId: await contactOf(byDesk), outcome: 'gives_up' })
  expect(await world.stateOf(byDesk)).toEqual({ active: false, status: 'cancelled', cancel_cause: 'staff' })
  const answer = async (one: Booked) =>
    world.play(residentActor([one.residentId]), contacts.answerContact, {
      contactId: await contactOf(one),
      answer: 'gives_up',
    })
  await answer(byPhone)
  expect(await world.stateOf(byPhone)).toEqual({ active: false, status: 'cancelled', cancel_cause: 'resident' })
  const before = world.app.clock.now()
  world.setNow(new Date(Date.parse(`${tooLate.localDate}T00:00:00+08:00`)).toISOString())
  expect(await codeOf(answer(tooLate))).toBe('booking.too_late_to_cancel')
  expect(await world.stateOf(tooLate)).toEqual({ active: true, status: 'booked', cancel_cause: null })
  expect(await answersOf(tooLate)).toEqual([['unconfirmed', null]])
  world.setNow(before.toISOString())
  for (const one of [byDesk, byPhone]) {
    expect(await answersOf(one)).toEqual([['unconfirmed', 'gives_up']])
    expect(await openTasks(one)).toEqual([])
  }
  expect(await brokenSeats(world.admin)).toEqual([])
})

test('BOOK-58 another time instead of a changed visit leaves one seat, the new one', async () => {
  const own = world.department()
  const { poolId } = await addPool({ speciality: own })
  const later = await addPool({ speciality: own, day: '2026-12-03' })
  const one = await world.book(world.someone(), poolId)
  await change(one)
  const [contact] = await contactsOf(one)
  const take = { contactId: contact?.contactId as RegionalId, poolId: later.poolId }
  const moved = await world.play(residentActor([one.residentId]), contacts.acceptOffer, take, 'tap')
  expect(await world.play(residentActor([one.residentId]), contacts.acceptOffer, take, 'tap')).toEqual(moved)
  expect(await activeOf(one.residentId)).toEqual([moved.appointmentId])
  expect(await answersOf(one)).toEqual([['changed', 'moved']])
  expect(await brokenSeats(world.admin)).toEqual([])
})

test('BOOK-58 the family and the desk take different times at once: one stands, the other seat goes back', async () => {
  const own = world.department()
  const { poolId } = await addPool({ speciality: own })
  const [early, late] = [
    await addPool({ speciality: own, day: '2026-12-03' }),
    await addPool({ speciality: own, day: '2026-12-04' }),
  ]
  const one = await world.book(world.someone(), poolId)
  await stop(one)
  const [contact] = await contactsOf(one)
  const contactId = contact?.contactId as RegionalId
  // Both have seen the matter open: the row is held until both seats are given.
  const holder = await world.admin.connect()
  await holder.query('begin')
  await holder.query('select 1 from booking.resident_booking_state where resident_id = $1 for update', [
    one.residentId.slice(7),
  ])
  const both = [
    world.play(residentActor([one.residentId]), contacts.acceptOffer, { contactId, poolId: early.poolId }),
    world.play(desk(), contacts.acceptOffer, { contactId, poolId: late.poolId }),
  ].map(codeOf)
  await new Promise(resolve => setTimeout(resolve, 400))
  await holder.query('commit')
  holder.release()
  expect((await Promise.all(both)).sort()).toEqual(['booking.contact_answered', 'done'])
  const [row] = (
    await world.admin.query('select new_appointment_id from booking.contact where contact_id = $1', [
      contactId.slice(7),
    ])
  ).rows
  expect(await activeOf(one.residentId)).toEqual([`${testRegion}-${row.new_appointment_id}`])
  expect(await brokenSeats(world.admin)).toEqual([])
})

test('BOOK-57 nobody rings about a visit that was cancelled, is over, or was answered before the task is heard', async () => {
  const { poolId } = await addPool({ speciality: world.department() })
  const [cancelled, missing, answered] = [
    await world.book(world.someone(), poolId),
    await world.book(world.someone(), poolId),
    await world.book(world.someone(), poolId),
  ]
  await forgetPhone(missing.residentId)
  for (const one of [cancelled, missing, answered]) await change(one)
  expect(await openTasks(missing)).toEqual(['booking.loop.moved'])
  const resident = residentActor([cancelled.residentId])
  await world.play(resident, cancelAppointment, { appointmentId: cancelled.appointmentId })
  expect(await listed()).not.toContain(cancelled.appointmentId)
  await hearCancelled(cancelled.appointmentId)
  expect(await answersOf(cancelled)).toEqual([['changed', 'gives_up']])

  const [contact] = await contactsOf(answered)
  const contactId = contact?.contactId as RegionalId
  const mine = residentActor([answered.residentId])
  await world.play(mine, contacts.answerContact, { contactId, answer: 'will_come' })
  await at(ctx => onCallDue(ctx, { ...answered, contactId }))
  expect(await openTasks(answered)).toEqual([])

  world.setNow('2026-12-01T05:00:00Z')
  expect(await listed()).not.toContain(missing.appointmentId)
  await world.within(job(), findCallsDue)
  expect(await answersOf(missing)).toEqual([['changed', 'overtaken']])
  expect(await openTasks(missing)).toEqual([])
  world.setNow('2026-11-28T02:00:00Z')
})

test('BOOK-57 a visit changed and then stopped is one task, and a change heard after the stop asks nobody', async () => {
  const { poolId } = await addPool({ speciality: world.department() })
  const [one, other] = [await world.book(world.someone(), poolId), await world.book(world.someone(), poolId)]
  for (const who of [one, other]) await forgetPhone(who.residentId)
  await change(one)
  await stop(one, other)
  expect(await openTasks(one)).toEqual(['booking.loop.stopped'])
  expect(await answersOf(one)).toEqual([
    ['changed', 'overtaken'],
    ['session_cancelled', null],
  ])
  await change(other)
  expect(await answersOf(other)).toEqual([['session_cancelled', null]])
  expect(await openTasks(other)).toEqual(['booking.loop.stopped'])
})

test('BOOK-60 the delay that is told is the one that is true now, whatever order the words are heard in', async () => {
  const { poolId, sessionId } = await addPool({ speciality: world.department() })
  await world.book(world.someone(), poolId)
  await world.admin.query('update deployment.session set late_minutes = 45 where session_id = $1', [sessionId.slice(7)])
  for (const minutes of [45, 30]) await world.within(job(), ctx => onSessionLate(ctx, { sessionId, minutes }))
  const { rows } = await world.admin.query(
    `select (data->>'minutes')::int as minutes from platform.outbox where name = 'booking.delay_told' and data->>'sessionId' = $1`,
    [sessionId],
  )
  expect(rows).toEqual([{ minutes: 45 }])
})

test('BOOK-59 a fee is not taken for a visit that is being cancelled, and the sum due is that of all fees', async () => {
  const { poolId } = await addPool({ speciality: world.department() })
  const one = await world.book(world.someone(), poolId)
  const holder = await world.admin.connect()
  await holder.query('begin')
  await holder.query('select 1 from booking.slot_pool where pool_id = $1 for no key update', [poolId.slice(7)])
  await holder.query(
    `update booking.appointment set status = 'cancelled', active = false, cancelled_at = now(), cancelled_by = 'test', cancel_cause = 'staff'
     where appointment_id = $1`,
    [one.appointmentId.slice(7)],
  )
  await holder.query(
    'update booking.slot_pool set taken[2] = taken[2] - 1, returned_seats = returned_seats || 1 where pool_id = $1',
    [poolId.slice(7)],
  )
  const fee = { appointmentId: one.appointmentId, amountFen: 2500, method: 'cash' as const }
  const taking = codeOf(world.play(desk(), contacts.recordFee, fee))
  await new Promise(resolve => setTimeout(resolve, 300))
  await holder.query('commit')
  holder.release()
  expect(await taking).toBe('booking.not_payable')

  const many = await world.openPool([0, 1, 0, 0])
  const paid = await world.book(world.someone(), many.poolId)
  await world.play(desk(), contacts.recordFee, { ...fee, appointmentId: paid.appointmentId, amountFen: 1 })
  await stop(paid)
  await world.admin.query(
    `insert into booking.appointment select (jsonb_populate_record(a, jsonb_build_object('appointment_id', gen_random_uuid()))).*
       from booking.appointment a, generate_series(1, 520) where a.appointment_id = $1`,
    [paid.appointmentId.slice(7)],
  )
  await world.admin.query(
    `insert into booking.payment select (jsonb_populate_record(y, jsonb_build_object('payment_id', gen_random_uuid(), 'appointment_id', a.appointment_id))).*
       from booking.payment y, booking.appointment a where y.appointment_id = $1 and a.session_id = $2 and a.appointment_id <> $1`,
    [paid.appointmentId.slice(7), paid.sessionId.slice(7)],
  )
  const refunds = await world.play(desk(), contacts.refundList, {})
  expect([refunds.due.length, refunds.dueFen]).toEqual([500, 521])
  await world.play(desk(), contacts.giveBack, {
    paymentId: refunds.due[0]?.paymentId as RegionalId,
    method: 'cash',
    receiptNo: 'T-9',
  })
  const after = await world.play(desk(), contacts.refundList, {})
  expect([after.done.length, after.dueFen]).toEqual([1, 520])
})
