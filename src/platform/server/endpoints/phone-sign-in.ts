import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import * as contract from '#src/platform/contract/session.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { phoneIndex, residentAccountOfPhone } from '../accounts.ts'
import type { Actor } from '../actor.ts'
import type { Ctx } from '../context.ts'
import { type DirectCall, type Handler, handle, handleDirect } from '../module.ts'
import { notify } from '../notify.ts'
import { accountDisabled, codeAskedTooOften, codeWrong } from '../refusals.ts'
import { sessionState } from '../session-state.ts'
import { beginSession, residentsOf } from '../sessions.ts'
import { settingOf } from '../settings.ts'
import { inTransaction } from '../transaction.ts'

type CodeRules = { readonly minutes: number; readonly tries: number; readonly pauseSeconds: number }

/** How long a code holds, how often it may be tried, and how long the next one waits. */
const codeRules = async (ctx: Ctx): Promise<CodeRules> => ({
  minutes: await settingOf<number>(ctx, 'platform.login_code_minutes'),
  tries: await settingOf<number>(ctx, 'platform.login_code_tries'),
  pauseSeconds: await settingOf<number>(ctx, 'platform.login_code_pause_seconds'),
})

const hashCode = (ctx: Ctx, index: Buffer, code: string): Buffer =>
  createHmac('sha256', ctx.app.keys.blindIndex).update('login code\0').update(index).update(code).digest()

/** One code a minute and a few an hour, whoever the phone belongs to. The row lock makes two requests take turns. */
const requirePause = async (ctx: Ctx, index: Buffer, pauseSeconds: number): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(encode(${index}::bytea, 'hex'), 724031))`.execute(ctx.tx)
  const { rows } = await sql<{ created_at: Date }>`select created_at from platform.login_code
    where phone_index = ${index} and created_at > ${new Date(ctx.now.getTime() - 3_600_000)} order by created_at desc`.execute(
    ctx.tx,
  )
  const [newest, oldest] = [rows[0], rows.at(-1)]
  if (!newest || !oldest) return
  const sinceLast = (ctx.now.getTime() - newest.created_at.getTime()) / 1000
  if (sinceLast < pauseSeconds) throw codeAskedTooOften(Math.ceil(pauseSeconds - sinceLast))
  if (rows.length >= (await settingOf<number>(ctx, 'platform.codes_per_hour')))
    throw codeAskedTooOften(Math.ceil((oldest.created_at.getTime() + 3_600_000 - ctx.now.getTime()) / 1000))
}

/** The answer tells nothing about the phone (PLAT-43): a code is made and sent whether it is known here or not. */
const requestLoginCode = async (
  ctx: Ctx,
  input: InputOf<typeof contract.requestLoginCode>,
): Promise<OutputOf<typeof contract.requestLoginCode>> => {
  const index = phoneIndex(ctx, input.phone)
  const { minutes, pauseSeconds } = await codeRules(ctx)
  await requirePause(ctx, index, pauseSeconds)
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  await sql`insert into platform.login_code (phone_index, code_hash, created_at, expires_at)
    values (${index}, ${hashCode(ctx, index, code)}, ${ctx.now}, ${new Date(ctx.now.getTime() + minutes * 60_000)})`.execute(
    ctx.tx,
  )
  await notify(ctx, {
    channel: 'sms',
    template: 'platform.login_code',
    phone: input.phone,
    parameters: { code, minutes },
    language: input.language,
    urgent: true,
    secret: true,
  })
  return {
    sent: true,
    validMinutes: minutes,
    againAfterSeconds: pauseSeconds,
    ...(ctx.app.demo ? { demoCode: code } : {}),
  }
}

type CodeRow = { readonly code_hash: Buffer; readonly created_at: Date; readonly attempts: number }

const newestCode = async (ctx: Ctx, index: Buffer): Promise<CodeRow | undefined> => {
  const { rows } = await sql<CodeRow>`select code_hash, created_at, attempts from platform.login_code
    where phone_index = ${index} and used_at is null and expires_at > ${ctx.now}
    order by created_at desc limit 1 for update`.execute(ctx.tx)
  return rows[0]
}

/** Only the newest code counts, a few tries, once. */
const takeCode = async (ctx: Ctx, index: Buffer, code: string): Promise<void> => {
  const newest = await newestCode(ctx, index)
  const { tries } = await codeRules(ctx)
  const fits =
    newest !== undefined && newest.attempts < tries && timingSafeEqual(newest.code_hash, hashCode(ctx, index, code))
  // The refusal rolls back and is counted afterwards: this try is one of those used up.
  if (!fits) throw codeWrong(newest === undefined ? 0 : Math.max(0, tries - newest.attempts - 1))
  await sql`update platform.login_code set used_at = ${ctx.now}
    where phone_index = ${index} and created_at = ${newest.created_at}`.execute(ctx.tx)
}

const countAttempt = async (ctx: Ctx, index: Buffer): Promise<void> => {
  await sql`update platform.login_code set attempts = attempts + 1
    where phone_index = ${index} and used_at is null and expires_at > ${ctx.now}`.execute(ctx.tx)
}

const isDisabled = async (ctx: Ctx, accountId: string): Promise<boolean> => {
  const { rows } =
    await sql`select from platform.account where account_id = ${accountId} and disabled_at is not null`.execute(ctx.tx)
  return rows.length > 0
}

/** Where the account's residents live, unless a region is asked for; a new phone begins in the region of the page. */
const regionOf = async (ctx: Ctx, accountId: string, wish: number | undefined): Promise<number> => {
  if (wish !== undefined && ctx.app.regions.has(wish)) return wish
  const { rows } = await sql<{ region_id: number }>`select region_id from platform.account_resident
    where account_id = ${accountId} and (valid_until is null or valid_until > ${ctx.now}) order by position, added_at limit 1`.execute(
    ctx.tx,
  )
  return rows[0]?.region_id ?? ctx.regionId
}

const enter = async (ctx: Ctx, input: InputOf<typeof contract.signInByCode>) => {
  const index = phoneIndex(ctx, input.phone)
  await takeCode(ctx, index, input.code)
  const { accountId } = await residentAccountOfPhone(ctx, input.phone)
  ctx.effects.audits.push({ subjectKind: 'account', subjectId: accountId })
  if (await isDisabled(ctx, accountId)) throw accountDisabled()
  if (input.language !== undefined)
    await sql`update platform.account set language = ${input.language} where account_id = ${accountId}`.execute(ctx.tx)
  const regionId = await regionOf(ctx, accountId, input.regionId)
  await beginSession(ctx, { accountId, kind: 'resident', regionId, institutionId: null })
  const residents = (await residentsOf(ctx, accountId, regionId)).map(resident => resident.residentId)
  return sessionState(ctx, { kind: 'resident', accountId, regionId, residents })
}

const signInByCode = (call: DirectCall, input: InputOf<typeof contract.signInByCode>) => {
  const actor: Actor = { kind: 'public', regionId: call.actor.regionId }
  return inTransaction(
    call.app,
    actor,
    {
      requestId: call.requestId,
      act: contract.signInByCode.name,
      auditRefusals: 'all',
      now: call.now,
      request: call.request,
      onCookies: call.onCookies,
    },
    ctx => enter(ctx, input),
    async (ctx, refusal) => {
      if (refusal.code === 'platform.code_wrong') await countAttempt(ctx, phoneIndex(ctx, input.phone))
    },
  )
}

export const phoneSignInHandlers: readonly Handler[] = [
  handle(contract.requestLoginCode, requestLoginCode),
  handleDirect(contract.signInByCode, signInByCode),
]
