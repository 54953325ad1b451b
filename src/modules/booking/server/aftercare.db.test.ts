import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { jobActor, residentActor, staffActor, testRegion } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { cancelAppointment } from '../contract.ts'
import * as contacts from '../contract-contacts.ts'
import { queueOf } from '../contract-desk.ts'
import type { Booked } from '../contract-shapes.ts'
import type { AppointmentEvent } from '../events.ts'
import { brokenSeats } from '../testing/factories.ts'
import { type BookingWorld, createBookingWorld } from '../testing/world.ts'
import { onArrived } from './confirmations.ts'
import { findCallsDue, onCallDue } from './contacts.ts'
import { onContactMoved } from './payments.ts'
import { onSessionLate } from './session-delay.ts'
import { onSessionCancelled } from './session-events.ts'
import { onCancelled, onDelayTold, onMoved, onReminderDue } from './tell-residents.ts'

let world: BookingWorld

beforeAll(async () => {
  world = await createBookingWorld({ now: '2026-11-28T02:00:00Z', phone: '13800001234' })
})
afterAll(() => world.close())

const desk = () => staffActor(world.siteA, ['desk'])
const job = (institutionId?: string) => jobActor('booking.on', institutionId ?? null)
const addPool = (own: { speciality: string; institutionId?: string; day?: string }) => world.openPool([0, 5, 5, 0], own)
const forgetPhone = (residentId: RegionalId) =>
  world.admin.query('update records.resident set phone_cipher = null where resident_id = $1', [residentId.slice(7)])

/** What the outbox would hand over after the stop: one event for each person. */
const eventOf = (one: Booked, cause: string): AppointmentEvent => ({ ...one, cause })
const stop = async (...booked: readonly Booked[]) => {
  const sessionId = booked[0]?.sessionId as RegionalId
  await world.within(job(), ctx => onSessionCancelled(ctx, { sessionId, reason: 'hospital_duty' }))
  for (const one of booked)
    await world.within(job(world.siteA), ctx => onCancelled(ctx, eventOf(one, 'session_cancelled')))
}
const sayLate = (sessionId: RegionalId, minutes: number) =>
  world.admin.query('update deployment.session set late_minutes = nullif($2, 0) where session_id = $1', [
    sessionId.slice(7),
    minutes,
  ])
const list = () => world.play(desk(), contacts.callList, {})
const openLoops = async (appointmentId: string) =>
  (
    await world.admin.query(
      `select l.subject_kind, l.reason from platform.loop l join booking.contact c on l.subject_id = c.region_id || '-' || c.contact_id
       where c.appointment_id = $1 and l.status = 'open' and l.kind = 'booking.call_resident'`,
      [appointmentId.slice(7)],
    )
  ).rows

test('BOOK-56 a stopped session puts who has no phone on the call list at once and the others when they do not answer', async () => {
  const { poolId } = await addPool({ speciality: world.department() })
  const [reached, unreached] = [await world.book(world.someone(), poolId), await world.book(world.someone(), poolId)]
  await forgetPhone(unreached.residentId)
  await stop(reached, unreached)
  const first = await list()
  expect(first.now.map(one => one.appointment.appointmentId)).toEqual([unreached.appointmentId])
  expect(first.later.map(one => one.appointment.appointmentId)).toEqual([reached.appointmentId])
  expect(first.now[0]).toMatchObject({ cause: 'session_cancelled', toldAt: null, answer: null, attempts: 0 })
  expect(await openLoops(unreached.appointmentId)).toEqual([{ subject_kind: 'call', reason: 'booking.loop.stopped' }])
  expect(await openLoops(reached.appointmentId)).toEqual([])

  world.setNow('2026-11-28T07:00:00Z')
  expect((await list()).now).toHaveLength(2)
  await world.within(job(), findCallsDue)
  await world.within(job(world.siteA), ctx =>
    onCallDue(ctx, { ...reached, contactId: first.later[0]?.contactId as RegionalId }),
  )
  expect(await openLoops(reached.appointmentId)).toEqual([{ subject_kind: 'call', reason: 'booking.loop.unanswered' }])
  const rows = await world.admin.query('select count(*)::int as n from booking.contact where task_opened_at is null')
  expect(rows.rows[0].n).toBe(0)

  const resident = residentActor([reached.residentId])
  const [mine] = (await world.play(resident, contacts.myContacts, {})).contacts
  const answer = { contactId: mine?.contactId as RegionalId, answer: 'accepted' as const }
  const stranger = residentActor([world.someone()])
  expect(await codeOf(world.play(stranger, contacts.answerContact, answer))).toBe('booking.contact_not_found')
  expect(await codeOf(world.play(resident, contacts.answerContact, answer))).toBe('done')
  expect(await codeOf(world.play(resident, contacts.answerContact, answer))).toBe('booking.contact_answered')
  expect(await openLoops(reached.appointmentId)).toEqual([])
  expect((await list()).now.map(one => one.appointment.appointmentId)).toEqual([unreached.appointmentId])
})

