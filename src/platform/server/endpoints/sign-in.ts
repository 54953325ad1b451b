import * as contract from '#src/platform/contract/session.ts'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import type { Refusal } from '#src/platform/kernel/errors.ts'
import { loginIndex } from '../accounts.ts'
import type { Actor } from '../actor.ts'
import type { Ctx } from '../context.ts'
import { deviceCookieName, readDevice } from '../device-cookie.ts'
import { type DirectCall, type Handler, handleDirect } from '../module.ts'
import { verifyPassword } from '../passwords.ts'
import { notOnThisComputer } from '../refusals.ts'
import { settingOf } from '../settings.ts'
import {
  admit,
  type Candidate,
  chooseInstitution,
  countFailure,
  findById,
  findByLogin,
  type Place,
  welcome,
} from '../sign-in.ts'
import { inTransaction } from '../transaction.ts'

/** Refusals that mean: the password or the code was wrong. */
const guesses = new Set(['platform.sign_in_failed', 'platform.second_factor_wrong', 'platform.password_wrong'])
const isGuess = (refusal: Refusal): boolean => guesses.has(refusal.code)

/** Signing in happens before anyone is known: the act of nobody, on record in the region where the account works. */
const stranger = (regionId: number): Actor => ({ kind: 'public', regionId })

type Claim = {
  readonly account: Candidate | undefined
  /** Where the account will work first; none when it has no role anywhere, or does not exist. */
  readonly place: Place | undefined
}

/** What is known before the password is checked, in a short transaction of its own. */
const lookUp = (
  call: DirectCall,
  act: string,
  wish: string | undefined,
  find: (ctx: Ctx) => Promise<Candidate | undefined>,
): Promise<Claim> =>
  inTransaction(
    call.app,
    stranger(call.actor.regionId),
    { requestId: call.requestId, act, auditRefusals: 'forbidden', now: call.now, request: call.request },
    async ctx => {
      const account = await find(ctx)
      return { account, place: account && (await chooseInstitution(ctx, account, wish)) }
    },
  )

/** The slow check of the password holds no connection; what it found is used under lock afterwards. */
const admitClaim = async (call: DirectCall, act: string, claim: Claim, password: string, code: string | undefined) => {
  const fits = await verifyPassword(claim.account?.password_hash, password)
  const accountId = claim.account?.account_id
  return inTransaction(
    call.app,
    stranger(claim.place?.regionId ?? call.actor.regionId),
    {
      requestId: call.requestId,
      act,
      auditRefusals: 'all',
      now: call.now,
      request: call.request,
      onCookies: call.onCookies,
    },
    async ctx => welcome(ctx, await admit(ctx, accountId, fits, code, claim.place), claim.place),
    async (ctx, refusal) => {
      if (accountId !== undefined && isGuess(refusal)) await countFailure(ctx, accountId)
    },
  )
}

const signIn = async (call: DirectCall, input: InputOf<typeof contract.signIn>) => {
  const act = contract.signIn.name
  const claim = await lookUp(call, act, input.institutionId, ctx => findByLogin(ctx, loginIndex(ctx, input.loginName)))
  return admitClaim(call, act, claim, input.password, input.code)
}

/** Only people who signed in on this computer within the shift can be picked; whoever leaves is signed out. */
const switchUser = async (call: DirectCall, input: InputOf<typeof contract.switchUser>) => {
  const act = contract.switchUser.name
  const claim = await lookUp(call, act, undefined, async ctx => {
    const hours = await settingOf<number>(ctx, 'platform.shift_hours')
    const known = readDevice(ctx.app.keys, ctx.request?.cookies[deviceCookieName], ctx.now, hours)
    if (!known.some(entry => entry.accountId === input.accountId)) throw notOnThisComputer()
    return findById(ctx, input.accountId)
  })
  return admitClaim(call, act, claim, input.password, input.code)
}

export const signInHandlers: readonly Handler[] = [
  handleDirect(contract.signIn, signIn),
  handleDirect(contract.switchUser, switchUser),
]
