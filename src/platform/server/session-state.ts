import { sql } from 'kysely'
import type { currentSession } from '#src/platform/contract/session.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Actor } from './actor.ts'
import type { Ctx } from './context.ts'
import { signInFirst } from './refusals.ts'
import { permissionsOf } from './registry.ts'
import { idleMinutes, institutionsOf, passwordMustChange, residentsOf } from './sessions.ts'

export type SessionState = OutputOf<typeof currentSession>
type Session = NonNullable<SessionState['session']>

type AccountRow = {
  readonly name: string
  readonly language: string
  readonly must_change_password: boolean
  readonly password_set_at: Date | null
  readonly second_factor: 'totp' | null
}

const requireAccountRow = async (ctx: Ctx, accountId: string): Promise<AccountRow> => {
  const { rows } = await sql<AccountRow>`select name, language, must_change_password, password_set_at, second_factor
    from platform.account where account_id = ${accountId}`.execute(ctx.tx)
  if (!rows[0]) throw signInFirst()
  return rows[0]
}

const sessionOf = async (ctx: Ctx, actor: Actor & { readonly kind: 'staff' | 'resident' }): Promise<Session> => {
  const account = await requireAccountRow(ctx, actor.accountId)
  const staff = actor.kind === 'staff' ? actor : null
  const institutions = staff ? await institutionsOf(ctx, actor.accountId) : []
  const roles = staff ? staff.roles : ['resident']
  return {
    kind: actor.kind,
    accountId: actor.accountId,
    staffId: staff?.staffId ?? null,
    name: account.name,
    language: account.language === 'en' ? 'en' : 'zh-CN',
    regionId: actor.regionId,
    timeZone: ctx.app.regions.get(actor.regionId)?.timeZone ?? ctx.timeZone,
    institution: institutions.find(institution => institution.institutionId === staff?.institutionId) ?? null,
    institutions,
    roles: [...roles],
    permissions: [...permissionsOf(ctx.app.modules, roles)],
    residents: staff ? [] : await residentsOf(ctx, actor.accountId, actor.regionId),
    mustChangePassword: staff !== null && (await passwordMustChange(ctx, account, actor.regionId)),
    secondFactor: account.second_factor,
    idleMinutes: await idleMinutes(ctx, actor.kind, staff?.institutionId ?? null, actor.regionId),
  }
}

/** What the browser learns of itself: who is signed in, where, and what they may do. */
export const sessionState = async (ctx: Ctx, actor: Actor): Promise<SessionState> => ({
  demo: ctx.app.demo,
  now: ctx.now.toISOString(),
  regions: [...ctx.app.regions.values()],
  session: actor.kind === 'staff' || actor.kind === 'resident' ? await sessionOf(ctx, actor) : null,
})
