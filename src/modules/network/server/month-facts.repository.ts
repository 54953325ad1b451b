import { sql } from 'kysely'
import { addMonths, type Month } from '#src/platform/kernel/dates.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { factSources } from '../contract-codes.ts'
import { countingFigure } from '../domain/counting-figure.ts'

export type Source = (typeof factSources)[number]
export type FactRow = {
  readonly institutionId: string
  readonly measure: string
  readonly month: Month
  readonly value: number
  readonly source: Source
  readonly status: 'draft' | 'locked'
  readonly note: string | null
  readonly abnormalWhy: string | null
}

type Asked = {
  readonly institutionIds: readonly string[]
  readonly measures: readonly string[]
  /** Every month that is shown or compared with. */
  readonly months: readonly Month[]
  readonly departmentId: string | null
}

/** All figures asked for, from all sources. */
export const factRows = async (ctx: Ctx, asked: Asked): Promise<readonly FactRow[]> => {
  if (asked.institutionIds.length === 0 || asked.measures.length === 0) return []
  const { rows } = await sql<Omit<FactRow, 'value'> & { value: string }>`
    select institution_id as "institutionId", measure, to_char(month, 'YYYY-MM') as month, value, source, status, note, abnormal_why as "abnormalWhy"
    from network.month_fact
    where region_id = ${ctx.regionId} and institution_id = any(${asked.institutionIds}::uuid[]) and measure = any(${asked.measures}::text[])
      and month = any(${asked.months.map(month => `${month}-01`)}::date[])
      and department_id is not distinct from ${asked.departmentId}::uuid`.execute(ctx.tx)
  return rows.map(row => ({ ...row, value: Number(row.value) }))
}

export const cellKey = (institutionId: string, measure: string, month: Month): string =>
  `${institutionId} ${measure} ${month}`

export type Counted = { readonly counts: FactRow; readonly differ: readonly FactRow[] }

/** The figure that counts in each cell, with those that say otherwise. */
export const countedFigures = (rows: readonly FactRow[]): ReadonlyMap<string, Counted> => {
  const groups = new Map<string, FactRow[]>()
  for (const row of rows) {
    const key = cellKey(row.institutionId, row.measure, row.month)
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  const counted = new Map<string, Counted>()
  for (const [key, group] of groups) {
    const found = countingFigure(group)
    if (found) counted.set(key, found)
  }
  return counted
}

export const monthsBetween = (from: Month, to: Month): readonly Month[] => {
  const months: Month[] = []
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month)
  return months
}
