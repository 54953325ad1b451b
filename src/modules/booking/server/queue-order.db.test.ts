import { afterAll, beforeAll, expect, test } from 'vitest'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { createWorld, type World } from '#src/modules/deployment/testing/factories.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { grantRelationship } from '#src/modules/records/public.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import {
  createTestApp,
  jobActor,
  residentActor,
  staffActor,
  type TestApp,
  testRegion,
} from '#src/platform/testing/app.ts'
import { bookAppointment } from '../contract.ts'
import { callNext, checkIn, leaveVisit, lobbyScreen, queueOf } from '../contract-desk.ts'
import { addOpenPool, addResidents, at } from '../testing/factories.ts'
import { endGatherer } from './gatherer.ts'
import { bookingModule } from './module.ts'

let app: TestApp
let world: World
let people: readonly RegionalId[]
let used = 0
const desk = () => staffActor(world.siteA, ['desk'])

beforeAll(async () => {
  app = await createTestApp({
    modules: [platformModule, networkModule, recordsModule, deploymentModule, bookingModule],
  })
  world = await createWorld(app)
  people = await addResidents(app.admin, 40)
  for (const [key, value] of [
    ['booking.booked_per_walk_in', 2],
    ['booking.late_places', 1],
    ['booking.screen_voice', 1],
  ])
    await app.admin.query(
      `insert into platform.setting (region_id, key, institution_id, value, reason, changed_by, changed_at)
       values ($1, $2, $3, $4, '试点', 'test', now())`,
      [testRegion, key, world.siteA, String(value)],
    )
  app.app.settings.invalidate()
})
afterAll(async () => {
  await endGatherer(app.app)
  await app.close()
})

const come = async (poolId: RegionalId, kind: 'booked' | 'walk_in', time: string, priority?: 'elder') => {
  const residentId = people[used++] as RegionalId
  app.setNow(at('07:00', '2026-12-01').toISOString())
  const booked =
    kind === 'booked'
      ? await app.play(residentActor([residentId]), bookAppointment, { poolId, residentId, channel: 'public' })
      : null
  app.setNow(at(time, '2026-12-01').toISOString())
  await app.within(jobActor('test', world.siteA), ctx =>
    grantRelationship(ctx, { residentId, institutionId: world.siteA, act: 'card_read', source: 'test' }),
  )
  const { appointmentId } =
    booked ?? (await app.play(desk(), bookAppointment, { poolId, residentId, channel: 'on_site' }))
  return app.play(desk(), checkIn, { appointmentId, ...(priority ? { priority } : {}) })
}

test('BOOK-97 two booked people are called for each walk-in, and queue, ticket and screen show that order', async () => {
  const { sessionId, poolId } = await addOpenPool(
    app,
    { institutionId: world.siteA, speciality: '穿插科', from: '09:00', to: '11:00' },
    [0, 8, 8, 0],
  )
  // Two walk-ins before everybody, then five who booked the same time.
  for (const time of ['09:05', '09:06']) await come(poolId, 'walk_in', time)
  const tickets = []
  for (const time of ['09:10', '09:11', '09:12', '09:13']) tickets.push(await come(poolId, 'booked', time))
  // 3 4 | 1 | 5 6 | 2
  expect(tickets.map(one => [one.ticketNo, one.ahead])).toEqual([
    [3, 0],
    [4, 1],
    [5, 3],
    [6, 4],
  ])
  const order = [3, 4, 1, 5, 6, 2]
  expect((await app.play(desk(), queueOf, { sessionId })).waiting.map(one => one.ticketNo)).toEqual(order)
  const lobby = await app.play(desk(), lobbyScreen, { institutionId: world.siteA })
  expect(lobby.speaks).toBe(true)
  expect(lobby.sessions.find(one => one.sessionId === sessionId)?.next.map(one => one.ticketNo)).toEqual(
    order.slice(0, 5),
  )
  const called: (number | undefined)[] = []
  for (const _ of order) {
    const { called: next } = await app.play(desk(), callNext, { sessionId, called: 'seen' })
    called.push(next?.ticketNo)
  }
  expect(called).toEqual(order)
})

test('BOOK-98 who was booked and comes late stands behind one who waits, and not behind all', async () => {
  const { sessionId, poolId } = await addOpenPool(
    app,
    { institutionId: world.siteA, speciality: '迟到科', from: '08:00', to: '09:00' },
    [0, 8, 0, 0],
  )
  for (const time of ['08:10', '08:11', '08:12']) await come(poolId, 'booked', time)
  expect(await come(poolId, 'booked', '09:30')).toMatchObject({ ticketNo: 4, ahead: 1 })
  expect((await app.play(desk(), queueOf, { sessionId })).waiting.map(one => one.ticketNo)).toEqual([1, 4, 2, 3])
})

test('BOOK-14 BOOK-16 BOOK-97 places are those of the turns: priority of a walk-in, and three back lets three by', async () => {
  const { sessionId, poolId } = await addOpenPool(
    app,
    { institutionId: world.siteA, speciality: '轮次科', from: '09:00', to: '11:00' },
    [0, 9, 9, 0],
  )
  for (const time of ['09:01', '09:02', '09:03', '09:04']) await come(poolId, 'booked', time)
  for (const time of ['09:05', '09:06']) await come(poolId, 'walk_in', time)
  const order = async () => (await app.play(desk(), queueOf, { sessionId })).waiting.map(one => one.ticketNo)
  expect(await order()).toEqual([1, 2, 5, 3, 4, 6])
  // As a walk-in the seventh would be called last; an elder comes two places before.
  expect(await come(poolId, 'walk_in', '09:07', 'elder')).toMatchObject({ ticketNo: 7, ahead: 4 })
  expect(await order()).toEqual([1, 2, 5, 3, 7, 6, 4])
  const next = () => app.play(desk(), callNext, { sessionId, called: 'passed' })
  await next()
  await next()
  // Ticket 1 was called and passed: 2 is called, then come 5 and 3, and 1 again.
  expect((await order()).indexOf(1)).toBe(2)
})

test('BOOK-97 the screen counts who was called and went away, as the desk does', async () => {
  const { sessionId, poolId } = await addOpenPool(
    app,
    { institutionId: world.siteA, speciality: '离开科', from: '09:00', to: '11:00' },
    [0, 9, 9, 0],
  )
  for (const time of ['09:01', '09:02', '09:03']) await come(poolId, 'booked', time)
  for (const time of ['09:05', '09:06']) await come(poolId, 'walk_in', time)
  const { called } = await app.play(desk(), callNext, { sessionId })
  await app.play(desk(), leaveVisit, { visitId: called?.visitId as RegionalId })
  const order = [2, 4, 3, 5]
  expect((await app.play(desk(), queueOf, { sessionId })).waiting.map(one => one.ticketNo)).toEqual(order)
  const lobby = await app.play(desk(), lobbyScreen, { institutionId: world.siteA })
  expect(lobby.sessions.find(one => one.sessionId === sessionId)?.next.map(one => one.ticketNo)).toEqual(order)
})
