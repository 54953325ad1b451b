import { afterAll, beforeAll, expect, test } from 'vitest'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { createWorld, type World } from '#src/modules/deployment/testing/factories.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { grantRelationship } from '#src/modules/records/public.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import { newUuid, type RegionalId, regionalId } from '#src/platform/kernel/ids.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import { createTestApp, jobActor, residentActor, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { bookAppointment } from '../contract.ts'
import type { BookInput } from '../contract-shapes.ts'
import { addOpenPool, addResidents } from '../testing/factories.ts'
import { endGatherer } from './gatherer.ts'
import { bookingModule } from './module.ts'

let app: TestApp
let world: World
let residents: readonly RegionalId[]
let used = 0
let department = 0
const someone = (): RegionalId => residents[used++] as RegionalId
const openPool = () =>
  addOpenPool(app, { institutionId: world.siteA, speciality: `拒绝科${department++}` }, [3, 3, 3, 0])

beforeAll(async () => {
  app = await createTestApp({
    modules: [platformModule, networkModule, recordsModule, deploymentModule, bookingModule],
    now: '2026-12-01T00:30:00Z',
  })
  world = await createWorld(app)
  residents = await addResidents(app.admin, 20)
})
afterAll(async () => {
  await endGatherer(app.app)
  await app.close()
})

const ask = (actor: Parameters<TestApp['play']>[0], input: BookInput, key: string) =>
  codeOf(app.play(actor, bookAppointment, input, key))
const audited = async (poolId: string) =>
  (
    await app.admin.query<{ code: string }>(
      `select code from platform.audit where act = 'booking.bookAppointment' and outcome = 'refused' and subject_id = $1`,
      [poolId],
    )
  ).rows.map(row => row.code)

test('BOOK-20 a refusal before the queue is on record once and is the answer to the same request', async () => {
  const { poolId } = await openPool()
  const [person, key] = [someone(), newUuid()]
  const actor = residentActor([person])
  for (let time = 0; time < 2; time += 1)
    expect(await ask(actor, { poolId, residentId: person, channel: 'on_site' }, key)).toBe('booking.channel_not_yours')
  expect(await audited(poolId)).toEqual(['booking.channel_not_yours'])
  expect(await ask(actor, { poolId, residentId: person, channel: 'public' }, key)).toBe('platform.key_reused')
  expect(await ask(actor, { poolId, residentId: person, channel: 'public' }, newUuid())).toBe('done')
})

test('BOOK-20 a slot that does not exist, here or in another region, is refused on record, for residents and staff', async () => {
  const person = someone()
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
  const [person, neighbour, key] = [someone(), someone(), newUuid()]
  const desk = staffActor(world.siteA, ['desk'])
  const input = { poolId, residentId: person, channel: 'on_site' } as const
  expect(await ask(desk, input, key)).toBe('booking.not_your_resident')
  await app.within(jobActor('test', world.siteA), ctx =>
    grantRelationship(ctx, { residentId: person, institutionId: world.siteA, act: 'card_read', source: 'test:card' }),
  )
  const both = await Promise.all([
    ask(desk, input, key),
    ask(residentActor([neighbour]), { poolId, residentId: neighbour, channel: 'public' }, newUuid()),
  ])
  expect(both).toEqual(['booking.not_your_resident', 'done'])
  expect(await audited(poolId)).toEqual(['booking.not_your_resident'])
  expect(await ask(desk, input, newUuid())).toBe('done')
})

test('BOOK-20 kept answers are plain text and say who nobody is: ids, numbers, times and codes only', async () => {
  const { rows } = await app.admin.query<{ response: string }>(
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
