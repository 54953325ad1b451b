import { sql } from 'kysely'
import type { listAccounts as contract } from '#src/platform/contract/accounts.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { type Ctx, requireReach, requireStaff } from './context.ts'
import { institutionFacts, staffNames } from './institutions.ts'

type AccountRow = {
  readonly account_id: string
  readonly login_name: string | null
  readonly name: string
  readonly staff_id: string | null
  readonly home_institution_id: string | null
  readonly roles: readonly { readonly institution_id: string; readonly role: string; readonly granted_at: string }[]
  readonly disabled_at: Date | null
  readonly locked_until: Date | null
  readonly must_change_password: boolean
  readonly second_factor: string | null
  readonly signed_in_at: Date | null
  readonly created_at: Date
  readonly total: number
}

const pageSize = 50
const cursorOf = (row: AccountRow): string =>
  Buffer.from(JSON.stringify([row.name, row.account_id])).toString('base64url')
const readCursor = (cursor: string | undefined): readonly [string, string] | null =>
  cursor === undefined ? null : JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))

const findRows = async (
  ctx: Ctx,
  institutions: readonly string[],
  input: InputOf<typeof contract>,
): Promise<readonly AccountRow[]> => {
  const pattern = `%${(input.search ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`
  const after = readCursor(input.after)
  const limit = input.limit ?? pageSize
  const { rows } = await sql<AccountRow>`
    with mine as (
      select a.*, l.display as login_name from platform.account a left join platform.login l on l.account_id = a.account_id and l.kind = 'name'
      where a.kind = 'staff'
        and (a.home_institution_id = any (${institutions}::uuid[])
          or exists (select from platform.account_role r where r.account_id = a.account_id and r.institution_id = any (${institutions}::uuid[])))
        and (a.name ilike ${pattern} or l.display ilike ${pattern}))
    select m.account_id, m.login_name, m.name, m.staff_id, m.home_institution_id, m.disabled_at, m.locked_until, m.must_change_password,
      m.second_factor, m.signed_in_at, m.created_at, (select count(*) from mine) as total,
      coalesce((select json_agg(json_build_object('institution_id', r.institution_id, 'role', r.role, 'granted_at', r.granted_at) order by r.role)
        from platform.account_role r where r.account_id = m.account_id), '[]') as roles
    from mine m where ${after === null} or (m.name, m.account_id) > (${after?.[0] ?? ''}, ${after?.[1] ?? '00000000-0000-0000-0000-000000000000'}::uuid)
    order by m.name, m.account_id limit ${limit + 1}`.execute(ctx.tx)
  return rows
}

/** Staff accounts that belong to, or hold a role at, the institutions one manages from here. */
export const listAccounts = async (ctx: Ctx, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> => {
  if (input.institutionId) requireReach(ctx, input.institutionId)
  const institutions = input.institutionId ? [input.institutionId] : requireStaff(ctx).reach
  const limit = input.limit ?? pageSize
  const found = await findRows(ctx, institutions, input)
  const rows = found.slice(0, limit)
  const ids = rows.flatMap(row => [row.home_institution_id, ...row.roles.map(role => role.institution_id)])
  const facts = await institutionFacts(ctx, ids)
  const people = await staffNames(
    ctx,
    rows.map(row => row.staff_id),
  )
  const nameOf = (id: string | null): string => (id === null ? '' : (facts.get(id)?.name ?? ''))
  return {
    accounts: rows.map(row => ({
      accountId: row.account_id,
      loginName: row.login_name ?? '',
      name: row.name,
      staffId: row.staff_id,
      staffName: row.staff_id === null ? null : (people.get(row.staff_id) ?? null),
      homeInstitutionId: row.home_institution_id,
      homeInstitutionName: nameOf(row.home_institution_id),
      roles: row.roles.map(role => ({
        institutionId: role.institution_id,
        institutionName: nameOf(role.institution_id),
        role: role.role,
        grantedAt: new Date(role.granted_at).toISOString(),
      })),
      disabledAt: row.disabled_at?.toISOString() ?? null,
      lockedUntil: row.locked_until !== null && row.locked_until > ctx.now ? row.locked_until.toISOString() : null,
      mustChangePassword: row.must_change_password,
      secondFactor: row.second_factor !== null,
      lastSignInAt: row.signed_in_at?.toISOString() ?? null,
      createdAt: row.created_at.toISOString(),
    })),
    total: Number(rows[0]?.total ?? 0),
    next: found.length > limit ? cursorOf(rows.at(-1) as AccountRow) : null,
  }
}
