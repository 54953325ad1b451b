import { addMonths, daysOfMonth, type LocalDate, monthOf, weekdayOf } from '#src/platform/kernel/dates.ts'
import type { NetworkData, StaffRow } from '../engine/network-data.ts'
import { createStaffOffice } from '../engine/staff.ts'
import { type SheetTable, tablesOf, writeWorkbook } from '../engine/workbook.ts'
import { network } from './network.ts'

/** What a manager at Hongqiao would import for next month: the network as it is, one new expert, and that expert's clinics. */

const post = createStaffOffice(310_199, 6, 'MHW')

/** A visiting expert whom the demo does not know yet. */
export const newExpert: StaffRow = post({
  code: 'MH-E20',
  profession: 'doctor',
  titleCode: '232',
  institution: 'SH-GEN2',
  department: '眼科',
  specialities: ['眼底病', '糖尿病视网膜病变'],
  sites: ['MH-HQ'],
})

export const newClinicTheme = '眼底病、糖网筛查专家门诊'

const withNewExpert: NetworkData = { ...network, staff: [...network.staff, newExpert] }

const sessionColumns = [
  '出诊机构编码',
  '日期',
  '时段',
  '开始时间',
  '结束时间',
  '类型',
  '科室',
  '诊室',
  '专业',
  '给居民看的说明',
  '主诊',
  '全科联合',
  '跟诊',
  '护士',
  '团队编码',
  '号数',
  '每段分钟',
  '挂号费（元）',
  '备注',
]

const clinicRow = (
  date: LocalDate,
  lead: string,
  room: string,
  startsAt: string | null,
  endsAt: string | null,
): SheetTable['rows'][number] => [
  'MH-HQ',
  date,
  '下午',
  startsAt,
  endsAt,
  '坐诊',
  '专家门诊部',
  room,
  '眼科',
  newClinicTheme,
  lead,
  null,
  null,
  null,
  null,
  16,
  30,
  25,
  null,
]

/** The Wednesdays of next month. */
export const newClinicDays = (today: LocalDate): readonly LocalDate[] =>
  daysOfMonth(addMonths(monthOf(today), 1)).filter(date => weekdayOf(date) === 3)

const sessionsTable = (rows: SheetTable['rows']): SheetTable => ({ title: '排班', columns: sessionColumns, rows })

const goodTables = (today: LocalDate): readonly SheetTable[] => [
  ...tablesOf(withNewExpert, today),
  sessionsTable(newClinicDays(today).map(date => clinicRow(date, newExpert.code, '专家三诊室', null, null))),
]

/** The right workbook: everything the demo knows (unchanged), one new expert, and clinics on the Wednesdays of next month. */
export const minhangWorkbook = (today: LocalDate): Promise<Buffer> => writeWorkbook(goodTables(today))

/** Excel's number of a row of data, and the letter of a column. */
const cellOf = (table: SheetTable, row: number, column: string): string =>
  `${table.title}!${String.fromCharCode(65 + table.columns.indexOf(column))}${row + 3}`

const added = (table: SheetTable, rows: SheetTable['rows']): SheetTable => ({
  ...table,
  rows: [...table.rows, ...rows],
})

export type Spoiled = {
  readonly file: Buffer
  /** The cells that are wrong on purpose, with the code of what is found there. */
  readonly wrong: readonly { readonly cell: string; readonly code: string }[]
}

/** The same workbook with three mistakes: an expert entered twice, a department that does not exist, and one expert in two rooms at once. */
export const spoiledMinhangWorkbook = async (today: LocalDate): Promise<Spoiled> => {
  const twice = network.staff.find(person => person.code === 'MH-E09') as StaffRow
  const sheets = goodTables(today).map(table => {
    if (table.title === '人员')
      return added(table, [
        [
          'MH-E91',
          twice.name,
          '女',
          '执业医师',
          twice.institution,
          twice.department,
          null,
          twice.phone,
          '皮肤科',
          null,
          '是',
        ],
        [
          'MH-E92',
          '尉迟清和',
          '女',
          '执业医师',
          'MH-HQ',
          '心灵感应科',
          'YS-MHW-90002',
          '19900690002',
          null,
          null,
          '是',
        ],
      ])
    if (table.title !== '排班') return table
    const day = newClinicDays(today)[0] as LocalDate
    return added(table, [clinicRow(day, newExpert.code, '专家四诊室', '14:00', '16:00')])
  })
  const staff = sheets.find(table => table.title === '人员') as SheetTable
  const sessions = sheets.find(table => table.title === '排班') as SheetTable
  return {
    file: await writeWorkbook(sheets),
    wrong: [
      { cell: cellOf(staff, staff.rows.length - 2, '姓名'), code: 'network.duplicate_of_row' },
      { cell: cellOf(staff, staff.rows.length - 1, '科室'), code: 'network.unknown_department' },
      { cell: cellOf(sessions, sessions.rows.length - 1, '主诊'), code: 'deployment.sheet_person_busy' },
    ],
  }
}
