import zh from '#src/modules/network/locales/zh-CN.json' with { type: 'json' }
import { addDays, type LocalDate } from '#src/platform/kernel/dates.ts'
import type { InstitutionRow, NetworkData } from './network-data.ts'

/** Writes a network as the Excel workbook that a manager would import: a sheet a kind, titles in row 1, data from row 3. */

type Cell = string | number | null
export type SheetTable = {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** The words that stand in the cells are those of the Chinese screens. */
const word = (prefix: string, key: string): string =>
  (zh as Readonly<Record<string, string>>)[`${prefix}.${key}`] ?? key

const demo = '是'

/** Columns that a scenario leaves empty; a workbook must have them all the same. */
const emptyColumns: Readonly<Record<string, readonly string[]>> = {
  医联体: ['终止日期', '说明'],
  机构: ['统一社会信用代码', '地区代码', '启用日期', '停用日期'],
  成员: ['截止日期'],
  科室: ['诊疗科目代码', '简介', '停用日期'],
  诊室: ['位置', '停用日期'],
  人员: ['入职日期', '离职日期'],
  职称: ['截止日期', '证书编号'],
  执业点: ['科室', '截止日期'],
  团队: ['结束日期'],
  团队成员: ['截止日期'],
  协议: ['续签自', '终止日期', '终止原因'],
  铜牌: ['截止日期', '照片文件', '摘牌日期'],
  收费: ['截止日期'],
  医保定点: ['医保机构编码', '截止日期'],
  报销规则: ['每次起付（元）', '截止日期'],
  设备: ['诊室', '购置日期', '备注'],
  床位: ['科室'],
  覆盖目标: ['附件或档案号'],
}

const institutionsTable = ({ institutions }: NetworkData): SheetTable => ({
  title: '机构',
  columns: ['机构代码', '名称', '简称', '类别', '级别', '等次', '上级机构代码', '地址', '电话', '纬度', '经度', '演示'],
  rows: institutions.map(row => [
    row.code,
    row.name,
    row.shortName,
    word('kind', row.kind),
    word('level', row.level),
    word('grade', row.grade),
    row.parent ?? null,
    row.address,
    row.phone,
    row.at?.[0] ?? null,
    row.at?.[1] ?? null,
    demo,
  ]),
})

const membersTable = ({ consortium, institutions }: NetworkData): SheetTable => ({
  title: '成员',
  columns: ['医联体代码', '机构代码', '角色', '起始日期'],
  rows: institutions.flatMap(row =>
    row.role === undefined ? [] : [[consortium.code, row.code, word('member_role', row.role), consortium.startedOn]],
  ),
})

const two = (no: number): string => String(no).padStart(2, '0')

const departmentsTable = ({ institutions }: NetworkData): SheetTable => ({
  title: '科室',
  columns: ['机构代码', '科室代码', '科室名称'],
  rows: institutions.flatMap(row => row.departments.map((name, index) => [row.code, `D${two(index + 1)}`, name])),
})

const roomsOf = (row: InstitutionRow) =>
  (row.rooms ?? []).map((room, index) => {
    const [name, department] = room.split('@')
    return { code: `R${two(index + 1)}`, name: name as string, department: department ?? null }
  })

const roomsTable = ({ institutions }: NetworkData): SheetTable => ({
  title: '诊室',
  columns: ['机构代码', '诊室代码', '诊室名称', '科室'],
  rows: institutions.flatMap(row => roomsOf(row).map(room => [row.code, room.code, room.name, room.department])),
})

const staffTable = ({ staff }: NetworkData): SheetTable => ({
  title: '人员',
  columns: ['人员编号', '姓名', '性别', '岗位', '机构代码', '科室', '执业证书编码', '手机', '专长', '简介', '演示'],
  rows: staff.map(row => [
    row.code,
    row.name,
    word('sex', row.sex),
    word('profession', row.profession),
    row.institution,
    row.department,
    row.licenceNumber,
    row.phone,
    row.specialities.join('、'),
    row.bio ?? null,
    demo,
  ]),
})

const titlesTable = ({ staff }: NetworkData): SheetTable => ({
  title: '职称',
  columns: ['人员编号', '职称', '起始日期'],
  rows: staff.map(row => [row.code, word('title', row.titleCode), row.titleFrom]),
})

const sitesTable = ({ staff, consortium }: NetworkData): SheetTable => ({
  title: '执业点',
  columns: ['人员编号', '机构代码', '备案号', '起始日期'],
  rows: staff.flatMap(row =>
    row.sites.map((site, index) => [row.code, site, `${row.licenceNumber}-${index + 1}`, consortium.startedOn]),
  ),
})

const teamsTable = ({ teams, consortium }: NetworkData): SheetTable => ({
  title: '团队',
  columns: ['团队代码', '名称', '类型', '机构代码', '专科方向', '简介', '成立日期', '演示'],
  rows: teams.map(team => [
    team.code,
    team.name,
    word('team_kind', team.kind),
    team.institution,
    team.speciality,
    team.introduction,
    consortium.startedOn,
    demo,
  ]),
})

const teamMembersTable = ({ teams, consortium }: NetworkData): SheetTable => ({
  title: '团队成员',
  columns: ['团队代码', '人员编号', '角色', '起始日期'],
  rows: teams.flatMap(team =>
    team.members.map(member => [team.code, member.staff, word('team_role', member.role), consortium.startedOn]),
  ),
})

const agreementsTable = ({ agreements }: NetworkData, today: LocalDate): SheetTable => ({
  title: '协议',
  columns: [
    '协议编号',
    '类型',
    '名称',
    '内容',
    '支援方机构代码',
    '受援方机构代码',
    '签订日期',
    '起始日期',
    '截止日期',
    '演示',
  ],
  rows: agreements.map(row => {
    const signedOn = addDays(today, -row.signedDaysAgo)
    return [
      row.code,
      word('agreement_kind', row.kind),
      row.title,
      row.scope,
      row.gives.join('、'),
      row.receives.join('、'),
      signedOn,
      signedOn,
      addDays(signedOn, row.years * 365 - 1),
      demo,
    ]
  }),
})

const plaquesTable = ({ plaques }: NetworkData, today: LocalDate): SheetTable => ({
  title: '铜牌',
  columns: [
    '铜牌编号',
    '类型',
    '名称',
    '机构代码',
    '授牌单位',
    '授牌机构代码',
    '协议编号',
    '授牌日期',
    '承诺服务',
    '演示',
  ],
  rows: plaques.map(row => [
    row.code,
    word('plaque_kind', row.kind),
    row.name,
    row.institution,
    row.giver,
    row.giverInstitution ?? null,
    row.agreement ?? null,
    addDays(today, -row.givenDaysAgo),
    row.services.map(service => word('service', service)).join('、'),
    demo,
  ]),
})

/** Sheets of one kind that came in parts become one. */
const joined = (tables: readonly SheetTable[]): readonly SheetTable[] => {
  const byTitle = new Map<string, SheetTable>()
  for (const table of tables) {
    const known = byTitle.get(table.title)
    byTitle.set(table.title, known ? { ...known, rows: [...known.rows, ...table.rows] } : table)
  }
  return [...byTitle.values()]
}

/** @param today agreements and plaques are dated from it. */
export const tablesOf = (network: NetworkData, today: LocalDate): readonly SheetTable[] =>
  [
    {
      title: '医联体',
      columns: ['医联体代码', '名称', '类型', '成立日期', '演示'],
      rows: [
        [
          network.consortium.code,
          network.consortium.name,
          word('consortium_kind', network.consortium.kind),
          network.consortium.startedOn,
          demo,
        ],
      ],
    },
    institutionsTable(network),
    membersTable(network),
    departmentsTable(network),
    roomsTable(network),
    staffTable(network),
    titlesTable(network),
    sitesTable(network),
    teamsTable(network),
    teamMembersTable(network),
    agreementsTable(network, today),
    plaquesTable(network, today),
    ...joined(network.sheets ?? []),
  ].filter(table => table.rows.length > 0)

export const writeWorkbook = async (tables: readonly SheetTable[]): Promise<Buffer> => {
  // exceljs is large; a start that loads no demo does without it.
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  workbook.creator = '家门口 Doorstep（演示数据）'
  for (const table of tables) {
    const sheet = workbook.addWorksheet(table.title, { views: [{ state: 'frozen', ySplit: 2 }] })
    sheet.addRow([...table.columns, ...(emptyColumns[table.title] ?? [])]).font = { bold: true }
    sheet.addRow(['演示数据：人物均为虚构'])
    for (const row of table.rows) sheet.addRow([...row])
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}
