import { afterAll, beforeAll, expect, test } from 'vitest'
import { newUuid, regionalId } from '#src/platform/kernel/ids.ts'
import { residentActor, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { bookAppointment } from '../contract.ts'
import type { BookInput } from '../contract-shapes.ts'
import { type BookingWorld, createBookingWorld } from '../testing/world.ts'

let world: BookingWorld
const openPool = () => world.openPool([3, 3, 3, 0])

beforeAll(async () => {
  world = await createBookingWorld({ now: '2026-12-01T00:30:00Z' })
})
afterAll(() => world.close())

const ask = (actor: Parameters<TestApp['play']>[0], input: BookInput, key: string) =>
  codeOf(world.play(actor, bookAppointment, input, key))
const audited = async (poolId: string) =>
  (
    await world.admin.query<{ code: string }>(
      `select code from platform.audit where act = 'booking.bookAppointment' and outcome = 'refused' and subject_id = $1`,
      [poolId],
    )
  ).rows.map(row => row.code)

test('BOOK-20 a refusal before the queue is on record once and is the answer to the same request', async () => {
  const { poolId } = await openPool()
  const [person, key] = [world.someone(), newUuid()]
  const actor = residentActor([person])
  for (let time = 0; time < 2; time += 1)
    expect(await ask(actor, { poolId, residentId: person, channel: 'on_site' }, key)).toBe('booking.channel_not_yours')
  expect(await audited(poolId)).toEqual(['booking.channel_not_yours'])
  expect(await ask(actor, { poolId, residentId: person, channel: 'public' }, key)).toBe('platform.key_reused')
  expect(await ask(actor, { poolId, residentId: person, channel: 'public' }, newUuid())).toBe('done')
})

test('BOOK-20 a slot that does not exist, here or in another region, is refused on record, for residents and staff', async () => {
  const person = world.someone()
  const elsewhere = regionalId(510100, newUuid())
  const unknown = regionalId(Number(person.slice(0, 6)), newUuid())
  const key = newUuid()
  const input = { poolId: elsewhere, residentId: person, channel: 'public' } as const
  expect(await ask(residentActor([person]), input, key)).toBe('booking.slot_not_found')
  expect(await audited(elsewhere)).toEqual(['booking.slot_not_found'])
  const desk = staffActor(world.siteA, ['desk'])
  for (let time = 0; time < 2; time += 1)
    expect(await ask(desk, { ...input, poolId: unknown }, key)).toBe('booking.slot_not_found')
  expect(await audited(unknown)).toEqual(['booking.slot_not_found'])
})

test('BOOK-20 BOOK-23 a kept refusal is given again by the batch too, and its neighbours are served', async () => {
  const { poolId } = await openPool()
  const [person, neighbour, key] = [world.someone(), world.someone(), newUuid()]
  const desk = staffActor(world.siteA, ['desk'])
  const input = { poolId, residentId: person, channel: 'on_site' } as const
  expect(await ask(desk, input, key)).toBe('booking.not_your_resident')
  await world.knows(world.siteA, person)
  const both = await Promise.all([
    ask(desk, input, key),
    ask(residentActor([neighbour]), { poolId, residentId: neighbour, channel: 'public' }, newUuid()),
  ])
  expect(both).toEqual(['booking.not_your_resident', 'done'])
  expect(await audited(poolId)).toEqual(['booking.not_your_resident'])
  expect(await ask(desk, input, newUuid())).toBe('done')
})

test('BOOK-20 kept answers are plain text and say who nobody is: ids, numbers, times and codes only', async () => {
  const { rows } = await world.admin.query<{ response: string }>(
    `select response from platform.idempotency where endpoint like 'booking.book%'`,
  )
  const ids = /^(\d{6}-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
  const harmless = /^[a-z_.-]+$|^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/
  const values = (body: unknown): readonly unknown[] =>
    typeof body === 'object' && body !== null ? Object.values(body).flatMap(values) : [body]
  expect(rows.length).toBeGreaterThan(3)
  for (const value of rows.flatMap(row => values(JSON.parse(row.response))))
    expect(typeof value !== 'string' || ids.test(value) || harmless.test(value), String(value)).toBe(true)
})
