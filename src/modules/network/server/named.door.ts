import { sql } from 'kysely'
import type { Ctx } from '#src/platform/server/context.ts'

/** Who and what in the region bears a name with these letters in it. */
export type Named = {
  readonly institutionIds: readonly string[]
  readonly departmentIds: readonly string[]
  readonly staffIds: readonly string[]
}

/** The text as a part of a name; what a pattern means by itself is taken as it is typed. */
export const partPattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** Ids by a part of a name, so that another module can search its own rows by them. Three small tables, one question. */
export const findNamed = async (ctx: Ctx, text: string): Promise<Named> => {
  const part = partPattern(text)
  const { rows } = await sql<{ kind: keyof Named; id: string }>`
    select 'institutionIds' as kind, institution_id as id from network.institution where region_id = ${ctx.regionId} and name ilike ${part}
    union all select 'departmentIds', department_id from network.department where name ilike ${part}
    union all select 'staffIds', staff_id from network.staff where name ilike ${part}`.execute(ctx.tx)
  const idsOf = (kind: keyof Named) => rows.filter(row => row.kind === kind).map(row => row.id)
  return { institutionIds: idsOf('institutionIds'), departmentIds: idsOf('departmentIds'), staffIds: idsOf('staffIds') }
}
