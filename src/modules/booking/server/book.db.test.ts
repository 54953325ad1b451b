import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { createWorld, type World } from '#src/modules/deployment/testing/factories.ts'
import { newUuid, type RegionalId } from '#src/platform/kernel/ids.ts'
import { createTestApp, residentActor, type TestApp } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { bookAppointment, cancelAppointment, confirmHold, holdAppointment } from '../contract.ts'
import { addOpenPool, addResidents, brokenSeats, sessionDay } from '../testing/factories.ts'
import { endGatherer } from './gatherer.ts'
import { bookingModule } from './module.ts'

let app: TestApp
let world: World
let residents: readonly RegionalId[]

beforeAll(async () => {
  app = await createTestApp({ modules: [deploymentModule, bookingModule], now: '2026-11-25T02:00:00Z' })
  world = await createWorld(app)
  residents = await addResidents(app.admin, 400)
})
afterAll(async () => {
  await endGatherer(app.app)
  await app.close()
})

let used = 0
const someone = (): RegionalId => residents[used++] as RegionalId
let hour = 0
/** A session of its own, never in the way of another: each has its own department. */
const openPool = (quota: readonly number[], day = sessionDay) =>
  addOpenPool(app, { institutionId: world.siteA, speciality: `科室${hour++}`, day }, quota)

const book = (residentId: RegionalId, poolId: RegionalId, key = newUuid()) =>
  app.play(residentActor([residentId]), bookAppointment, { poolId, residentId, channel: 'public' }, key)

describe('one seat', () => {
  test('BOOK-19 the last seat is given once, even when thirty-two ask at the same moment, twenty times over', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { poolId } = await openPool([0, 1, 0, 0])
      const people = residents.slice(0, 32)
      const codes = await Promise.all(people.map(person => codeOf(book(person, poolId))))
      expect(codes.filter(code => code === 'done')).toHaveLength(1)
      const refused = ['booking.slot_full', 'booking.person_limit', 'booking.day_limit']
      expect(codes.filter(code => refused.includes(code))).toHaveLength(31)
      await app.admin.query(`update booking.resident_booking_state set open_count = 0`)
      await app.admin.query(`update booking.appointment set status = 'arrived'`)
    }
    expect(await brokenSeats(app.admin)).toEqual([])
    used = 40
  })

  test('BOOK-20 the same request is answered with the same appointment, and another body with the same key is refused', async () => {
    const { poolId } = await openPool([0, 5, 0, 0])
    const [person, key] = [someone(), newUuid()]
    const actor = residentActor([person])
    const ask = (channel: 'public' | 'on_site') =>
      app.play(actor, bookAppointment, { poolId, residentId: person, channel }, key)
    const [first, second] = await Promise.all([ask('public'), ask('public')])
    const third = await ask('public')
    expect(second).toEqual(first)
    expect(third).toEqual(first)
    const other = await openPool([0, 1, 0, 0])
    expect(
      await codeOf(
        app.play(actor, bookAppointment, { poolId: other.poolId, residentId: person, channel: 'public' }, key),
      ),
    ).toBe('platform.key_reused')
    const { rows } = await app.admin.query('select count(*)::int as n from booking.appointment where pool_id = $1', [
      poolId.slice(7),
    ])
    expect(rows[0].n).toBe(1)
  })

  test('BOOK-20 an appointment leaves its audit row, its event and its stored answer in the same batch', async () => {
    const { poolId } = await openPool([0, 1, 0, 0])
    const booked = await book(someone(), poolId)
    const audit = await app.admin.query(`select outcome, act, actor, code from platform.audit where subject_id = $1`, [
      booked.appointmentId,
    ])
    expect(audit.rows).toEqual([
      { outcome: 'done', act: 'booking.bookAppointment', actor: expect.stringMatching(/^resident:/), code: null },
    ])
    const events = await app.admin.query(
      `select data from platform.outbox where name = 'booking.appointment_booked' and data->>'appointmentId' = $1`,
      [booked.appointmentId],
    )
    expect(events.rows).toHaveLength(1)
    expect(booked).toMatchObject({
      seatNo: 1,
      status: 'booked',
      channel: 'public',
      quotaChannel: 'public',
      startsAt: '2026-12-01T01:00:00.000Z',
    })
  })

  test('BOOK-9 a cancelled seat goes back to its share and is given to the next person', async () => {
    const { poolId } = await openPool([0, 1, 0, 0])
    const [one, other] = [someone(), someone()]
    const first = await book(one, poolId)
    expect(await codeOf(book(other, poolId))).toBe('booking.slot_full')
    await app.play(residentActor([one]), cancelAppointment, { appointmentId: first.appointmentId })
    const second = await book(other, poolId)
    expect(second.seatNo).toBe(first.seatNo)
    expect(await brokenSeats(app.admin)).toEqual([])
  })
})

