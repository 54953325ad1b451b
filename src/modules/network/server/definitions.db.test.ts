import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { createTestApp, type TestApp } from '#src/platform/testing/app.ts'
import { addCentreKind, openCentre } from '../contract-centres.ts'
import * as contract from '../contract-definitions.ts'
import { monthGrid, recordMonthFacts } from '../contract-month-facts.ts'
import { enterStaff, type SmallConsortium, smallConsortium } from '../testing/factories.ts'
import { networkModule } from './module.ts'

let app: TestApp
let small: SmallConsortium

beforeAll(async () => {
  app = await createTestApp({ modules: [networkModule], now: '2026-11-21T02:00:00Z' })
  small = await smallConsortium(app)
}, 120_000)
afterAll(async () => app?.close())

const read = () => app.play(small.manager, contract.definitions, {})
const measureOf = async (measure: string) => (await read()).measures.find(row => row.measure === measure)
const choose = (measure: string, more: Partial<InputOf<typeof contract.chooseMeasure>> = {}) =>
  app.play(small.manager, contract.chooseMeasure, {
    measure,
    expected: true,
    baselineYear: null,
    reason: '牵头医院例会议定',
    ...more,
  })
const add = (measure: string, more: Partial<InputOf<typeof contract.addMeasure>> = {}) =>
  app.play(small.manager, contract.addMeasure, {
    measure,
    name: `演示${measure}`,
    nameEn: `Demo ${measure}`,
    unit: 'person_time',
    direction: 'up',
    decimals: 0,
    definition: '当月完成的人次。',
    source: '演示',
    monthFact: true,
    activity: false,
    ...more,
  })
const record = (measure: string, month: string, value: number) =>
  app.play(small.manager, recordMonthFacts, {
    source: 'typed',
    entries: [{ institutionId: small.centreId, month, measure, value }],
  })

describe('what is counted', () => {
  it('NET-90 a region says what is due every month and which year others are compared with, and the grid follows at once', async () => {
    await record('visits.daily', '2019-10', 50)
    await record('visits.daily', '2026-10', 75)
    const cell = async () =>
      (
        await app.play(small.manager, monthGrid, { from: '2026-10', to: '2026-10', measure: 'visits.daily' })
      ).cells.find(one => one.institutionId === small.centreId)
    expect((await cell())?.baseline).toBeNull()
    const before = await measureOf('visits.daily')
    expect(before).toMatchObject({ baselineYear: null, reason: null, changedAt: null })
    await choose('visits.daily', { baselineYear: 2019, expected: false })
    expect((await cell())?.baseline).toMatchObject({ baseMonth: '2019-10', base: 50, text: '+50.0 %' })
    expect(await measureOf('visits.daily')).toMatchObject({
      baselineYear: 2019,
      expected: false,
      reason: '牵头医院例会议定',
    })
    await choose('visits.daily', { baselineYear: null, expected: true, reason: '基期有疫情，不再比' })
    expect((await cell())?.baseline).toBeNull()
    expect(await measureOf('visits.daily')).toMatchObject({ expected: true, reason: '基期有疫情，不再比' })
    await expect(choose('visits.daily', { baselineYear: 2027 })).rejects.toMatchObject({
      code: 'network.baseline_to_come',
    })
    await expect(choose('visits.unknown')).rejects.toMatchObject({ code: 'network.unknown_measure' })
    await add('demo.talks', { monthFact: false, activity: true })
    await expect(choose('demo.talks')).rejects.toMatchObject({ code: 'network.measure_without_months' })
    await expect(
      app.play(small.centreManager, contract.chooseMeasure, {
        measure: 'visits.daily',
        expected: true,
        baselineYear: null,
        reason: '试',
      }),
    ).rejects.toMatchObject({ code: 'platform.not_permitted' })
  })

  it('NET-91 a measure has its key and name for ever, is due nowhere at first, and stays once something was counted by it', async () => {
    await add('demo.home_visits')
    expect(await measureOf('demo.home_visits')).toMatchObject({ expected: false, baselineYear: null, figures: 0 })
    await expect(add('demo.home_visits', { name: '另一个名' })).rejects.toMatchObject({ code: 'network.measure_taken' })
    await expect(add('demo.other', { name: '演示demo.home_visits' })).rejects.toMatchObject({
      code: 'network.measure_taken',
    })
    await expect(add('demo.nothing', { monthFact: false })).rejects.toMatchObject({
      code: 'network.measure_counts_nothing',
    })
    const retire = (measure: string) => app.play(small.manager, contract.retireMeasure, { measure, reason: '重复' })
    await record('demo.home_visits', '2026-10', 3)
    await expect(retire('demo.home_visits')).rejects.toMatchObject({
      code: 'network.measure_in_use',
      details: { figures: 1 },
    })
    await add('demo.typo')
    await retire('demo.typo')
    expect(await measureOf('demo.typo')).toBeUndefined()
    await expect(record('demo.typo', '2026-10', 1)).rejects.toMatchObject({ code: 'network.unknown_measure' })
    await expect(retire('demo.typo')).rejects.toMatchObject({ code: 'network.unknown_measure' })
    await expect(add('demo.typo', { name: '又来一次' })).rejects.toMatchObject({ code: 'network.measure_taken' })
  })

  it('NET-92 a kind of centre is taken back only while no centre is of it', async () => {
    const kind = (key: string, name: string) =>
      app.play(small.manager, addCentreKind, { kind: key, family: 'shared', name, nameEn: name, source: '演示' })
    await kind('demo_blood', '演示供血中心')
    await kind('demo_typo', '演示错字中心')
    const headStaffId = await enterStaff(app, small.headId, { name: '演示主任' })
    await app.play(small.manager, openCentre, {
      code: 'DEMO-BLOOD',
      kind: 'demo_blood',
      name: '演示供血中心',
      hostInstitutionId: small.headId,
      headStaffId,
      validFrom: '2026-11-01',
      memberInstitutionIds: [],
    })
    const retire = (key: string) => app.play(small.manager, contract.retireCentreKind, { kind: key, reason: '写错' })
    await expect(retire('demo_blood')).rejects.toMatchObject({ code: 'network.centre_kind_in_use' })
    await retire('demo_typo')
    const kinds = (await read()).kinds.map(row => row.kind)
    expect(kinds).toContain('demo_blood')
    expect(kinds).not.toContain('demo_typo')
    await expect(retire('demo_typo')).rejects.toMatchObject({ code: 'network.unknown_centre_kind' })
  })
})
