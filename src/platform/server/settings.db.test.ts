import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeSetting, listSettings, resetSetting } from '#src/platform/contract/settings.ts'
import { createTestApp, jobActor, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { branchId, createNeighbour, headId } from '#src/platform/testing/neighbour.ts'
import { codeOf } from '#src/platform/testing/refusals.ts'
import { platformModule } from './module-platform.ts'
import { settingOf } from './settings.ts'

let test: TestApp
const reason = '演示理由'
const otherRegion = 330683
const itAdmin = staffActor(headId, ['it_admin'], { reach: [headId, branchId] })
const branchAdmin = staffActor(branchId, ['it_admin'])
const auditor = staffActor(headId, ['auditor'], { reach: [headId, branchId] })

beforeAll(async () => {
  test = await createTestApp({ modules: [platformModule, createNeighbour()], headInstitutionId: headId })
  await test.admin.query(`insert into platform.region (region_id, name, created_at) values ($1, '另一市', now())`, [
    otherRegion,
  ])
})
afterAll(() => test.close())

describe('settings', () => {
  const limit = () => test.within(jobActor('tests'), ctx => settingOf<number>(ctx, 'neighbour.limit', branchId))

  it('PLAT-41 the value of the institution goes before the one for everybody, and that before the default', async () => {
    expect(await limit()).toBe(3)
    await test.play(itAdmin, changeSetting, { key: 'neighbour.limit', value: 5, reason })
    expect(await limit()).toBe(5)
    await test.play(itAdmin, changeSetting, { key: 'neighbour.limit', institutionId: branchId, value: 7, reason })
    expect(await limit()).toBe(7)
    const { settings } = await test.play(itAdmin, listSettings, { institutionId: branchId })
    expect(settings.find(setting => setting.key === 'neighbour.limit')).toMatchObject({
      value: 7,
      defaultValue: 3,
      from: 'institution',
      source: 'tests',
      reason,
    })
    await test.play(itAdmin, resetSetting, { key: 'neighbour.limit', institutionId: branchId, reason })
    expect(await limit()).toBe(5)
    await test.play(itAdmin, resetSetting, { key: 'neighbour.limit', reason })
    expect(await limit()).toBe(3)
  })

  it('PLAT-41 a value outside its schema, an unknown key, a missing reason and a foreign institution are refused', async () => {
    const change = (more: object) =>
      test.play(itAdmin, changeSetting, { key: 'neighbour.limit', value: 4, reason, ...more })
    expect(await codeOf(change({ value: 10 }))).toBe('platform.setting_invalid')
    expect(await codeOf(change({ value: 'four' }))).toBe('platform.setting_invalid')
    expect(await codeOf(change({ key: 'neighbour.nothing' }))).toBe('platform.setting_unknown')
    expect(await codeOf(change({ reason: ' ' }))).toBe('platform.invalid_input')
    expect(await codeOf(change({ institutionId: '00000000-0000-4000-8000-000000000000' }))).toBe(
      'platform.wrong_institution',
    )
    expect(await codeOf(test.play(auditor, changeSetting, { key: 'neighbour.limit', value: 4, reason }))).toBe(
      'platform.not_permitted',
    )
    expect(await limit()).toBe(3)
  })

  it('PLAT-41 due and escalation of every kind of loop are settings', () => {
    expect(test.app.settings.definitions.get('neighbour.call_back.due_minutes')?.value).toBe(60)
    expect(test.app.settings.definitions.get('neighbour.call_back.escalate_minutes')?.value).toBe(30)
  })

  it('PLAT-61 an administrator of any one institution changes nothing for everybody: only the one at the head of the region', async () => {
    const everywhere = { key: 'neighbour.limit', value: 9, reason }
    expect(await codeOf(test.play(branchAdmin, changeSetting, everywhere))).toBe('platform.setting_only_from_head')
    const reset = test.play(branchAdmin, resetSetting, { key: 'neighbour.limit', reason })
    expect(await codeOf(reset)).toBe('platform.setting_only_from_head')
    expect((await test.play(branchAdmin, listSettings, {})).mayChangeEverywhere).toBe(false)
    expect((await test.play(itAdmin, listSettings, {})).mayChangeEverywhere).toBe(true)
    expect((await test.play(auditor, listSettings, {})).mayChangeEverywhere).toBe(false)
    await test.play(branchAdmin, changeSetting, { ...everywhere, institutionId: branchId })
    expect(await limit()).toBe(9)
    await test.play(branchAdmin, resetSetting, { key: 'neighbour.limit', institutionId: branchId, reason })
    expect(await limit()).toBe(3)
  })

  it('PLAT-61 what one region chooses for everybody leaves the others as they are', async () => {
    const elsewhere = () =>
      test.within({ ...jobActor('tests'), regionId: otherRegion }, ctx => settingOf<number>(ctx, 'neighbour.shared'))
    const here = () => test.within(jobActor('tests'), ctx => settingOf<number>(ctx, 'neighbour.shared'))
    await test.play(itAdmin, changeSetting, { key: 'neighbour.shared', value: 4, reason })
    expect([await here(), await elsewhere()]).toEqual([4, 1])
    const stranger = staffActor(headId, ['it_admin'], { regionId: otherRegion })
    const attempt = test.play(stranger, changeSetting, { key: 'neighbour.shared', value: 5, reason })
    expect(await codeOf(attempt)).toBe('platform.setting_only_from_head')
    await test.play(itAdmin, resetSetting, { key: 'neighbour.shared', reason })
    expect(await here()).toBe(1)
  })

  it('PLAT-67 a setting that the code reads once for the region takes no value of a single institution', async () => {
    const own = { key: 'neighbour.shared', institutionId: branchId, reason }
    expect(await codeOf(test.play(itAdmin, changeSetting, { ...own, value: 2 }))).toBe(
      'platform.setting_only_everywhere',
    )
    expect(await codeOf(test.play(itAdmin, resetSetting, own))).toBe('platform.setting_only_everywhere')
    const { settings } = await test.play(itAdmin, listSettings, { institutionId: branchId })
    expect(settings.find(setting => setting.key === 'neighbour.shared')?.scope).toBe('everywhere')
  })
})
