import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { createWorld, type World } from '#src/modules/deployment/testing/factories.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { grantRelationship } from '#src/modules/records/public.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import type { Refusal } from '#src/platform/kernel/errors.ts'
import { newUuid, type RegionalId } from '#src/platform/kernel/ids.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import { createTestApp, jobActor, residentActor, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { bookAppointment, cancelAppointment, myAppointments } from '../contract.ts'
import { rescheduleAppointment, rescheduleOptions } from '../contract-seats.ts'
import { addOpenPool, addResidents, brokenSeats } from '../testing/factories.ts'
import { endGatherer } from './gatherer.ts'
import { bookingModule } from './module.ts'

let app: TestApp
let world: World
let residents: readonly RegionalId[]
let used = 0
let subject = 0
const someone = (): RegionalId => residents[used++] as RegionalId
const pool = (speciality: string, quota: readonly number[], day?: string) =>
  addOpenPool(app, { institutionId: world.siteA, speciality, ...(day === undefined ? {} : { day }) }, quota)
const twoDays = async (quota: readonly number[] = [0, 2, 0, 0]) => {
  const speciality = `改约科${subject++}`
  return [await pool(speciality, quota), await pool(speciality, quota, '2026-12-02')] as const
}
const book = (poolId: RegionalId, residentId: RegionalId) =>
  app.play(residentActor([residentId]), bookAppointment, { poolId, residentId, channel: 'public' })
const move = (residentId: RegionalId, appointmentId: string, poolId: RegionalId, key?: string) =>
  app.play(residentActor([residentId]), rescheduleAppointment, { appointmentId, poolId }, key)
const stateOf = async (appointmentId: string) =>
  (
    await app.admin.query('select status, cancel_cause, active from booking.appointment where appointment_id = $1', [
      appointmentId.slice(7),
    ])
  ).rows[0]

beforeAll(async () => {
  app = await createTestApp({
    modules: [platformModule, networkModule, recordsModule, deploymentModule, bookingModule],
  })
  world = await createWorld(app)
  residents = await addResidents(app.admin, 60)
})
beforeEach(() => app.setNow('2026-11-25T02:00:00Z'))
afterAll(async () => {
  await endGatherer(app.app)
  await app.close()
})

