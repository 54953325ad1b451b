import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { jobActor, publicActor, residentActor, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { bookAppointment, cancelAppointment, findOpenSessions, myAppointments, sessionSlots } from '../contract.ts'
import {
  callNext,
  changeQuotas,
  checkIn,
  deskDay,
  finishVisit,
  lobbyScreen,
  passVisit,
  queueOf,
  returnVisit,
  slotConsole,
  startVisit,
  takeBackTicket,
} from '../contract-desk.ts'
import { addSession, brokenSeats, poolIdsOf, sessionDay, setPool, withSeats } from '../testing/factories.ts'
import { type BookingWorld, createBookingWorld } from '../testing/world.ts'
import { markNoShows, remindTomorrow } from './daily-jobs.ts'
import { onSessionCancelled, onSessionChanged } from './session-events.ts'

let world: BookingWorld
let desk: StaffActor
let doctor: StaffActor
const openPool = (quota: readonly number[], more = {}) => world.openPool(quota, more)

beforeAll(async () => {
  world = await createBookingWorld({ residents: 200 })
  desk = staffActor(world.siteA, ['desk'])
  doctor = staffActor(world.siteB, ['gp'])
})
beforeEach(() => world.setNow('2026-12-01T00:30:00Z'))
afterAll(() => world.close())

const walkIn = async (poolId: RegionalId, residentId: RegionalId) => {
  await world.knows(world.siteA, residentId, 'card_read')
  return world.play(desk, bookAppointment, { poolId, residentId, channel: 'on_site' })
}

describe('who may book', () => {
  test('BOOK-6 a family doctor books for a contracted resident only, and the centre sees what it booked elsewhere', async () => {
    const { poolId } = await openPool([2, 2, 0, 0])
    const person = world.someone()
    const ask = () => world.play(doctor, bookAppointment, { poolId, residentId: person, channel: 'family_doctor' })
    expect(await codeOf(ask())).toBe('booking.not_your_resident')
    await world.knows(world.siteB, person, 'card_read')
    expect(await codeOf(ask())).toBe('booking.not_your_resident')
    await world.knows(world.siteB, person, 'contract')
    expect(await ask()).toMatchObject({ channel: 'family_doctor', quotaChannel: 'family_doctor' })
    const refusals = await world.admin.query(
      `select code from platform.audit where outcome = 'refused' and act = 'booking.bookAppointment' and resident_id = $1`,
      [person.slice(7)],
    )
    expect(refusals.rows).toHaveLength(2)
  })

  test('BOOK-7 a resident books for the family only and through the public channel only', async () => {
    const { poolId } = await openPool([2, 2, 2, 0])
    const [self, stranger] = [world.someone(), world.someone()]
    const actor = residentActor([self])
    expect(await codeOf(world.play(actor, bookAppointment, { poolId, residentId: stranger, channel: 'public' }))).toBe(
      'platform.not_your_resident',
    )
    expect(await codeOf(world.play(actor, bookAppointment, { poolId, residentId: self, channel: 'on_site' }))).toBe(
      'booking.channel_not_yours',
    )
    expect(await codeOf(world.play(actor, bookAppointment, { poolId, residentId: self, channel: 'public' }))).toBe(
      'done',
    )
  })

  test('BOOK-8 the desk gives an on-site seat to a person it has identified, at its own site', async () => {
    const { poolId } = await openPool([0, 0, 2, 0])
    const person = world.someone()
    const ask = (actor: StaffActor) =>
      world.play(actor, bookAppointment, { poolId, residentId: person, channel: 'on_site' })
    expect(await codeOf(ask(desk))).toBe('booking.not_your_resident')
    await world.knows(world.siteA, person, 'card_read')
    expect(await codeOf(ask(staffActor(world.siteB, ['desk'])))).toBe('booking.channel_not_yours')
    expect(await codeOf(ask(desk))).toBe('done')
  })

  test('BOOK-17 a full slot names the other times of the session and the other sessions of the department', async () => {
    const speciality = world.department()
    const full = await world.openPool([0, 1, 0, 0], { speciality })
    const other = await world.openPool([0, 3, 0, 0], { institutionId: world.siteB, speciality, day: '2026-12-08' })
    await world.book(world.someone(), full.poolId)
    const refusal = await world.book(world.someone(), full.poolId).catch(error => error)
    expect(refusal).toMatchObject({
      code: 'booking.slot_full',
      details: { otherPoolIds: [], otherSessionIds: [other.sessionId] },
    })
  })
})

describe('the day', () => {
  test('BOOK-12 from card to ticket, called, seen; the visit is one row and the record may be opened from now on', async () => {
    const { sessionId, poolId } = await openPool([0, 0, 5, 0])
    const person = world.someone()
    const booked = await walkIn(poolId, person)
    const ticket = await world.play(desk, checkIn, { appointmentId: booked.appointmentId })
    expect(ticket).toMatchObject({ ticketNo: 1, ahead: 0, institutionName: '演示甲中心', localDate: sessionDay })
    expect(await codeOf(world.play(desk, checkIn, { appointmentId: booked.appointmentId }))).toBe(
      'booking.already_arrived',
    )
    const { called } = await world.play(desk, callNext, { sessionId })
    expect(called).toMatchObject({ ticketNo: 1, status: 'called', residentId: person })
    const lobby = await world.play(publicActor as never, lobbyScreen, { institutionId: world.siteA })
    const shown = lobby.sessions.find(session => session.sessionId === sessionId)
    expect(shown?.now).toEqual([{ ticketNo: 1, maskedName: expect.stringMatching(/^.\*+.$/), callCount: 1 }])
    expect(JSON.stringify(lobby)).not.toContain(ticket.residentName)
    expect(await world.play(desk, finishVisit, { visitId: ticket.visitId })).toMatchObject({ status: 'seen' })
    const acts = await world.admin.query(
      `select act from records.relationship where resident_id = $1 and institution_id = $2 order by act`,
      [person.slice(7), world.siteA],
    )
    expect(acts.rows.map(row => row.act)).toEqual(['arrival', 'card_read'])
    const events = await world.admin.query(
      `select name from platform.outbox where data->>'residentId' = $1 order by event_id`,
      [person],
    )
    expect(events.rows.map(row => row.name)).toEqual(
      expect.arrayContaining([
        'booking.appointment_booked',
        'booking.patient_arrived',
        'booking.visit_called',
        'booking.visit_seen',
      ]),
    )
  })

  test('BOOK-25 the lobby screen has numbers and masked names, and the public reads no visit', async () => {
    const seen = await world.within(publicActor, async ctx => {
      const { sql } = await import('kysely')
      return (await sql`select * from booking.visit`.execute(ctx.tx)).rows
    })
    expect(seen).toEqual([])
  })

  test('BOOK-13 BOOK-14 BOOK-15 the queue goes by turn; who is passed goes back three places, who returns is interleaved', async () => {
    const { sessionId, poolId } = await openPool([0, 0, 9, 0])
    const people = Array.from({ length: 6 }, world.someone)
    for (const person of people) {
      const booked = await walkIn(poolId, person)
      await world.play(desk, checkIn, { appointmentId: booked.appointmentId })
    }
    const next = async () => (await world.play(desk, callNext, { sessionId })).called
    const first = await next()
    expect(first?.ticketNo).toBe(1)
    await world.play(desk, passVisit, { visitId: first?.visitId as string })
    const second = await next()
    expect(second?.ticketNo).toBe(2)
    expect((await world.play(desk, callNext, { sessionId, called: 'seen' })).called?.ticketNo).toBe(3)
    await world.play(desk, returnVisit, { visitId: second?.visitId as string })
    const queue = await world.play(desk, queueOf, { sessionId })
    expect(queue.now.map(visit => visit.ticketNo)).toEqual([3])
    expect(queue.waiting.map(visit => visit.ticketNo)).toEqual([4, 2, 1, 5, 6])
    expect(queue.seen.map(visit => visit.ticketNo)).toEqual([])
  })

  test('BOOK-27 nobody counts as seen for having been called: seen or not there is said first, in the room means seen', async () => {
    const { sessionId, poolId } = await openPool([0, 0, 9, 0])
    for (const person of Array.from({ length: 4 }, world.someone)) {
      const booked = await walkIn(poolId, person)
      await world.play(desk, checkIn, { appointmentId: booked.appointmentId })
    }
    const first = (await world.play(desk, callNext, { sessionId })).called
    expect(await codeOf(world.play(desk, callNext, { sessionId }))).toBe('booking.called_undecided')
    const passed = await world.play(desk, callNext, { sessionId, called: 'passed' })
    expect(passed).toMatchObject({ finished: null, called: { ticketNo: 2 } })
    await world.play(desk, startVisit, { visitId: passed.called?.visitId as string })
    const seen = await world.play(desk, callNext, { sessionId })
    expect(seen).toMatchObject({ finished: { ticketNo: 2, status: 'seen' }, called: { ticketNo: 3 } })
    const queue = await world.play(desk, queueOf, { sessionId })
    expect(queue.seen.map(visit => visit.ticketNo)).toEqual([2])
    expect(queue.waiting.map(visit => visit.visitId)).toContain(first?.visitId)
  })

  test('BOOK-28 a ticket given by mistake is taken back until it is called: the seat is free, nobody was seen', async () => {
    const { sessionId, poolId } = await openPool([0, 0, 1, 0])
    const person = world.someone()
    const { appointmentId } = await walkIn(poolId, person)
    await world.play(desk, checkIn, { appointmentId })
    expect(
      await codeOf(
        world.play(staffActor(world.siteB, ['desk']), takeBackTicket, { appointmentId, reason: '选错了人' }),
      ),
    ).toBe('booking.appointment_not_found')
    expect(await world.play(desk, takeBackTicket, { appointmentId, reason: '选错了人' })).toMatchObject({
      status: 'cancelled',
    })
    const queue = await world.play(desk, queueOf, { sessionId })
    expect(queue.waiting).toEqual([])
    expect(queue.seen).toEqual([])
    expect(queue.left.map(visit => visit.status)).toEqual(['left'])
    const audited = await world.admin.query(
      `select reason from platform.audit where act = 'booking.takeBackTicket' and resident_id = $1`,
      [person.slice(7)],
    )
    expect(audited.rows.map(row => row.reason)).toEqual(['选错了人'])
    const again = await walkIn(poolId, world.someone())
    expect(again.seatNo).toBe(1)
    await world.play(desk, checkIn, { appointmentId: again.appointmentId })
    await world.play(desk, callNext, { sessionId })
    expect(
      await codeOf(world.play(desk, takeBackTicket, { appointmentId: again.appointmentId, reason: '选错了人' })),
    ).toBe('booking.ticket_not_returnable')
    expect(await brokenSeats(world.admin)).toEqual([])
  })

  test('BOOK-12 no ticket on another day, at another site, or for a cancelled seat', async () => {
    const { poolId } = await openPool([0, 3, 0, 0], { day: '2026-12-02' })
    const person = world.someone()
    const booked = await world.book(person, poolId)
    expect(await codeOf(world.play(desk, checkIn, { appointmentId: booked.appointmentId }))).toBe('booking.not_today')
    expect(
      await codeOf(world.play(staffActor(world.siteB, ['desk']), checkIn, { appointmentId: booked.appointmentId })),
    ).toBe('booking.appointment_not_found')
    await world.play(residentActor([person]), cancelAppointment, { appointmentId: booked.appointmentId })
    world.setNow('2026-12-02T01:00:00Z')
    expect(await codeOf(world.play(desk, checkIn, { appointmentId: booked.appointmentId }))).toBe('booking.not_booked')
  })

  test('BOOK-9 after midnight a resident can’t cancel alone any more, the desk still can', async () => {
    const { poolId } = await openPool([0, 3, 0, 0])
    const person = world.someone()
    world.setNow('2026-11-30T15:59:00Z')
    const booked = await world.book(person, poolId)
    world.setNow('2026-11-30T16:00:00Z')
    expect(
      await codeOf(world.play(residentActor([person]), cancelAppointment, { appointmentId: booked.appointmentId })),
    ).toBe('booking.too_late_to_cancel')
    expect(
      await world.play(desk, cancelAppointment, { appointmentId: booked.appointmentId, reason: '来电取消' }),
    ).toMatchObject({ status: 'cancelled' })
    expect(await brokenSeats(world.admin)).toEqual([])
  })

  test('BOOK-18 who did not come is marked when the session is over, and the third time suspends booking', async () => {
    const person = world.someone()
    for (let time = 0; time < 3; time += 1) {
      world.setNow('2026-11-30T02:00:00Z')
      const { poolId } = await openPool([0, 3, 0, 0])
      await world.book(person, poolId)
      world.setNow('2026-12-01T03:00:00.500Z')
      await world.within(jobActor('booking.mark_no_shows'), markNoShows)
    }
    const { poolId } = await openPool([0, 3, 0, 0], { day: '2026-12-09' })
    expect(await codeOf(world.book(person, poolId))).toBe('booking.suspended')
    expect(await brokenSeats(world.admin)).toEqual([])
  })

  test('BOOK-30 everyone booked for tomorrow is reminded once, and nobody before the hour', async () => {
    const { poolId } = await openPool([0, 3, 0, 0], { day: '2026-12-12' })
    const person = world.someone()
    await world.book(person, poolId)
    const remindAt = async (instant: string) => {
      world.setNow(instant)
      await world.within(jobActor('booking.remind_tomorrow'), remindTomorrow)
      const events = await world.admin.query(
        `select 1 from platform.outbox where name = 'booking.reminder_due' and data->>'residentId' = $1`,
        [person],
      )
      return events.rowCount
    }
    expect(await remindAt('2026-12-11T08:29:00Z')).toBe(0)
    expect(await remindAt('2026-12-11T08:30:00Z')).toBe(1)
    expect(await remindAt('2026-12-11T11:10:00Z')).toBe(1)
  })
})

describe('the session', () => {
  test('BOOK-1 publishing makes the pools once, with shares and windows, and residents see when they open', async () => {
    const sessionId = await addSession(world.admin, {
      institutionId: world.siteA,
      staffId: world.experts[3] as string,
      speciality: '首发科',
      day: '2026-12-20',
      capacity: 20,
      bucketMinutes: 30,
    })
    await withSeats(world, sessionId, sessionId)
    await withSeats(world, sessionId)
    expect(await poolIdsOf(world.admin, sessionId)).toHaveLength(4)
    const { session, slots } = await world.play(publicActor as never, sessionSlots, { sessionId, channel: 'public' })
    expect(session).toMatchObject({
      capacity: 20,
      free: 0,
      left: 20,
      state: 'not_yet',
      opensAt: '2026-12-12T23:00:00.000Z',
    })
    expect(slots).toHaveLength(4)
    const { sessions } = await world.play(publicActor as never, findOpenSessions, {
      channel: 'family_doctor',
      from: '2026-12-20',
      to: '2026-12-20',
    })
    expect(sessions.find(one => one.sessionId === sessionId)).toMatchObject({
      department: '首发科',
      opensAt: '2026-12-07T23:00:00.000Z',
      state: 'not_yet',
      experts: [{ name: '演示医生4' }],
    })
  })

  test('BOOK-10 shares change without taking anyone’s seat, and never beyond the seats', async () => {
    const { sessionId, poolId } = await openPool([1, 2, 0, 0])
    await world.book(world.someone(), poolId)
    const manager = staffActor(world.siteA, ['centre_manager'])
    const change = (quota: { family_doctor: number; public: number; on_site: number; referral: number }) =>
      world.play(manager, changeQuotas, { sessionId, pools: [{ poolId, quota }], reason: '现场排队的人多' })
    expect(await codeOf(change({ family_doctor: 3, public: 0, on_site: 0, referral: 0 }))).toBe(
      'booking.quota_below_taken',
    )
    expect(await codeOf(change({ family_doctor: 3, public: 1, on_site: 0, referral: 0 }))).toBe(
      'booking.quota_over_capacity',
    )
    expect(await codeOf(change({ family_doctor: 0, public: 1, on_site: 2, referral: 0 }))).toBe('done')
    const console = await world.play(desk, slotConsole, { sessionId })
    expect(console.pools[0]).toMatchObject({ quota: { public: 1, on_site: 2 }, taken: { public: 1 } })
    expect(
      await codeOf(
        world.play(staffActor(world.siteB, ['centre_manager']), changeQuotas, {
          sessionId,
          pools: [{ poolId, quota: { family_doctor: 0, public: 1, on_site: 2, referral: 0 } }],
          reason: '试',
        }),
      ),
    ).toBe('platform.wrong_institution')
  })

  test('BOOK-11 a stopped session ends its appointments, counts for nobody as missed and tells everyone, never why', async () => {
    const { sessionId, poolId } = await openPool([0, 4, 0, 0], { day: '2026-12-03' })
    const people = [world.someone(), world.someone(), world.someone()]
    for (const person of people) await world.book(person, poolId)
    await world.within(jobActor('booking.on'), ctx => onSessionCancelled(ctx, { sessionId, reason: 'illness' }))
    expect(await codeOf(world.book(world.someone(), poolId))).toBe('booking.session_stopped')
    const events = await world.admin.query(
      `select data->>'cause' as cause from platform.outbox where name = 'booking.appointment_cancelled' and data->>'sessionId' = $1`,
      [sessionId],
    )
    expect(events.rows.map(row => row.cause)).toEqual(['session_cancelled', 'session_cancelled', 'session_cancelled'])
    const { appointments } = await world.play(residentActor([people[0] as string]), myAppointments, {})
    expect(appointments[0]).toMatchObject({ status: 'cancelled', cancelReason: null })
    expect(JSON.stringify(appointments)).not.toContain('illness')
    const kept = await world.admin.query(
      'select distinct cancel_cause, cancel_reason from booking.appointment where session_id = $1',
      [sessionId.slice(7)],
    )
    expect(kept.rows).toEqual([{ cancel_cause: 'session_cancelled', cancel_reason: null }])
    expect(await brokenSeats(world.admin)).toEqual([])
  })

  test('BOOK-10 a session moved and made smaller carries its people along', async () => {
    const { sessionId, poolId } = await openPool([0, 4, 0, 0], { day: '2026-12-04' })
    await setPool(world.admin, sessionId, { quota: [0, 4, 0, 0] })
    const people = [world.someone(), world.someone(), world.someone()]
    for (const person of people) await world.book(person, poolId)
    await world.admin.query(
      `update deployment.session set local_date = '2026-12-05', starts_at = starts_at + interval '25 hours', ends_at = ends_at + interval '25 hours', capacity = 2 where session_id = $1`,
      [sessionId.slice(7)],
    )
    await world.within(jobActor('booking.on'), ctx => onSessionChanged(ctx, { sessionId, changed: ['time', 'seats'] }))
    const { appointments } = await world.play(residentActor([people[0] as string]), myAppointments, {})
    expect(appointments[0]).toMatchObject({ status: 'booked', localDate: '2026-12-05', startTime: '10:00' })
    const { rows } = await world.admin.query(
      'select capacity, quota, taken from booking.slot_pool where session_id = $1',
      [sessionId.slice(7)],
    )
    expect(rows[0].taken).toEqual([0, 3, 0, 0])
    expect(rows[0].quota[1]).toBe(3)
    expect(await brokenSeats(world.admin)).toEqual([])
  })
})

describe('who sees', () => {
  test('BOOK-24 site, booker and the open record see an appointment; others see none, and nobody writes one by hand', async () => {
    const { sql } = await import('kysely')
    const { poolId } = await openPool([2, 2, 0, 0])
    const person = world.someone()
    await world.knows(world.siteB, person, 'contract')
    const booked = await world.play(doctor, bookAppointment, { poolId, residentId: person, channel: 'family_doctor' })
    const seenBy = (actor: Parameters<TestApp['within']>[0]) =>
      world.within(
        actor,
        async ctx =>
          (
            await sql`select 1 from booking.appointment where appointment_id = ${booked.appointmentId.slice(7)}`.execute(
              ctx.tx,
            )
          ).rows.length,
      )
    expect(await seenBy(desk)).toBe(1)
    expect(await seenBy(doctor)).toBe(1)
    expect(await seenBy(residentActor([person]))).toBe(1)
    expect(await seenBy(staffActor(world.stranger, ['gp', 'desk']))).toBe(0)
    expect(await seenBy(residentActor([world.someone()]))).toBe(0)
    expect(await seenBy(publicActor)).toBe(0)
    const write = world.within(desk, ctx =>
      sql`update booking.appointment set status = 'arrived' where appointment_id = ${booked.appointmentId.slice(7)}`.execute(
        ctx.tx,
      ),
    )
    await expect(write).rejects.toThrow(/permission denied/)
    const { appointments } = await world.play(desk, deskDay, {})
    expect(appointments.map(row => row.appointmentId)).toContain(booked.appointmentId)
  })
})
