import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract-measures.ts'
import { tables } from './tables.ts'

type MeasureView = OutputOf<typeof contract.listMeasures>['items'][number]

/** What is counted today, in the order of the reports. */
export const listMeasures = async (ctx: Ctx): Promise<OutputOf<typeof contract.listMeasures>> => {
  const rows = await tables(ctx)
    .selectFrom('network.measure')
    .selectAll()
    .where('retired_on', 'is', null)
    .orderBy('sort_order')
    .execute()
  return {
    items: rows.map(row => ({
      measure: row.measure,
      name: row.name,
      nameEn: row.name_en,
      unit: row.unit as MeasureView['unit'],
      direction: row.direction as MeasureView['direction'],
      decimals: row.decimals,
      definition: row.definition,
      source: row.source,
      monthFact: row.month_fact,
      activity: row.activity,
      expected: row.expected,
      baselineYear: row.baseline_year,
    })),
  }
}
