import { afterAll, beforeAll, expect, test } from 'vitest'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { createWorld, type World } from '#src/modules/deployment/testing/factories.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { grantRelationship } from '#src/modules/records/public.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import { createTestApp, jobActor, residentActor, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { bookAppointment, myAppointments } from '../contract.ts'
import { deskDay } from '../contract-desk.ts'
import { addExtraSeat, changeExtraLimit, seatLog } from '../contract-extra.ts'
import { bookReferred } from '../contract-referral.ts'
import { addOpenPool, addResidents, brokenSeats, sessionDay } from '../testing/factories.ts'
import { endGatherer } from './gatherer.ts'
import { bookingModule } from './module.ts'

let app: TestApp
let world: World
let people: readonly RegionalId[]
let used = 0
let department = 0
const someone = (): RegionalId => people[used++] as RegionalId

beforeAll(async () => {
  app = await createTestApp({
    modules: [platformModule, networkModule, recordsModule, deploymentModule, bookingModule],
    now: '2026-11-25T02:00:00Z',
  })
  world = await createWorld(app)
  people = await addResidents(app.admin, 30)
})
afterAll(async () => {
  await endGatherer(app.app)
  await app.close()
})

const pool = (quota: readonly number[]) =>
  addOpenPool(app, { institutionId: world.siteA, speciality: `转诊科${department++}` }, quota)
const known = (residentId: RegionalId, institutionId: string) =>
  app.within(jobActor('test', institutionId), ctx =>
    grantRelationship(ctx, { residentId, institutionId, act: 'card_read', source: 'test' }),
  )
const gp = () => staffActor(world.siteB, ['gp'])
const refer = (poolId: RegionalId, residentId: RegionalId, actor = gp()) =>
  app.play(actor, bookReferred, { poolId, residentId, note: '心电图 ST 段压低，请专家看' })

test('BOOK-94 a family doctor gives a known person a referral seat with a note that the receiving site reads', async () => {
  const { poolId } = await pool([0, 0, 0, 1])
  const person = someone()
  expect(await codeOf(refer(poolId, person))).toBe('booking.not_your_resident')
  await known(person, world.siteB)
  const booked = await refer(poolId, person)
  expect(booked).toMatchObject({ channel: 'referral', quotaChannel: 'referral', status: 'booked' })
  const { appointments } = await app.play(staffActor(world.siteA, ['desk']), deskDay, { date: sessionDay })
  expect(appointments.find(one => one.appointmentId === booked.appointmentId)?.referralNote).toBe(
    '心电图 ST 段压低，请专家看',
  )
  const own = await app.play(residentActor([person]), myAppointments, {})
  expect(own.appointments.map(one => [one.appointmentId, one.referralNote])).toEqual([[booked.appointmentId, null]])
  const { rows } = await app.admin.query(
    `select count(*)::int as n from platform.outbox where name = 'booking.appointment_booked' and data->>'appointmentId' = $1`,
    [booked.appointmentId],
  )
  expect(rows).toEqual([{ n: 1 }])
  expect(await brokenSeats(app.admin)).toEqual([])
})

test('BOOK-94 the last referral seat goes once, a refused try leaves no note, and nobody else uses the reserve', async () => {
  const { poolId } = await pool([0, 3, 0, 1])
  const [first, second, third] = [someone(), someone(), someone()]
  for (const person of [first, second, third]) await known(person, world.siteB)
  const codes = await Promise.all([codeOf(refer(poolId, first)), codeOf(refer(poolId, second))])
  expect([...codes].sort()).toEqual(['booking.slot_full', 'done'])
  const notes = await app.admin.query(
    'select count(*)::int as n from booking.referral_note where resident_id = any ($1)',
    [[first.slice(7), second.slice(7)]],
  )
  expect(notes.rows).toEqual([{ n: 1 }])
  expect(await codeOf(refer(poolId, third, staffActor(world.siteB, ['desk'])))).toBe('platform.not_permitted')
  const ordinary = app.play(gp(), bookAppointment, { poolId, residentId: third, channel: 'referral' })
  expect(await codeOf(ordinary)).toBe('booking.channel_not_yours')
  expect(await brokenSeats(app.admin)).toEqual([])
})

test('BOOK-99 a manager sets how many extra seats a session may have, more or less than the site, and takes it back', async () => {
  const { sessionId, poolId } = await pool([0, 1, 0, 0])
  const manager = staffActor(world.siteA, ['centre_manager'], { reach: [world.siteA] })
  const give = async () => {
    const residentId = someone()
    await known(residentId, world.siteA)
    return codeOf(app.play(manager, addExtraSeat, { poolId, residentId, reason: '行动不便' }))
  }
  const set = (limit: number | null, actor = manager) =>
    codeOf(app.play(actor, changeExtraLimit, { sessionId, limit, reason: '专家同意' }))
  expect(await set(1)).toBe('done')
  expect(await app.play(manager, seatLog, { sessionId })).toMatchObject({ extraLimit: 1, hasOwnLimit: true })
  const codes = await Promise.all([give(), give()])
  expect([...codes].sort()).toEqual(['booking.extra_limit', 'done'])
  await set(4)
  expect([await give(), await give(), await give(), await give()]).toEqual([
    'done',
    'done',
    'done',
    'booking.extra_limit',
  ])
  await set(null)
  expect(await app.play(manager, seatLog, { sessionId })).toMatchObject({ extra: 4, extraLimit: 3, hasOwnLimit: false })
  expect(await give()).toBe('booking.extra_limit')
  expect(await set(9, staffActor(world.siteB, ['centre_manager'], { reach: [world.siteB] }))).toBe(
    'platform.wrong_institution',
  )
  expect(await brokenSeats(app.admin)).toEqual([])
})
