import { sql } from 'kysely'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract-month-facts.ts'
import { requireInstitution } from './institution.door.ts'
import { addMonthFacts, requireOpenMonths } from './month-fact.door.ts'
import { requireManaged } from './reach.ts'

type Input = InputOf<typeof contract.recordMonthFacts>
type Entry = Input['entries'][number]

const keyOf = (entry: Entry): string =>
  [entry.institutionId, entry.departmentId ?? '', entry.month, entry.measure].join(' ')

type Removed = { readonly institutionId: string; readonly cell: string }

/** Drafts of this source that stood in the wrong cell are taken out again; the audit keeps each with its value (NET-99). */
const removeDrafts = async (ctx: Ctx, entries: readonly Entry[], source: string): Promise<readonly Removed[]> => {
  if (entries.length === 0) return []
  await requireOpenMonths(ctx, entries)
  const { rows } = await sql<{ institution_id: string; cell: string }>`
    delete from network.month_fact f
    using unnest(${entries.map(entry => entry.institutionId)}::uuid[], ${entries.map(entry => entry.departmentId ?? null)}::uuid[],
      ${entries.map(entry => `${entry.month}-01`)}::date[], ${entries.map(entry => entry.measure)}::text[])
      as gone (institution_id, department_id, month, measure)
    where f.region_id = ${ctx.regionId} and f.institution_id = gone.institution_id and f.department_id is not distinct from gone.department_id
      and f.month = gone.month and f.measure = gone.measure and f.source = ${source} and f.status = 'draft'
    returning f.institution_id,
      concat_ws(' ', to_char(f.month, 'YYYY-MM'), f.department_id, f.measure) || ' = ' || trim_scale(f.value) as cell`.execute(
    ctx.tx,
  )
  return rows.map(row => ({ institutionId: row.institution_id, cell: row.cell }))
}

/** Figures of several cells at once, all or none (NET-84); the same cell twice means the later one. */
export const recordMonthFacts = async (ctx: Ctx, input: Input) => {
  const entries = [...new Map(input.entries.map(entry => [keyOf(entry), entry])).values()]
  const institutionIds = [...new Set(entries.map(entry => entry.institutionId))]
  for (const institutionId of institutionIds) {
    await requireInstitution(ctx, institutionId)
    await requireManaged(ctx, institutionId)
  }
  const removed = await removeDrafts(
    ctx,
    entries.filter(entry => entry.value === null),
    input.source,
  )
  const facts = entries.flatMap(entry =>
    entry.value === null ? [] : [{ ...entry, value: entry.value, source: input.source }],
  )
  await addMonthFacts(ctx, facts)
  for (const institutionId of institutionIds)
    audit(ctx, {
      subjectKind: 'month_facts',
      subjectId: institutionId,
      institutionId,
      details: {
        written: facts.filter(fact => fact.institutionId === institutionId).length,
        removed: removed.filter(one => one.institutionId === institutionId).map(one => one.cell),
      },
    })
  return { written: facts.length, removed: removed.length }
}
