import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { createTestApp, publicActor, staffActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import {
  changeFeePrice,
  listCostRules,
  listFees,
  previewCost,
  priceList,
  saveCostRule,
  saveFee,
  setInsuranceDesignation,
} from '../contract-fees.ts'
import { exportWorkbook, importWorkbook, rehearseWorkbook } from '../contract-workbook.ts'
import { feeItemsOf } from '../public.ts'
import { type SmallConsortium, smallConsortium } from '../testing/factories.ts'
import { bookOf } from '../testing/workbooks.ts'
import { networkModule } from './module.ts'

let app: TestApp
let small: SmallConsortium
beforeAll(async () => {
  app = await createTestApp({ modules: [networkModule], now: '2026-11-21T01:00:00Z' })
  small = await smallConsortium(app)
})
afterAll(() => app?.close())

const fee = (given: Partial<InputOf<typeof saveFee>> = {}): InputOf<typeof saveFee> => ({
  institutionId: small.centreId,
  code: 'GH-1',
  kind: 'registration',
  name: '普通门诊挂号',
  unit: '次',
  times: 1,
  priceFen: 1_000,
  ownFirstPerMille: 1000,
  validFrom: '2025-01-01',
  source: '演示价目表',
  ...given,
})
const share = (given: Partial<InputOf<typeof saveCostRule>> = {}): InputOf<typeof saveCostRule> => ({
  code: 'ZG-1',
  name: '职工医保一级机构门诊',
  effect: 'share',
  feeKinds: ['consultation', 'examination', 'treatment', 'series'],
  insuranceType: 'employee',
  insuredPlace: 'local',
  level: '0',
  sharePerMille: 800,
  floorFen: 0,
  yearFloorFen: 0,
  source: '演示规则',
  confidence: 'assumed',
  validFrom: '2025-01-01',
  ...given,
})

describe('prices', () => {
  it('NET-40 an item has one price a day; a new one ends the old the day before, and the past keeps its price', async () => {
    const { feeItemId } = await app.play(small.centreManager, saveFee, fee())
    await expect(app.play(small.manager, saveFee, fee({ name: '另一个' }))).rejects.toMatchObject({
      code: 'network.fee_code_in_use',
    })
    const input = { feeItemId, priceFen: 1_200, source: '调价通知', validFrom: '2026-12-01' }
    await expect(app.play(small.manager, changeFeePrice, { ...input, validFrom: '2025-01-01' })).rejects.toMatchObject({
      code: 'network.price_not_later',
    })
    await app.play(small.manager, changeFeePrice, input)
    const priceOn = async (on: string) =>
      (await app.play(small.manager, listFees, { institutionId: small.centreId, on })).items.map(item => item.priceFen)
    expect([await priceOn('2024-12-31'), await priceOn('2026-11-30'), await priceOn('2026-12-01')]).toEqual([
      [],
      [1_000],
      [1_200],
    ])
    const { items } = await app.play(small.manager, listFees, { institutionId: small.centreId, history: true })
    expect(items).toHaveLength(2)
    expect(await app.within(small.manager, ctx => feeItemsOf(ctx, { institutionId: small.centreId }))).toHaveLength(1)
  })

  it('NET-40 a title has one registration fee a day, and only visits ask for a title', async () => {
    const titled = fee({ code: 'GH-2', titleCode: '232', priceFen: 2_500, name: '副主任医师挂号' })
    await app.play(small.manager, saveFee, titled)
    await expect(app.play(small.manager, saveFee, { ...titled, code: 'GH-3' })).rejects.toMatchObject({
      fields: [{ path: '/titleCode', code: 'network.visit_fee_in_use' }],
    })
    await expect(
      app.play(small.manager, saveFee, fee({ code: 'ZL', kind: 'treatment', titleCode: '232' })),
    ).rejects.toMatchObject({ code: 'network.title_only_for_visits' })
    await expect(
      app.play(small.manager, saveFee, fee({ code: 'ZL', kind: 'treatment', times: 3 })),
    ).rejects.toMatchObject({ code: 'network.times_only_for_series' })
  })

  it('NET-40 a centre manager keeps the own prices and no others; only the consortium keeps the rules', async () => {
    const elsewhere = fee({ institutionId: small.otherCentreId })
    await expect(app.play(small.centreManager, saveFee, elsewhere)).rejects.toMatchObject({
      code: 'network.outside_reach',
    })
    await expect(app.play(small.centreManager, saveCostRule, share())).rejects.toMatchObject({ kind: 'forbidden' })
    const { mayManage } = await app.play(staffActor(small.centreId, ['gp']), listFees, {
      institutionId: small.centreId,
    })
    expect(mayManage).toBe(false)
  })
})

describe('cost rules and the estimate', () => {
  it('NET-42 a rule needs its share, its ages in order and a code of its own', async () => {
    await app.play(small.manager, saveCostRule, share())
    for (const [given, code] of [
      [share(), 'network.rule_code_in_use'],
      [share({ code: 'X', sharePerMille: null }), 'network.share_missing'],
      [share({ code: 'X', fromAge: 65, untilAge: 60 }), 'network.ages_out_of_order'],
      [share({ code: 'X', validUntil: '2024-01-01' }), 'network.ends_before_start'],
    ] as const)
      await expect(app.play(small.manager, saveCostRule, given)).rejects.toMatchObject({ code })
    expect((await app.play(small.manager, listCostRules, {})).items.map(rule => rule.code)).toEqual(['ZG-1'])
  })

  it('NET-41 the estimate takes the fee of the title that really comes, and anyone may ask for it', async () => {
    await app.play(
      small.manager,
      saveFee,
      fee({
        code: 'KF',
        kind: 'series',
        name: '感统训练24次',
        times: 24,
        priceFen: 240_000,
        ownFirstPerMille: 0,
        unit: '疗程',
      }),
    )
    const ask = (titleCode: '231' | '232') =>
      app.play(publicActor, previewCost, {
        institutionId: small.centreId,
        visit: { titleCode },
        items: [{ code: 'KF', quantity: 1 }],
        insuranceType: 'employee',
        insuredPlace: 'local',
        age: 8,
        contracted: false,
      })
    const deputy = await ask('232')
    expect(deputy).toMatchObject({ estimate: true, visitFeeFen: 2_500, visitOwnFen: 2_500, insuranceFen: 192_000 })
    expect(deputy.ownFen).toBe(2_500 + 48_000)
    expect(deputy.notes).toEqual(['designation_unknown', 'assumed'])
    // No price for chief physicians here: the one without a title counts.
    expect((await ask('231')).visitFeeFen).toBe(1_000)
    await expect(
      app.play(publicActor, previewCost, {
        institutionId: small.centreId,
        items: [{ code: 'NONE', quantity: 1 }],
        insuranceType: null,
        insuredPlace: null,
        age: null,
        contracted: false,
      }),
    ).rejects.toMatchObject({ code: 'network.unknown_fee_item' })
  })

  it('NET-43 whether insurance pays there holds from a day on; residents see it on the price list', async () => {
    const say = (designated: boolean, validFrom: string) =>
      app.play(small.manager, setInsuranceDesignation, {
        institutionId: small.centreId,
        designated,
        validFrom,
        source: '医保局公示',
      })
    await say(true, '2020-01-01')
    await say(false, '2026-11-01')
    await expect(say(true, '2026-10-01')).rejects.toMatchObject({ code: 'network.designation_not_later' })
    const list = await app.play(publicActor, priceList, { institutionId: small.centreId })
    expect(list).toMatchObject({ designated: false })
    expect(list.items.map(item => item.code)).toEqual(['GH-1', 'GH-2', 'KF'])
    expect((await app.play(publicActor, priceList, { institutionId: small.otherCentreId })).designated).toBeNull()
    const { designations } = await app.play(small.manager, listFees, { institutionId: small.centreId })
    expect(designations.map(entry => [entry.validFrom, entry.validUntil])).toEqual([
      ['2026-11-01', null],
      ['2020-01-01', '2026-10-31'],
    ])
  })
})

describe('the sheets 收费, 医保定点 and 报销规则', () => {
  it('NET-14 name each wrong cell, come in whole, and change nothing when what was exported comes back', async () => {
    const code = (
      await app.admin.query<{ code: string }>('select code from network.institution where institution_id = $1', [
        small.otherCentreId,
      ])
    ).rows[0]?.code as string
    const row = {
      机构代码: code,
      项目编码: 'A1',
      类别: '诊查费',
      项目名称: '诊查',
      计价单位: '次',
      '价格（元）': 12.5,
      起始日期: '2026-01-01',
      来源: '演示',
    }
    const wrong = await bookOf({
      收费: [
        { ...row, '价格（元）': 12.555 },
        { ...row, 项目编码: 'A2', 类别: '治疗', 医师职称: '副主任医师' },
        { ...row, 项目编码: 'A3', 类别: '检查检验', 次数: 2 },
        { ...row, 机构代码: 'NOBODY', 项目编码: 'A4', 类别: '治疗' },
      ],
      报销规则: [
        {
          规则编码: 'S1',
          名称: '规则',
          作用: '报销',
          适用费用: '治疗',
          来源: '演示',
          把握: '自行估计',
          起始日期: '2026-01-01',
        },
      ],
    })
    const { findings } = await app.play(small.manager, rehearseWorkbook, { fileBase64: wrong })
    expect(findings.map(finding => `${finding.cell} ${finding.code}`).sort()).toEqual([
      '报销规则!K3 network.share_missing',
      '收费!A6 network.unknown_institution',
      '收费!E4 network.title_only_for_visits',
      '收费!G5 network.times_only_for_series',
      '收费!H3 network.too_many_decimals',
    ])
    const right = await bookOf({
      收费: [row, { ...row, 项目编码: 'A2', 医师职称: '副主任医师', '价格（元）': 38, '先行自付（%）': 12.5 }],
      医保定点: [{ 机构代码: code, 定点: '是', 起始日期: '2020-01-01', 来源: '演示' }],
      报销规则: [
        {
          规则编码: 'S1',
          名称: '居民医保门诊',
          作用: '报销',
          适用费用: '诊查费、治疗',
          险种: '城乡居民医保',
          '报销比例（%）': 62.5,
          '每次起付（元）': 0.5,
          来源: '演示',
          把握: '自行估计',
          起始日期: '2026-01-01',
        },
      ],
    })
    await app.play(small.manager, importWorkbook, { fileBase64: right })
    const { items } = await app.play(small.manager, listFees, { institutionId: small.otherCentreId })
    expect(items.map(item => [item.code, item.priceFen, item.ownFirstPerMille])).toEqual([
      ['A1', 1_250, 0],
      ['A2', 3_800, 125],
    ])
    const rule = (await app.play(small.manager, listCostRules, {})).items.find(item => item.code === 'S1')
    expect(rule).toMatchObject({ sharePerMille: 625, floorFen: 50, contracted: null, fromAge: null })
    const { fileBase64 } = await app.play(small.manager, exportWorkbook, {})
    const again = await app.play(small.manager, rehearseWorkbook, { fileBase64 })
    expect(again.findings).toEqual([])
    expect(again.sheets.every(sheet => sheet.created + sheet.changed === 0)).toBe(true)
  })

  it('NET-42 a rule of one region is not seen in another', async () => {
    const { rows } = await app.admin.query<{ region_id: number }>('select distinct region_id from network.cost_rule')
    expect(rows.map(row => row.region_id)).toEqual([testRegion])
  })
})