describe('limits of a person', () => {
  test('BOOK-21 a person has one seat in a session, also when two requests come in one batch', async () => {
    const { poolId } = await openPool([0, 9, 0, 0])
    const person = someone()
    const codes = await Promise.all([codeOf(book(person, poolId)), codeOf(book(person, poolId))])
    expect([...codes].sort()).toEqual(['booking.already_booked', 'done'])
    expect(await codeOf(book(person, poolId))).toBe('booking.already_booked')
  })

  test('BOOK-21 a person has one appointment in a department and a day, at whatever site', async () => {
    const one = await addOpenPool(app, { institutionId: world.siteA, speciality: '心内科' }, [0, 9, 0, 0])
    const other = await addOpenPool(app, { institutionId: world.siteB, speciality: '心内科' }, [0, 9, 0, 0])
    const person = someone()
    const codes = await Promise.all([codeOf(book(person, one.poolId)), codeOf(book(person, other.poolId))])
    expect([...codes].sort()).toEqual(['booking.department_day_limit', 'done'])
  })

  test('BOOK-21 a person has five open appointments at most, also in one batch', async () => {
    const person = someone()
    const pools = await Promise.all(
      Array.from({ length: 8 }, (_, index) => openPool([0, 9, 0, 0], `2026-12-0${1 + (index % 4)}`)),
    )
    const codes = await Promise.all(pools.map(({ poolId }) => codeOf(book(person, poolId))))
    expect(codes.filter(code => code === 'done')).toHaveLength(5)
    expect(codes.filter(code => code === 'booking.person_limit')).toHaveLength(3)
  })
})

describe('holds', () => {
  const hold = (residentId: RegionalId, poolId: RegionalId) =>
    app.play(residentActor([residentId]), holdAppointment, { poolId, residentId, channel: 'public' })

  test('BOOK-22 a held seat is nobody else’s until the hold runs out, and then it is the next person’s', async () => {
    const { poolId } = await openPool([0, 1, 0, 0])
    const [one, other] = [someone(), someone()]
    const held = await hold(one, poolId)
    expect(held.status).toBe('held')
    expect(await codeOf(book(other, poolId))).toBe('booking.slot_full')
    app.setNow(new Date(new Date(held.holdExpiresAt as string).getTime() + 10).toISOString())
    const booked = await book(other, poolId)
    expect(booked.seatNo).toBe(held.seatNo)
    expect(await codeOf(app.play(residentActor([one]), confirmHold, { appointmentId: held.appointmentId }))).toBe(
      'booking.hold_expired',
    )
    expect(await brokenSeats(app.admin)).toEqual([])
  })

  test('BOOK-22 a hold that is confirmed in time is an appointment', async () => {
    const { poolId } = await openPool([0, 1, 0, 0])
    const one = someone()
    const held = await hold(one, poolId)
    const booked = await app.play(residentActor([one]), confirmHold, { appointmentId: held.appointmentId })
    expect(booked).toMatchObject({ status: 'booked', seatNo: held.seatNo, holdExpiresAt: null })
    expect(await codeOf(app.play(residentActor([someone()]), confirmHold, { appointmentId: held.appointmentId }))).toBe(
      'booking.appointment_not_found',
    )
  })

  test('BOOK-22 one’s own hold that ran out elsewhere does not stand in the way', async () => {
    const { sessionId: _first, poolId } = await openPool([0, 1, 0, 0])
    const department = `${hour++}科`
    const one = await addOpenPool(app, { institutionId: world.siteA, speciality: department }, [0, 1, 0, 0])
    const other = await addOpenPool(app, { institutionId: world.siteB, speciality: department }, [0, 1, 0, 0])
    const person = someone()
    const held = await hold(person, one.poolId)
    expect(await codeOf(book(person, other.poolId))).toBe('booking.department_day_limit')
    app.setNow(new Date(new Date(held.holdExpiresAt as string).getTime() + 10).toISOString())
    expect(await codeOf(book(person, other.poolId))).toBe('done')
    expect(await codeOf(book(someone(), poolId))).toBe('done')
    expect(await brokenSeats(app.admin)).toEqual([])
  })
})
