import { afterAll, beforeAll, expect, test } from 'vitest'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { createWorld, type World } from '#src/modules/deployment/testing/factories.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { createTestApp, residentActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { bookAppointment, cancelAppointment } from '../contract.ts'
import { addOpenPool, addResidents, at, brokenSeats } from '../testing/factories.ts'
import { endGatherer } from './gatherer.ts'
import { bookingModule } from './module.ts'

let app: TestApp
let world: World
let people: readonly RegionalId[]

beforeAll(async () => {
  app = await createTestApp({ modules: [deploymentModule, bookingModule], now: '2026-11-25T02:00:00Z' })
  world = await createWorld(app)
  people = await addResidents(app.admin, 4)
})
afterAll(async () => {
  await endGatherer(app.app)
  await app.close()
})

const set = async (key: string, value: number) => {
  await app.admin.query(
    `insert into platform.setting (region_id, institution_id, key, value, changed_by, changed_at, reason)
     values ($1, null, $2, $3::jsonb, 'test', now(), 'test')`,
    [testRegion, key, JSON.stringify(value)],
  )
  app.app.settings.invalidate()
}
let department = 0
const book = async (
  residentId: RegionalId,
  day: string,
  from = '09:00',
  kind: 'outpatient' | 'lecture' = 'outpatient',
) => {
  const own = { institutionId: world.siteA, speciality: `当日科${department++}`, day, from, to: '19:00', kind }
  const { poolId } = await addOpenPool(app, own, [0, 2, 0, 0])
  return app.play(residentActor([residentId]), bookAppointment, { poolId, residentId, channel: 'public' })
}
const cancel = (residentId: RegionalId, appointmentId: string) =>
  codeOf(app.play(residentActor([residentId]), cancelAppointment, { appointmentId }))

test('BOOK-95 the day itself is too late unless the site allows it, and then until so many minutes before', async () => {
  const person = people[0] as RegionalId
  const early = await book(person, '2026-11-27')
  const late = await book(person, '2026-11-27')
  app.setNow(at('00:00', '2026-11-27').toISOString())
  expect(await cancel(person, early.appointmentId)).toBe('booking.too_late_to_cancel')
  await set('booking.same_day_cancel_minutes', 30)
  app.setNow(at('08:29', '2026-11-27').toISOString())
  expect(await cancel(person, early.appointmentId)).toBe('done')
  app.setNow(at('08:30', '2026-11-27').toISOString())
  expect(await cancel(person, late.appointmentId)).toBe('booking.too_late_to_cancel')
  expect(await brokenSeats(app.admin)).toEqual([])
})

test('BOOK-95 so many same-day cancellations in a month pause booking; those of the days before do not count', async () => {
  const person = people[1] as RegionalId
  const pausedUntil = async () =>
    (
      await app.admin.query('select paused_until from booking.resident_booking_state where resident_id = $1', [
        person.slice(7),
      ])
    ).rows[0]?.paused_until
  for (const [day, cancelledOn] of [
    ['2026-12-03', '2026-12-02'],
    ['2026-12-04', '2026-12-04'],
    ['2026-12-07', '2026-12-07'],
    ['2026-12-08', '2026-12-07'],
  ] as const) {
    app.setNow('2026-12-01T02:00:00Z')
    const { appointmentId } = await book(person, day)
    app.setNow(at('08:00', cancelledOn).toISOString())
    expect(await cancel(person, appointmentId)).toBe('done')
    expect(await pausedUntil()).toBeNull()
  }
  app.setNow('2026-12-01T02:00:00Z')
  const { appointmentId } = await book(person, '2026-12-09')
  app.setNow(at('08:00', '2026-12-09').toISOString())
  expect(await cancel(person, appointmentId)).toBe('done')
  // The test's clock goes on by a millisecond with each act.
  const afterSevenDays = Number(await pausedUntil()) - Number(at('08:00', '2026-12-16'))
  expect(afterSevenDays).toBeGreaterThanOrEqual(0)
  expect(afterSevenDays).toBeLessThan(1_000)
  expect(await codeOf(book(person, '2026-12-20'))).toBe('booking.suspended')
  // When the pause is over, what is given up in good time, and a lecture on the day itself, pause nobody again.
  await set('booking.cancel_limit', 7)
  app.setNow('2026-12-17T02:00:00Z')
  const inTime = await book(person, '2026-12-20')
  const lecture = await book(person, '2026-12-17', '17:00', 'lecture')
  expect(await cancel(person, inTime.appointmentId)).toBe('done')
  expect(await cancel(person, lecture.appointmentId)).toBe('done')
  expect(Number(await pausedUntil()) - Number(at('08:00', '2026-12-16'))).toBe(afterSevenDays)
  expect(await codeOf(book(person, '2026-12-21'))).toBe('done')
  expect(await brokenSeats(app.admin)).toEqual([])
})
