import { afterAll, beforeAll, expect, it } from 'vitest'
import { addPracticeSite, endPracticeSite } from '#src/modules/network/contract-people.ts'
import { networkModule } from '#src/modules/network/server/module.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { platformModule } from '#src/platform/server/module-platform.ts'
import { createTestApp, jobActor, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { contract } from '../contract.ts'
import { lifeContract } from '../contract-life.ts'
import { createWorld, draftOf, type World } from '../testing/factories.ts'
import { deploymentModule } from './module.ts'
import { onStaffChanged, staffChanged } from './staff-leaves.ts'

let test: TestApp
let world: World
let manager: StaffActor

beforeAll(async () => {
  test = await createTestApp({
    modules: [platformModule, networkModule, deploymentModule],
    now: '2026-11-21T02:00:00Z',
  })
  world = await createWorld(test, 4)
  manager = staffActor(world.head, ['consortium_manager'], { reach: [world.head, world.siteA, world.siteB] })
})
afterAll(async () => test?.close())

const expert = (number: number): string => world.experts[number] as string
const published = async (staffId: string, localDate: string, institutionId = world.siteA) => {
  const site = { institutionId, roomId: institutionId === world.siteA ? world.roomA1 : world.roomB1 }
  const draft = draftOf(world, { ...site, localDate, staff: [{ staffId, role: 'lead' }] })
  return test.play(manager, contract.publishSession, await test.play(manager, contract.layOutSession, draft))
}
const openTasks = async () =>
  (
    await test.admin.query<{ subject_id: string; reason: string }>(
      `select subject_id, reason from platform.loop where status = 'open' and kind = 'deployment.person_away' order by details->>'date'`,
    )
  ).rows
const hear = (staffId: string) =>
  test.within(jobActor('deployment.on', world.head), ctx => onStaffChanged(ctx, { staffId, institutionId: world.head }))
const leave = (staffId: string, day: string | null) =>
  test.admin.query('update network.staff set left_on = $2 where staff_id = $1', [staffId, day])

it('DEP-80 each published session of who has left is a task of its site until another comes or it stops; a last day put right takes it back', async () => {
  const before = await published(expert(0), '2026-12-01')
  const after = await published(expert(0), '2026-12-08')
  const later = await published(expert(0), '2026-12-15')
  await published(expert(1), '2026-12-09')
  await hear(expert(0))
  expect(await openTasks()).toEqual([])

  await leave(expert(0), '2026-12-05')
  await hear(expert(0))
  await hear(expert(0))
  const tasks = await openTasks()
  expect(tasks.map(one => one.subject_id)).toEqual([after.sessionId, later.sessionId])
  expect(tasks[0]?.reason).toBe('deployment.loop.person_left_reason')
  expect(tasks.some(one => one.subject_id === before.sessionId)).toBe(false)

  await test.play(manager, lifeContract.substituteExpert, {
    sessionId: after.sessionId,
    version: after.version,
    staffId: expert(0),
    byStaffId: expert(2),
    reason: 'leave',
  })
  expect((await openTasks()).map(one => one.subject_id)).toEqual([later.sessionId])

  await leave(expert(0), '2026-12-31')
  await hear(expert(0))
  expect(await openTasks()).toEqual([])
})

it('DEP-80 so is each session at a site where somebody may no longer work', async () => {
  const there = await published(expert(3), '2026-12-10', world.siteB)
  const elsewhere = await published(expert(3), '2026-12-11', world.siteA)
  const { rows } = await test.admin.query<{ practice_site_id: string }>(
    'select practice_site_id from network.practice_site where staff_id = $1 and institution_id = $2',
    [expert(3), world.siteB],
  )
  await test.play(manager, endPracticeSite, {
    practiceSiteId: rows[0]?.practice_site_id ?? '',
    validUntil: '2026-11-30',
  })
  const told = await test.admin.query('select data from platform.outbox where name = $1', [staffChanged])
  expect(told.rows.at(-1)?.data).toMatchObject({ staffId: expert(3) })
  await hear(expert(3))
  const open = (await openTasks()).map(one => one.subject_id)
  expect(open).toContain(there.sessionId)
  expect(open).not.toContain(elsewhere.sessionId)
  // Filed anew, the person may come after all; filed wrongly, the task is back.
  const { practiceSiteId } = await test.play(manager, addPracticeSite, {
    staffId: expert(3),
    institutionId: world.siteB,
    validFrom: '2026-12-01',
  })
  const again = await test.admin.query('select data from platform.outbox where name = $1', [staffChanged])
  expect(again.rows.length).toBe(told.rows.length + 1)
  await hear(expert(3))
  expect((await openTasks()).map(one => one.subject_id)).not.toContain(there.sessionId)
  await test.play(manager, endPracticeSite, { practiceSiteId, validUntil: '2026-12-01' })
  await hear(expert(3))
  expect((await openTasks()).map(one => one.subject_id)).toContain(there.sessionId)
  const current = await test.play(manager, contract.sessionDetail, { sessionId: there.sessionId })
  await test.play(manager, contract.cancelSession, {
    sessionId: there.sessionId,
    version: current.session.version,
    reason: 'other',
    note: '专家不再来本中心',
  })
  expect((await openTasks()).map(one => one.subject_id)).not.toContain(there.sessionId)
})
