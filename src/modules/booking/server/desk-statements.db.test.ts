import { afterAll, beforeAll, expect, test } from 'vitest'
import { deploymentModule } from '#src/modules/deployment/server/module.ts'
import { createWorld, type World } from '#src/modules/deployment/testing/factories.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import { grantRelationship } from '#src/modules/records/public.ts'
import { recordsModule } from '#src/modules/records/server/module.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import { createTestApp, jobActor, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { statementsOf } from '#src/platform/testing/statements.ts'
import { bookAppointment } from '../contract.ts'
import { deskDay, todaysSessions } from '../contract-desk.ts'
import { addOpenPool, addResidents, sessionDay } from '../testing/factories.ts'
import { endGatherer } from './gatherer.ts'
import { bookingModule } from './module.ts'

let app: TestApp
let world: World
let residents: readonly RegionalId[]
let desk: StaffActor

beforeAll(async () => {
  app = await createTestApp({
    modules: [platformModule, networkModule, recordsModule, deploymentModule, bookingModule],
    now: '2026-12-01T00:30:00Z',
  })
  world = await createWorld(app)
  residents = await addResidents(app.admin, 20)
  desk = staffActor(world.siteA, ['desk'])
})
afterAll(async () => {
  await endGatherer(app.app)
  await app.close()
})

const fill = async (from: number, to: number) => {
  for (let number = from; number < to; number += 1) {
    const options = {
      institutionId: world.siteA,
      staffId: world.experts[number] as string,
      speciality: `科室${number}`,
    }
    const { poolId } = await addOpenPool(app, options, [0, 0, 3, 0])
    const residentId = residents[number] as RegionalId
    await app.within(jobActor('test', world.siteA), ctx =>
      grantRelationship(ctx, { residentId, institutionId: world.siteA, act: 'card_read', source: 'test' }),
    )
    await app.play(desk, bookAppointment, { poolId, residentId, channel: 'on_site' })
  }
}
const isSetting = (text: string): boolean => text.includes('platform.setting')
/** As when nobody has asked for some seconds: settings are read as well, once; whoever else reads them meanwhile may spare it. */
const counted = async (ask: () => Promise<unknown>): Promise<readonly string[]> => {
  app.app.settings.invalidate()
  const sent = await statementsOf(app, ask)
  expect(sent.filter(isSetting).length).toBeLessThanOrEqual(1)
  return sent.filter(text => !isSetting(text)).map(text => text.slice(0, 80))
}
const day = () => app.play(desk, deskDay, { date: sessionDay })
const queues = () => app.play(desk, todaysSessions, { date: sessionDay })

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
