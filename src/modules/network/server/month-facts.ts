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

/** Drafts of this source that stood in the wrong cell are taken out again; the audit keeps that they were. */
const removeDrafts = async (ctx: Ctx, entries: readonly Entry[], source: string): Promise<number> => {
  if (entries.length === 0) return 0
  await requireOpenMonths(ctx, entries)
  let removed = 0
  for (const entry of entries) {
    const result =
      await sql`delete from network.month_fact where region_id = ${ctx.regionId} and institution_id = ${entry.institutionId}
      and department_id is not distinct from ${entry.departmentId ?? null}::uuid and month = ${`${entry.month}-01`}::date
      and measure = ${entry.measure} and source = ${source} and status = 'draft'`.execute(ctx.tx)
    removed += Number(result.numAffectedRows ?? 0n)
  }
  return removed
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
      details: { written: facts.filter(fact => fact.institutionId === institutionId).length, removed },
    })
  return { written: facts.length, removed }
}
