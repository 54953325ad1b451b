import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { createWorld, type World } from '#src/modules/deployment/testing/factories.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { grantRelationship } from '#src/modules/records/public.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import { newUuid, type RegionalId } from '#src/platform/kernel/ids.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import {
  createTestApp,
  jobActor,
  residentActor,
  staffActor,
  type TestApp,
  testRegion,
} from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { bookAppointment, cancelAppointment, sessionSlots } from '../contract.ts'
import { mySuspensions } from '../contract-appeals.ts'
import { countedVisits } from '../contract-counts.ts'
import { checkIn, lobbyScreen, queueOf, takeBackTicket } from '../contract-desk.ts'
import { addExtraSeat } from '../contract-extra.ts'
import { joinWaiting } from '../contract-waiting.ts'
import { addOpenPool, addResidents, addSession, brokenSeats, poolIdsOf, withSeats } from '../testing/factories.ts'
import { batchStatement, type SeatAnswer } from './batch-statement.ts'
import { markNoShows } from './daily-jobs.ts'
import { endGatherer } from './gatherer.ts'
import { bookingModule } from './module.ts'
import { logShareReturns } from './seat-log.query.ts'

let app: TestApp
let world: World
let people: readonly RegionalId[]
let used = 0
const someone = (): RegionalId => people[used++] as RegionalId
const desk = () => staffActor(world.siteA, ['desk'])

beforeAll(async () => {
  app = await createTestApp({
    modules: [platformModule, networkModule, recordsModule, deploymentModule, bookingModule],
  })
  world = await createWorld(app)
  people = await addResidents(app.admin, 60)
})
/** 10:00 in China, three weeks before: long before any clinic of that day opens. */
const longBefore = '2026-11-10T02:00:00Z'
beforeEach(() => app.setNow(longBefore))
afterAll(async () => {
  await endGatherer(app.app)
  await app.close()
})

const activity = async (kind: 'lecture' | 'free_clinic', capacity: number, day = '2026-12-01') => {
  const sessionId = await addSession(app.admin, { institutionId: world.siteA, kind, capacity, day, bucketMinutes: 30 })
  await app.admin.query(`update deployment.session set published_at = $2 where session_id = $1`, [
    sessionId.slice(7),
    longBefore,
  ])
  await withSeats(app, sessionId)
  return { sessionId, pools: await poolIdsOf(app.admin, sessionId) }
}
const book = (poolId: RegionalId | undefined, residentId: RegionalId) =>
  app.play(residentActor([residentId]), bookAppointment, {
    poolId: poolId as RegionalId,
    residentId,
    channel: 'public',
  })
const known = (residentId: RegionalId) =>
  app.within(jobActor('test', world.siteA), ctx =>
    grantRelationship(ctx, { residentId, institutionId: world.siteA, act: 'card_read', source: 'test' }),
  )
const atTheDoor = async (poolId: RegionalId | undefined, residentId: RegionalId) => {
  await known(residentId)
  return app.play(desk(), bookAppointment, { poolId: poolId as RegionalId, residentId, channel: 'on_site' })
}

test('BOOK-91 all places are the public’s from the publication on; a lecture begins once, a free clinic by times', async () => {
  const lecture = await activity('lecture', 20)
  const clinic = await activity('free_clinic', 8)
  expect(lecture.pools).toHaveLength(1)
  expect(clinic.pools).toHaveLength(4)
  const shown = await app.play(residentActor([someone()]), sessionSlots, {
    sessionId: lecture.sessionId,
    channel: 'public',
  })
  expect(shown.session).toMatchObject({ state: 'open', capacity: 20, free: 20, left: 20 })
  expect(shown.slots.map(slot => [slot.startTime, slot.endTime])).toEqual([['09:00', '11:00']])
  expect(await codeOf(book(lecture.pools[0], someone()))).toBe('done')
  app.setNow('2026-11-10T01:59:59Z')
  expect(await codeOf(book(lecture.pools[0], someone()))).toBe('booking.window_not_open')
  expect(await brokenSeats(app.admin)).toEqual([])
})

test('BOOK-91 the last place goes once, the door gives what is left on the day, and who is too many can wait', async () => {
  const { sessionId, pools } = await activity('lecture', 3)
  const [first, second, third, late] = [someone(), someone(), someone(), someone()]
  await book(pools[0], first)
  expect(await codeOf(atTheDoor(pools[0], second))).toBe('booking.window_not_open')
  app.setNow('2026-12-01T00:40:00Z')
  await atTheDoor(pools[0], second)
  const last = await Promise.all([codeOf(book(pools[0], third)), codeOf(atTheDoor(pools[0], late))])
  expect([...last].sort()).toEqual(['booking.slot_full', 'done'])
  app.setNow(longBefore)
  const full = await activity('lecture', 1)
  await book(full.pools[0], first)
  const place = await app.play(residentActor([late]), joinWaiting, {
    residentId: late,
    sessionId: full.sessionId,
    scope: 'session',
  })
  expect(place.places).toMatchObject([{ sessionId: full.sessionId }])
  // While somebody waits, the seat that comes back is theirs.
  await app.play(residentActor([first]), cancelAppointment, {
    appointmentId: (await bookedId(full.sessionId)) as RegionalId,
  })
  expect(await codeOf(book(full.pools[0], third))).toBe('booking.slot_full')
  expect(sessionId).not.toBe(full.sessionId)
  expect(await brokenSeats(app.admin)).toEqual([])
})
const bookedId = async (sessionId: RegionalId): Promise<string | undefined> => {
  const { rows } = await app.admin.query(
    `select region_id || '-' || appointment_id as id from booking.appointment where session_id = $1 and status = 'booked'`,
    [sessionId.slice(7)],
  )
  return rows[0]?.id
}

