import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract-measures.ts'
import { tables } from './tables.ts'

type MeasureView = OutputOf<typeof contract.listMeasures>['items'][number]

/** What is counted today, in the order of the reports. */
export const listMeasures = async (ctx: Ctx): Promise<OutputOf<typeof contract.listMeasures>> => {
  const rows = await tables(ctx)
    .selectFrom('network.measure as m')
    .leftJoin('network.measure_choice as c', join =>
      join.onRef('c.measure', '=', 'm.measure').on('c.region_id', '=', ctx.regionId),
    )
    .selectAll('m')
    .select(['c.expected as chosen', 'c.baseline_year as chosen_year'])
    .where('m.retired_on', 'is', null)
    .orderBy('m.sort_order')
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
      // NET-90 Where the region has said nothing, the definition's own word counts.
      expected: row.chosen ?? row.expected,
      baselineYear: row.chosen === null ? row.baseline_year : row.chosen_year,
    })),
  }
}
