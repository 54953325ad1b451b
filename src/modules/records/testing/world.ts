import type { StaffActor } from '#src/platform/server/actor.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import { createTestApp, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { identifyByCard, readDemoCard } from '../contract-identify.ts'
import { recordsModule } from '../server/module.ts'
import { addTestInstitution } from './factories.ts'

/** Two centres that have nothing to do with each other, and the people at their desks. */
export type RecordsWorld = TestApp & {
  readonly centre: string
  readonly otherCentre: string
  readonly desk: StaffActor
  readonly doctor: StaffActor
  readonly manager: StaffActor
  readonly stranger: StaffActor
}

export const startTime = '2026-11-21T01:00:00.000Z'

export const createWorld = async (): Promise<RecordsWorld> => {
  const test = await createTestApp({ modules: [platformModule, recordsModule], demo: true, now: startTime })
  const centre = await addTestInstitution(test.admin, '演示一中心')
  const otherCentre = await addTestInstitution(test.admin, '演示二中心')
  return {
    ...test,
    centre,
    otherCentre,
    desk: staffActor(centre, ['desk']),
    doctor: staffActor(centre, ['gp']),
    manager: staffActor(centre, ['centre_manager']),
    stranger: staffActor(otherCentre, ['gp', 'desk']),
  }
}

/** The card of a demo resident is read at this desk. */
export const readCard = async (world: RecordsWorld, actor: StaffActor, residentId: string) => {
  const { proof } = await world.play(actor, readDemoCard, { residentId })
  return world.play(actor, identifyByCard, { proof })
}
