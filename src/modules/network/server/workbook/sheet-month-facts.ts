import { addMonths, monthOf } from '#src/platform/kernel/dates.ts'
import { decimalsOf } from '../../domain/growth.ts'
import { choiceColumn, codeColumn, numberColumn, readDate, textColumn } from '../../domain/workbook-columns.ts'
import type { WorkbookColumn } from '../../domain/workbook-types.ts'
import { addMonthFacts, monthMeasures } from '../month-fact.door.ts'
import { tables, todayOf } from '../tables.ts'
import { type Maps, placeKey } from './maps.ts'
import { inChunks, tableSheet } from './table-sheet.ts'
import { wordsOf } from './words.ts'

export type MonthFactRow = {
  readonly institutionCode: string
  readonly department: string | null
  readonly month: string
  readonly measure: string
  /** Empty where somebody left the line of a missing figure as it was. */
  readonly value: number | null
  readonly source: 'his' | 'excel' | 'typed' | 'system'
  readonly abnormalWhy: string | null
  readonly note: string | null
}

const sources = ['his', 'excel', 'typed', 'system'] as const
/** A workbook brings what somebody may enter; what the system counted is exported and stays as it is. */
const monthsKept = 36

/** `2026-11`, `2026年11月`, or any day of it. */
const monthColumn = (given: { readonly key: string; readonly title: string }): WorkbookColumn<string> => ({
  ...given,
  required: true,
  width: 11,
  hint: '月份，如 2026-11',
  parse: content => {
    const text = content instanceof Date ? '' : String(content).normalize('NFKC').trim()
    const match = /^(\d{4})[-/.年]?(\d{1,2})月?$/.exec(text)
    const month = match ? `${match[1]}-${match[2]?.padStart(2, '0')}` : readDate(content)?.slice(0, 7)
    return month !== undefined && /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/.test(month)
      ? { value: month }
      : { finding: { code: 'network.month_unreadable' } }
  },
  format: value => value,
})

const measureColumn = (given: { readonly key: string; readonly title: string }): WorkbookColumn<string> => ({
  ...given,
  required: true,
  width: 22,
  hint: '指标代码，如 visits.outpatient',
  parse: content => {
    const text = String(content).normalize('NFKC').trim()
    return /^[a-z][a-z0-9_.]{1,59}$/.test(text) ? { value: text } : { finding: { code: 'network.code_unreadable' } }
  },
  format: value => value,
})

export const monthFactColumns = [
  codeColumn({ key: 'institutionCode', title: '机构代码', required: true }),
  textColumn({ key: 'department', title: '科室', max: 30 }),
  monthColumn({ key: 'month', title: '月份' }),
  measureColumn({ key: 'measure', title: '指标' }),
  numberColumn({ key: 'value', title: '数值', required: false, minimum: -1e12, maximum: 1e12 }),
  choiceColumn({ key: 'source', title: '来源', required: true, words: wordsOf('fact_source', sources) }),
  textColumn({ key: 'abnormalWhy', title: '基期异常说明', max: 200 }),
  textColumn({ key: 'note', title: '备注', max: 200 }),
] as const

const institutionIdOf = (values: MonthFactRow, maps: Maps): string =>
  maps.institutions.get(values.institutionCode)?.institutionId ?? ''
const departmentIdOf = (values: MonthFactRow, maps: Maps): string | null =>
  values.department === null
    ? null
    : (maps.departments.get(placeKey(institutionIdOf(values, maps), values.department))?.departmentId ?? null)

const factOf = (values: MonthFactRow & { readonly value: number }, maps: Maps) => ({
  institutionId: institutionIdOf(values, maps),
  departmentId: departmentIdOf(values, maps),
  month: values.month,
  measure: values.measure,
  value: values.value,
  source: values.source,
  note: values.note,
  abnormalWhy: values.abnormalWhy,
})

