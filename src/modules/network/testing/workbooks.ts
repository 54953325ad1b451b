import { newWorkbook, readWorkbookFile } from '../server/workbook/read-file.ts'
import { workbookTemplate } from '../server/workbook/workbook.ts'

/** Workbooks as a hospital would fill them in: rows by column title, on the template's sheets. */

type Rows = Readonly<Record<string, readonly Readonly<Record<string, string | number>>[]>>

/** Fills the given rows into the template's columns; a sheet that the template lacks gets its own titles. */
export const bookOf = async (rows: Rows): Promise<string> => {
  const template = await readWorkbookFile((await workbookTemplate()).fileBase64)
  const workbook = await newWorkbook()
  workbook.addWorksheet('说明')
  for (const [title, list] of Object.entries(rows)) {
    const known = template.find(sheet => sheet.title === title)
    const header = known ? [...known.header.values()] : Object.keys(list[0] ?? {})
    const sheet = workbook.addWorksheet(title)
    sheet.addRow(header)
    sheet.addRow(header.map(() => '…'))
    for (const row of list) sheet.addRow(header.map(name => row[name] ?? null))
  }
  return Buffer.from(await workbook.xlsx.writeBuffer()).toString('base64')
}

/** A head hospital, a centre with a station, three people, a studio, an agreement and its plaque. */
export const peopleBook = (): Promise<string> =>
  bookOf({
    医联体: [
      { 医联体代码: 'C1', 名称: '演示城市医联体', 类型: '网格化城市医联体', 成立日期: '2020-01-01', 演示: '是' },
    ],
    机构: [
      {
        机构代码: 'Z2',
        名称: '演示中心服务站',
        简称: '服务站',
        类别: '社区卫生服务站',
        级别: '未定级',
        等次: '未定等',
        上级机构代码: 'Z1',
        地址: '演示路9号',
        演示: '是',
      },
      {
        机构代码: 'H1',
        名称: '演示总医院',
        简称: '总医院',
        统一社会信用代码: '91110000600037341L',
        类别: '综合医院',
        级别: '三级',
        等次: '甲等',
        地址: '演示路1号',
        纬度: 30.66,
        经度: 104.1,
        演示: '是',
      },
      {
        机构代码: 'Z1',
        名称: '演示社区卫生服务中心',
        简称: '演示中心',
        统一社会信用代码: '12990000000000000A',
        类别: '社区卫生服务中心',
        级别: '未定级',
        等次: '未定等',
        地址: '演示路2号',
        演示: '是',
      },
    ],
    成员: [
      { 医联体代码: 'C1', 机构代码: 'H1', 角色: '牵头医院', 起始日期: '2020-01-01' },
      { 医联体代码: 'C1', 机构代码: 'Z1', 角色: '社区卫生服务中心', 起始日期: '2020-01-01' },
      { 医联体代码: 'C1', 机构代码: 'Z2', 角色: '护理站/驻点', 起始日期: '2021-01-01' },
    ],
    科室: [
      { 机构代码: 'H1', 科室代码: 'GK', 科室名称: '骨科' },
      { 机构代码: 'Z1', 科室代码: 'QK', 科室名称: '全科' },
    ],
    诊室: [{ 机构代码: 'Z1', 诊室代码: '201', 诊室名称: '专家诊室', 科室: '全科', 位置: '2楼' }],
    人员: [
      {
        人员编号: 'E1',
        姓名: '演示陈',
        性别: '男',
        岗位: '执业医师',
        机构代码: 'H1',
        科室: '骨科',
        执业证书编码: '110510000000001',
        手机: '13800000001',
        专长: '关节、脊柱',
        简介: '看膝盖和腰痛。',
        演示: '是',
      },
      { 人员编号: 'E2', 姓名: '演示林', 性别: '女', 岗位: '护士', 机构代码: 'H1', 演示: '是' },
      { 人员编号: 'E3', 姓名: '演示何', 性别: '女', 岗位: '执业医师', 机构代码: 'Z1', 科室: 'QK', 演示: '是' },
    ],
    职称: [
      { 人员编号: 'E1', 职称: '主治医师', 起始日期: '2012-01-01', 截止日期: '2018-12-31' },
      { 人员编号: 'E1', 职称: '副主任医师', 起始日期: '2019-01-01' },
      { 人员编号: 'E2', 职称: '主管护师', 起始日期: '2020-01-01' },
    ],
    执业点: [{ 人员编号: 'E1', 机构代码: 'Z1', 科室: '全科', 备案号: 'BA-1', 起始日期: '2021-01-01' }],
    团队: [
      { 团队代码: 'T1', 名称: '演示骨科工作室', 机构代码: 'Z1', 类型: '专家工作室', 专科方向: '骨科', 演示: '是' },
    ],
    团队成员: [
      { 团队代码: 'T1', 人员编号: 'E1', 角色: '主诊', 起始日期: '2021-01-01' },
      { 团队代码: 'T1', 人员编号: 'E3', 角色: '跟诊', 起始日期: '2021-01-01' },
    ],
    协议: [
      {
        协议编号: 'XY-1',
        类型: '专科联盟',
        名称: '骨科专科联盟协议',
        支援方机构代码: 'H1',
        受援方机构代码: 'Z1、Z2',
        签订日期: '2021-01-01',
        起始日期: '2021-01-01',
        截止日期: '2026-12-31',
        演示: '是',
      },
    ],
    铜牌: [
      {
        铜牌编号: 'TP-1',
        机构代码: 'Z1',
        类型: '联盟单位',
        名称: '骨科专科联盟单位',
        授牌单位: '演示总医院',
        授牌机构代码: 'H1',
        协议编号: 'XY-1',
        授牌日期: '2021-01-15',
        承诺服务: '专家门诊、带教',
        演示: '是',
      },
    ],
  })
