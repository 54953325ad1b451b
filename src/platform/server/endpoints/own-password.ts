import { sql } from 'kysely'
import { toString as qrToString } from 'qrcode'
import * as contract from '#src/platform/contract/session.ts'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import type { Refusal } from '#src/platform/kernel/errors.ts'
import type { StaffActor } from '../actor.ts'
import type { Ctx } from '../context.ts'
import { encryptText } from '../crypto.ts'
import { type DirectCall, type Handler, handle, handleDirect } from '../module.ts'
import { passwordRefusal } from '../password-rules.ts'
import { hashPassword, passwordRules, verifyPassword } from '../passwords.ts'
import {
  accountLocked,
  passwordWrong,
  secondFactorAlready,
  secondFactorNone,
  secondFactorNotBegun,
  staffOnly,
} from '../refusals.ts'
import { totp } from '../second-factor.ts'
import { sessionState } from '../session-state.ts'
import { endSessionsOf, refreshSessionsOf, rolesAt } from '../sessions.ts'
import { settingOf } from '../settings.ts'
import { type Candidate, countFailure, findById, takeSecondFactor } from '../sign-in.ts'
import { inTransaction } from '../transaction.ts'

const requireStaffActor = (call: DirectCall): StaffActor => {
  if (call.actor.kind !== 'staff') throw staffOnly()
  return call.actor
}

/**
 * An act that asks for the own password again. Wrong ones count as at sign-in, so that an unwatched screen is no way to guess.
 * The slow check holds no connection.
 */
const withPassword = async <T>(
  call: DirectCall,
  act: string,
  password: string,
  work: (ctx: Ctx, account: Candidate) => Promise<T>,
): Promise<T> => {
  const actor = requireStaffActor(call)
  const transport = { requestId: call.requestId, now: call.now, request: call.request, onCookies: call.onCookies }
  const known = await inTransaction(call.app, actor, transport, ctx => findById(ctx, actor.accountId))
  const fits = await verifyPassword(known?.password_hash, password)
  return inTransaction(
    call.app,
    actor,
    { ...transport, act, auditRefusals: 'all' },
    async ctx => {
      const account = (await findById(ctx, actor.accountId, true)) as Candidate
      ctx.effects.audits.push({ subjectKind: 'account', subjectId: actor.accountId })
      if (account.locked_until !== null && account.locked_until > ctx.now)
        throw accountLocked(Math.ceil((account.locked_until.getTime() - ctx.now.getTime()) / 60_000))
      if (!fits) throw passwordWrong()
      return work(ctx, account)
    },
    async (ctx, refusal: Refusal) => {
      if (refusal.code === 'platform.password_wrong' || refusal.code === 'platform.second_factor_wrong')
        await countFailure(ctx, actor.accountId)
    },
  )
}

const loginNameOf = async (ctx: Ctx, accountId: string): Promise<string> => {
  const { rows } = await sql<{
    display: string
  }>`select display from platform.login where account_id = ${accountId} and kind = 'name'`.execute(ctx.tx)
  return rows[0]?.display ?? ''
}

/** After the change the withheld roles count again, in this browser at once; the account's other sessions end. */
const changePassword = (call: DirectCall, input: InputOf<typeof contract.changePassword>) =>
  withPassword(call, contract.changePassword.name, input.current, async (ctx, account) => {
    const actor = requireStaffActor(call)
    const refusal = passwordRefusal(
      await passwordRules(ctx),
      input.next,
      await loginNameOf(ctx, account.account_id),
      input.current,
    )
    if (refusal) throw refusal
    const hash = await hashPassword(input.next, await settingOf<number>(ctx, 'platform.argon2_passes'))
    await sql`update platform.account set password_hash = ${hash}, password_set_at = ${ctx.now}, must_change_password = false, failed_count = 0
      where account_id = ${account.account_id}`.execute(ctx.tx)
    await endSessionsOf(ctx, account.account_id, true)
    const roles = await rolesAt(ctx, account.account_id, actor.institutionId)
    return sessionState(ctx, { ...actor, roles })
  })

const enrolTotp = (call: DirectCall, input: InputOf<typeof contract.enrolTotp>) =>
  withPassword(call, contract.enrolTotp.name, input.password, async (ctx, account) => {
    if (account.second_factor !== null) throw secondFactorAlready()
    const { secret, uri } = totp.begin(await loginNameOf(ctx, account.account_id))
    await sql`update platform.account set second_factor_secret = ${encryptText(ctx.app.keys, secret)}, second_factor_last_step = null
      where account_id = ${account.account_id}`.execute(ctx.tx)
    return { uri, secret, qrSvg: await qrToString(uri, { type: 'svg', margin: 1 }) }
  })

/** From the first right code on the factor is asked for. */
const confirmTotp = async (ctx: Ctx, input: InputOf<typeof contract.confirmTotp>) => {
  if (ctx.actor.kind !== 'staff') throw staffOnly()
  const account = (await findById(ctx, ctx.actor.accountId, true)) as Candidate
  if (account.second_factor !== null) throw secondFactorAlready()
  if (account.second_factor_secret === null) throw secondFactorNotBegun()
  await takeSecondFactor(ctx, account, input.code)
  await sql`update platform.account set second_factor = ${totp.kind} where account_id = ${account.account_id}`.execute(
    ctx.tx,
  )
  ctx.effects.audits.push({ subjectKind: 'account', subjectId: account.account_id })
  refreshSessionsOf(ctx, account.account_id)
  return sessionState(ctx, ctx.actor)
}

const removeTotp = (call: DirectCall, input: InputOf<typeof contract.removeTotp>) =>
  withPassword(call, contract.removeTotp.name, input.password, async (ctx, account) => {
    if (account.second_factor === null) throw secondFactorNone()
    await takeSecondFactor(ctx, account, input.code)
    await sql`update platform.account set second_factor = null, second_factor_secret = null, second_factor_last_step = null
      where account_id = ${account.account_id}`.execute(ctx.tx)
    refreshSessionsOf(ctx, account.account_id)
    return sessionState(ctx, ctx.actor)
  })

export const ownPasswordHandlers: readonly Handler[] = [
  handleDirect(contract.changePassword, changePassword),
  handleDirect(contract.enrolTotp, enrolTotp),
  handle(contract.confirmTotp, confirmTotp),
  handleDirect(contract.removeTotp, removeTotp),
]