test('BOOK-57 a call that reaches nobody comes back at the moment that was said; one that does ends the task', async () => {
  world.setNow('2026-11-28T07:30:00Z')
  const [one] = (await list()).now
  const contactId = one?.contactId as RegionalId
  const elsewhere = staffActor(world.siteB, ['desk'])
  expect(await codeOf(world.play(elsewhere, contacts.showContactPhone, { contactId }))).toBe(
    'booking.contact_not_found',
  )
  expect(await world.play(desk(), contacts.showContactPhone, { contactId })).toEqual({ phone: null, own: false })
  await world.play(desk(), contacts.recordCall, {
    contactId,
    outcome: 'not_reached',
    tryAgainAt: '2026-11-28T10:00:00.000Z',
    note: '家里没人',
  })
  expect((await list()).now).toEqual([])
  world.setNow('2026-11-28T10:01:00Z')
  expect((await list()).now[0]).toMatchObject({ contactId, attempts: 1, note: '家里没人' })
  await world.play(desk(), contacts.recordCall, { contactId, outcome: 'reached' })
  expect((await list()).done.find(done => done.contactId === contactId)).toMatchObject({
    answer: 'reached',
    attempts: 2,
  })
  expect(await openLoops(one?.appointment.appointmentId as string)).toEqual([])
  expect(await codeOf(world.play(desk(), contacts.recordCall, { contactId, outcome: 'reached' }))).toBe(
    'booking.contact_answered',
  )
})

test('BOOK-58 one tap takes another date or site, and a try that was cut off after the seat was given finds it', async () => {
  const own = world.department()
  const { poolId } = await addPool({ speciality: own })
  const later = await addPool({ speciality: own, day: '2026-12-03' })
  const elsewhere = await addPool({ speciality: own, day: '2026-12-04', institutionId: world.siteB })
  const [first, second] = [await world.book(world.someone(), poolId), await world.book(world.someone(), poolId)]
  await stop(first, second)
  const resident = residentActor([first.residentId])
  const [mine] = (await world.play(resident, contacts.myContacts, {})).contacts
  const contactId = mine?.contactId as RegionalId
  const { offers } = await world.play(resident, contacts.offersFor, { contactId })
  expect(offers.map(offer => offer.session.sessionId)).toEqual([later.sessionId, elsewhere.sessionId])
  // The seat was given, then the line broke: nothing but the seat is there.
  await world.book(first.residentId, later.poolId)
  const moved = await world.play(resident, contacts.acceptOffer, { contactId, poolId: later.poolId }, 'tap')
  expect(await world.play(resident, contacts.acceptOffer, { contactId, poolId: later.poolId }, 'tap')).toEqual(moved)
  const row = await world.admin.query('select answer, new_appointment_id from booking.contact where contact_id = $1', [
    contactId.slice(7),
  ])
  expect(row.rows).toEqual([{ answer: 'moved', new_appointment_id: moved.appointmentId.slice(7) }])

  const other = (await list()).later.find(one => one.appointment.appointmentId === second.appointmentId)
  const byDesk = { contactId: other?.contactId as RegionalId, poolId: elsewhere.poolId }
  await world.play(desk(), contacts.recordCall, { contactId: byDesk.contactId, outcome: 'wants_other' })
  expect((await list()).now.map(one => one.contactId)).toContain(byDesk.contactId)
  expect(await codeOf(world.play(staffActor(world.siteB, ['desk']), contacts.acceptOffer, byDesk))).toBe(
    'booking.contact_not_found',
  )
  expect((await world.play(desk(), contacts.acceptOffer, byDesk)).institutionId).toBe(world.siteB)
  expect(await brokenSeats(world.admin)).toEqual([])
})

