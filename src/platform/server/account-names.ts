import { sql } from 'kysely'
import type { Ctx } from './context.ts'

const uuid = /^[0-9a-f-]{36}$/

/** Names of staff accounts, for lists that say who did something; jobs and unknown ids are missing from the map. */
export const findAccountNames = async (
  ctx: Ctx,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const ids = [...new Set(accountIds)].filter(id => uuid.test(id))
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ account_id: string; name: string }>`select account_id, name from platform.account
    where account_id = any(${ids}::uuid[]) and kind = 'staff'`.execute(ctx.tx)
  return new Map(rows.map(row => [row.account_id, row.name]))
}
