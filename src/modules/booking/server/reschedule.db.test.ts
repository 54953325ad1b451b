import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Refusal } from '#src/platform/kernel/errors.ts'
import { newUuid, type RegionalId } from '#src/platform/kernel/ids.ts'
import { residentActor, staffActor } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { cancelAppointment, myAppointments } from '../contract.ts'
import { rescheduleAppointment, rescheduleOptions } from '../contract-seats.ts'
import { brokenSeats } from '../testing/factories.ts'
import { type BookingWorld, createBookingWorld } from '../testing/world.ts'

let world: BookingWorld
const pool = (speciality: string, quota: readonly number[], day?: string) =>
  world.openPool(quota, { speciality, ...(day === undefined ? {} : { day }) })
const twoDays = async (quota: readonly number[] = [0, 2, 0, 0]) => {
  const speciality = world.department()
  return [await pool(speciality, quota), await pool(speciality, quota, '2026-12-02')] as const
}
const move = (residentId: RegionalId, appointmentId: string, poolId: RegionalId, key?: string) =>
  world.play(residentActor([residentId]), rescheduleAppointment, { appointmentId, poolId }, key)

beforeAll(async () => {
  world = await createBookingWorld({ residents: 60 })
})
beforeEach(() => world.setNow('2026-11-25T02:00:00Z'))
afterAll(() => world.close())

