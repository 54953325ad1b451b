import { sql } from 'kysely'
import { loginIndex } from './accounts.ts'
import { type Ctx, requireStaff } from './context.ts'

export type AuditFilter = {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly actor?: string | undefined
  readonly act?: string | undefined
  readonly outcome?: 'done' | 'refused' | 'failed' | undefined
  readonly residentId?: string | undefined
  readonly institutionId?: string | undefined
}

export type AuditRecord = {
  readonly audit_id: string
  readonly at: Date
  readonly actor: string
  readonly actor_name: string | null
  readonly account_name: string | null
  readonly institution_id: string | null
  readonly act: string
  readonly outcome: 'done' | 'refused' | 'failed'
  readonly code: string | null
  readonly subject_kind: string | null
  readonly subject_id: string | null
  readonly resident_id: string | null
  readonly reason: string | null
  readonly details: string
  readonly request_id: string
  readonly sealed: boolean
}

const columns =
  sql.raw(`a.audit_id, a.at, a.actor, a.institution_id, a.act, a.outcome, a.code, a.subject_kind, a.subject_id, a.resident_id,
  a.reason, a.details, a.request_id,
  (select c.name from platform.account c where c.account_id::text = substr(a.actor, strpos(a.actor, ':') + 1)) as actor_name,
  (select c.name || coalesce(' ' || l.display, '') from platform.account c
    left join platform.login l on l.account_id = c.account_id and l.kind = 'name'
    where a.subject_kind = 'account' and c.kind = 'staff' and c.account_id::text = a.subject_id) as account_name,
  exists (select from platform.audit_sealed_row s where s.region_id = a.region_id and s.audit_id = a.audit_id) as sealed`)

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** An account may be asked for by its login name, its holder's name, its id, or as the audit writes it. */
const actorsNamed = async (ctx: Ctx, wanted: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ actor: string }>`select a.kind || ':' || a.account_id as actor from platform.account a
    where a.kind = 'staff' and (a.name = ${wanted} or a.account_id::text = ${wanted}
      or a.account_id = (select l.account_id from platform.login l where l.login_index = ${loginIndex(ctx, wanted)}))`.execute(
    ctx.tx,
  )
  return [wanted, ...rows.map(row => row.actor)]
}

/** Who signs in is nobody yet: such acts name the account as their subject. */
const signInActs = ['platform.signIn', 'platform.switchUser', 'platform.signInByCode']
const byActor = async (ctx: Ctx, wanted: string) => {
  const actors = await actorsNamed(ctx, wanted)
  const accounts = actors.map(actor => actor.slice(actor.indexOf(':') + 1))
  return sql`(a.actor = any (${actors}::text[]) or (a.act = any (${signInActs}::text[]) and a.subject_id = any (${accounts}::text[])))`
}

const conditions = async (ctx: Ctx, filter: AuditFilter) => {
  const reach = requireStaff(ctx).reach
  const all = [
    sql`a.region_id = ${ctx.regionId}`,
    filter.institutionId
      ? sql`a.institution_id = ${filter.institutionId} and a.institution_id = any (${reach}::uuid[])`
      : sql`(a.institution_id is null or a.institution_id = any (${reach}::uuid[]))`,
    ...(filter.from ? [sql`a.at >= ${filter.from}::timestamptz`] : []),
    ...(filter.to ? [sql`a.at < ${filter.to}::timestamptz`] : []),
    ...(filter.actor ? [await byActor(ctx, filter.actor.trim())] : []),
    ...(filter.act ? [sql`a.act like ${`${escapeLike(filter.act.trim())}%`}`] : []),
    ...(filter.outcome ? [sql`a.outcome = ${filter.outcome}`] : []),
    ...(filter.residentId ? [sql`a.resident_id = ${filter.residentId.slice(-36)}::uuid`] : []),
  ]
  return sql.join(all, sql` and `)
}

export type AuditCursor = { readonly at: string; readonly auditId: string }

/** Newest first, what happened at the institutions one manages and what happened at none (residents, jobs). */
export const findAuditRows = async (
  ctx: Ctx,
  filter: AuditFilter,
  before: AuditCursor | null,
  limit: number,
): Promise<readonly AuditRecord[]> => {
  const older = before ? sql`and (a.at, a.audit_id) < (${before.at}::timestamptz, ${before.auditId}::uuid)` : sql``
  const { rows } =
    await sql<AuditRecord>`select ${columns} from platform.audit a where ${await conditions(ctx, filter)} ${older}
    order by a.at desc, a.audit_id desc limit ${limit}`.execute(ctx.tx)
  return rows
}
