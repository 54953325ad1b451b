import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { jobActor, residentActor, staffActor, testRegion } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { bookAppointment } from '../contract.ts'
import * as appeals from '../contract-appeals.ts'
import { checkIn } from '../contract-desk.ts'
import { missedVisits } from '../contract-hospitals.ts'
import type { Booked } from '../contract-shapes.ts'
import { type BookingWorld, createBookingWorld } from '../testing/world.ts'
import { markNoShows } from './daily-jobs.ts'
import { onAppealAsked } from './no-shows.ts'
import { onSessionLate } from './session-delay.ts'

let world: BookingWorld

beforeAll(async () => {
  world = await createBookingWorld({ now: '2026-11-28T02:00:00Z' })
})
afterAll(() => world.close())

const manager = () => staffActor(world.siteA, ['centre_manager'])
const book = async (person: RegionalId, day = '2026-12-01'): Promise<Booked> => {
  const own = { institutionId: world.siteA, speciality: world.department(), day }
  const { poolId } = await world.openPool([0, 3, 0, 0], own)
  return world.play(residentActor([person]), bookAppointment, { poolId, residentId: person, channel: 'public' })
}
/** Three missed visits on one day, each with what the mark tells. */
const missThree = async (person: RegionalId) => {
  world.setNow('2026-11-28T02:00:00Z')
  const booked = [await book(person), await book(person), await book(person)]
  world.setNow('2026-12-01T05:00:00Z')
  await world.within(jobActor('booking.mark_no_shows'), markNoShows)
  return booked
}
const told = async (person: RegionalId) =>
  (
    await world.admin.query(
      `select (data->>'counted')::int as counted, data::jsonb ? 'suspendedUntil' as suspended from platform.outbox
       where name = 'booking.no_show_marked' and data->>'residentId' = $1 order by 1`,
      [person],
    )
  ).rows
const stateOf = async (person: RegionalId) =>
  (await world.play(residentActor([person]), appeals.mySuspensions, {})).people[0]

test('BOOK-66 the first and the second missed visit warn, the third suspends, and the person reads until when and why', async () => {
  const person = world.someone()
  await missThree(person)
  expect(await told(person)).toEqual([
    { counted: 1, suspended: false },
    { counted: 2, suspended: false },
    { counted: 3, suspended: true },
  ])
  const state = await stateOf(person)
  expect(state).toMatchObject({ counted: 3, limit: 3, days: 365, appeal: null })
  expect(state?.suspendedUntil).toMatch(/^2026-12-31/)
  expect(state?.missed).toHaveLength(3)
})

test('BOOK-67 who missed a session whose expert was late is not counted, and a mistake of the site is taken back', async () => {
  world.setNow('2026-11-28T02:00:00Z')
  const late = world.someone()
  const booked = [await book(late), await book(late), await book(late)]
  const sessionId = booked[0]?.sessionId as RegionalId
  await world.admin.query('update deployment.session set late_minutes = 30 where session_id = $1', [sessionId.slice(7)])
  await world.within(jobActor('booking.session_late'), ctx => onSessionLate(ctx, { sessionId, minutes: 30 }))
  world.setNow('2026-12-01T05:00:00Z')
  await world.within(jobActor('booking.mark_no_shows'), markNoShows)
  expect(await stateOf(late)).toMatchObject({ suspendedUntil: null, counted: 2 })

  const person = world.someone()
  const [first] = await missThree(person)
  expect((await stateOf(person))?.suspendedUntil).not.toBeNull()
  const excuse = { appointmentId: first?.appointmentId as RegionalId, note: '导诊台漏点取号' }
  const elsewhere = staffActor(world.siteB, ['centre_manager'])
  expect(await codeOf(world.play(elsewhere, appeals.excuseNoShow, excuse))).toBe('booking.appointment_not_found')
  expect(await codeOf(world.play(manager(), appeals.excuseNoShow, excuse))).toBe('done')
  expect(await stateOf(person)).toMatchObject({ suspendedUntil: null, counted: 2 })
  const audited = await world.admin.query(
    `select institution_id, reason from platform.audit where act = 'booking.excuseNoShow' and outcome = 'done' and resident_id = $1`,
    [person.slice(7)],
  )
  expect(audited.rows).toEqual([{ institution_id: world.siteA, reason: excuse.note }])
})

test('BOOK-18 BOOK-67 who is marked as missing for the third time and comes the same day may book again at once', async () => {
  const person = world.someone()
  const [first] = await missThree(person)
  expect((await stateOf(person))?.suspendedUntil).not.toBeNull()
  await world.play(staffActor(world.siteA, ['desk']), checkIn, { appointmentId: first?.appointmentId as RegionalId })
  expect(await stateOf(person)).toMatchObject({ suspendedUntil: null, counted: 2 })
  expect(await codeOf(book(person, '2026-12-03'))).toBe('done')
  const four = world.someone()
  world.setNow('2026-11-28T02:00:00Z')
  await book(four, '2026-11-30')
  const [came] = await missThree(four)
  await world.play(staffActor(world.siteA, ['desk']), checkIn, { appointmentId: came?.appointmentId as RegionalId })
  expect(await stateOf(four)).toMatchObject({ counted: 3 })
  expect((await stateOf(four))?.suspendedUntil).not.toBeNull()
})