test('BOOK-59 a fee that was taken goes back when the visit is not to be, once and with a receipt, or pays for the other time', async () => {
  const own = world.department()
  const { poolId } = await addPool({ speciality: own })
  const later = await addPool({ speciality: own, day: '2026-12-05' })
  const [back, carried, cancelled] = [
    await world.book(world.someone(), poolId),
    await world.book(world.someone(), poolId),
    await world.book(world.someone(), poolId),
  ]
  for (const one of [back, carried, cancelled])
    await world.play(desk(), contacts.recordFee, {
      appointmentId: one.appointmentId,
      amountFen: 2500,
      method: 'cash',
      receiptNo: 'A1',
    })
  const twice = { appointmentId: back.appointmentId, amountFen: 2500, method: 'cash' as const }
  expect(await codeOf(world.play(desk(), contacts.recordFee, twice))).toBe('booking.already_paid')
  await world.play(residentActor([cancelled.residentId]), cancelAppointment, { appointmentId: cancelled.appointmentId })
  await world.within(job(world.siteA), ctx => onCancelled(ctx, eventOf(cancelled, 'resident')))
  await stop(back, carried)
  expect(await world.play(desk(), contacts.refundList, {})).toMatchObject({ dueFen: 7500 })

  const resident = residentActor([carried.residentId])
  const [mine] = (await world.play(resident, contacts.myContacts, {})).contacts
  const moved = await world.play(resident, contacts.acceptOffer, {
    contactId: mine?.contactId as RegionalId,
    poolId: later.poolId,
  })
  await world.within(job(world.siteA), ctx =>
    onContactMoved(ctx, {
      fromAppointmentId: carried.appointmentId,
      toAppointmentId: moved.appointmentId,
      institutionId: world.siteA,
      residentId: carried.residentId,
    }),
  )
  const { due } = await world.play(desk(), contacts.refundList, {})
  expect(due.map(one => [one.appointmentId, one.cause, one.amountFen])).toEqual(
    expect.arrayContaining([
      [back.appointmentId, 'session_cancelled', 2500],
      [cancelled.appointmentId, 'resident', 2500],
    ]),
  )
  expect(due).toHaveLength(2)
  const paymentId = due[0]?.paymentId as RegionalId
  const give = { paymentId, method: 'cash' as const, receiptNo: 'T-7' }
  expect(await codeOf(world.play(staffActor(world.siteB, ['desk']), contacts.giveBack, give))).toBe(
    'booking.payment_not_found',
  )
  await world.play(desk(), contacts.giveBack, give)
  expect(await codeOf(world.play(desk(), contacts.giveBack, give))).toBe('booking.refund_not_due')
  const after = await world.play(desk(), contacts.refundList, {})
  expect(after.dueFen).toBe(2500)
  expect(after.done[0]).toMatchObject({ paymentId, refundReceipt: 'T-7', status: 'given_back' })
})

test('BOOK-60 an expert who is late tells everybody booked the new time, and the later word stands', async () => {
  const { poolId, sessionId } = await addPool({ speciality: world.department() })
  const one = await world.book(world.someone(), poolId)
  const late = async (minutes: number) => {
    await sayLate(sessionId, minutes)
    await world.within(job(), ctx => onSessionLate(ctx, { sessionId, minutes }))
  }
  for (const minutes of [30, 45]) await late(minutes)
  expect((await world.play(desk(), queueOf, { sessionId })).lateMinutes).toBe(45)
  await world.within(job(world.siteA), ctx => onDelayTold(ctx, { ...one, minutes: 45 }))
  const { rows } = await world.admin.query(
    `select template, channel from platform.notification where resident_id = $1 and template = 'booking.late' order by channel`,
    [one.residentId.slice(7)],
  )
  expect(rows).toEqual([
    { template: 'booking.late', channel: 'inbox' },
    { template: 'booking.late', channel: 'sms' },
  ])
  await late(0)
  expect((await world.play(desk(), queueOf, { sessionId })).lateMinutes).toBeNull()
  const events = await world.admin.query(
    `select (data->>'minutes')::int as minutes from platform.outbox where name = 'booking.delay_told' order by event_id`,
  )
  expect(events.rows.map(row => row.minutes)).toEqual([30, 45, 0])
})