/** What the check of a row needs beside the maps, read once for a rehearsal. */
type Known = { readonly measures: ReadonlyMap<string, number>; readonly locked: ReadonlySet<string> }
const knownOf = new WeakMap<Maps, Known>()

/** 月度数据: figures of months; locked ones are compared and never changed. */
export const monthFactSheet = tableSheet<MonthFactRow>({
  key: 'network.month_fact',
  title: '月度数据',
  order: 890,
  identity: ['institutionCode', 'department', 'month', 'measure', 'source'],
  columns: monthFactColumns,
  load: async (ctx, maps) => {
    const since = addMonths(monthOf(todayOf(ctx)), -monthsKept)
    const rows = await tables(ctx)
      .selectFrom('network.month_fact as f')
      .innerJoin('network.institution as i', 'i.institution_id', 'f.institution_id')
      .leftJoin('network.department as d', 'd.department_id', 'f.department_id')
      .selectAll('f')
      .select(['i.code as institution_code', 'd.code as department_code'])
      .where('f.region_id', '=', ctx.regionId)
      .where('f.month', '>=', `${since}-01`)
      .execute()
    const locks = await tables(ctx)
      .selectFrom('network.month_lock')
      .select(['institution_id', 'month'])
      .where('region_id', '=', ctx.regionId)
      .where('unlocked_at', 'is', null)
      .execute()
    knownOf.set(maps, {
      measures: await monthMeasures(ctx),
      locked: new Set(locks.map(lock => `${lock.institution_id} ${lock.month.slice(0, 7)}`)),
    })
    return rows.map(row => ({
      id: row.month_fact_id,
      values: {
        institutionCode: row.institution_code,
        department: row.department_code,
        month: row.month.slice(0, 7),
        measure: row.measure,
        value: Number(row.value),
        source: row.source as MonthFactRow['source'],
        abnormalWhy: row.abnormal_why,
        note: row.note,
      },
    }))
  },
  normal: (values, maps) => ({
    ...values,
    department:
      values.department === null
        ? null
        : (maps.departments.get(placeKey(institutionIdOf(values, maps), values.department))?.code ?? values.department),
  }),
  check: ({ row, values, stored }, { ctx, maps, report }) => {
    const known = knownOf.get(maps)
    if (values.institutionCode !== null && !maps.institutions.has(values.institutionCode))
      report(row.number, 'institutionCode', 'unknown_institution')
    if (values.department !== null && departmentIdOf(values, maps) === null)
      report(row.number, 'department', 'unknown_department')
    if (values.value === null) report(row.number, 'value', 'figure_left_empty', {}, 'warning')
    const decimals = known?.measures.get(values.measure)
    if (values.measure !== null && decimals === undefined)
      report(row.number, 'measure', 'unknown_measure', { measure: values.measure })
    if (values.value !== null && decimals !== undefined && decimalsOf(values.value) > decimals)
      report(row.number, 'value', 'too_many_decimals', { measure: values.measure, decimals })
    if (values.month !== null && values.month > monthOf(todayOf(ctx)))
      report(row.number, 'month', 'month_to_come', { month: values.month })
    const differs = stored === undefined || JSON.stringify(values) !== JSON.stringify(stored.values)
    if (differs && known?.locked.has(`${institutionIdOf(values, maps)} ${values.month}`))
      report(row.number, 'value', 'fact_locked', { month: values.month })
    if (differs && values.source === 'system') report(row.number, 'source', 'counted_by_the_system')
  },
  owners: (values, maps) => [institutionIdOf(values, maps)].filter(Boolean),
  insert: (ctx, entries, maps) =>
    inChunks(entries, chunk =>
      addMonthFacts(
        ctx,
        chunk.flatMap(({ values }) =>
          values.value === null ? [] : [factOf({ ...values, value: values.value }, maps)],
        ),
      ),
    ),
  change: async (ctx, { values }, maps) => {
    if (values.value !== null) await addMonthFacts(ctx, [factOf({ ...values, value: values.value }, maps)])
  },
})
