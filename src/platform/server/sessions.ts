import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { regionalId } from '#src/platform/kernel/ids.ts'
import type { Actor } from './actor.ts'
import type { App } from './app.ts'
import type { Ctx } from './context.ts'
import { sha256 } from './crypto.ts'
import { institutionFacts, reachOf } from './institutions.ts'
import { sessionTopic } from './live-channel.ts'
import { cachedSession, keepSession } from './session-cache.ts'
import { settingOf } from './settings.ts'
import { inTransaction } from './transaction.ts'

export const sessionCookieName = 'doorstep_session'
/** How often a session in use writes that it is. */
const seenEveryMillis = 60_000
const hour = 3_600_000

type SessionRow = {
  readonly account_id: string
  readonly kind: 'staff' | 'resident'
  readonly staff_id: string | null
  readonly region_id: number
  readonly institution_id: string | null
  readonly last_seen_at: Date
  readonly expires_at: Date
  readonly password_set_at: Date | null
  readonly must_change_password: boolean
}

const noOne = (app: App): Actor => ({ kind: 'public', regionId: app.regions.keys().next().value ?? 0 })

const findSession = async (ctx: Ctx, token: string): Promise<SessionRow | undefined> => {
  const { rows } = await sql<SessionRow>`
    select s.account_id, a.kind, a.staff_id, s.region_id, s.institution_id, s.last_seen_at, s.expires_at, a.password_set_at, a.must_change_password
    from platform.session s join platform.account a on a.account_id = s.account_id
    where s.token_hash = ${sha256(token)} and s.ended_at is null and s.expires_at > ${ctx.now} and a.disabled_at is null`.execute(
    ctx.tx,
  )
  return rows[0]
}

/** How long a session may rest, in minutes: minutes for staff at a shared computer, days for a resident's own phone. */
export const idleMinutes = async (
  ctx: Ctx,
  kind: 'staff' | 'resident',
  institutionId: string | null,
  regionId: number,
): Promise<number> =>
  kind === 'staff'
    ? settingOf<number>(ctx, 'platform.idle_minutes', institutionId, regionId)
    : (await settingOf<number>(ctx, 'platform.resident_idle_days', null, regionId)) * 24 * 60

/** Whether the password is initial or older than the rule allows; until it is changed no role counts. */
export const passwordMustChange = async (
  ctx: Ctx,
  account: { readonly must_change_password: boolean; readonly password_set_at: Date | null },
  regionId: number,
): Promise<boolean> => {
  const days = await settingOf<number>(ctx, 'platform.password_max_days', null, regionId)
  const oldest = ctx.now.getTime() - days * 24 * hour
  return account.must_change_password || (days > 0 && (account.password_set_at?.getTime() ?? 0) < oldest)
}

const markSeen = (ctx: Ctx, token: string) =>
  sql`update platform.session set last_seen_at = ${ctx.now} where token_hash = ${sha256(token)}`.execute(ctx.tx)

/** Roles held at one institution. */
export const rolesAt = async (ctx: Ctx, accountId: string, institutionId: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ role: string }>`select role from platform.account_role
    where account_id = ${accountId} and institution_id = ${institutionId} order by role`.execute(ctx.tx)
  return rows.map(row => row.role)
}

const staffActorOf = async (ctx: Ctx, row: SessionRow, institutionId: string): Promise<Actor> => {
  const roles = (await passwordMustChange(ctx, row, row.region_id))
    ? []
    : await rolesAt(ctx, row.account_id, institutionId)
  return {
    kind: 'staff',
    accountId: row.account_id,
    staffId: row.staff_id,
    regionId: row.region_id,
    institutionId,
    roles,
    reach: roles.length === 0 ? [institutionId] : await reachOf(ctx, institutionId, roles),
  }
}

/** Residents of one region for whom a phone account may act now, oneself first. */
export const residentsOf = async (ctx: Ctx, accountId: string, regionId: number) => {
  const { rows } = await sql<{
    resident_id: string
    relation: string
  }>`select resident_id, relation from platform.account_resident
    where account_id = ${accountId} and region_id = ${regionId} and (valid_until is null or valid_until > ${ctx.now})
    order by position, added_at`.execute(ctx.tx)
  return rows.map(row => ({ residentId: regionalId(regionId, row.resident_id), relation: row.relation }))
}

const actorOf = async (ctx: Ctx, row: SessionRow): Promise<Actor> => {
  if (row.institution_id !== null) return staffActorOf(ctx, row, row.institution_id)
  const residents = await residentsOf(ctx, row.account_id, row.region_id)
  return {
    kind: 'resident',
    accountId: row.account_id,
    regionId: row.region_id,
    residents: residents.map(resident => resident.residentId),
  }
}