test('BOOK-91 an extra place beyond the places is given by who manages the site', async () => {
  const { sessionId, pools } = await activity('lecture', 1)
  const [first, extra] = [someone(), someone()]
  await book(pools[0], first)
  await known(extra)
  const manager = staffActor(world.siteA, ['centre_manager'], { reach: [world.siteA] })
  const given = await app.play(manager, addExtraSeat, {
    poolId: pools[0] as RegionalId,
    residentId: extra,
    reason: '坐轮椅，家属陪同',
  })
  expect(given).toMatchObject({ sessionId, isExtra: true, status: 'booked' })
})

test('BOOK-93 an activity neither meets nor uses a person’s limits, and missing it warns and suspends nobody', async () => {
  const person = someone()
  const clinic = (day: string, speciality: string) =>
    addOpenPool(app, { institutionId: world.siteA, speciality, day }, [0, 5, 0, 0])
  // Five lectures on one day stand beside the three visits that a day may have, and five open visits.
  const lectures = await Promise.all([1, 2, 3, 4, 5].map(() => activity('lecture', 5)))
  for (const { pools } of lectures) await book(pools[0], person)
  for (const [index, day] of ['2026-12-01', '2026-12-01', '2026-12-01', '2026-12-02', '2026-12-02'].entries())
    await book((await clinic(day, `限次科${index}`)).poolId, person)
  expect(await codeOf(book((await clinic('2026-12-01', '限次科6')).poolId, person))).toBe('booking.person_limit')
  expect(await codeOf(book((await activity('lecture', 5)).pools[0], person))).toBe('done')
  await app.admin.query(
    `update booking.appointment set status = 'arrived' where resident_id = $1 and not booking.is_activity(department_key)`,
    [person.slice(7)],
  )
  await app.admin.query(
    `update booking.resident_booking_state set open_count = open_count - 5 where resident_id = $1`,
    [person.slice(7)],
  )
  expect(await codeOf(book((await clinic('2026-12-01', '限次科7')).poolId, person))).toBe('booking.day_limit')
  app.setNow('2026-12-01T12:00:00Z')
  await app.within(jobActor('booking.mark_no_shows'), markNoShows)
  const { rows } = await app.admin.query(
    `select distinct (data->>'counted')::int as counted, data::jsonb ? 'suspendedUntil' as suspended from platform.outbox
     where name = 'booking.no_show_marked' and data->>'residentId' = $1`,
    [person],
  )
  expect(rows).toEqual([{ counted: 0, suspended: false }])
  expect((await app.play(residentActor([person]), mySuspensions, {})).people).toMatchObject([
    { suspendedUntil: null, counted: 0, missed: [] },
  ])
})

test('BOOK-93 an activity and a visit asked for in one batch do not stand in each other’s way', async () => {
  const person = someone()
  const visit = (speciality: string) => addOpenPool(app, { institutionId: world.siteA, speciality }, [0, 5, 0, 0])
  const pools = [
    (await activity('lecture', 5)).pools[0],
    (await visit('同批一科')).poolId,
    (await visit('同批二科')).poolId,
  ]
  const requests = pools.map(poolId => ({
    regionId: testRegion,
    poolId: (poolId as RegionalId).slice(7),
    residentId: person.slice(7),
    channelNo: 2,
    isHold: false,
    actor: 'resident:test',
    institutionId: null,
    agentRelation: 'self',
    agentName: null,
    endpoint: 'booking.bookAppointment',
    key: newUuid(),
    inputHash: Buffer.alloc(32, 7),
    requestId: 'test',
  }))
  const limits = { holdMinutes: 10, personLimit: 1, dayLimit: 0, monthLimit: 0, phoneLimit: 0 }
  const { rows } = await app.app.pool.query<{ answers: string }>(batchStatement(requests, app.app.clock.now(), limits))
  const answers = JSON.parse((rows[0] as { answers: string }).answers) as readonly SeatAnswer[]
  expect(answers.map(({ status, body }) => [status, (body as { code?: string }).code])).toEqual([
    [200, undefined],
    [200, undefined],
    [409, 'booking.person_limit'],
  ])
})

