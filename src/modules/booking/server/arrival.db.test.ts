import { afterAll, beforeAll, expect, test } from 'vitest'
import { openResident, registerResident } from '#src/modules/records/contract.ts'
import { identifyByTypedNumber } from '#src/modules/records/contract-identify.ts'
import { grantRelationship } from '#src/modules/records/public.ts'
import { personInput } from '#src/modules/records/testing/factories.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { jobActor, residentActor, staffActor } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { bookAppointment } from '../contract.ts'
import { callNext, checkIn, finishVisit, takeBackTicket } from '../contract-desk.ts'
import { type BookingWorld, createBookingWorld } from '../testing/world.ts'

let world: BookingWorld
let desk: StaffActor
let used = 500

beforeAll(async () => {
  world = await createBookingWorld({ now: '2026-12-01T00:30:00Z' })
  desk = staffActor(world.siteA, ['desk'])
})
afterAll(() => world.close())

const openPool = () => world.openPool([0, 3, 3, 0])

/** Somebody whom another institution knows and this one does not. */
const someoneUnknown = async () => {
  const input = personInput(used++)
  const { resident } = await world.play(staffActor(world.stranger, ['desk']), registerResident, input)
  return { residentId: resident.residentId as RegionalId, name: input.name, number: input.identityNumber as string }
}
const typeNumber = (person: { readonly name: string; readonly number: string }) =>
  world.play(desk, identifyByTypedNumber, { identityType: 'id_card', number: person.number, name: person.name })
const open = (residentId: RegionalId) => codeOf(world.play(desk, openResident, { residentId, purpose: 'care' }))
const walkInToTicket = async (residentId: RegionalId) => {
  const { poolId, sessionId } = await openPool()
  const { appointmentId } = await world.play(desk, bookAppointment, { poolId, residentId, channel: 'on_site' })
  return { sessionId, ticket: await world.play(desk, checkIn, { appointmentId }) }
}
const arrivalScopes = async (residentId: RegionalId) =>
  (
    await world.admin.query<{ scope: string }>(
      `select scope from records.relationship where resident_id = $1 and institution_id = $2 and act = 'arrival' order by created_at`,
      [residentId.slice(7), world.siteA],
    )
  ).rows.map(row => row.scope)

test('BOOK-12 REC-7 a walk-in by typed number is seen, and the record stays closed after booking and arriving', async () => {
  const person = await someoneUnknown()
  await typeNumber(person)
  expect(await open(person.residentId)).toBe('records.identity_scope_only')
  const { sessionId, ticket } = await walkInToTicket(person.residentId)
  expect(await open(person.residentId)).toBe('records.identity_scope_only')
  expect(await arrivalScopes(person.residentId)).toEqual(['identity'])
  const { called } = await world.play(desk, callNext, { sessionId })
  expect(called?.visitId).toBe(ticket.visitId)
  expect(await world.play(desk, finishVisit, { visitId: ticket.visitId })).toMatchObject({ status: 'seen' })
})

test('BOOK-12 REC-7 after the card is read an arrival opens the record, and no longer than that proof reaches', async () => {
  const person = await someoneUnknown()
  await typeNumber(person)
  await world.within(jobActor('test', world.siteA), ctx =>
    grantRelationship(ctx, {
      residentId: person.residentId,
      institutionId: world.siteA,
      act: 'card_read',
      source: 'test:card',
    }),
  )
  await walkInToTicket(person.residentId)
  expect(await open(person.residentId)).toBe('done')
  // The card's proof is over; the arrival it led to is not a proof for the next one.
  await world.admin.query(
    `update records.relationship set ended_at = now(), ended_reason = 'test' where resident_id = $1 and act = 'card_read'`,
    [person.residentId.slice(7)],
  )
  await walkInToTicket(person.residentId)
  expect(await arrivalScopes(person.residentId)).toEqual(['record', 'identity'])
})

test('BOOK-12 REC-7 who booked on the own phone opens the record by arriving, who was booked by the desk does not', async () => {
  const [own, agent] = [await someoneUnknown(), await someoneUnknown()]
  const { poolId } = await openPool()
  const booked = await world.play(residentActor([own.residentId]), bookAppointment, {
    poolId,
    residentId: own.residentId,
    channel: 'public',
  })
  await world.play(desk, checkIn, { appointmentId: booked.appointmentId })
  expect(await open(own.residentId)).toBe('done')
  await typeNumber(agent)
  const byDesk = await world.play(desk, bookAppointment, {
    poolId,
    residentId: agent.residentId,
    channel: 'public',
    agent: { relation: 'self' },
  })
  await world.play(desk, checkIn, { appointmentId: byDesk.appointmentId })
  expect(await open(agent.residentId)).toBe('records.identity_scope_only')
})

test('BOOK-28 REC-7 a ticket that is taken back closes what the arrival had opened', async () => {
  const person = await someoneUnknown()
  const { poolId } = await openPool()
  const { appointmentId } = await world.play(residentActor([person.residentId]), bookAppointment, {
    poolId,
    residentId: person.residentId,
    channel: 'public',
  })
  await world.play(desk, checkIn, { appointmentId })
  expect(await open(person.residentId)).toBe('done')
  await world.play(desk, takeBackTicket, { appointmentId, reason: '选错了人' })
  expect(await open(person.residentId)).toBe('records.no_relationship')
})