const readSession = async (
  ctx: Ctx,
  token: string,
): Promise<{ readonly accountId: string; readonly actor: Actor | null }> => {
  const row = await findSession(ctx, token)
  if (!row) return { accountId: '', actor: null }
  const idle = (await idleMinutes(ctx, row.kind, row.institution_id, row.region_id)) * 60_000
  if (row.last_seen_at.getTime() + idle < ctx.now.getTime()) return { accountId: row.account_id, actor: null }
  if (ctx.now.getTime() - row.last_seen_at.getTime() > seenEveryMillis) await markSeen(ctx, token)
  return { accountId: row.account_id, actor: await actorOf(ctx, row) }
}

const underWay = new WeakMap<App, Map<string, Promise<Actor | null>>>()

/**
 * Who holds this session token, or null when it is unknown, ended, expired or has rested too long (PLAT-42).
 * On the hot path: a token seen within five seconds costs no database read; many requests with one token read once.
 */
export const loadActor = async (app: App, token: string): Promise<Actor | null> => {
  const cached = cachedSession(app, token)
  if (cached) return cached.actor
  const readings = underWay.get(app) ?? new Map<string, Promise<Actor | null>>()
  underWay.set(app, readings)
  const shared = readings.get(token)
  if (shared) return shared
  const reading = inTransaction(app, noOne(app), { requestId: 'session' }, ctx => readSession(ctx, token)).then(
    session => {
      keepSession(app, token, session)
      return session.actor
    },
  )
  readings.set(token, reading)
  try {
    return await reading
  } finally {
    readings.delete(token)
  }
}

export type NewSession = {
  readonly accountId: string
  readonly kind: 'staff' | 'resident'
  readonly regionId: number
  readonly institutionId: string | null
}

/** Starts a session and hands its token to the browser; a session the browser had before ends. Only the hash is stored. */
export const beginSession = async (ctx: Ctx, session: NewSession): Promise<void> => {
  const token = randomBytes(32).toString('base64url')
  const hours =
    session.kind === 'staff'
      ? await settingOf<number>(ctx, 'platform.session_hours', session.institutionId, session.regionId)
      : (await settingOf<number>(ctx, 'platform.resident_session_days', null, session.regionId)) * 24
  const device = (ctx.request?.userAgent ?? '').slice(0, 200)
  await endSession(ctx)
  await sql`insert into platform.session (token_hash, account_id, region_id, institution_id, created_at, last_seen_at, expires_at, device)
    values (${sha256(token)}, ${session.accountId}, ${session.regionId}, ${session.institutionId}, ${ctx.now}, ${ctx.now},
            ${new Date(ctx.now.getTime() + hours * hour)}, ${device})`.execute(ctx.tx)
  ctx.effects.cookies.push({ name: sessionCookieName, value: token, maxAgeSeconds: hours * 3600 })
}

/** Ends the session of this browser, if it has one. */
export const endSession = async (ctx: Ctx): Promise<void> => {
  const token = ctx.request?.cookies[sessionCookieName]
  if (!token) return
  const { rows } = await sql<{ account_id: string }>`update platform.session set ended_at = ${ctx.now}
    where token_hash = ${sha256(token)} and ended_at is null returning account_id`.execute(ctx.tx)
  if (rows[0]) ctx.effects.liveTopics.add(sessionTopic(rows[0].account_id))
}

/** Ends every session of an account, this browser's excepted when `keepOwn`. They stop at once, in every process. */
export const endSessionsOf = async (ctx: Ctx, accountId: string, keepOwn = false): Promise<void> => {
  const own = keepOwn ? ctx.request?.cookies[sessionCookieName] : undefined
  await sql`update platform.session set ended_at = ${ctx.now}
    where account_id = ${accountId} and ended_at is null and token_hash is distinct from ${own ? sha256(own) : null}`.execute(
    ctx.tx,
  )
  ctx.effects.liveTopics.add(sessionTopic(accountId))
}

/** What was cached about an account (roles, whom it acts for) is read again, in every process, after commit. */
export const refreshSessionsOf = (ctx: Ctx, accountId: string): void => {
  ctx.effects.liveTopics.add(sessionTopic(accountId))
}

/** Institutions at which an account holds roles, with their names. */
export const institutionsOf = async (ctx: Ctx, accountId: string) => {
  const { rows } = await sql<{
    institution_id: string
    roles: string[]
  }>`select institution_id, array_agg(role order by role) as roles
    from platform.account_role where account_id = ${accountId} group by institution_id`.execute(ctx.tx)
  const facts = await institutionFacts(
    ctx,
    rows.map(row => row.institution_id),
  )
  return rows
    .map(row => ({
      institutionId: row.institution_id,
      name: facts.get(row.institution_id)?.name ?? '',
      regionId: facts.get(row.institution_id)?.regionId ?? ctx.regionId,
      roles: row.roles,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
}
