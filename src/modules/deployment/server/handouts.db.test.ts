import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { createTestApp, publicActor, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { refusalOf } from '#src/platform/testing/refusals.ts'
import { contract } from '../contract.ts'
import { handoutContract } from '../contract-handouts.ts'
import { createWorld, draftOf, type World } from '../testing/factories.ts'
import { calendarPage } from './calendar-feeds.ts'
import { deploymentModule } from './module.ts'

let test: TestApp
let world: World
let manager: StaffActor

const month = '2026-12'
const layOut = (localDate: string) => test.play(manager, contract.layOutSession, draftOf(world, { localDate }))
const publish = () => test.play(manager, contract.publishMonth, { month, institutionIds: [world.siteA] })
const take = () =>
  test.play(manager, handoutContract.takeHandout, { institutionId: world.siteA, month, form: 'picture' })
const siteA = async () => {
  const { sites } = await test.play(manager, handoutContract.monthHandouts, { month })
  return sites.find(site => site.institutionId === world.siteA)
}
const tasks = async () =>
  (
    await test.admin.query(
      `select status from platform.loop where kind = 'deployment.handout_outdated' order by opened_at`,
    )
  ).rows.map(row => row.status as string)
const read = (path: string) => {
  const [, file] = /^\/calendar\/([^?]+)/.exec(path) ?? []
  return test.within(publicActor, ctx =>
    calendarPage.render(ctx, { params: { file: file ?? '' }, query: {}, language: 'zh-CN' }),
  )
}

beforeAll(async () => {
  test = await createTestApp({ modules: [deploymentModule], now: '2026-11-21T02:00:00Z' })
  world = await createWorld(test)
  manager = staffActor(world.head, ['consortium_manager'], { reach: [world.head, world.siteA, world.siteB] })
})
afterAll(() => test.close())
beforeEach(async () => {
  await test.admin.query(
    'truncate deployment.session, deployment.session_staff, deployment.series, deployment.month_plan, deployment.month_change, deployment.month_handout, deployment.calendar_feed, platform.loop cascade',
  )
})

it('DEP-66 nothing is taken of a month that is not published', async () => {
  await layOut('2026-12-01')
  expect((await refusalOf(take())).code).toBe('deployment.month_not_published')
})
it('DEP-66 each change after a picture was taken is counted and makes one task, until it is taken again', async () => {
  const first = await layOut('2026-12-01')
  const second = await layOut('2026-12-08')
  await publish()
  await take()
  expect(await siteA()).toMatchObject({ version: 1, changes: 0, taken: [{ form: 'picture', changes: 0 }] })
  const moved = await test.play(manager, contract.moveSession, {
    sessionId: first.sessionId,
    version: 2,
    localDate: '2026-12-02',
  })
  await test.play(manager, contract.cancelSession, { sessionId: second.sessionId, version: 2, reason: 'illness' })
  expect(await siteA()).toMatchObject({ changes: 2, taken: [{ changes: 2 }] })
  expect(await tasks()).toEqual(['open'])
  await take()
  expect(await siteA()).toMatchObject({ taken: [{ changes: 0 }] })
  expect(await tasks()).toEqual(['closed'])
  await layOut('2026-12-22')
  await publish()
  expect(await siteA(), 'what is added later is a change of what was sent').toMatchObject({
    version: 2,
    taken: [{ changes: 1 }],
  })
  expect(moved.version).toBe(3)
})
it('DEP-67 a calendar is read without login by its address alone, until it is replaced', async () => {
  const { sessionId } = await layOut('2026-12-01')
  await layOut('2026-12-08')
  await publish()
  await layOut('2026-12-15')
  await test.play(manager, contract.cancelSession, { sessionId, version: 2, reason: 'weather' })
  const open = () =>
    test.play(manager, handoutContract.openCalendar, { kind: 'institution', institutionId: world.siteA })
  const { path } = await open()
  expect((await open()).path, 'asked again it is the same').toBe(path)
  const answer = await read(path)
  const text = 'body' in answer ? String(answer.body) : ''
  expect(text.match(/BEGIN:VEVENT/g)?.length, 'drafts are nobody’s business').toBe(2)
  expect(text.match(/STATUS:CANCELLED/g)?.length).toBe(1)
  expect(await read(path.replace(/\.[\w-]{24}\./, `.${'A'.repeat(24)}.`))).toMatchObject({ status: 404 })
  await test.play(manager, handoutContract.closeCalendar, { kind: 'institution', institutionId: world.siteA })
  expect(await read(path)).toMatchObject({ status: 404 })
  expect((await open()).path).not.toBe(path)
})
it('DEP-67 a person’s calendar holds that person’s sessions only; an account without a person has none', async () => {
  await layOut('2026-12-01')
  await test.play(
    manager,
    contract.layOutSession,
    draftOf(world, {
      localDate: '2026-12-02',
      roomId: world.roomA2,
      staff: [{ staffId: world.experts[1] as string, role: 'lead' }],
    }),
  )
  await publish()
  const expert = staffActor(world.head, ['specialist'], { staffId: world.experts[1] as string })
  const { path } = await test.play(expert, handoutContract.openCalendar, { kind: 'person' })
  const answer = await read(path)
  expect('body' in answer && String(answer.body).match(/BEGIN:VEVENT/g)?.length).toBe(1)
  const nobody = await refusalOf(test.play(manager, handoutContract.openCalendar, { kind: 'person' }))
  expect(nobody.code).toBe('deployment.no_person_of_account')
})
it('DEP-67 an institution’s calendar belongs to those who plan there; they close the one of a person who left', async () => {
  const nurse = staffActor(world.siteA, ['nurse'], { staffId: world.experts[2] as string })
  const ofSite = { kind: 'institution' as const, institutionId: world.siteA }
  for (const act of [handoutContract.openCalendar, handoutContract.closeCalendar] as const)
    expect((await refusalOf(test.play(nurse, act as typeof handoutContract.openCalendar, ofSite))).code).toBe(
      'deployment.only_managers_for_others',
    )
  const left = world.experts[1] as string
  const expert = staffActor(world.head, ['specialist'], { staffId: left })
  const { path } = await test.play(expert, handoutContract.openCalendar, { kind: 'person' })
  const close = (actor: StaffActor) =>
    test.play(actor, handoutContract.closeCalendar, { kind: 'person', staffId: left })
  expect((await refusalOf(close(staffActor(world.head, ['specialist'])))).code).toBe(
    'deployment.only_managers_for_others',
  )
  await close(manager)
  expect(await read(path)).toMatchObject({ status: 404 })
})
it('DEP-67 the calendar of somebody who has left is served no more', async () => {
  const left = world.experts[3] as string
  const expert = staffActor(world.head, ['specialist'], { staffId: left })
  const { path } = await test.play(expert, handoutContract.openCalendar, { kind: 'person' })
  await test.admin.query(`update network.staff set left_on = '2026-11-20' where staff_id = $1`, [left])
  expect(await read(path)).toMatchObject({ status: 404 })
})
