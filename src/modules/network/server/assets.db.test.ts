import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { createTestApp, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { equipmentGaps, listAssets, openGapAction, saveBeds, saveEquipment } from '../contract-assets.ts'
import { catchmentOf, saveCatchment, savePopulation, saveTravelTime } from '../contract-catchment.ts'
import { goalMatrix, goalsOf, reportGoal } from '../contract-goals.ts'
import { exportWorkbook, importWorkbook, rehearseWorkbook } from '../contract-workbook.ts'
import { travelMinutes, travelTimesAmong } from '../public.ts'
import { enterInstitution, enterRoom, type SmallConsortium, smallConsortium } from '../testing/factories.ts'
import { bookOf } from '../testing/workbooks.ts'
import { networkModule } from './module.ts'
import { equipmentKinds } from './workbook/equipment-kinds.ts'
import { goalWords } from './workbook/sheet-goals.ts'

let app: TestApp
let small: SmallConsortium
beforeAll(async () => {
  app = await createTestApp({ modules: [networkModule], now: '2026-11-21T01:00:00Z' })
  small = await smallConsortium(app)
})
afterAll(() => app?.close())

const device = (given: Partial<InputOf<typeof saveEquipment>> = {}): InputOf<typeof saveEquipment> => ({
  institutionId: small.centreId,
  code: 'E-1',
  kindCode: 'ecg',
  count: 1,
  state: 'broken',
  ...given,
})
const gapOf = async (kindCode: string) =>
  (await app.play(small.centreManager, listAssets, { institutionId: small.centreId })).gaps.find(
    gap => gap.kindCode === kindCode,
  )
const openLoops = async () =>
  (
    await app.admin.query<{ owner_role: string; details: unknown }>(
      `select owner_role, details from platform.loop where kind = 'network.equipment_gap' and closed_at is null`,
    )
  ).rows

describe('devices and beds', () => {
  it('NET-44 a community centre is compared with its basic list, whose source and certainty are told', async () => {
    expect(await gapOf('ecg')).toMatchObject({ state: 'missing', minimum: 1, working: 0, confidence: 'assumed' })
    await app.play(small.centreManager, saveEquipment, device())
    expect(await gapOf('ecg')).toMatchObject({ state: 'broken', broken: 1 })
    const hospital = await app.play(small.manager, listAssets, { institutionId: small.headId })
    expect(hospital.gaps).toEqual([])
  })

  it('NET-44 a device stands in a room of its own institution, under a code of its own', async () => {
    const roomId = await enterRoom(app, small.otherCentreId, undefined, small.manager)
    await expect(app.play(small.manager, saveEquipment, device({ code: 'E-2', roomId }))).rejects.toMatchObject({
      code: 'network.unknown_room',
    })
    await expect(app.play(small.manager, saveEquipment, device())).rejects.toMatchObject({ code: 'network.code_taken' })
    await expect(
      app.play(small.manager, saveEquipment, device({ code: 'E-2', kindCode: 'time_machine' })),
    ).rejects.toMatchObject({ code: 'network.unknown_equipment_kind' })
    await expect(
      app.play(small.centreManager, saveEquipment, device({ institutionId: small.otherCentreId })),
    ).rejects.toMatchObject({ code: 'network.outside_reach' })
  })

  it('NET-45 a gap becomes one task of the centre manager and closes when the device works', async () => {
    const input = { institutionId: small.centreId, kindCode: 'ecg' }
    await expect(app.play(small.manager, openGapAction, { ...input, dueOn: '2026-11-20' })).rejects.toMatchObject({
      code: 'network.due_in_the_past',
    })
    await app.play(small.manager, openGapAction, input)
    await expect(app.play(small.manager, openGapAction, input)).rejects.toMatchObject({
      code: 'network.gap_action_open',
    })
    expect(await openLoops()).toEqual([
      { owner_role: 'centre_manager', details: { device: '心电图机', minimum: 1, working: 0 } },
    ])
    const { equipment } = await app.play(small.manager, listAssets, { institutionId: small.centreId })
    await app.play(
      small.manager,
      saveEquipment,
      device({ equipmentId: equipment[0]?.equipmentId as string, state: 'in_use' }),
    )
    expect(await openLoops()).toEqual([])
    await expect(app.play(small.manager, openGapAction, input)).rejects.toMatchObject({ code: 'network.no_such_gap' })
  })

  it('NET-44 the overview names every institution in reach with a list, and a village room has devices of its own', async () => {
    const villageId = await enterInstitution(app, { kind: 'D6', parentInstitutionId: small.centreId }, small.manager)
    await app.play(
      small.manager,
      saveEquipment,
      device({ institutionId: villageId, kindCode: 'glucometer', state: 'in_use' }),
    )
    const { villageRooms } = await app.play(small.centreManager, listAssets, { institutionId: small.centreId })
    expect(villageRooms).toMatchObject([{ institutionId: villageId, equipment: [{ kindCode: 'glucometer' }] }])
    expect(villageRooms[0]?.missing).toBe(10)
    const seen = async (actor: typeof small.manager) =>
      new Set((await app.play(actor, equipmentGaps, {})).items.map(item => item.institutionId))
    expect(await seen(small.manager)).toEqual(new Set([small.centreId, small.otherCentreId, villageId]))
    expect(await seen(small.centreManager)).toEqual(new Set([small.centreId, villageId]))
  })

  it('NET-49 beds of a department and kind are counted once; counted again they replace the figures', async () => {
    const count = (open: number) =>
      app.play(small.manager, saveBeds, { institutionId: small.centreId, kind: 'rehabilitation', approved: 20, open })
    const first = await count(12)
    expect(await count(16)).toEqual(first)
    const { beds } = await app.play(small.manager, listAssets, { institutionId: small.centreId })
    expect(beds).toMatchObject([{ kind: 'rehabilitation', approved: 20, open: 16, departmentId: null }])
  })
})

describe('people served and ways', () => {
  it('NET-46 figures of a year replace those before, and no part outgrows the whole, stored figures counted', async () => {
    const save = (figures: InputOf<typeof savePopulation>['figures'], year = 2025) =>
      app.play(small.centreManager, savePopulation, { institutionId: small.centreId, year, source: '演示', figures })
    await save([
      { group: 'total', persons: 60_000 },
      { group: 'age_65_plus', persons: 12_000 },
    ])
    await save([{ group: 'age_65_plus', persons: 13_000 }])
    await expect(save([{ group: 'age_80_plus', persons: 13_001 }])).rejects.toMatchObject({
      code: 'network.group_larger_than_all',
      fields: [{ path: '/figures' }],
    })
    await expect(
      save([
        { group: 'diabetes', persons: 1 },
        { group: 'diabetes', persons: 2 },
      ]),
    ).rejects.toMatchObject({ code: 'network.group_twice' })
    await app.play(small.centreManager, saveCatchment, {
      institutionId: small.centreId,
      description: '演示街道全部居委',
      neighbourhoods: 12,
    })
    const seen = await app.play(small.centreManager, catchmentOf, { institutionId: small.centreId })
    expect(seen.population.map(figure => [figure.year, figure.group, figure.persons])).toEqual([
      [2025, 'total', 60_000],
      [2025, 'age_65_plus', 13_000],
    ])
    expect(seen.area).toMatchObject({ neighbourhoods: 12, villages: null })
  })

  it('NET-47 the door gives minutes of the quickest mode; whoever manages one end may write the way', async () => {
    const way = (mode: 'car' | 'transit', minutes: number, actor = small.centreManager) =>
      app.play(actor, saveTravelTime, {
        fromInstitutionId: small.headId,
        toInstitutionId: small.centreId,
        mode,
        minutes,
        subsidyFen: 3_000,
        source: '演示',
      })
    await way('transit', 55)
    await way('car', 40)
    await way('car', 35)
    await expect(way('car', 20, staffActor(small.otherCentreId, ['centre_manager']))).rejects.toMatchObject({
      code: 'network.outside_reach',
    })
    const minutes = (from: string, to: string) => app.within(small.manager, ctx => travelMinutes(ctx, from, to))
    expect(await minutes(small.headId, small.centreId)).toBe(35)
    expect(await minutes(small.centreId, small.headId)).toBe(35)
    expect(await minutes(small.centreId, small.otherCentreId)).toBeNull()
    const all = await app.within(small.manager, ctx => travelTimesAmong(ctx, [small.headId, small.centreId]))
    expect(all).toHaveLength(2)
  })
})

describe('goals of full coverage', () => {
  it('NET-48 the last report counts, what is reached names its evidence and no later day, and all reports stay', async () => {
    const report = (given: Partial<InputOf<typeof reportGoal>>) =>
      app.play(small.centreManager, reportGoal, {
        institutionId: small.centreId,
        goalCode: 'ct',
        state: 'reached',
        on: '2026-11-01',
        ...given,
      })
    await expect(report({})).rejects.toMatchObject({ code: 'network.evidence_missing' })
    await expect(report({ evidence: '验收单', on: '2026-12-01' })).rejects.toMatchObject({
      code: 'network.reached_in_the_future',
    })
    await expect(report({ goalCode: 'moon' })).rejects.toMatchObject({ code: 'network.unknown_goal' })
    await expect(
      app.play(small.manager, reportGoal, {
        institutionId: small.headId,
        goalCode: 'ct',
        state: 'under_way',
        on: '2026-11-01',
      }),
    ).rejects.toMatchObject({ code: 'network.not_a_centre' })
    await report({ state: 'under_way' })
    app.setNow('2026-11-21T02:00:00Z')
    await report({ evidence: '验收单 2026-18', fileReference: '档案 3-18' })
    const { goals, reports } = await app.play(small.centreManager, goalsOf, { institutionId: small.centreId })
    expect(goals).toHaveLength(10)
    expect(reports.map(row => row.state)).toEqual(['reached', 'under_way'])
  })

  it('NET-48 a list of goals holds in its own region only', async () => {
    await app.admin.query(`update network.goal set region_prefix = '51' where goal_code = 'ct'`)
    const { goals } = await app.play(small.manager, goalMatrix, {})
    expect(goals.map(goal => goal.code)).not.toContain('ct')
    await expect(
      app.play(small.centreManager, reportGoal, {
        institutionId: small.centreId,
        goalCode: 'ct',
        state: 'under_way',
        on: '2026-11-01',
      }),
    ).rejects.toMatchObject({ code: 'network.unknown_goal' })
    await app.admin.query(`update network.goal set region_prefix = '31' where goal_code = 'ct'`)
  })

  it('NET-48 the matrix counts what each centre reached; what nobody reported is not yet begun', async () => {
    const { goals, centres } = await app.play(small.manager, goalMatrix, {})
    expect(centres.map(centre => [centre.institutionId, centre.reached])).toEqual(
      expect.arrayContaining([
        [small.centreId, 1],
        [small.otherCentreId, 0],
      ]),
    )
    expect(goals.find(goal => goal.code === 'ct')).toMatchObject({ reached: 1, underWay: 0, centres: 2 })
    expect((await app.play(small.centreManager, goalMatrix, {})).centres).toHaveLength(1)
  })
})

describe('the sheets 设备, 床位, 服务区域, 服务人口, 路程 and 覆盖目标', () => {
  it('NET-14 offer the kinds and goals that the tables hold', async () => {
    const words = async (text: string) =>
      Object.fromEntries(
        (await app.admin.query<{ code: string; name: string }>(text)).rows.map(row => [row.code, row.name]),
      )
    expect(await words('select equipment_kind_code as code, name from network.equipment_kind')).toEqual(equipmentKinds)
    expect(await words('select goal_code as code, name from network.goal')).toEqual(goalWords)
  })

  it('NET-14 name each wrong cell, come in whole, and change nothing when what was exported comes back', async () => {
    const codeOf = async (institutionId: string) =>
      (
        await app.admin.query<{ code: string }>('select code from network.institution where institution_id = $1', [
          institutionId,
        ])
      ).rows[0]?.code as string
    const [机构代码, head] = [await codeOf(small.otherCentreId), await codeOf(small.headId)]
    const device = { 机构代码, 设备编号: 'X1', 设备类别: 'B超', 数量: 1, 状态: '在用' }
    const people = { 机构代码, 年份: 2025, 来源: '演示' }
    const goal = { 机构代码, 目标: 'CT配置', 进展: '已达成', 日期: '2026-11-01' }
    const rehearse = async (fileBase64: string) => app.play(small.manager, rehearseWorkbook, { fileBase64 })
    const wrong = await rehearse(
      await bookOf({
        设备: [{ ...device, 诊室: '没有的诊室' }],
        床位: [{ 机构代码, 床位类别: '康复床位', 核定床位: 10, 开放床位: 12 }],
        服务人口: [
          { ...people, 人群: '服务人口', 人数: 100 },
          { ...people, 人群: '残疾人', 人数: 101 },
        ],
        路程: [{ 出发机构代码: 机构代码, 到达机构代码: 机构代码, 方式: '步行', 分钟: 10, 来源: '演示' }],
        覆盖目标: [goal],
      }),
    )
    expect(wrong.findings.map(finding => `${finding.severity} ${finding.cell} ${finding.code}`).sort()).toEqual([
      'error 服务人口!D4 network.group_larger_than_all',
      'error 覆盖目标!D3 network.evidence_missing',
      'error 设备!F3 network.unknown_room',
      'error 路程!B3 network.way_to_itself',
      'warning 床位!E3 network.more_open_than_approved',
    ])
    const right = await bookOf({
      设备: [device],
      床位: [{ 机构代码, 床位类别: '康复床位', 核定床位: 12, 开放床位: 12 }],
      服务区域: [{ 机构代码, 服务区域: '演示镇', 村数: 8 }],
      服务人口: [{ ...people, 人群: '服务人口', 人数: 100 }],
      路程: [
        { 出发机构代码: head, 到达机构代码: 机构代码, 方式: '步行', 分钟: 10, '交通补贴（元）': 30, 来源: '演示' },
      ],
      覆盖目标: [{ ...goal, 依据: '验收单' }],
    })
    const { sheets } = await app.play(small.manager, importWorkbook, { fileBase64: right })
    expect(sheets.map(sheet => [sheet.sheet, sheet.created])).toEqual(
      ['设备', '床位', '服务区域', '服务人口', '路程', '覆盖目标'].map(title => [title, 1]),
    )
    const { fileBase64 } = await app.play(small.manager, exportWorkbook, {})
    const again = await rehearse(fileBase64)
    expect(again.findings).toEqual([])
    expect(again.sheets.every(sheet => sheet.created + sheet.changed === 0)).toBe(true)
    const hospital = await bookOf({ 覆盖目标: [{ ...goal, 机构代码: head, 依据: '验收单' }] })
    await expect(app.play(small.manager, importWorkbook, { fileBase64: hospital })).rejects.toMatchObject({
      code: 'network.not_a_centre',
    })
  })
})
