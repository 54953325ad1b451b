import { sql } from 'kysely'
import type { Ctx } from './context.ts'
import { decryptText } from './crypto.ts'
import { deviceCookieName, readDevice, withEntry, writeDevice } from './device-cookie.ts'
import { reachOf } from './institutions.ts'
import {
  accountDisabled,
  accountLocked,
  noRoleAnywhere,
  secondFactorNeeded,
  secondFactorWrong,
  signInFailed,
} from './refusals.ts'
import { totp } from './second-factor.ts'
import { type SessionState, sessionState } from './session-state.ts'
import { beginSession, institutionsOf, passwordMustChange } from './sessions.ts'
import { settingOf } from './settings.ts'

/** What checking a password needs to know; read before, and again under lock when it is used. */
export type Candidate = {
  readonly account_id: string
  readonly staff_id: string | null
  readonly password_hash: string | null
  readonly password_set_at: Date | null
  readonly must_change_password: boolean
  readonly second_factor: 'totp' | null
  readonly second_factor_secret: Buffer | null
  readonly second_factor_last_step: number | null
  readonly failed_count: number
  readonly locked_until: Date | null
  readonly disabled_at: Date | null
  readonly preferences: { readonly institutionId?: string }
}

const columns =
  sql.raw(`a.account_id, a.staff_id, a.password_hash, a.password_set_at, a.must_change_password, a.second_factor,
  a.second_factor_secret, a.second_factor_last_step, a.failed_count, a.locked_until, a.disabled_at, a.preferences`)

export const findByLogin = async (ctx: Ctx, index: Buffer): Promise<Candidate | undefined> => {
  const { rows } =
    await sql<Candidate>`select ${columns} from platform.login l join platform.account a on a.account_id = l.account_id
    where l.login_index = ${index} and a.kind = 'staff'`.execute(ctx.tx)
  return rows[0]
}

export const findById = async (ctx: Ctx, accountId: string, lock = false): Promise<Candidate | undefined> => {
  const { rows } =
    await sql<Candidate>`select ${columns} from platform.account a where a.account_id = ${accountId} and a.kind = 'staff'
    ${sql.raw(lock ? 'for update' : '')}`.execute(ctx.tx)
  return rows[0]
}

const isLocked = (ctx: Ctx, account: Candidate): boolean =>
  account.locked_until !== null && account.locked_until > ctx.now

/** A wrong password or code counts; at the limit the account is locked for a while (PLAT-44). Written although the act is refused. */
export const countFailure = async (ctx: Ctx, accountId: string): Promise<void> => {
  const limit = await settingOf<number>(ctx, 'platform.lock_after')
  const minutes = await settingOf<number>(ctx, 'platform.lock_minutes')
  await sql`update platform.account set failed_count = failed_count + 1,
      locked_until = case when failed_count + 1 >= ${limit}::int then ${new Date(ctx.now.getTime() + minutes * 60_000)}::timestamptz else locked_until end
    where account_id = ${accountId}`.execute(ctx.tx)
}

/** The authenticator shows the machine's time, also where the demo has moved its clock. */
const realNow = (ctx: Ctx): Date => new Date(ctx.now.getTime() - ctx.app.clock.offset())

/**
 * Takes a code of the second factor, once (PLAT-47): the step it belongs to is written, and no step is taken twice.
 * @throws platform.second_factor_wrong
 */
export const takeSecondFactor = async (ctx: Ctx, account: Candidate, code: string): Promise<void> => {
  const secret = account.second_factor_secret === null ? null : decryptText(ctx.app.keys, account.second_factor_secret)
  const step = secret === null ? null : totp.stepOf(secret, code, realNow(ctx), account.second_factor_last_step)
  if (step === null) throw secondFactorWrong()
  const used = await sql`update platform.account set second_factor_last_step = ${step}::bigint
    where account_id = ${account.account_id} and (second_factor_last_step is null or second_factor_last_step < ${step}::bigint)`.execute(
    ctx.tx,
  )
  if (used.numAffectedRows !== 1n) throw secondFactorWrong()
}

/**
 * Decides on one account whose password was checked outside the transaction.
 * An account that does not exist and a wrong password are the same answer.
 * @throws platform.sign_in_failed, account_locked, account_disabled, second_factor_needed, second_factor_wrong
 */
export const admit = async (
  ctx: Ctx,
  accountId: string | undefined,
  passwordFits: boolean,
  code: string | undefined,
  place: Place | undefined,
): Promise<Candidate> => {
  const account = accountId === undefined ? undefined : await findById(ctx, accountId, true)
  const institution = place ? { institutionId: place.institutionId } : {}
  if (account) ctx.effects.audits.push({ subjectKind: 'account', subjectId: account.account_id, ...institution })
  if (account && isLocked(ctx, account))
    throw accountLocked(Math.ceil(((account.locked_until as Date).getTime() - ctx.now.getTime()) / 60_000))
  if (!account || !passwordFits) throw signInFailed()
  if (account.disabled_at !== null) throw accountDisabled()
  if (account.second_factor !== null) {
    if (code === undefined) throw secondFactorNeeded()
    await takeSecondFactor(ctx, account, code)
  }
  // A lock that is over leaves no count behind.
  await sql`update platform.account set failed_count = 0, locked_until = null where account_id = ${account.account_id}`.execute(
    ctx.tx,
  )
  return account
}

/** Which institution is visible first: the wish, else where one worked last, else the first by name. */
export const chooseInstitution = async (ctx: Ctx, account: Candidate, wish: string | undefined) => {
  const institutions = await institutionsOf(ctx, account.account_id)
  const byId = (id: string | undefined) => institutions.find(institution => institution.institutionId === id)
  return byId(wish) ?? byId(account.preferences.institutionId) ?? institutions[0]
}

export type Place = NonNullable<Awaited<ReturnType<typeof chooseInstitution>>>

const rememberOnDevice = async (ctx: Ctx, accountId: string): Promise<void> => {
  const hours = await settingOf<number>(ctx, 'platform.shift_hours')
  const known = readDevice(ctx.app.keys, ctx.request?.cookies[deviceCookieName], ctx.now, hours)
  const value = writeDevice(ctx.app.keys, withEntry(known, { accountId, at: ctx.now.getTime() }))
  ctx.effects.cookies.push({ name: deviceCookieName, value, maxAgeSeconds: hours * 3600 })
}

/** Opens the session of an admitted account and tells the browser what it may do. */
export const welcome = async (ctx: Ctx, account: Candidate, place: Place | undefined): Promise<SessionState> => {
  if (!place) throw noRoleAnywhere()
  await beginSession(ctx, {
    accountId: account.account_id,
    kind: 'staff',
    regionId: place.regionId,
    institutionId: place.institutionId,
  })
  await sql`update platform.account set signed_in_at = ${ctx.now} where account_id = ${account.account_id}`.execute(
    ctx.tx,
  )
  await rememberOnDevice(ctx, account.account_id)
  const roles = (await passwordMustChange(ctx, account, place.regionId)) ? [] : place.roles
  return sessionState(ctx, {
    kind: 'staff',
    accountId: account.account_id,
    staffId: account.staff_id,
    regionId: place.regionId,
    institutionId: place.institutionId,
    roles,
    reach: await reachOf(ctx, place.institutionId, roles),
  })
}
