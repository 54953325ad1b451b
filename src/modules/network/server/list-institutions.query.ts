import { sql } from 'kysely'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract.ts'
import { selectInstitutions, toInstitution } from './institution.repository.ts'
import { defaultLimit, meantBy, pageFrom, readCursor } from './paging.ts'
import { todayOf } from './tables.ts'

type Input = InputOf<typeof contract.listInstitutions>

const filtered = (ctx: Ctx, input: Input) => {
  const today = todayOf(ctx)
  const inForce = sql`m.valid_from <= ${today}::date and (m.valid_until is null or m.valid_until >= ${today}::date)`
  let query = selectInstitutions(ctx)
  if (!input.everyRegion) query = query.where('i.region_id', '=', ctx.regionId)
  if (!input.closed) query = query.where(eb => eb.or([eb('i.closed_on', 'is', null), eb('i.closed_on', '>', today)]))
  if (input.kind) query = query.where('i.kind', 'like', `${input.kind}%`)
  const typed = input.search?.trim()
  // Lists show the short name, so it must be found by it, too.
  if (typed)
    query = query.where(
      sql<boolean>`(${meantBy(typed, 'i')} or i.short_name ilike ${`%${typed.replace(/[\\%_]/g, '\\$&')}%`})`,
    )
  if (input.consortiumId || input.role || input.membership === 'member')
    query =
      query.where(sql<boolean>`exists (select from network.membership m where m.institution_id = i.institution_id and ${inForce}
      and (${input.consortiumId ?? null}::uuid is null or m.consortium_id = ${input.consortiumId ?? null}::uuid)
      and (${input.role ?? null}::text is null or m.role = ${input.role ?? null}::text))`)
  if (input.membership === 'external')
    query = query.where(
      sql<boolean>`not exists (select from network.membership m where m.institution_id = i.institution_id and ${inForce})`,
    )
  return query
}

/** Institutions by name, a page at a time; `total` counts all that are meant. */
export const listInstitutions = async (ctx: Ctx, input: Input): Promise<OutputOf<typeof contract.listInstitutions>> => {
  const limit = input.limit ?? defaultLimit
  const base = filtered(ctx, input)
  const { total } = await base
    .clearSelect()
    .select(eb => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  let query = base
  if (input.cursor) {
    const after = readCursor(input.cursor)
    query = query.where(sql<boolean>`(i.pinyin, i.institution_id) > (${after.word}, ${after.id}::uuid)`)
  }
  const rows = await query
    .orderBy('i.pinyin')
    .orderBy('i.institution_id')
    .limit(limit + 1)
    .execute()
  const page = pageFrom(rows, limit, row => ({ word: row.pinyin, id: row.institution_id }))
  return { ...page, items: page.items.map(toInstitution), total: Number(total) }
}
