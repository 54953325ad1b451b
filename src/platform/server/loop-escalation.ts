import { sql } from 'kysely'
import { actorLabel } from './actor.ts'
import type { Ctx } from './context.ts'
import { requireLoopKind, writeLoopStep } from './loops.ts'
import type { LoopKind } from './module.ts'
import { notify } from './notify.ts'
import { settingOf } from './settings.ts'

type OverdueLoop = {
  readonly loop_id: string
  readonly kind: string
  readonly institution_id: string
  readonly owner_account_id: string | null
  readonly owner_role: string | null
  readonly reason: string
  readonly level: number
  readonly due_at: Date
}

const batch = 200
/** Where the path ends nothing climbs any more; the loop stays with its last owner until it is closed. */
const never = new Date('9999-12-31T00:00:00Z')

/** The roles above the present owner, in order (pure). */
export const rolesAbove = (
  kind: LoopKind,
  owner: { readonly accountId: string | null; readonly role: string | null },
): readonly string[] => {
  if (owner.accountId !== null || owner.role === null) return kind.escalation.filter(role => role !== owner.role)
  return kind.escalation.slice(kind.escalation.indexOf(owner.role) + 1)
}

const holdersOf = async (ctx: Ctx, institutionId: string, role: string): Promise<readonly string[]> => {
  const { rows } = await sql<{
    account_id: string
  }>`select r.account_id from platform.account_role r join platform.account a on a.account_id = r.account_id
    where r.institution_id = ${institutionId} and r.role = ${role} and a.disabled_at is null`.execute(ctx.tx)
  return rows.map(row => row.account_id)
}

/** The next role that somebody at the institution really holds: a loop never climbs to an empty chair. */
const nextOwner = async (ctx: Ctx, loop: OverdueLoop) => {
  const above = rolesAbove(requireLoopKind(ctx, loop.kind), { accountId: loop.owner_account_id, role: loop.owner_role })
  for (const role of above) {
    const accounts = await holdersOf(ctx, loop.institution_id, role)
    if (accounts.length > 0) return { role, accounts }
  }
  return undefined
}

/** When nobody is above, whoever owns it is reminded once more. */
const ownersOf = (ctx: Ctx, loop: OverdueLoop): Promise<readonly string[]> =>
  loop.owner_account_id !== null
    ? Promise.resolve([loop.owner_account_id])
    : holdersOf(ctx, loop.institution_id, loop.owner_role ?? '')

const climb = async (ctx: Ctx, loop: OverdueLoop): Promise<void> => {
  const next = await nextOwner(ctx, loop)
  const minutes = await settingOf<number>(ctx, `${loop.kind}.escalate_minutes`, loop.institution_id)
  const escalatesAt = next ? new Date(ctx.now.getTime() + minutes * 60_000) : never
  await sql`update platform.loop set level = ${loop.level + 1}::int, escalates_at = ${escalatesAt},
      owner_role = ${next?.role ?? loop.owner_role}, owner_account_id = ${next ? null : loop.owner_account_id}
    where region_id = ${ctx.regionId} and loop_id = ${loop.loop_id}`.execute(ctx.tx)
  await writeLoopStep(ctx, {
    loopId: loop.loop_id,
    institutionId: loop.institution_id,
    step: 'escalated',
    details: {
      level: loop.level + 1,
      fromRole: loop.owner_role,
      fromAccountId: loop.owner_account_id,
      toRole: next?.role ?? null,
    },
  })
  for (const accountId of next?.accounts ?? (await ownersOf(ctx, loop)))
    await notify(ctx, {
      channel: 'inbox',
      template: 'platform.loop_overdue',
      accountId,
      institutionId: loop.institution_id,
      parameters: { kind: loop.kind, minutes: Math.round((ctx.now.getTime() - loop.due_at.getTime()) / 60_000) },
    })
}

/**
 * Every loop whose time is over by `ctx.now` goes one step up: owner → roles of its kind, each step on record and
 * told to those who now own it (PLAT-49). Runs as a job of the region, safe to run twice or in two processes.
 */
export const escalateLoops = async (ctx: Ctx): Promise<void> => {
  const { rows } =
    await sql<OverdueLoop>`select loop_id, kind, institution_id, owner_account_id, owner_role, reason, level, due_at
    from platform.loop where region_id = ${ctx.regionId} and status = 'open' and escalates_at <= ${ctx.now}
    order by escalates_at limit ${batch} for update skip locked`.execute(ctx.tx)
  for (const loop of rows) await climb(ctx, loop)
  if (rows.length > 0) ctx.app.log.info({ job: actorLabel(ctx.actor), loops: rows.length }, 'loops escalated')
}
