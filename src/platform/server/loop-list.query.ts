import { sql } from 'kysely'
import type { myLoops as contract } from '#src/platform/contract/loops.ts'
import { addDays, instantAt, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { regionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, requireStaff } from './context.ts'
import { institutionFacts } from './institutions.ts'

export type LoopRecord = {
  readonly loop_id: string
  readonly kind: string
  readonly institution_id: string
  readonly owner_account_id: string | null
  readonly owner_name: string | null
  readonly owner_role: string | null
  readonly resident_id: string | null
  readonly subject_kind: string
  readonly subject_id: string
  readonly reason: string
  readonly details: Record<string, unknown>
  readonly opened_at: Date
  readonly due_at: Date
  readonly level: number
  readonly status: 'open' | 'closed'
  readonly outcome: string | null
  readonly outcome_note: string | null
  readonly closed_at: Date | null
}

export type LoopGroup = 'overdue' | 'today' | 'later'

/** Overdue by `now`; today until midnight of the region's own clock; else later (pure). */
export const groupOf = (dueAt: Date, now: Date, timeZone: string): LoopGroup => {
  if (dueAt <= now) return 'overdue'
  return dueAt < endOfDay(now, timeZone) ? 'today' : 'later'
}

const endOfDay = (now: Date, timeZone: string): Date =>
  instantAt(addDays(localDateAt(now, timeZone), 1), '00:00', timeZone)

export const loopColumns =
  sql.raw(`l.loop_id, l.kind, l.institution_id, l.owner_account_id, l.owner_role, l.resident_id, l.subject_kind,
  l.subject_id, l.reason, l.details, l.opened_at, l.due_at, l.level, l.status, l.outcome, l.outcome_note, l.closed_at,
  (select a.name from platform.account a where a.account_id = l.owner_account_id) as owner_name`)

export const presentLoop = (
  ctx: Ctx,
  row: LoopRecord,
  institutionName: string,
): OutputOf<typeof contract>['loops'][number] => ({
  loopId: regionalId(ctx.regionId, row.loop_id),
  kind: row.kind,
  institutionId: row.institution_id,
  institutionName,
  subjectKind: row.subject_kind,
  subjectId: row.subject_id,
  residentId: row.resident_id === null ? null : regionalId(ctx.regionId, row.resident_id),
  reason: row.reason,
  details: row.details,
  ownerAccountId: row.owner_account_id,
  ownerName: row.owner_name,
  ownerRole: row.owner_role,
  openedAt: row.opened_at.toISOString(),
  dueAt: row.due_at.toISOString(),
  level: row.level,
  group: groupOf(row.due_at, ctx.now, ctx.timeZone),
})

type Counts = {
  readonly overdue: number
  readonly today: number
  readonly later: number
  readonly last_closed_at: Date | null
}

/**
 * Mine: given to me, or to one of my roles at the visible institution and to nobody in person. What climbed away from me
 * for being late is still mine to do until it ends or somebody takes it.
 */
const mine = (ctx: Ctx) => {
  const actor = requireStaff(ctx)
  return sql`l.region_id = ${ctx.regionId} and l.institution_id = ${actor.institutionId}
    and (l.owner_account_id = ${actor.accountId} or (l.owner_account_id is null and l.owner_role = any (${actor.roles}::text[]))
      or (l.owner_account_id is null and l.level > 0 and exists (select from platform.loop_step s
        where s.region_id = l.region_id and s.loop_id = l.loop_id and s.step = 'escalated'
          and s.details ->> 'fromAccountId' = ${actor.accountId}::text)))`
}

const countLoops = async (ctx: Ctx): Promise<Counts> => {
  const endOfToday = endOfDay(ctx.now, ctx.timeZone)
  const startOfToday = instantAt(localDateAt(ctx.now, ctx.timeZone), '00:00', ctx.timeZone)
  const { rows } = await sql<Counts>`select count(*) filter (where l.due_at <= ${ctx.now}) as overdue,
      count(*) filter (where l.due_at > ${ctx.now} and l.due_at < ${endOfToday}) as today,
      count(*) filter (where l.due_at >= ${endOfToday} and l.due_at > ${ctx.now}) as later,
      (select max(s.at) from platform.loop_step s join platform.loop c on c.region_id = s.region_id and c.loop_id = s.loop_id
        where s.region_id = ${ctx.regionId} and s.institution_id = ${requireStaff(ctx).institutionId} and s.step = 'closed'
          and s.at >= ${startOfToday}) as last_closed_at
    from platform.loop l where ${mine(ctx)} and l.status = 'open'`.execute(ctx.tx)
  return rows[0] as Counts
}

/** What I must still do, the most overdue first. */
export const myLoops = async (ctx: Ctx, input: InputOf<typeof contract>): Promise<OutputOf<typeof contract>> => {
  const actor = requireStaff(ctx)
  const { rows } = await sql<LoopRecord>`select ${loopColumns} from platform.loop l
    where ${mine(ctx)} and l.status = 'open' and (${input.kind ?? null}::text is null or l.kind = ${input.kind ?? null})
    order by l.due_at, l.loop_id limit ${input.limit ?? 200}`.execute(ctx.tx)
  const counts = await countLoops(ctx)
  const name = (await institutionFacts(ctx, [actor.institutionId])).get(actor.institutionId)?.name ?? ''
  return {
    loops: rows.map(row => presentLoop(ctx, row, name)),
    counts: { overdue: Number(counts.overdue), today: Number(counts.today), later: Number(counts.later) },
    lastClosedAt: counts.last_closed_at?.toISOString() ?? null,
  }
}