test('BOOK-56 a change asks everybody again, also who had answered to an earlier one', async () => {
  const { poolId } = await addPool({ speciality: world.department() })
  const one = await world.book(world.someone(), poolId)
  const change = () => world.within(job(world.siteA), ctx => onMoved(ctx, { ...one }))
  await change()
  const resident = residentActor([one.residentId])
  const mine = async () => (await world.play(resident, contacts.myContacts, {})).contacts
  const [asked] = await mine()
  expect(asked).toMatchObject({ cause: 'changed', answer: null })
  await world.play(resident, contacts.answerContact, { contactId: asked?.contactId as RegionalId, answer: 'will_come' })
  expect(await mine()).toEqual([])
  await change()
  expect(await mine()).toHaveLength(1)
})

const reminded = (one: Booked) => world.within(job(world.siteA), ctx => onReminderDue(ctx, { ...one }))
const listNow = async () =>
  (await world.play(desk(), contacts.callList, {})).now.map(one => one.appointment.appointmentId)
const ringDue = async () => {
  await world.within(job(), findCallsDue)
  const { rows } = await world.admin.query(`select data from platform.outbox where name = 'booking.call_due'`)
  for (const { data } of rows) await world.within(job(world.siteA), ctx => onCallDue(ctx, data))
}

test('BOOK-41 who has not confirmed by the hour stands on the call list, one tap ends it, and nothing cancels by itself', async () => {
  world.setNow('2026-11-30T08:30:00Z')
  const { poolId } = await addPool({ speciality: world.department() })
  const [confirms, silent, phoneless] = [
    await world.book(world.someone(), poolId),
    await world.book(world.someone(), poolId),
    await world.book(world.someone(), poolId),
  ]
  await forgetPhone(phoneless.residentId)
  for (const one of [confirms, silent, phoneless]) await reminded(one)
  const mine = await world.play(residentActor([confirms.residentId]), contacts.myContacts, {})
  expect(mine.contacts).toMatchObject([{ cause: 'unconfirmed', answer: null }])
  await world.play(residentActor([confirms.residentId]), contacts.answerContact, {
    contactId: mine.contacts[0]?.contactId as RegionalId,
    answer: 'will_come',
  })
  expect(await listNow()).toContain(phoneless.appointmentId)
  expect(await listNow()).not.toContain(silent.appointmentId)
  world.setNow('2026-11-30T10:00:00.500Z')
  await ringDue()
  const due = await listNow()
  expect(due).toContain(silent.appointmentId)
  expect(due).not.toContain(confirms.appointmentId)
  expect(await openLoops(silent.appointmentId)).toEqual([{ subject_kind: 'call', reason: 'booking.loop.unanswered' }])
  const { rows } = await world.admin.query('select distinct status from booking.appointment where pool_id = $1', [
    poolId.slice(7),
  ])
  expect(rows).toEqual([{ status: 'booked' }])
})

test('BOOK-42 who comes or cancels leaves the list with its task; where a site does not ask, nobody is on it', async () => {
  world.setNow('2026-11-30T10:30:00Z')
  const { poolId } = await addPool({ speciality: world.department() })
  const [comes, cancels] = [await world.book(world.someone(), poolId), await world.book(world.someone(), poolId)]
  for (const one of [comes, cancels]) await reminded(one)
  await ringDue()
  expect(await openLoops(comes.appointmentId)).toHaveLength(1)
  await world.within(job(world.siteA), ctx => onCancelled(ctx, { ...cancels, cause: 'resident' }))
  await world.within(job(world.siteA), ctx => onArrived(ctx, { ...comes, visitId: comes.appointmentId, ticketNo: 1 }))
  for (const one of [comes, cancels]) {
    expect(await listNow()).not.toContain(one.appointmentId)
    expect(await openLoops(one.appointmentId)).toEqual([])
  }
  await world.admin.query(
    `insert into platform.setting (region_id, key, institution_id, value, reason, changed_by, changed_at)
     values ($1, 'booking.confirm_asked', null, '0', '试点', 'test', now())`,
    [testRegion],
  )
  world.app.settings.invalidate()
  const unasked = await world.book(world.someone(), poolId)
  await reminded(unasked)
  expect((await world.play(residentActor([unasked.residentId]), contacts.myContacts, {})).contacts).toEqual([])
})