test('BOOK-93 who is suspended from booking visits may still come to an activity', async () => {
  const person = someone()
  await app.admin.query(
    `insert into booking.resident_booking_state (region_id, resident_id, open_count, suspended_until) values (310100, $1, 0, '2027-01-01')`,
    [person.slice(7)],
  )
  const { poolId } = await addOpenPool(app, { institutionId: world.siteA, speciality: '停约科' }, [0, 5, 0, 0])
  expect(await codeOf(book(poolId, person))).toBe('booking.suspended')
  expect(await codeOf(book((await activity('free_clinic', 4)).pools[0], person))).toBe('done')
})

test('BOOK-93 a place is given up by its owner until the activity begins, however often', async () => {
  const person = someone()
  for (let round = 0; round < 7; round += 1) {
    app.setNow(longBefore)
    const { pools } = await activity('lecture', 2)
    const { appointmentId } = await book(pools[0], person)
    app.setNow(round === 6 ? '2026-12-01T01:00:00Z' : '2026-12-01T00:59:59Z')
    const code = await codeOf(app.play(residentActor([person]), cancelAppointment, { appointmentId }))
    expect(code).toBe(round === 6 ? 'booking.too_late_to_cancel' : 'done')
  }
  const { rows } = await app.admin.query(
    'select paused_until from booking.resident_booking_state where resident_id = $1',
    [person.slice(7)],
  )
  expect(rows).toEqual([{ paused_until: null }])
})

test('BOOK-92 who is let in to a lecture has come: counted at once, called by nobody, and taken back when it was a mistake', async () => {
  const { sessionId, pools } = await activity('lecture', 5)
  const [booked, walkIn, mistake] = [someone(), someone(), someone()]
  const seat = await book(pools[0], booked)
  app.setNow('2026-12-01T00:45:00Z')
  const ticket = await app.play(desk(), checkIn, { appointmentId: seat.appointmentId })
  expect(ticket).toMatchObject({ ticketNo: 1, ahead: 0 })
  const second = await atTheDoor(pools[0], walkIn)
  expect(await app.play(desk(), checkIn, { appointmentId: second.appointmentId })).toMatchObject({
    ticketNo: 2,
    ahead: 0,
  })
  const third = await atTheDoor(pools[0], mistake)
  await app.play(desk(), checkIn, { appointmentId: third.appointmentId })
  await app.play(desk(), takeBackTicket, { appointmentId: third.appointmentId, reason: '点错了人' })
  const queue = await app.play(desk(), queueOf, { sessionId })
  expect([queue.waiting, queue.now]).toEqual([[], []])
  expect(queue.seen.map(visit => [visit.ticketNo, visit.status])).toEqual([
    [1, 'seen'],
    [2, 'seen'],
  ])
  expect(queue.left.map(visit => visit.ticketNo)).toEqual([3])
  const counts = await app.play(desk(), countedVisits, { sessionId })
  expect(counts).toMatchObject({ seen: 2, came: 2, booked: 2, capacity: 5 })
  const lobby = await app.play(desk(), lobbyScreen, { institutionId: world.siteA })
  expect(lobby.sessions.find(one => one.sessionId === sessionId)).toMatchObject({ now: [], waiting: 0, left: 3 })
  expect(await brokenSeats(app.admin)).toEqual([])
})

test('BOOK-92 a free clinic keeps its queue: who got a number has come, who was called and seen is counted apart', async () => {
  const { sessionId, pools } = await activity('free_clinic', 8)
  app.setNow('2026-12-01T00:45:00Z')
  const seat = await atTheDoor(pools[0], someone())
  expect(await app.play(desk(), checkIn, { appointmentId: seat.appointmentId })).toMatchObject({ ticketNo: 1 })
  expect(await app.play(desk(), countedVisits, { sessionId })).toMatchObject({ seen: 0, came: 1 })
  expect((await app.play(desk(), queueOf, { sessionId })).waiting).toMatchObject([{ ticketNo: 1, status: 'waiting' }])
})

test('BOOK-91 what is everybody’s from the beginning is in no log of shares that went on', async () => {
  const { sessionId } = await activity('lecture', 6)
  const { sessionId: clinic } = await addOpenPool(
    app,
    { institutionId: world.siteA, speciality: '退回科' },
    [2, 1, 0, 0],
  )
  await app.admin.query(
    `update booking.slot_pool set returns_at = array['2026-11-12', null, null, null]::timestamptz[], opens_at[1] = '2026-11-01'
     where session_id = $1`,
    [clinic.slice(7)],
  )
  app.setNow('2026-11-20T02:00:00Z')
  await app.within(jobActor('booking.log_share_returns'), logShareReturns)
  const { rows } = await app.admin.query(
    'select session_id::text, channel, seats from booking.share_return where session_id = any ($1)',
    [[sessionId.slice(7), clinic.slice(7)]],
  )
  expect(rows).toEqual([{ session_id: clinic.slice(7), channel: 1, seats: 2 }])
})