describe('another time', () => {
  test('BOOK-31 the old seat goes back in the act that books the new one, also to another time of the same department and day', async () => {
    const speciality = `改约科${subject++}`
    const [first, second] = [await pool(speciality, [0, 1, 0, 0]), await pool(speciality, [0, 1, 0, 0])]
    const person = someone()
    const booked = await book(first.poolId, person)
    const { sessions } = await app.play(residentActor([person]), rescheduleOptions, {
      appointmentId: booked.appointmentId,
    })
    expect(sessions.flatMap(({ slots }) => slots.map(slot => slot.poolId))).toEqual([second.poolId])
    const moved = await move(person, booked.appointmentId, second.poolId)
    expect(moved).toMatchObject({ poolId: second.poolId, status: 'booked', channel: 'public' })
    expect(await stateOf(booked.appointmentId)).toEqual({
      status: 'cancelled',
      cancel_cause: 'rescheduled',
      active: false,
    })
    // The old seat is the next person's.
    expect(await codeOf(book(first.poolId, someone()))).toBe('done')
    const { appointments } = await app.play(residentActor([person]), myAppointments, {})
    expect(appointments.find(one => one.status === 'booked')?.replacesId).toBe(booked.appointmentId)
    expect(await brokenSeats(app.admin)).toEqual([])
  })

  test('BOOK-31 a refused move leaves the old seat and the totals as they were', async () => {
    const [first, second] = await twoDays([0, 1, 0, 0])
    const person = someone()
    const booked = await book(first.poolId, person)
    await book(second.poolId, someone())
    expect(await codeOf(move(person, booked.appointmentId, second.poolId))).toBe('booking.slot_full')
    expect((await stateOf(booked.appointmentId))?.status).toBe('booked')
    const other = await pool(`别科${subject++}`, [0, 1, 0, 0])
    expect(await codeOf(move(person, booked.appointmentId, other.poolId))).toBe('booking.other_department')
    expect(await codeOf(move(person, booked.appointmentId, first.poolId))).toBe('booking.same_time')
    expect(await codeOf(move(person, booked.appointmentId, `310100-${newUuid()}`))).toBe('booking.slot_not_found')
    expect(await brokenSeats(app.admin)).toEqual([])
  })

  test('BOOK-31 the same request moves once; with another key the old appointment can no longer be moved', async () => {
    const [first, second] = await twoDays()
    const person = someone()
    const booked = await book(first.poolId, person)
    const key = newUuid()
    const actor = residentActor([person])
    const ask = (with_: string) =>
      app.play(actor, rescheduleAppointment, { appointmentId: booked.appointmentId, poolId: second.poolId }, with_)
    expect(await ask(key)).toEqual(await ask(key))
    expect(await codeOf(ask(newUuid()))).toBe('booking.not_reschedulable')
    const { rows } = await app.admin.query(
      `select outcome, details::json ->> 'replaces' as replaces from platform.audit where act = 'booking.rescheduleAppointment' and resident_id = $1 order by at`,
      [person.slice(7)],
    )
    expect(rows.filter(row => row.outcome === 'done')).toEqual([{ outcome: 'done', replaces: booked.appointmentId }])
    const events = await app.admin.query(
      `select count(*)::int as n from platform.outbox where name = 'booking.appointment_rescheduled' and data::json ->> 'residentId' = $1`,
      [person],
    )
    expect(events.rows[0].n).toBe(1)
  })

  test('BOOK-31 residents move until the cancel deadline, the desk for people it knows after it', async () => {
    const [first, second] = await twoDays()
    const person = someone()
    const booked = await book(first.poolId, person)
    app.setNow('2026-12-01T00:10:00Z')
    expect(await codeOf(move(person, booked.appointmentId, second.poolId))).toBe('booking.too_late_to_cancel')
    const desk = staffActor(world.siteA, ['desk'])
    const ask = () =>
      app.play(desk, rescheduleAppointment, {
        appointmentId: booked.appointmentId,
        poolId: second.poolId,
        reason: '居民来电',
      })
    expect(await codeOf(ask())).toBe('booking.not_your_resident')
    await app.within(jobActor('test', world.siteA), ctx =>
      grantRelationship(ctx, { residentId: person, institutionId: world.siteA, act: 'card_read', source: 'test' }),
    )
    expect(await ask()).toMatchObject({ poolId: second.poolId, status: 'booked' })
    expect(
      await codeOf(
        app.play(staffActor(world.siteB, ['desk']), rescheduleOptions, { appointmentId: booked.appointmentId }),
      ),
    ).toBe('booking.appointment_not_found')
    expect(await brokenSeats(app.admin)).toEqual([])
  })

  test('BOOK-31 people who swap their times crosswise, with others cancelling and booking, never stand in a circle', async () => {
    const [first, second] = await twoDays([0, 8, 0, 0])
    const people = Array.from({ length: 12 }, someone)
    const booked = await Promise.all(
      people.map(async (person, index) => ({ person, ...(await book((index % 2 ? first : second).poolId, person)) })),
    )
    const results = await Promise.allSettled(
      booked.flatMap(({ person, appointmentId }, index) => [
        move(person, appointmentId, (index % 2 ? second : first).poolId),
        ...(index % 3 === 0 ? [app.play(residentActor([person]), cancelAppointment, { appointmentId })] : []),
      ]),
    )
    for (const result of results)
      if (result.status === 'rejected')
        expect(['booking.not_reschedulable', 'booking.not_cancellable', 'booking.slot_full']).toContain(
          (result.reason as Refusal).code,
        )
    expect(await brokenSeats(app.admin)).toEqual([])
  })
})
