import { monthOf } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract-month-facts.ts'
import { findInstitutions } from './institution.door.ts'
import { listMeasures } from './measures.ts'
import { countedFigures, factRows } from './month-facts.repository.ts'
import { missingIn, reportingHouses, requirePeriod } from './month-grid.query.ts'
import { todayOf } from './tables.ts'
import { monthFactColumns } from './workbook/sheet-month-facts.ts'
import { writeWorkbookFile } from './workbook/write-file.ts'

/**
 * The sheet 月度数据 of a period: every figure, and a line without a value for each that is missing, to be filled and
 * imported again (NET-88).
 */
export const exportMonthFacts = async (
  ctx: Ctx,
  input: InputOf<typeof contract.exportMonthFacts>,
): Promise<OutputOf<typeof contract.exportMonthFacts>> => {
  const months = requirePeriod(input.from, input.to)
  const measures = (await listMeasures(ctx)).items.filter(measure => measure.monthFact)
  const houses = await reportingHouses(ctx, null)
  const ids = houses.map(house => house.institutionId)
  const rows = await factRows(ctx, {
    institutionIds: ids,
    measures: measures.map(measure => measure.measure),
    months,
    departmentId: null,
  })
  const institutions = await findInstitutions(ctx, ids)
  const codeOf = (institutionId: string): string =>
    institutions.find(one => one.institutionId === institutionId)?.code ?? ''
  const known = rows.map(row => ({
    institutionCode: codeOf(row.institutionId),
    department: null,
    month: row.month,
    measure: row.measure,
    value: row.value,
    source: row.source,
    abnormalWhy: row.abnormalWhy,
    note: row.note,
  }))
  const gaps = missingIn(houses, measures, months, countedFigures(rows), monthOf(todayOf(ctx))).flatMap(gap =>
    gap.measures.map(measure => ({
      institutionCode: codeOf(gap.institutionId),
      department: null,
      month: gap.month,
      measure,
      value: null,
      source: 'excel',
      abnormalWhy: null,
      note: null,
    })),
  )
  const sorted = [...known, ...gaps].sort((one, other) =>
    `${one.institutionCode} ${one.month} ${one.measure}` < `${other.institutionCode} ${other.month} ${other.measure}`
      ? -1
      : 1,
  )
  audit(ctx, { subjectKind: 'month_facts', details: { rows: sorted.length, missing: gaps.length } })
  return {
    fileName: `月度数据-${input.from}-${input.to}.xlsx`,
    fileBase64: await writeWorkbookFile([{ title: '月度数据', columns: [...monthFactColumns], rows: sorted }]),
  }
}
