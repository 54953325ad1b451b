import { sql } from 'kysely'
import type { Month } from '#src/platform/kernel/dates.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { factLocked, unknownDepartment } from '../errors.ts'
import { requireInstitution } from './institution.door.ts'
import { requireDepartment } from './place.door.ts'
import { idAt, tables } from './tables.ts'

/** One figure: institution × department × month × measure, from one source. */
export type MonthFact = {
  readonly institutionId: string
  readonly departmentId?: string | null
  readonly month: Month
  /** `booking.visits`, `his.admissions`: a lower-case word of the module or source that counts. */
  readonly measure: string
  readonly value: number
  readonly source: 'his' | 'excel' | 'typed' | 'system'
  readonly note?: string | null
}

/**
 * Writes a figure, or corrects it while it is a draft (NET-13).
 * @throws network.fact_locked
 */
export const addMonthFact = async (ctx: Ctx, fact: MonthFact): Promise<string> => {
  const institution = await requireInstitution(ctx, fact.institutionId)
  if (fact.departmentId && (await requireDepartment(ctx, fact.departmentId)).institutionId !== fact.institutionId)
    throw unknownDepartment(fact.departmentId)
  const firstDay = `${fact.month}-01`
  const { rows } = await sql<{ month_fact_id: string }>`
    insert into network.month_fact as f (region_id, month_fact_id, institution_id, department_id, month, measure, value, source, status, note, entered_by, entered_at)
    values (${institution.regionId}, ${idAt(ctx)}, ${fact.institutionId}, ${fact.departmentId ?? null}, ${firstDay}, ${fact.measure}, ${fact.value}, ${fact.source},
      'draft', ${fact.note ?? null}, ${actorLabel(ctx.actor)}, ${ctx.now})
    on conflict on constraint one_figure_per_month_measure_and_source do update
      set value = excluded.value, note = excluded.note, entered_by = excluded.entered_by, entered_at = excluded.entered_at
      where f.status = 'draft'
    returning f.month_fact_id`.execute(ctx.tx)
  const written = rows[0]
  if (!written) throw factLocked(fact.month)
  return written.month_fact_id
}

export const monthFactsOf = async (ctx: Ctx, regionId: number, institutionId: string, month: Month) =>
  tables(ctx)
    .selectFrom('network.month_fact')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('institution_id', '=', institutionId)
    .where('month', '=', `${month}-01`)
    .orderBy('measure')
    .orderBy('source')
    .execute()
