import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { jobActor, staffActor } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { recordFee } from '../contract-contacts.ts'
import { stopFigures } from '../contract-counts.ts'
import { slotConsole } from '../contract-desk.ts'
import { type BookingWorld, createBookingWorld } from '../testing/world.ts'
import { onSessionCancelled } from './session-events.ts'
import { onCancelled } from './tell-residents.ts'

let world: BookingWorld
let sessionId: RegionalId

beforeAll(async () => {
  world = await createBookingWorld({ now: '2026-11-28T02:00:00Z', phone: '13800001234' })
})
afterAll(() => world.close())

// Stands elsewhere and manages the site: sees no name there.
const manager = () => staffActor(world.siteB, ['consortium_manager'], { reach: [world.siteA, world.siteB] })
const desk = () => staffActor(world.siteA, ['desk'])

test('BOOK-110 the figures of a stop are the same before and after it, for a manager who sees no name', async () => {
  const { poolId, sessionId: id } = await world.openPool([0, 5, 5, 0])
  sessionId = id
  expect(await world.play(manager(), stopFigures, { sessionId })).toMatchObject({ people: 0, paidFen: 0 })
  const booked = [
    await world.book(world.someone(), poolId),
    await world.book(world.someone(), poolId),
    await world.book(world.someone(), poolId),
  ]
  await world.admin.query('update records.resident set phone_cipher = null where resident_id = $1', [
    booked[0]?.residentId.slice(7),
  ])
  for (const one of booked.slice(0, 2))
    await world.play(desk(), recordFee, { appointmentId: one.appointmentId, amountFen: 2500, method: 'cash' })
  const figures = { institutionId: world.siteA, people: 3, withoutPhone: 1, paid: 2, paidFen: 5000 }
  expect(await world.play(manager(), stopFigures, { sessionId })).toMatchObject(figures)

  await world.within(jobActor('booking.on', null), ctx =>
    onSessionCancelled(ctx, { sessionId, reason: 'hospital_duty' }),
  )
  expect(await world.play(manager(), stopFigures, { sessionId })).toMatchObject(figures)
  for (const one of booked)
    await world.within(jobActor('booking.on', world.siteA), ctx =>
      onCancelled(ctx, { ...one, cause: 'session_cancelled' }),
    )
  expect(await world.play(manager(), stopFigures, { sessionId })).toMatchObject(figures)
  const console = await world.play(manager(), slotConsole, { sessionId })
  expect(console.pools.map(pool => pool.status)).toEqual(['stopped'])
})

test('BOOK-110 whoever does not manage the site reads no figures', async () => {
  const stranger = staffActor(world.siteB, ['centre_manager'])
  expect(await codeOf(world.play(stranger, stopFigures, { sessionId }))).toBe('platform.wrong_institution')
  expect(await codeOf(world.play(desk(), stopFigures, { sessionId }))).toBe('platform.not_permitted')
})
