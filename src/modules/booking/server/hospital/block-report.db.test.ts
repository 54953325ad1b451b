import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { jobActor, residentActor, staffActor } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { statementsOf } from '#src/platform/testing/statements.ts'
import { confirmHold, holdAppointment } from '../../contract.ts'
import { addExtraSeat } from '../../contract-extra.ts'
import { ownedSessions } from '../../contract-hospitals.ts'
import * as owners from '../../contract-owners.ts'
import { brokenSeats } from '../../testing/factories.ts'
import { type BookingWorld, createBookingWorld } from '../../testing/world.ts'
import { onBooked } from '../tell-residents.ts'

let world: BookingWorld
const cutOffAt = '2026-11-29T08:00:00Z'

beforeAll(async () => {
  world = await createBookingWorld({ residents: 20 })
})
beforeEach(() => world.setNow('2026-11-28T02:00:00Z'))
afterAll(() => world.close())

const manager = () => staffActor(world.siteA, ['centre_manager'])
/** Looks after site A too, and is signed in at site B. */
const wider = () => staffActor(world.siteB, ['centre_manager'], { reach: [world.siteA, world.siteB] })
const report = (sessionId: RegionalId) => world.play(manager(), owners.blockReport, { sessionId })
const declare = (sessionId: RegionalId, kind: 'block' | 'live' | 'ours') =>
  world.play(manager(), owners.declareSource, { sessionId, kind, ...(kind === 'block' ? { cutOffAt } : {}) })
const block = async (seats: number, day?: string) => {
  const made = await world.openPool([0, seats, 0, 0], day === undefined ? {} : { day })
  await declare(made.sessionId, 'block')
  return made
}
const giveExtra = async (poolId: RegionalId) => {
  const residentId = world.someone()
  await world.knows(world.siteA, residentId)
  return world.play(manager(), addExtraSeat, { poolId, residentId, reason: '术后复查' })
}

test('BOOK-61 a block is listed and reported back at its own site only: from elsewhere its people can’t be seen', async () => {
  const { sessionId, poolId } = await block(3)
  await world.book(world.someone(), poolId)
  world.setNow(cutOffAt)
  expect(await codeOf(world.play(wider(), owners.blockReport, { sessionId }))).toBe('platform.wrong_institution')
  expect(await codeOf(world.play(wider(), owners.reportBlock, { sessionId }))).toBe('platform.wrong_institution')
  expect(await world.play(manager(), owners.reportBlock, { sessionId })).toMatchObject({
    reportedUsed: 1,
    reportedUnused: 2,
  })
})

test('BOOK-101 whoever looks after several sites reads the same numbers of a site as its own manager', async () => {
  const { sessionId, poolId } = await world.openPool([0, 3, 0, 0])
  await world.admin.query(
    `insert into booking.slot_source (region_id, session_id, institution_id, kind, declared_at, declared_by)
     select region_id, session_id, institution_id, 'live', now(), 'test' from booking.slot_pool where session_id = $1`,
    [sessionId.slice(7)],
  )
  const one = await world.book(world.someone(), poolId)
  await world.within(jobActor('booking.on', world.siteA), ctx => onBooked(ctx, one))
  const input = { institutionId: world.siteA }
  const seen = async (actor: ReturnType<typeof manager>) =>
    (await world.play(actor, ownedSessions, input)).sessions.find(found => found.session.sessionId === sessionId)
  expect(await seen(manager())).toMatchObject({ taken: 1, asking: 1, confirmed: 0, lost: 0 })
  expect(await seen(wider())).toEqual(await seen(manager()))
})

test('BOOK-61 BOOK-101 a session with an extra seat only has a booking: whose seats they are is not said any more', async () => {
  const { sessionId, poolId } = await world.openPool([0, 2, 0, 0])
  await giveExtra(poolId)
  expect(await codeOf(declare(sessionId, 'live'))).toBe('booking.source_has_bookings')
  expect(await codeOf(declare(sessionId, 'block'))).toBe('booking.source_has_bookings')
  expect(await world.play(manager(), owners.sourceOfSession, { sessionId })).toMatchObject({ kind: 'ours' })
})

test('BOOK-61 an extra seat is listed with the block and is none of its used seats', async () => {
  const { sessionId, poolId } = await block(1)
  await world.book(world.someone(), poolId)
  await giveExtra(poolId)
  world.setNow(cutOffAt)
  const { used, unused } = await report(sessionId)
  expect(used.map(one => [one.seatNo, one.isExtra])).toEqual([
    [1, false],
    [1001, true],
  ])
  expect(unused).toBe(0)
  expect(await world.play(manager(), owners.reportBlock, { sessionId })).toMatchObject({
    reportedUsed: 1,
    reportedUnused: 0,
  })
})

test('BOOK-61 BOOK-22 a hold taken before the cut-off of a block is not confirmed after it', async () => {
  const { sessionId, poolId } = await block(2)
  const hold = async () => {
    const residentId = world.someone()
    const { appointmentId } = await world.play(residentActor([residentId]), holdAppointment, {
      poolId,
      residentId,
      channel: 'public',
    })
    return () => codeOf(world.play(residentActor([residentId]), confirmHold, { appointmentId }))
  }
  world.setNow('2026-11-29T07:58:00Z')
  const [inTime, late] = [await hold(), await hold()]
  world.setNow('2026-11-29T07:59:59Z')
  expect(await inTime()).toBe('done')
  world.setNow(cutOffAt)
  expect(await report(sessionId)).toMatchObject({ used: [{ seatNo: 1 }], unused: 1, isFinal: true })
  await world.play(manager(), owners.reportBlock, { sessionId })
  expect(await late()).toBe('booking.hold_expired')
  expect((await report(sessionId)).used).toHaveLength(1)
  expect(await brokenSeats(world.admin)).toEqual([])
})

const list = async () => (await world.play(manager(), ownedSessions, {})).sessions
/** Settings are read once for everybody; whoever reads them meanwhile spares it. */
const sent = async (): Promise<readonly string[]> =>
  (await statementsOf(world, list)).filter(text => !text.includes('platform.setting')).map(text => text.slice(0, 80))

test('BOOK-101 the list costs as many statements for many sessions as for a few', async () => {
  await block(1)
  const before = await list()
  const few = await sent()
  for (const _more of [1, 2, 3]) await block(1)
  expect(await list()).toHaveLength(before.length + 3)
  expect(await sent()).toEqual(few)
})

test('BOOK-101 a block that is owed is never crowded out of the list by hundreds said later', async () => {
  const { sessionId } = await block(1)
  world.setNow('2027-01-15T02:00:00Z')
  const later = await world.openPool([0, 1, 0, 0], { day: '2027-01-20' })
  for (const table of ['deployment.session', 'booking.slot_pool'])
    await world.admin.query(
      `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object(
         'session_id', md5('s' || n)::uuid, 'pool_id', md5('p' || n)::uuid))).*
       from ${table} t, generate_series(1, 401) n where t.session_id = $1`,
      [later.sessionId.slice(7)],
    )
  await world.admin.query(
    `insert into booking.slot_source (region_id, session_id, institution_id, kind, cut_off_at, declared_at, declared_by)
     select region_id, session_id, institution_id, 'block', starts_at, $2, 'test' from booking.slot_pool
     where local_date = '2027-01-20' and session_id <> $1`,
    [later.sessionId.slice(7), '2027-01-15T02:00:00Z'],
  )
  const shown = await list()
  expect(shown).toHaveLength(400)
  expect(shown[0]?.isFinal).toBe(true)
  expect(shown.map(one => one.session.sessionId)).toContain(sessionId)
})
