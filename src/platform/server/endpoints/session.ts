import { sql } from 'kysely'
import * as contract from '#src/platform/contract/session.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '../context.ts'
import { sha256 } from '../crypto.ts'
import { deviceCookieName, readDevice } from '../device-cookie.ts'
import { institutionFacts, reachOf } from '../institutions.ts'
import { type Handler, handle } from '../module.ts'
import { noRoleThere, signInFirst, staffOnly } from '../refusals.ts'
import { sessionState } from '../session-state.ts'
import { endSession, refreshSessionsOf, rolesAt, sessionCookieName } from '../sessions.ts'
import { settingOf } from '../settings.ts'

const currentSession = (ctx: Ctx) => sessionState(ctx, ctx.actor)

const signOut = async (ctx: Ctx) => {
  await endSession(ctx)
  ctx.effects.cookies.push({ name: sessionCookieName, value: '', maxAgeSeconds: 0 })
  return sessionState(ctx, { kind: 'public', regionId: ctx.regionId })
}

/** Only where one holds a role; it is remembered for the next sign-in. */
const switchInstitution = async (ctx: Ctx, input: InputOf<typeof contract.switchInstitution>) => {
  const { actor } = ctx
  if (actor.kind !== 'staff') throw staffOnly()
  const token = ctx.request?.cookies[sessionCookieName]
  if (!token) throw signInFirst()
  const roles = await rolesAt(ctx, actor.accountId, input.institutionId)
  if (roles.length === 0) throw noRoleThere()
  const regionId =
    (await institutionFacts(ctx, [input.institutionId])).get(input.institutionId)?.regionId ?? actor.regionId
  await sql`update platform.session set institution_id = ${input.institutionId}, region_id = ${regionId}
    where token_hash = ${sha256(token)} and ended_at is null`.execute(ctx.tx)
  await sql`update platform.account set preferences = preferences || jsonb_build_object('institutionId', ${input.institutionId}::text)
    where account_id = ${actor.accountId}`.execute(ctx.tx)
  ctx.effects.audits.push({ institutionId: input.institutionId })
  refreshSessionsOf(ctx, actor.accountId)
  // Roles stay withheld while the password must be changed.
  const counted = actor.roles.length === 0 ? [] : roles
  return sessionState(ctx, {
    ...actor,
    regionId,
    institutionId: input.institutionId,
    roles: counted,
    reach: await reachOf(ctx, input.institutionId, counted),
  })
}

const setLanguage = async (ctx: Ctx, input: InputOf<typeof contract.setLanguage>) => {
  if (ctx.actor.kind !== 'staff' && ctx.actor.kind !== 'resident') throw signInFirst()
  await sql`update platform.account set language = ${input.language} where account_id = ${ctx.actor.accountId}`.execute(
    ctx.tx,
  )
  return sessionState(ctx, ctx.actor)
}

const recentAccounts = async (ctx: Ctx): Promise<OutputOf<typeof contract.recentAccounts>> => {
  const hours = await settingOf<number>(ctx, 'platform.shift_hours')
  const entries = readDevice(ctx.app.keys, ctx.request?.cookies[deviceCookieName], ctx.now, hours)
  const { rows } = await sql<{ account_id: string; name: string }>`select account_id, name from platform.account
    where account_id = any (${entries.map(entry => entry.accountId)}::uuid[]) and disabled_at is null`.execute(ctx.tx)
  const names = new Map(rows.map(row => [row.account_id, row.name]))
  return {
    accounts: entries.flatMap(entry => {
      const name = names.get(entry.accountId)
      return name === undefined
        ? []
        : [{ accountId: entry.accountId, name, signedInAt: new Date(entry.at).toISOString() }]
    }),
  }
}

const forgetDeviceAccounts = async (ctx: Ctx) => {
  ctx.effects.cookies.push({ name: deviceCookieName, value: '', maxAgeSeconds: 0 })
  return {}
}

export const sessionHandlers: readonly Handler[] = [
  handle(contract.currentSession, currentSession),
  handle(contract.signOut, signOut),
  handle(contract.switchInstitution, switchInstitution),
  handle(contract.setLanguage, setLanguage),
  handle(contract.recentAccounts, recentAccounts),
  handle(contract.forgetDeviceAccounts, forgetDeviceAccounts),
]
