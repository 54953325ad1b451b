import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, staffActor, type TestApp } from '#src/platform/testing/app.ts'
import { listInstitutions } from '../../contract.ts'
import { listStaff } from '../../contract-people.ts'
import { exportWorkbook, importWorkbook, rehearseWorkbook, workbookTemplate } from '../../contract-workbook.ts'
import { codeColumn, dateColumn, registerSheets } from '../../public.ts'
import { consortiumManager, smallConsortium } from '../../testing/factories.ts'
import { bookOf, peopleBook } from '../../testing/workbooks.ts'
import { networkModule } from '../module.ts'
import { readWorkbookFile } from './read-file.ts'

let app: TestApp
/** Before the import nobody's; afterwards at the head hospital that it brought. */
let manager = consortiumManager()
beforeAll(async () => {
  app = await createTestApp({ modules: [networkModule], now: '2026-11-21T01:00:00Z' })
})
afterAll(() => app?.close())

const rehearse = async (fileBase64: string) => app.play(manager, rehearseWorkbook, { fileBase64 })
const cellsOf = async (fileBase64: string) =>
  (await rehearse(fileBase64)).findings.map(finding => `${finding.cell} ${finding.code.replace('network.', '')}`)

describe('NET-14 the workbook', () => {
  it('NET-14 gives a template whose sheets have titles, hints and no rows', async () => {
    const { fileBase64 } = await app.play(manager, workbookTemplate, {})
    const sheets = await readWorkbookFile(fileBase64)
    expect(sheets.map(sheet => sheet.title)).toEqual([
      '医联体',
      '机构',
      '成员',
      '科室',
      '诊室',
      '人员',
      '职称',
      '执业点',
      '团队',
      '团队成员',
      '协议',
      '铜牌',
      '日历',
      '收费',
      '医保定点',
      '报销规则',
      '设备',
      '床位',
      '服务区域',
      '服务人口',
      '路程',
      '覆盖目标',
      '月度数据',
    ])
    expect(sheets.every(sheet => sheet.rows.length === 0 && sheet.header.size > 4)).toBe(true)
  })

  it('NET-14 imports a whole network in one go and finds nothing to change the second time', async () => {
    const file = await peopleBook()
    const rehearsal = await rehearse(file)
    expect(rehearsal.findings).toEqual([])
    expect(rehearsal.importable).toBe(true)
    const before = await app.play(manager, listInstitutions, {})
    expect(before.total).toBe(0)
    const { sheets } = await app.play(manager, importWorkbook, { fileBase64: file })
    expect(Object.fromEntries(sheets.map(sheet => [sheet.sheet, sheet.created]))).toMatchObject({
      医联体: 1,
      机构: 3,
      成员: 3,
      科室: 2,
      诊室: 1,
      人员: 3,
      职称: 3,
      执业点: 1,
      团队: 1,
      团队成员: 2,
      协议: 1,
      铜牌: 1,
    })
    const { items } = await app.play(manager, listInstitutions, { search: 'H1' })
    manager = consortiumManager(items[0]?.institutionId)
    const loops = await app.admin.query('select institution_id, status from platform.loop')
    expect(loops.rows).toEqual([{ institution_id: items[0]?.institutionId, status: 'open' }])
    const again = await rehearse(file)
    expect(again.sheets.every(sheet => sheet.created === 0 && sheet.changed === 0)).toBe(true)
  })

  it('NET-14 exports what can be imported again without any change, the same content each time', async () => {
    const first = await app.play(manager, exportWorkbook, {})
    const again = await rehearse(first.fileBase64)
    expect(again.findings).toEqual([])
    expect(again.sheets.every(sheet => sheet.created === 0 && sheet.changed === 0)).toBe(true)
    const [one, other] = await Promise.all(
      [first, await app.play(manager, exportWorkbook, {})].map(file => readWorkbookFile(file.fileBase64)),
    )
    expect(other).toEqual(one)
    expect(one?.find(sheet => sheet.title === '人员')?.rows).toHaveLength(3)
  })

  it('NET-14 names sheet, row and cell of everything wrong, and imports nothing of it', async () => {
    const file = await bookOf({
      机构: [
        {
          机构代码: 'X1',
          名称: '演示错码医院',
          简称: '错码',
          统一社会信用代码: '91110000600037342L',
          类别: '综合医院',
          级别: '三级',
          等次: '甲等',
          地址: '演示路2号',
        },
        {
          机构代码: 'X2',
          名称: '演示中心',
          简称: '中心',
          类别: '不存在的类别',
          级别: '未定级',
          等次: '未定等',
          地址: '演示路3号',
          纬度: 30.6,
        },
        {
          机构代码: 'X3',
          名称: '演示环',
          简称: '环',
          类别: '综合医院',
          级别: '三级',
          等次: '甲等',
          地址: '演示路4号',
          上级机构代码: 'X3',
        },
      ],
      人员: [
        {
          人员编号: 'P1',
          姓名: '演示甲',
          性别: '女',
          岗位: '执业医师',
          机构代码: 'X1',
          科室: '没有的科',
          入职日期: '2026-02-30',
        },
        { 人员编号: 'P2', 姓名: '演示乙'.repeat(12), 性别: '女', 岗位: '执业医师', 机构代码: 'NONE' },
        { 人员编号: 'P3', 姓名: '演示丙', 性别: '女', 岗位: '执业医师', 机构代码: 'X1', 手机: '13800000001' },
        { 人员编号: 'P4', 姓名: '演示 丙', 性别: '女', 岗位: '执业医师', 机构代码: 'X1', 手机: '13900000001' },
        { 人员编号: 'P4', 姓名: '演示丁', 性别: '男', 岗位: '执业医师', 机构代码: 'X1', 手机: '12345' },
        {
          人员编号: 'P6',
          姓名: '演示陈',
          性别: '男',
          岗位: '执业医师',
          机构代码: 'H1',
          执业证书编码: '110510000000001',
        },
      ],
      职称: [
        { 人员编号: 'P3', 职称: '主治医师', 起始日期: '2015-01-01', 截止日期: '2020-12-31' },
        { 人员编号: 'P3', 职称: '副主任医师', 起始日期: '2020-06-01' },
        { 人员编号: 'P9', 职称: '主治医师', 起始日期: '2020-01-01', 截止日期: '2019-01-01' },
      ],
      备注: [{ 随便: '写写' }],
    })
    expect(await cellsOf(file)).toEqual([
      '机构!D3 wrong_credit_code',
      '机构!E4 word_unknown',
      '机构!M4 coordinates_incomplete',
      '机构!H5 own_parent',
      '人员!F3 unknown_department',
      '人员!K3 date_unreadable',
      '人员!B4 text_too_long',
      '人员!E4 unknown_institution',
      '人员!B6 duplicate_of_row',
      '人员!A7 row_repeated',
      '人员!H7 phone_unreadable',
      '人员!B8 duplicate_of_stored',
      '职称!C4 overlaps_row',
      '职称!A5 unknown_staff',
      '职称!D5 ends_before_start',
      '备注 sheet_unknown',
    ])
    await expect(app.play(manager, importWorkbook, { fileBase64: file })).rejects.toMatchObject({
      code: 'network.workbook_has_findings',
      details: { count: 15 },
    })
    expect((await app.play(manager, listInstitutions, { search: 'X1' })).total).toBe(0)
  })

  it('NET-14 finds memberships that overlap or bring a second head', async () => {
    const file = await bookOf({
      成员: [
        { 医联体代码: 'C1', 机构代码: 'Z1', 角色: '社区卫生服务中心', 起始日期: '2024-06-01' },
        { 医联体代码: 'C1', 机构代码: 'Z2', 角色: '牵头医院', 起始日期: '2024-06-01' },
        { 医联体代码: 'C9', 机构代码: 'Z2', 角色: '分院', 起始日期: '2024-06-01' },
      ],
    })
    expect(await cellsOf(file)).toEqual([
      '成员!D3 overlaps_stored',
      '成员!C4 second_head_in_period',
      '成员!D4 overlaps_stored',
      '成员!A5 unknown_consortium',
    ])
  })

  it('NET-14 refuses a file that is no workbook, and one with nothing in it', async () => {
    const noBook = Buffer.from('name,sex\n').toString('base64')
    await expect(rehearse(noBook)).rejects.toMatchObject({ code: 'network.not_a_workbook' })
    const damaged = Buffer.from('PK\u0003\u0004 nothing more').toString('base64')
    await expect(rehearse(damaged)).rejects.toMatchObject({ code: 'network.not_a_workbook' })
    await expect(rehearse(await bookOf({}))).rejects.toMatchObject({ code: 'network.workbook_empty' })
  })

  it('NET-14 finds exactly the three mistakes of a 5 000-row sheet in less than three seconds', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({
      人员编号: `B${index}`,
      姓名: `演示${String.fromCodePoint(0x4e00 + (index % 3000))}${String.fromCodePoint(0x5000 + Math.floor(index / 3000))}`,
      性别: index % 2 ? '男' : '女',
      岗位: '执业医师',
      机构代码: 'H1',
      科室: '骨科',
      手机: `138${String(10_000_000 + index)}`,
      专长: '骨科、康复',
      入职日期: '2020-07-01',
    }))
    const wrong = rows
      .with(16, { ...(rows[16] as (typeof rows)[0]), 入职日期: '2020-13-01' })
      .with(2500, { ...(rows[2500] as (typeof rows)[0]), 科室: '骨科二' })
      .with(4999, { ...(rows[4998] as (typeof rows)[0]), 人员编号: 'B4999' })
    const file = await bookOf({ 人员: wrong })
    const before = process.cpuUsage()
    expect(await cellsOf(file)).toEqual([
      '人员!K19 date_unreadable',
      '人员!F2503 unknown_department',
      '人员!B5002 duplicate_of_row',
    ])
    // Computing time, so that a busy machine doesn't decide the outcome.
    const used = process.cpuUsage(before)
    expect((used.user + used.system) / 1000).toBeLessThan(3000)
    const right = await bookOf({ 人员: rows })
    await app.play(manager, importWorkbook, { fileBase64: right })
    expect((await app.play(manager, listStaff, {})).total).toBe(5003)
  })

  it('NET-11 a manager changes by workbook only what is in reach', async () => {
    const { headId } = await smallConsortium(app)
    const other = staffActor(headId, ['consortium_manager'])
    const file = await bookOf({ 科室: [{ 机构代码: 'H1', 科室代码: 'NEW', 科室名称: '新科' }] })
    const { findings } = await app.play(other, rehearseWorkbook, { fileBase64: file })
    expect(findings.map(finding => `${finding.cell} ${finding.code}`)).toEqual(['科室!A3 network.outside_reach'])
    const { fileBase64 } = await app.play(other, exportWorkbook, {})
    const people = (await readWorkbookFile(fileBase64)).find(sheet => sheet.title === '人员')
    expect(people?.rows).toEqual([])
    const consortia = (await readWorkbookFile(fileBase64)).find(sheet => sheet.title === '医联体')
    expect(consortia?.rows).toHaveLength(1)
  })

  it('NET-14 a sheet of another module sees people and rooms of the same workbook before they are stored', async () => {
    const seen: unknown[] = []
    registerSheets([
      {
        key: 'test.visit',
        title: '来访',
        order: 900,
        identity: [],
        columns: [
          codeColumn({ key: 'staff', title: '人员编号', required: true }),
          dateColumn({ key: 'on', title: '日期', required: true }),
        ],
        rehearse: async (_, rows, lookups) => {
          for (const row of rows) {
            const person = lookups.staff(row.values['staff'] as string)
            const site = lookups.institution('H9')?.institutionId ?? ''
            seen.push([
              person?.name,
              lookups.room(site, '一诊室')?.code,
              person && lookups.mayWorkAt(person.staffId, site, row.values['on'] as string),
            ])
          }
          return {
            findings: [{ row: 3, column: 'on', severity: 'error', code: 'test.no' }],
            counts: { created: 0, changed: 0, unchanged: 0 },
            apply: async () => {},
          }
        },
        exportRows: async () => [],
      },
    ])
    const file = await bookOf({
      机构: [
        {
          机构代码: 'H9',
          名称: '演示九院',
          简称: '九院',
          类别: '综合医院',
          级别: '三级',
          等次: '甲等',
          地址: '演示路9号',
        },
      ],
      诊室: [{ 机构代码: 'H9', 诊室代码: '9-1', 诊室名称: '一诊室' }],
      人员: [{ 人员编号: 'N9', 姓名: '演示九', 性别: '女', 岗位: '执业医师', 机构代码: 'H1' }],
      执业点: [{ 人员编号: 'N9', 机构代码: 'H9', 起始日期: '2026-06-01' }],
      来访: [
        { 人员编号: 'N9', 日期: '2026-05-31' },
        { 人员编号: 'N9', 日期: '2026-06-01' },
      ],
    })
    expect(await cellsOf(file)).toEqual(['来访!B3 test.no'])
    expect(seen).toEqual([
      ['演示九', '9-1', false],
      ['演示九', '9-1', true],
    ])
  })

  it('NET-89 a plaque may rest on an agreement that its own house has signed, in the workbook as by hand', async () => {
    const plaque = (code: string, house: string, agreement: string) => ({
      铜牌编号: code,
      机构代码: house,
      类型: '联盟单位',
      名称: '眼科联盟单位',
      授牌单位: '演示总医院',
      协议编号: agreement,
      授牌日期: '2025-01-15',
      承诺服务: '专家门诊',
    })
    const agreement = {
      协议编号: 'XY-8',
      类型: '专科联盟',
      名称: '眼科专科联盟协议',
      支援方机构代码: 'H1',
      受援方机构代码: 'Z1',
      签订日期: '2025-01-01',
      起始日期: '2025-01-01',
    }
    const file = await bookOf({
      协议: [agreement],
      铜牌: [plaque('TP-8', 'Z1', 'XY-8'), plaque('TP-9', 'Z2', 'XY-8'), plaque('TP-10', 'Z2', 'XY-1')],
    })
    expect(await cellsOf(file)).toEqual(['铜牌!G4 agreement_of_others'])
  })

  it('NET-4 others hear whose last day, house or practice site a workbook has changed, and of nobody else', async () => {
    const told = async (book: Parameters<typeof bookOf>[0]) => {
      await app.admin.query(`delete from platform.outbox where name = 'network.staff_changed'`)
      await app.play(manager, importWorkbook, { fileBase64: await bookOf(book) })
      const { rows } = await app.admin.query(
        `select s.code, o.data ->> 'left' as left from platform.outbox o join network.staff s on s.staff_id::text = o.data ->> 'staffId'
         where o.name = 'network.staff_changed' order by s.code`,
      )
      return rows
    }
    const base = { 性别: '女', 演示: '是' }
    const e2 = { 人员编号: 'E2', 姓名: '演示林', 岗位: '护士', 机构代码: 'H1', ...base }
    const e3 = { 人员编号: 'E3', 姓名: '演示何', 岗位: '执业医师', 机构代码: 'Z1', 科室: 'QK', ...base }
    expect(await told({ 人员: [e2, { ...e3, 简介: '只改简介' }] })).toEqual([])
    expect(await told({ 人员: [{ ...e2, 离职日期: '2026-12-31' }, e3] })).toEqual([{ code: 'E2', left: '2026-12-31' }])
    expect(await told({ 人员: [{ ...e2, 离职日期: '' }] })).toEqual([{ code: 'E2', left: null }])
    const site = { 人员编号: 'E1', 机构代码: 'Z1', 科室: '全科', 备案号: 'BA-1', 起始日期: '2021-01-01' }
    expect(await told({ 执业点: [{ ...site, 截止日期: '2026-12-31' }] })).toEqual([{ code: 'E1', left: null }])
    const next = { ...site, 起始日期: '2027-01-01' }
    expect(await told({ 执业点: [next] })).toEqual([{ code: 'E1', left: null }])
    expect(await told({ 执业点: [{ ...next, 备案号: 'BA-2' }] })).toEqual([])
  })

  it('NET-14 a centre manager may export but not import', async () => {
    const { centreManager } = await smallConsortium(app)
    await expect(app.play(centreManager, importWorkbook, { fileBase64: await peopleBook() })).rejects.toMatchObject({
      code: 'platform.not_permitted',
    })
  })
})