describe('another time', () => {
  test('BOOK-31 the old seat goes back in the act that books the new one, also to another time of the same department and day', async () => {
    const speciality = world.department()
    const [first, second] = [await pool(speciality, [0, 1, 0, 0]), await pool(speciality, [0, 1, 0, 0])]
    const person = world.someone()
    const booked = await world.book(person, first.poolId)
    const { sessions } = await world.play(residentActor([person]), rescheduleOptions, {
      appointmentId: booked.appointmentId,
    })
    expect(sessions.flatMap(({ slots }) => slots.map(slot => slot.poolId))).toEqual([second.poolId])
    const moved = await move(person, booked.appointmentId, second.poolId)
    expect(moved).toMatchObject({ poolId: second.poolId, status: 'booked', channel: 'public' })
    expect(await world.stateOf(booked)).toEqual({
      status: 'cancelled',
      cancel_cause: 'rescheduled',
      active: false,
    })
    // The old seat is the next person's.
    expect(await codeOf(world.book(world.someone(), first.poolId))).toBe('done')
    const { appointments } = await world.play(residentActor([person]), myAppointments, {})
    expect(appointments.find(one => one.status === 'booked')?.replacesId).toBe(booked.appointmentId)
    expect(appointments.find(one => one.appointmentId === booked.appointmentId)?.moved).toBe(true)
    expect(appointments.find(one => one.status === 'booked')?.moved).toBe(false)
    expect(await brokenSeats(world.admin)).toEqual([])
  })

  test('BOOK-31 a refused move leaves the old seat and the totals as they were', async () => {
    const [first, second] = await twoDays([0, 1, 0, 0])
    const person = world.someone()
    const booked = await world.book(person, first.poolId)
    await world.book(world.someone(), second.poolId)
    expect(await codeOf(move(person, booked.appointmentId, second.poolId))).toBe('booking.slot_full')
    expect((await world.stateOf(booked)).status).toBe('booked')
    const other = await pool(world.department(), [0, 1, 0, 0])
    expect(await codeOf(move(person, booked.appointmentId, other.poolId))).toBe('booking.other_department')
    expect(await codeOf(move(person, booked.appointmentId, first.poolId))).toBe('booking.same_time')
    expect(await codeOf(move(person, booked.appointmentId, `310100-${newUuid()}`))).toBe('booking.slot_not_found')
    expect(await brokenSeats(world.admin)).toEqual([])
  })

  test('BOOK-31 on the day itself the desk moves to its own on-site seats, and to public ones of another site', async () => {
    const speciality = world.department()
    const at = { speciality, from: '14:00', to: '16:00' }
    const first = await world.openPool([0, 1, 0, 0], at)
    const here = await world.openPool([0, 1, 1, 0], at)
    const there = await world.openPool([0, 1, 1, 0], { ...at, institutionId: world.siteB })
    const person = world.someone()
    const booked = await world.book(person, first.poolId)
    await world.knows(world.siteA, person)
    world.setNow('2026-12-01T01:00:00Z')
    const desk = staffActor(world.siteA, ['desk'])
    const byDesk = (appointmentId: string, poolId: RegionalId) =>
      world.play(desk, rescheduleAppointment, { appointmentId, poolId, reason: '电话改约' })
    const moved = await byDesk(booked.appointmentId, here.poolId)
    expect(moved).toMatchObject({ poolId: here.poolId, channel: 'on_site' })
    expect(await byDesk(moved.appointmentId, there.poolId)).toMatchObject({ poolId: there.poolId, channel: 'public' })
    expect(await brokenSeats(world.admin)).toEqual([])
  })

  test('BOOK-31 the same request moves once; with another key the old appointment can no longer be moved', async () => {
    const [first, second] = await twoDays()
    const person = world.someone()
    const booked = await world.book(person, first.poolId)
    const key = newUuid()
    const actor = residentActor([person])
    const ask = (with_: string) =>
      world.play(actor, rescheduleAppointment, { appointmentId: booked.appointmentId, poolId: second.poolId }, with_)
    expect(await ask(key)).toEqual(await ask(key))
    expect(await codeOf(ask(newUuid()))).toBe('booking.not_reschedulable')
    const { rows } = await world.admin.query(
      `select outcome, details::json ->> 'replaces' as replaces from platform.audit where act = 'booking.rescheduleAppointment' and resident_id = $1 order by at`,
      [person.slice(7)],
    )
    expect(rows.filter(row => row.outcome === 'done')).toEqual([{ outcome: 'done', replaces: booked.appointmentId }])
    const events = await world.admin.query(
      `select count(*)::int as n from platform.outbox where name = 'booking.appointment_rescheduled' and data::json ->> 'residentId' = $1`,
      [person],
    )
    expect(events.rows[0].n).toBe(1)
  })

  test('BOOK-31 residents move until the cancel deadline, the desk for people it knows after it', async () => {
    const [first, second] = await twoDays()
    const person = world.someone()
    const booked = await world.book(person, first.poolId)
    world.setNow('2026-12-01T00:10:00Z')
    expect(await codeOf(move(person, booked.appointmentId, second.poolId))).toBe('booking.too_late_to_cancel')
    const desk = staffActor(world.siteA, ['desk'])
    const ask = () =>
      world.play(desk, rescheduleAppointment, {
        appointmentId: booked.appointmentId,
        poolId: second.poolId,
        reason: '居民来电',
      })
    expect(await codeOf(ask())).toBe('booking.not_your_resident')
    await world.knows(world.siteA, person)
    expect(await ask()).toMatchObject({ poolId: second.poolId, status: 'booked' })
    expect(
      await codeOf(
        world.play(staffActor(world.siteB, ['desk']), rescheduleOptions, { appointmentId: booked.appointmentId }),
      ),
    ).toBe('booking.appointment_not_found')
    expect(await brokenSeats(world.admin)).toEqual([])
  })

  test('BOOK-31 people who swap their times crosswise, with others cancelling and booking, never stand in a circle', async () => {
    const [first, second] = await twoDays([0, 8, 0, 0])
    const people = Array.from({ length: 12 }, world.someone)
    const booked = await Promise.all(
      people.map(async (person, index) => ({
        person,
        ...(await world.book(person, (index % 2 ? first : second).poolId)),
      })),
    )
    const results = await Promise.allSettled(
      booked.flatMap(({ person, appointmentId }, index) => [
        move(person, appointmentId, (index % 2 ? second : first).poolId),
        ...(index % 3 === 0 ? [world.play(residentActor([person]), cancelAppointment, { appointmentId })] : []),
      ]),
    )
    for (const result of results)
      if (result.status === 'rejected')
        expect(['booking.not_reschedulable', 'booking.not_cancellable', 'booking.slot_full']).toContain(
          (result.reason as Refusal).code,
        )
    expect(await brokenSeats(world.admin)).toEqual([])
  })
})
