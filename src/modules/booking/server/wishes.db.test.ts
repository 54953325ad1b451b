import { afterAll, beforeAll, expect, test } from 'vitest'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { createWorld, type World } from '#src/modules/deployment/testing/factories.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { decryptText } from '#src/platform/server/crypto.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import { createTestApp, jobActor, residentActor, type TestApp } from '#src/platform/testing/app.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { endWish, makeWish, myWishes } from '../contract-wishes.ts'
import type { WishEvent } from '../events.ts'
import { addResidents, addSession, withSeats } from '../testing/factories.ts'
import { endGatherer } from './gatherer.ts'
import { bookingModule } from './module.ts'
import { onWishMet } from './wishes.ts'

let app: TestApp
let world: World
let people: readonly RegionalId[]

beforeAll(async () => {
  app = await createTestApp({
    modules: [platformModule, networkModule, recordsModule, deploymentModule, bookingModule],
    now: '2026-11-20T02:00:00Z',
  })
  world = await createWorld(app)
  people = await addResidents(app.admin, 6)
})
afterAll(async () => {
  await endGatherer(app.app)
  await app.close()
})

const self = (residentId: RegionalId | undefined) => residentActor([residentId as RegionalId])
const wish = (residentId: RegionalId | undefined, speciality: string, institutionId = world.siteA) =>
  app.play(self(residentId), makeWish, { residentId: residentId as RegionalId, institutionId, speciality })
const wishesOf = async (residentId: RegionalId | undefined) =>
  (await app.play(self(residentId), myWishes, {})).wishes.map(one => one.speciality)
const told = async (): Promise<readonly WishEvent[]> =>
  (
    await app.admin.query(`select data from platform.outbox where name = 'booking.wish_met' order by at, event_id`)
  ).rows.map(row => row.data)

test('BOOK-32 a wish for a department at a place is told once, by what is published there, and to nobody else', async () => {
  const [first, second, elsewhere, other] = people
  await wish(first, '神经内科')
  await wish(second, '神经内科')
  await wish(elsewhere, '神经内科', world.siteB)
  await wish(other, '骨科')
  const later = await addSession(app.admin, { institutionId: world.siteA, speciality: '神经内科', day: '2026-12-08' })
  const sooner = await addSession(app.admin, { institutionId: world.siteA, speciality: '神经内科', day: '2026-12-01' })
  await withSeats(app, later, sooner)
  const events = await told()
  const met = events.map(one => `${one.residentId} ${one.sessionId}`)
  expect([...met].sort()).toEqual([`${first} ${sooner}`, `${second} ${sooner}`].sort())
  expect(await wishesOf(first)).toEqual([])
  expect(await wishesOf(elsewhere)).toEqual(['神经内科'])
  expect(await wishesOf(other)).toEqual(['骨科'])
  await withSeats(app, later, sooner)
  expect(await told()).toHaveLength(2)
  await app.within(jobActor('test', world.siteA), ctx => onWishMet(ctx, events[0] as WishEvent))
  const { rows } = await app.admin.query<{ parameters_cipher: Buffer }>(
    `select parameters_cipher from platform.notification where template = 'booking.wish_met'`,
  )
  expect(rows.map(row => JSON.parse(decryptText(app.app.keys, row.parameters_cipher)))).toEqual([
    expect.objectContaining({ date: '2026-12-01', opens: '2026-11-24 07:00' }),
  ])
})

test('BOOK-32 the same wish counts once, there is a limit also for wishes of one moment, and one taken back makes room', async () => {
  const person = people[4]
  const first = await wish(person, '皮肤科')
  expect(await wish(person, '皮肤科')).toEqual(first)
  const codes = await Promise.all(['眼科', '口腔科', '呼吸科', '肾内科'].map(name => codeOf(wish(person, name))))
  expect([...codes].sort()).toEqual(['booking.wish_limit', 'booking.wish_limit', 'done', 'done'])
  expect(await codeOf(app.play(self(people[5]), endWish, { wishId: first.wishId }))).toBe('booking.wish_not_found')
  await app.play(self(person), endWish, { wishId: first.wishId })
  expect(await codeOf(wish(person, '内分泌科'))).toBe('done')
  expect(await wishesOf(person)).not.toContain('皮肤科')
  const stranger = app.play(self(people[5]), makeWish, {
    residentId: person as RegionalId,
    institutionId: world.siteA,
    speciality: '眼科',
  })
  expect(await codeOf(stranger)).toBe('platform.not_your_resident')
})
