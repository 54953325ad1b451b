import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { createTestApp, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { refusalOf } from '#src/platform/testing/refusals.ts'
import { contract } from '../contract.ts'
import { needContract } from '../contract-needs.ts'
import { createWorld, draftOf, type World } from '../testing/factories.ts'
import { deploymentModule } from './module.ts'

let test: TestApp
let world: World
let manager: StaffActor
let doctor: StaffActor

const file = (more: Partial<InputOf<typeof needContract.fileNeed>> = {}) =>
  test.play(doctor, needContract.fileNeed, {
    speciality: '骨科',
    residents: 6,
    reasons: ['cannot_travel'],
    urgency: 'urgent',
    ...more,
  })
const loops = async () =>
  (
    await test.admin.query(
      `select subject_id, due_at, status, outcome from platform.loop where kind = 'deployment.service_need' order by opened_at`,
    )
  ).rows as { subject_id: string; due_at: Date; status: string; outcome: string | null }[]
const listed = async (actor = doctor) => (await test.play(actor, needContract.needs, {})).needs

beforeAll(async () => {
  test = await createTestApp({ modules: [deploymentModule], now: '2026-11-21T02:00:00Z' })
  world = await createWorld(test)
  manager = staffActor(world.head, ['consortium_manager'], { reach: [world.head, world.siteA, world.siteB] })
  doctor = staffActor(world.siteA, ['gp'], { reach: [world.siteA] })
})
afterAll(() => test.close())
beforeEach(async () => {
  await test.admin.query(
    'truncate deployment.session, deployment.session_staff, deployment.series, deployment.service_need, platform.loop cascade',
  )
})

it('DEP-62 a family doctor asks for a speciality at the own institution, once while it is open', async () => {
  const { needId } = await file()
  expect((await listed())[0]).toMatchObject({ institutionId: world.siteA, speciality: '骨科', status: 'open' })
  expect((await refusalOf(file())).code).toBe('deployment.need_filed_already')
  expect((await refusalOf(file({ wishedFrom: '2026-12-10', wishedUntil: '2026-12-01' }))).code).toBe(
    'deployment.wish_ends_before_it_starts',
  )
  expect((await refusalOf(file({ wishedUntil: '2026-11-01' }))).code).toBe('deployment.wish_is_over')
  await test.play(doctor, needContract.withdrawNeed, { needId, version: 1 })
  await file()
  expect((await test.play(manager, needContract.needs, {})).counts).toEqual([
    { institutionId: world.siteA, speciality: '骨科', needs: 1, residents: 6, mostUrgent: 'urgent' },
  ])
})
it('DEP-63 each open request is a task due by its urgency and ends with the answer', async () => {
  const { needId } = await file()
  const [task] = await loops()
  expect(task).toMatchObject({ subject_id: needId, status: 'open' })
  expect(task?.due_at.toISOString().slice(0, 16), 'urgent: two days').toBe('2026-11-23T02:00')
  const other = await refusalOf(test.play(manager, needContract.declineNeed, { needId, version: 1, reason: 'other' }))
  expect(other.code).toBe('deployment.other_needs_words')
  await test.play(manager, needContract.declineNeed, { needId, version: 1, reason: 'next_month', note: '一月再来' })
  expect((await loops())[0]).toMatchObject({ status: 'closed' })
  expect((await listed())[0]).toMatchObject({ status: 'declined', declineReason: 'next_month', answerNote: '一月再来' })
  const again = await refusalOf(test.play(manager, needContract.declineNeed, { needId, version: 2, reason: 'too_few' }))
  expect(again.code).toBe('deployment.need_answered')
})
it('DEP-63 a request is answered by a session of its site and speciality and opens again when that session is gone', async () => {
  const { needId } = await file()
  const elsewhere = await test.play(
    manager,
    contract.layOutSession,
    draftOf(world, { institutionId: world.siteB, roomId: null }),
  )
  const wrong = await refusalOf(
    test.play(manager, needContract.planNeed, { needId, version: 1, sessionId: elsewhere.sessionId }),
  )
  expect(wrong.code).toBe('deployment.session_does_not_answer')
  const { sessionId, version } = await test.play(
    manager,
    contract.layOutSession,
    draftOf(world, { localDate: '2026-12-08' }),
  )
  await test.play(manager, needContract.planNeed, { needId, version: 1, sessionId })
  expect((await listed())[0]).toMatchObject({ status: 'planned', session: { sessionId, localDate: '2026-12-08' } })
  await test.play(manager, contract.removeDraftSession, { sessionId, version })
  expect((await listed())[0]).toMatchObject({ status: 'open', session: null })
  expect((await loops()).map(task => task.status).sort()).toEqual(['closed', 'open'])
})
it('DEP-60 what is asked for and planned by nobody is a gap of the month, until its session is laid out', async () => {
  await file({ wishedFrom: '2026-12-07', wishedUntil: '2026-12-11' })
  const gaps = async () => (await test.play(manager, needContract.monthGaps, { month: '2026-12' })).gaps
  expect(await gaps()).toEqual([
    expect.objectContaining({
      institutionId: world.siteA,
      speciality: '骨科',
      from: '2026-12-07',
      needs: 1,
      residents: 6,
    }),
  ])
  await test.play(manager, contract.layOutSession, draftOf(world, { localDate: '2026-12-08' }))
  expect(await gaps()).toEqual([])
})
it('DEP-63 a request of another institution is out of reach', async () => {
  const { needId } = await file()
  const stranger = staffActor(world.siteB, ['centre_manager'], { reach: [world.siteB] })
  expect(await listed(stranger)).toEqual([])
  const refused = await refusalOf(
    test.play(stranger, needContract.declineNeed, { needId, version: 1, reason: 'too_few' }),
  )
  expect(refused.code).toBe('platform.wrong_institution')
})
it('DEP-62 a request is taken back by who filed it or by who answers there, not by a colleague', async () => {
  const { needId } = await file()
  const colleague = staffActor(world.siteA, ['gp'], { reach: [world.siteA] })
  expect((await listed(colleague))[0]).toMatchObject({ mayWithdraw: false })
  const refused = await refusalOf(test.play(colleague, needContract.withdrawNeed, { needId, version: 1 }))
  expect(refused.code).toBe('deployment.only_managers_for_others')
  expect((await listed())[0]).toMatchObject({ mayWithdraw: true })
  await test.play(manager, needContract.withdrawNeed, { needId, version: 1 })
})
it('DEP-62 one person asks once a speciality and site, whatever the wish; colleagues ask for their own residents', async () => {
  const { needId } = await file()
  expect((await refusalOf(file({ wishedFrom: '2026-12-10' }))).code).toBe('deployment.need_filed_already')
  const twice = test.admin.query(
    `insert into deployment.service_need select region_id, gen_random_uuid(), institution_id, speciality, residents, reasons, note, urgency,
       wished_from, wished_until, status, session_id, decline_reason, answer_note, filed_by, filed_by_staff, filed_at, answered_by, answered_at, version
     from deployment.service_need`,
  )
  await expect(twice).rejects.toThrow('one_open_need_per_person_site_and_speciality')
  const colleague = staffActor(world.siteA, ['gp'], { reach: [world.siteA] })
  await test.play(colleague, needContract.fileNeed, {
    speciality: '骨科',
    residents: 2,
    reasons: ['cannot_travel'],
    urgency: 'routine',
  })
  const { sessionId, version } = await test.play(
    manager,
    contract.layOutSession,
    draftOf(world, { localDate: '2026-12-08' }),
  )
  await test.play(manager, needContract.planNeed, { needId, version: 1, sessionId })
  await file({ residents: 9 })
  await test.play(manager, contract.removeDraftSession, { sessionId, version })
  const own = (await listed()).filter(need => need.residents !== 2)
  expect(
    own.map(need => [need.residents, need.status]),
    'asked again meanwhile: the older one stays behind',
  ).toEqual([
    [9, 'open'],
    [6, 'withdrawn'],
  ])
})
it('DEP-62 specialities that come to the region are offered, the most frequent first', async () => {
  for (const [day, speciality] of [
    ['2026-12-01', '皮肤科'],
    ['2026-12-02', '骨科'],
    ['2026-12-03', '骨科'],
  ] as const)
    await test.play(manager, contract.layOutSession, draftOf(world, { localDate: day, speciality }))
  expect((await test.play(doctor, needContract.needs, {})).specialities).toEqual(['骨科', '皮肤科'])
})
