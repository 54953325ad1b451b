import { sql } from 'kysely'
import type { Ctx } from './context.ts'

/** How a matter stands that somebody must still see to, or has seen to. */
export type LoopState = {
  readonly subjectId: string
  readonly institutionId: string
  readonly ownerAccountId: string | null
  readonly ownerRole: string | null
  readonly dueAt: Date
  readonly level: number
  readonly status: 'open' | 'closed'
  readonly outcome: string | null
  readonly note: string | null
  readonly closedAt: Date | null
}

type Row = {
  readonly subject_id: string
  readonly institution_id: string
  readonly owner_account_id: string | null
  readonly owner_role: string | null
  readonly due_at: Date
  readonly level: number
  readonly status: 'open' | 'closed'
  readonly outcome: string | null
  readonly outcome_note: string | null
  readonly closed_at: Date | null
}

/**
 * The newest loop of this kind about each subject, wherever it lies. Whoever asks has decided that the reader may see
 * the subjects; loops about residents are never among them.
 */
export const loopStates = async (
  ctx: Ctx,
  asked: { readonly kind: string; readonly subjectKind: string; readonly subjectIds: readonly string[] },
): Promise<ReadonlyMap<string, LoopState>> => {
  if (asked.subjectIds.length === 0) return new Map()
  const { rows } =
    await sql<Row>`select subject_id, institution_id, owner_account_id, owner_role, due_at, level, status, outcome, outcome_note, closed_at
    from platform.loops_about(${ctx.regionId}::int, ${asked.kind}, ${asked.subjectKind}, ${asked.subjectIds}::text[])`.execute(
      ctx.tx,
    )
  return new Map(
    rows.map(row => [
      row.subject_id,
      {
        subjectId: row.subject_id,
        institutionId: row.institution_id,
        ownerAccountId: row.owner_account_id,
        ownerRole: row.owner_role,
        dueAt: row.due_at,
        level: row.level,
        status: row.status,
        outcome: row.outcome,
        note: row.outcome_note,
        closedAt: row.closed_at,
      },
    ]),
  )
}

/** The account of a member of staff that holds a role at this institution; null where there is none to be found at work. */
export const accountAtWork = async (ctx: Ctx, staffId: string, institutionId: string): Promise<string | null> => {
  const { rows } = await sql<{ account_id: string }>`select a.account_id from platform.account a
    where a.staff_id = ${staffId} and a.disabled_at is null
      and exists (select from platform.account_role r where r.account_id = a.account_id and r.institution_id = ${institutionId})`.execute(
    ctx.tx,
  )
  return rows[0]?.account_id ?? null
}

/** Which of these roles somebody holds at the institution, in the order given. */
export const rolesHeldAt = async (
  ctx: Ctx,
  institutionId: string,
  roles: readonly string[],
): Promise<readonly string[]> => {
  const { rows } = await sql<{ role: string }>`select distinct r.role from platform.account_role r
    join platform.account a on a.account_id = r.account_id
    where r.institution_id = ${institutionId} and r.role = any (${roles}::text[]) and a.disabled_at is null`.execute(
    ctx.tx,
  )
  return roles.filter(role => rows.some(row => row.role === role))
}
