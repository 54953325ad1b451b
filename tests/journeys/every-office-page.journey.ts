import { beforeAll, expect, test } from 'vitest'
import { minhang } from '#scenarios/minhang/scenario.ts'
import { lookAtEveryPage } from './support/every-staff-page.ts'
import { ensureOpenClinics } from './support/staff.ts'
import { startWorld, type World } from './support/world.ts'

/** Every page of those who run, plan and check. */

let world: World
beforeAll(async () => {
  world = await startWorld()
  await ensureOpenClinics(world)
  return world.close
})

const roles = ['it_admin', 'security_admin', 'auditor', 'consortium_manager', 'health_bureau']
const seen = new Set<string>()
test.each(minhang.accounts.filter(({ role }) => roles.includes(role)))(
  'JOURNEY-90 every page of $role is whole in both languages',
  async account => {
    expect(await lookAtEveryPage(world, account, seen)).toEqual([])
  },
)