test('BOOK-68 an appeal is decided by the site: granted opens booking at once, refused says why', async () => {
  const [granted, refused] = [world.someone(), world.someone()]
  const ask = (person: RegionalId, words = '当天住院了') =>
    world.play(residentActor([person]), appeals.appeal, { residentId: person, words })
  expect(await codeOf(ask(granted))).toBe('booking.not_suspended')
  await missThree(granted)
  const asked = await ask(granted)
  expect(await codeOf(ask(granted))).toBe('booking.appeal_open')
  expect(await codeOf(world.play(residentActor([refused]), appeals.appeal, { residentId: granted, words: '我' }))).toBe(
    'platform.not_your_resident',
  )
  const list = await world.play(manager(), appeals.appealList, {})
  expect(list.appeals[0]).toMatchObject({ appeal: { appealId: asked.appealId, words: '当天住院了' } })
  const elsewhere = staffActor(world.siteB, ['centre_manager'])
  const yes = { appealId: asked.appealId, decision: 'granted' as const }
  expect(await codeOf(world.play(elsewhere, appeals.decideAppeal, yes))).toBe('booking.appeal_not_found')
  await world.play(manager(), appeals.decideAppeal, yes)
  expect(await codeOf(world.play(manager(), appeals.decideAppeal, yes))).toBe('booking.appeal_decided')
  expect(await stateOf(granted)).toMatchObject({ suspendedUntil: null, counted: 0, appeal: { status: 'granted' } })
  expect(await codeOf(book(granted, '2026-12-03'))).toBe('done')

  await missThree(refused)
  const second = await ask(refused)
  const no = { appealId: second.appealId, decision: 'refused' as const }
  expect(await codeOf(world.play(manager(), appeals.decideAppeal, no))).toBe('booking.appeal_reason_needed')
  await world.play(manager(), appeals.decideAppeal, { ...no, answer: '当天有短信提醒' })
  expect(await stateOf(refused)).toMatchObject({ counted: 3, appeal: { status: 'refused', answer: '当天有短信提醒' } })
  expect(await codeOf(book(refused, '2026-12-03'))).toBe('booking.suspended')
})

test('BOOK-67 the pause for cancelling is a matter of its own: an excuse does not lift it, and a missed visit does not speak of it', async () => {
  const [excused, once] = [world.someone(), world.someone()]
  const pause = async (person: RegionalId) => {
    await world.admin.query('update booking.resident_booking_state set paused_until = $2 where resident_id = $1', [
      person.slice(7),
      '2026-12-20T00:00:00Z',
    ])
  }
  const [first] = await missThree(excused)
  await pause(excused)
  const excuse = { appointmentId: first?.appointmentId as RegionalId, note: '导诊台漏点取号' }
  await world.play(manager(), appeals.excuseNoShow, excuse)
  expect(await stateOf(excused)).toMatchObject({ suspendedUntil: null })
  expect(await codeOf(book(excused, '2026-12-03'))).toBe('booking.suspended')

  world.setNow('2026-11-28T02:00:00Z')
  await book(once)
  await pause(once)
  world.setNow('2026-12-01T05:00:00Z')
  await world.within(jobActor('booking.mark_no_shows'), markNoShows)
  expect(await told(once)).toEqual([{ counted: 1, suspended: false }])
})

test('BOOK-68 an appeal that was decided before it is heard opens no task', async () => {
  const { rows } = await world.admin.query(
    "select appeal_id, resident_id, institution_id from booking.appeal where status <> 'open'",
  )
  const [row] = rows
  const event = {
    appealId: `${testRegion}-${row.appeal_id}` as RegionalId,
    residentId: `${testRegion}-${row.resident_id}` as RegionalId,
    institutionId: row.institution_id as string,
  }
  const tasks = async () =>
    (
      await world.admin.query(
        "select count(*)::int as n from platform.loop where kind = 'booking.appeal' and status = 'open'",
      )
    ).rows[0].n
  const before = await tasks()
  await world.within(jobActor('booking.on', event.institutionId), ctx => onAppealAsked(ctx, event))
  expect(await tasks()).toBe(before)
})

test('BOOK-68 the list of appeals asks for everybody’s missed visits at once', async () => {
  const { appeals: list } = await world.play(manager(), appeals.appealList, {})
  expect(list.length).toBeGreaterThan(1)
  expect(list.map(one => one.missed.length)).toEqual(list.map(() => 3))
})

test('BOOK-102 the manager sees who missed a visit at the own site, newest first, and which of them does not count', async () => {
  const [person, other] = [world.someone(), world.someone()]
  const [first, second] = await missThree(person)
  world.setNow('2026-11-28T02:00:00Z')
  const late = await book(other, '2026-12-02')
  world.setNow('2026-12-02T05:00:00Z')
  await world.within(jobActor('booking.mark_no_shows'), markNoShows)
  const seen = async (input: InputOf<typeof missedVisits> = {}) =>
    (await world.play(manager(), missedVisits, input)).visits
  const own = async () => {
    const wanted: readonly string[] = [late.appointmentId, first?.appointmentId ?? '', second?.appointmentId ?? '']
    return (await seen()).filter(one => wanted.includes(one.appointmentId)).map(one => [one.localDate, one.excuse])
  }
  expect(await own()).toEqual([
    ['2026-12-02', null],
    ['2026-12-01', null],
    ['2026-12-01', null],
  ])
  await world.play(manager(), appeals.excuseNoShow, {
    appointmentId: late.appointmentId,
    note: '导诊台漏点取号',
  })
  expect((await own())[0]).toEqual(['2026-12-02', 'staff_mistake'])
  expect(await seen({ sessionId: late.sessionId })).toMatchObject([
    { appointmentId: late.appointmentId, excuse: 'staff_mistake' },
  ])
  const elsewhere = await world.play(staffActor(world.siteB, ['centre_manager']), missedVisits, {})
  expect(elsewhere.visits).toEqual([])
})
