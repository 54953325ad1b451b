import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { staffActor } from '#src/platform/testing/app.ts'
import { statementsOf } from '#src/platform/testing/statements.ts'
import { bookAppointment } from '../contract.ts'
import { deskDay, todaysSessions } from '../contract-desk.ts'
import { sessionDay } from '../testing/factories.ts'
import { type BookingWorld, createBookingWorld } from '../testing/world.ts'

let world: BookingWorld
let desk: StaffActor

beforeAll(async () => {
  world = await createBookingWorld({ now: '2026-12-01T00:30:00Z' })
  desk = staffActor(world.siteA, ['desk'])
})
afterAll(() => world.close())

const fill = async (from: number, to: number) => {
  for (let number = from; number < to; number += 1) {
    const { poolId } = await world.openPool([0, 0, 3, 0], { staffId: world.experts[number] as string })
    const residentId = world.someone()
    await world.knows(world.siteA, residentId)
    await world.play(desk, bookAppointment, { poolId, residentId, channel: 'on_site' })
  }
}
const isSetting = (text: string): boolean => text.includes('platform.setting')
/** As when nobody has asked for some seconds: settings are read as well, once; whoever else reads them meanwhile may spare it. */
const counted = async (ask: () => Promise<unknown>): Promise<readonly string[]> => {
  world.app.settings.invalidate()
  const sent = await statementsOf(world, ask)
  expect(sent.filter(isSetting).length).toBeLessThanOrEqual(1)
  return sent.filter(text => !isSetting(text)).map(text => text.slice(0, 80))
}
const day = () => world.play(desk, deskDay, { date: sessionDay })
const queues = () => world.play(desk, todaysSessions, { date: sessionDay })

test('BOOK-90 the day at the desk costs as many statements with many sessions and appointments as with one', async () => {
  await fill(0, 1)
  const [few, fewQueues] = [await counted(day), await counted(queues)]
  await fill(1, Math.min(world.experts.length, 6))
  expect((await day()).appointments.length).toBe(Math.min(world.experts.length, 6))
  const [many, manyQueues] = [await counted(day), await counted(queues)]
  expect(many).toEqual(few)
  expect(manyQueues).toEqual(fewQueues)
  expect(many.length).toBeLessThanOrEqual(8)
})
