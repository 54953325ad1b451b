import { afterAll, beforeAll, expect, test } from 'vitest'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { createWorld, type World } from '#src/modules/deployment/testing/factories.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { Refusal } from '#src/platform/kernel/errors.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import { createTestApp, jobActor, residentActor, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { bookAppointment, sessionSlots } from '../../contract.ts'
import { hospitalLine, ownedSessions } from '../../contract-hospitals.ts'
import * as owners from '../../contract-owners.ts'
import type { Booked } from '../../contract-shapes.ts'
import { addOpenPool, addResidents } from '../../testing/factories.ts'
import { endGatherer } from '../gatherer.ts'
import { bookingModule } from '../module.ts'
import { onBooked } from '../tell-residents.ts'
import { driveOrder } from './orders.ts'
import { type Simulator, startSimulator } from './simulator.ts'

let app: TestApp
let world: World
let hospital: Simulator
let people: readonly RegionalId[]
let department = 0
const sharedKey = 'agreed-with-the-hospital-2026'
const firstNow = '2026-11-28T02:00:00Z'

beforeAll(async () => {
  app = await createTestApp({
    modules: [platformModule, networkModule, recordsModule, deploymentModule, bookingModule],
    now: firstNow,
  })
  world = await createWorld(app)
  people = await addResidents(app.admin, 6)
  hospital = await startSimulator({ file: null, trouble: { lateEvery: 0, goneEvery: 0 }, lateMs: 400, key: sharedKey })
  process.env['HOSPITAL_LINES'] = 'https://his.example.org, http://127.0.0.1'
})
afterAll(async () => {
  await hospital.stop()
  await endGatherer(app.app)
  await app.close()
})

const manager = () => staffActor(world.siteA, ['centre_manager'])
const systems = () => staffActor(world.siteA, ['it_admin'])
const setLine = (input: InputOf<typeof owners.setHospitalLine>) => app.play(systems(), owners.setHospitalLine, input)
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    error => (error instanceof Refusal ? error.code : String(error)),
  )
const session = (day = '2026-12-01') =>
  addOpenPool(app, { institutionId: world.siteA, speciality: `院号科${department++}`, day }, [0, 3, 0, 0])
const declare = (input: InputOf<typeof owners.declareSource>) => app.play(manager(), owners.declareSource, input)
const book = (residentId: RegionalId, poolId: RegionalId): Promise<Booked> =>
  app.play(residentActor([residentId]), bookAppointment, { poolId, residentId, channel: 'public' })

test('BOOK-100 the administrator sees how the line is set and how it answered, never the key; a kept key signs for its own address only', async () => {
  expect(await app.play(systems(), hospitalLine, {})).toMatchObject({
    line: null,
    allowed: ['https://his.example.org', 'http://127.0.0.1'],
    answered: 0,
    lastAnswerAt: null,
  })
  expect(await codeOf(setLine({ adapter: 'http', baseUrl: hospital.url }))).toBe('booking.line_key_needed')
  await setLine({ adapter: 'http', baseUrl: hospital.url, timeoutMs: 300, sharedKey })
  await setLine({ adapter: 'http', baseUrl: hospital.url, timeoutMs: 900 })
  expect(await codeOf(setLine({ adapter: 'http', baseUrl: 'https://his.example.org' }))).toBe('booking.line_key_needed')

  const { sessionId, poolId } = await session()
  await declare({ sessionId, kind: 'live' })
  const one = await book(people[0] as RegionalId, poolId)
  const before = await app.play(systems(), hospitalLine, {})
  await app.within(jobActor('booking.on', world.siteA), ctx => onBooked(ctx, one))
  const { rows } = await app.admin.query('select order_id from booking.hospital_order where session_id = $1', [
    sessionId.slice(7),
  ])
  const event = { orderId: rows[0].order_id as string, institutionId: world.siteA }
  await app.within(jobActor('booking.on', world.siteA), ctx => driveOrder(ctx, event))
  const line = await app.play(systems(), hospitalLine, {})
  expect(before).toMatchObject({ answered: 0, waiting: 0, liveSessions: 1 })
  expect(line).toMatchObject({
    line: { adapter: 'http', baseUrl: hospital.url, timeoutMs: 900, mayReach: true },
    answered: 1,
    silent: 0,
    waiting: 1,
    liveSessions: 1,
  })
  expect(JSON.stringify(line)).not.toContain(sharedKey)
  expect(await app.play(staffActor(world.siteB, ['it_admin']), hospitalLine, {})).toMatchObject({
    line: null,
    answered: 0,
    liveSessions: 0,
  })
})

test('BOOK-101 seats said to be a hospital’s by mistake are ours again until somebody has booked', async () => {
  const { sessionId, poolId } = await session()
  await declare({ sessionId, kind: 'block', cutOffAt: '2026-11-28T01:00:00Z' })
  const slots = () => app.play(residentActor([]), sessionSlots, { sessionId, channel: 'public' })
  expect((await slots()).slots[0]).toMatchObject({ left: 0 })
  expect(await declare({ sessionId, kind: 'ours' })).toMatchObject({ kind: 'ours', hospital: null, cutOffAt: null })
  expect((await slots()).slots[0]).toMatchObject({ left: 3 })
  await book(people[1] as RegionalId, poolId)
  expect(await codeOf(declare({ sessionId, kind: 'live' }))).toBe('booking.source_has_bookings')
  expect(await codeOf(declare({ sessionId, kind: 'ours' }))).toBe('booking.source_has_bookings')
})

test('BOOK-101 a site’s list says whose seats belong to a hospital, how many are taken, and puts what must be reported back first', async () => {
  const [later, block] = [await session('2026-12-05'), await session('2026-12-02')]
  await declare({ sessionId: later.sessionId, kind: 'live', externalRef: 'EXT-9' })
  await declare({ sessionId: block.sessionId, kind: 'block', cutOffAt: '2026-11-30T08:00:00Z' })
  await book(people[2] as RegionalId, block.poolId)
  const mine = async () =>
    (await app.play(manager(), ownedSessions, {})).sessions.filter(one =>
      [later.sessionId, block.sessionId].includes(one.session.sessionId),
    )
  expect(await mine()).toMatchObject([
    { source: { kind: 'block' }, taken: 1, capacity: 3, isFinal: false },
    { source: { kind: 'live', externalRef: 'EXT-9' }, taken: 0, asking: 0, confirmed: 0, lost: 0 },
  ])
  app.setNow('2026-12-20T08:00:00Z')
  expect((await app.play(manager(), ownedSessions, {})).sessions[0]).toMatchObject({
    session: { sessionId: block.sessionId },
    isFinal: true,
    source: { reportedAt: null },
  })
  await app.play(manager(), owners.reportBlock, { sessionId: block.sessionId })
  app.setNow('2026-12-25T08:00:00Z')
  expect(await mine()).toEqual([])
  app.setNow(firstNow)
  expect(await codeOf(app.play(manager(), ownedSessions, { institutionId: world.siteB }))).not.toBe('done')
})
