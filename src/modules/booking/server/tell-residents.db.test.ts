import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { decryptText, encryptText } from '#src/platform/server/crypto.ts'
import { jobActor, staffActor, testRegion } from '#src/platform/testing/app.ts'
import { bookAppointment } from '../contract.ts'
import { appointmentDetail } from '../contract-desk.ts'
import type { Booked } from '../contract-shapes.ts'
import type { AppointmentEvent } from '../events.ts'
import { addResidents } from '../testing/factories.ts'
import { type BookingWorld, createBookingWorld } from '../testing/world.ts'
import { onBooked, onCancelled } from './tell-residents.ts'

let world: BookingWorld
let booked: readonly Booked[]

const eventOf = (one: Booked, cause?: string): AppointmentEvent => ({
  appointmentId: one.appointmentId,
  sessionId: one.sessionId,
  poolId: one.poolId,
  residentId: one.residentId,
  institutionId: one.institutionId,
  seatNo: one.seatNo,
  channel: one.channel,
  startsAt: one.startsAt,
  ...(cause === undefined ? {} : { cause }),
})

beforeAll(async () => {
  world = await createBookingWorld({ now: '2026-11-25T02:00:00Z', residents: 2 })
  const people = [world.someone(), world.someone()] as const
  const phone = encryptText(world.app.keys, '13800001234')
  await world.admin.query('update records.resident set phone_cipher = $1 where resident_id = $2', [
    phone,
    people[0].slice(7),
  ])
  const { poolId } = await world.openPool([0, 9, 0, 0], { speciality: '骨科', staffId: world.experts[0] as string })
  booked = await Promise.all(people.map(residentId => world.book(residentId, poolId)))
})
afterAll(() => world.close())

const messagesTo = async (residentId: RegionalId) => {
  const { rows } = await world.admin.query<{ channel: string; template: string; parameters_cipher: Buffer }>(
    'select channel, template, parameters_cipher from platform.notification where resident_id = $1 order by created_at, channel',
    [residentId.slice(7)],
  )
  return rows.map(row => ({ ...row, parameters: JSON.parse(decryptText(world.app.keys, row.parameters_cipher)) }))
}
const contactOf = async (one: Booked) => {
  const { rows } = await world.admin.query('select contact_id from booking.contact where appointment_id = $1', [
    one.appointmentId.slice(7),
  ])
  return `${testRegion}-${rows[0].contact_id}`
}
const loopsOf = async () => {
  const { rows } = await world.admin.query('select kind, owner_role, subject_id, reason from platform.loop')
  return rows
}

test('BOOK-11 a booking is confirmed with time, place and what the expert is called', async () => {
  const [one] = booked as [Booked]
  await world.within(jobActor('booking.on', world.siteA), ctx => onBooked(ctx, eventOf(one)))
  const messages = await messagesTo(one.residentId)
  expect(messages.map(message => `${message.channel} ${message.template}`)).toEqual([
    'inbox booking.booked',
    'sms booking.booked',
  ])
  expect(messages[0]?.parameters).toMatchObject({
    site: '演示甲中心',
    date: '2026-12-01',
    time: '09:00',
    arrive: '08:45',
    expert: '演示医生1',
    title: '骨科',
  })
  expect(await loopsOf()).toEqual([])
})

test('BOOK-11 whoever can’t be reached about a stopped session is a call for the desk, once', async () => {
  const [reached, unreached] = booked as [Booked, Booked]
  for (const one of [reached, unreached, unreached])
    await world.within(jobActor('booking.on', world.siteA), ctx => onCancelled(ctx, eventOf(one, 'session_cancelled')))
  expect((await messagesTo(reached.residentId)).map(message => message.template)).toContain('booking.stopped')
  expect(await loopsOf()).toEqual([
    {
      kind: 'booking.call_resident',
      owner_role: 'desk',
      subject_id: await contactOf(unreached),
      reason: 'booking.loop.stopped',
    },
  ])
  const desk = staffActor(world.siteA, ['desk'])
  const shown = await world.play(desk, appointmentDetail, { appointmentId: unreached.appointmentId })
  expect(shown).toMatchObject({ residentId: unreached.residentId, startTime: '09:00' })
})

test('BOOK-11 the family doctors who booked a stopped session find it among their loops', async () => {
  const [one] = booked as [Booked]
  const event: AppointmentEvent = {
    ...eventOf(one, 'session_cancelled'),
    channel: 'family_doctor',
    bookedByInstitutionId: world.siteB,
  }
  for (let time = 0; time < 2; time += 1)
    await world.within(jobActor('booking.on', world.siteA), ctx => onCancelled(ctx, event))
  const { rows } = await world.admin.query(
    `select owner_role, institution_id, subject_id from platform.loop where kind = 'booking.rebook'`,
  )
  expect(rows).toEqual([{ owner_role: 'gp', institution_id: world.siteB, subject_id: one.appointmentId }])
})

test('BOOK-48 a family doctor books a hospital without membership for an elder, through a grid worker who is named', async () => {
  const [elder] = (await addResidents(world.admin, 1)) as [RegionalId]
  await world.knows(world.siteB, elder)
  const { poolId } = await world.openPool([0, 2, 0, 0], { institutionId: world.stranger, speciality: '外院科' })
  const doctor = staffActor(world.siteB, ['gp'])
  const one = await world.play(doctor, bookAppointment, {
    poolId,
    residentId: elder,
    channel: 'public',
    agent: { relation: 'grid_worker', name: '演示网格员' },
  })
  expect(one.institutionId).toBe(world.stranger)
  const seen = await world.play(doctor, appointmentDetail, { appointmentId: one.appointmentId })
  expect(seen).toMatchObject({ agentRelation: 'grid_worker', agentName: '演示网格员' })
  await world.within(jobActor('booking.on', world.stranger), ctx => onBooked(ctx, eventOf(one)))
  const [message] = await messagesTo(elder)
  expect(message).toMatchObject({ template: 'booking.booked_for', parameters: { agent: '演示网格员' } })
})
