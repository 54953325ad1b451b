import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import { createTestApp, publicActor, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { refusalOf } from '#src/platform/testing/refusals.ts'
import { postingContract } from '../contract-postings.ts'
import { createWorld, type World } from '../testing/factories.ts'
import { deploymentModule } from './module.ts'

let test: TestApp
let world: World
let manager: StaffActor
let site: StaffActor

const enter = (more: Partial<InputOf<typeof postingContract.enterPosting>> = {}) =>
  test.play(manager, postingContract.enterPosting, {
    staffId: world.experts[0] as string,
    institutionId: world.siteA,
    duty: 'technical',
    isFullTime: true,
    postHeld: '骨科主任',
    letterNumber: '医共体派〔2026〕3号',
    firstDay: '2026-09-14',
    lastDay: '2027-03-31',
    ...more,
  })
const report = (postingId: string, month: string, days: number[], { actor = manager, version = 0 } = {}) =>
  test.play(actor, postingContract.reportPostingMonth, { postingId, month, days, version })
const october = [8, 9, 12, 13, 14]

beforeAll(async () => {
  test = await createTestApp({ modules: [deploymentModule], now: '2026-11-21T02:00:00Z' })
  world = await createWorld(test)
  manager = staffActor(world.head, ['consortium_manager'], { reach: [world.head] })
  site = staffActor(world.siteA, ['centre_manager'], { reach: [world.siteA] })
})
afterAll(() => test.close())
beforeEach(() =>
  test.admin.query(
    'truncate deployment.posting, deployment.posting_month, deployment.service_certificate, deployment.certificate_number cascade',
  ),
)

it('DEP-70 a posting is at a site or at a place outside, keeps the title of its first day, and is full time once', async () => {
  const { postingId } = await enter()
  expect((await refusalOf(enter({ placeText: '凉山州昭觉县' }))).code).toBe('deployment.posting_needs_one_place')
  expect((await refusalOf(enter({ institutionId: null }))).code).toBe('deployment.posting_needs_one_place')
  expect((await refusalOf(enter({ firstDay: '2026-12-01', lastDay: '2026-12-31' }))).code).toBe(
    'deployment.posted_already',
  )
  await enter({ isFullTime: false, institutionId: null, placeText: '凉山州昭觉县' })
  const { postings, people } = await test.play(manager, postingContract.postings, { year: 2026 })
  expect(postings.map(row => [row.placeName, row.isOutside, row.titleCode])).toEqual([
    [expect.any(String), false, '231'],
    ['凉山州昭觉县', true, '231'],
  ])
  expect(people, 'one person, two postings').toBe(1)
  const { posting, months } = await test.play(site, postingContract.postingDetail, { postingId })
  expect(posting.national).toBe('too_short')
  expect(months.map(one => one.month)[0]).toBe('2026-09')
})
it('DEP-70 its days are those that the receiving site confirms; nobody confirms the own ones', async () => {
  const { postingId } = await enter()
  expect((await refusalOf(report(postingId, '2026-09', [1]))).code).toBe('deployment.days_outside_posting')
  expect((await refusalOf(report(postingId, '2026-11', [30]))).code).toBe('deployment.days_still_to_come')
  await report(postingId, '2026-10', october)
  const confirm = (actor: StaffActor, version = 1) =>
    test.play(actor, postingContract.confirmPostingMonth, { postingId, month: '2026-10', version })
  expect((await refusalOf(confirm(manager))).code, 'the sender does not receive').toBe('platform.wrong_institution')
  const own = staffActor(world.siteA, ['centre_manager'], { reach: [world.siteA], staffId: world.experts[0] as string })
  expect((await refusalOf(confirm(own))).code).toBe('deployment.nobody_confirms_own_days')
  expect((await test.play(manager, postingContract.postings, { year: 2026 })).postings[0]?.confirmedDays).toBe(0)
  await confirm(site)
  expect((await test.play(manager, postingContract.postings, { year: 2026 })).postings[0]?.confirmedDays).toBe(5)
  expect((await refusalOf(report(postingId, '2026-10', [8]))).code).toBe('deployment.month_confirmed_already')
  const early = test.play(manager, postingContract.endPosting, {
    postingId,
    version: 1,
    lastDay: '2026-10-10',
    why: '调回',
  })
  expect((await refusalOf(early)).code, 'confirmed days lie after it').toBe('deployment.days_outside_posting')
})
it('DEP-70 the list goes out as a workbook', async () => {
  await enter()
  const file = await test.play(manager, postingContract.exportPostings, { year: 2026 })
  expect(file.fileName).toMatch(/2026\.xlsx$/)
  expect(Buffer.from(file.fileBase64, 'base64').toString('latin1', 0, 2)).toBe('PK')
})
it('DEP-72 a certificate holds confirmed figures only, has a number and a code, and is checked without login', async () => {
  const { postingId } = await enter()
  await report(postingId, '2026-10', october)
  const asked = { staffId: world.experts[0] as string, from: '2026-09-01', to: '2026-11-20' }
  const issue = (more = {}) => test.play(manager, postingContract.issueCertificate, { ...asked, ...more })
  expect((await refusalOf(issue())).code, 'reported is not confirmed').toBe('deployment.nothing_to_certify')
  await test.play(site, postingContract.confirmPostingMonth, { postingId, month: '2026-10', version: 1 })
  expect((await refusalOf(issue({ to: '2026-12-31' }))).code).toBe('deployment.period_still_runs')
  const first = await issue()
  expect(first).toMatchObject({ figures: { days: 5, postingDays: 5, sessions: 0 } })
  expect(first.number).toMatch(/-2026-00001$/)
  expect((await issue()).number).toMatch(/-2026-00002$/)
  const checked = await test.play(publicActor, postingContract.checkCertificate, { code: first.code })
  expect(checked).toMatchObject({ certificate: { number: first.number }, maskedName: expect.stringContaining('*') })
  const wrong = await refusalOf(test.play(publicActor, postingContract.checkCertificate, { code: '222222222222' }))
  expect(wrong.code).toBe('deployment.certificate_unknown')
  const figures = await test.play(manager, postingContract.serviceFigures, asked)
  expect(figures.postings).toEqual([expect.objectContaining({ confirmedDays: 5, postHeld: '骨科主任' })])
})
it('DEP-70 a colleague sees neither the money nor the box for the days, and overwrites nothing', async () => {
  const { postingId } = await enter({ subsidyFenPerDay: 12_000 })
  const colleague = staffActor(world.siteA, ['nurse'], { staffId: world.outsider })
  const seen = await test.play(colleague, postingContract.postingDetail, { postingId })
  expect(seen).toMatchObject({ posting: { subsidyFenPerDay: null }, mayReport: false })
  const { postings } = await test.play(colleague, postingContract.postings, { year: 2026 })
  expect(postings.map(row => row.subsidyFenPerDay)).toEqual([null])
  const refused = await refusalOf(report(postingId, '2026-10', [8], { actor: colleague }))
  expect(refused.code).toBe('deployment.only_managers_for_others')
  const self = staffActor(world.siteA, ['specialist'], { staffId: world.experts[0] as string })
  await report(postingId, '2026-10', october, { actor: self })
  expect((await refusalOf(report(postingId, '2026-10', [8]))).code, 'read before the person reported').toBe(
    'deployment.changed_meanwhile_posting',
  )
  await report(postingId, '2026-10', [8], { version: 1 })
  expect((await test.play(self, postingContract.postingDetail, { postingId })).posting.subsidyFenPerDay).toBe(12_000)
})
it('DEP-70 the place is an institution of this region; an employer of earlier days is named', async () => {
  expect((await refusalOf(enter({ institutionId: newUuid() }))).code).toBe('network.unknown_institution')
  const { postingId } = await enter({ homeInstitutionId: world.siteB })
  const { posting } = await test.play(site, postingContract.postingDetail, { postingId })
  expect(posting.homeInstitutionName).toBe('演示乙中心')
})
it('DEP-72 a certificate is for oneself or by who keeps the postings, never by a colleague', async () => {
  const asked = { staffId: world.experts[0] as string, from: '2026-09-01', to: '2026-11-20' }
  const colleague = staffActor(world.head, ['specialist'], { staffId: world.experts[1] as string })
  for (const act of [postingContract.serviceFigures, postingContract.issueCertificate] as const)
    expect((await refusalOf(test.play(colleague, act as typeof postingContract.serviceFigures, asked))).code).toBe(
      'deployment.only_managers_for_others',
    )
})
