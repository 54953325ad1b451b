import type { Endpoint, InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { conflict, invariant, type Refusal, refused } from '#src/platform/kernel/errors.ts'
import { refusalFor } from './access.ts'
import type { Actor } from './actor.ts'
import type { App } from './app.ts'
import type { Cookie, Ctx, RequestInfo } from './context.ts'
import { claimKey, hashInput, storeAnswer, storeRefusal } from './idempotency.ts'
import type { Handler, OnRefusal } from './module.ts'
import { inTransaction } from './transaction.ts'
import { checkInput } from './validate.ts'

export type Call = {
  readonly requestId: string
  readonly idempotencyKey?: string | undefined
  readonly request?: RequestInfo | undefined
  readonly onCookies?: ((cookies: readonly Cookie[]) => void) | undefined
}

const transportOf = (call: Call) => ({ requestId: call.requestId, request: call.request, onCookies: call.onCookies })

type Work = (ctx: Ctx, input: unknown) => Promise<unknown>

const runQuery = (app: App, actor: Actor, endpoint: Endpoint, work: Work, input: unknown, call: Call) =>
  inTransaction(app, actor, { ...transportOf(call), act: endpoint.name, auditRefusals: 'forbidden' }, ctx =>
    work(ctx, input),
  )

const runCommand = (
  app: App,
  actor: Actor,
  endpoint: Endpoint,
  work: Work,
  input: unknown,
  call: Call & { idempotencyKey: string; onRefusal: OnRefusal | undefined },
) => {
  const inputHash = hashInput(input)
  return inTransaction(
    app,
    actor,
    { ...transportOf(call), act: endpoint.name, auditRefusals: 'all' },
    async ctx => {
      const stored = await claimKey(ctx, endpoint.name, call.idempotencyKey, inputHash)
      if (stored !== undefined) {
        ctx.effects.replayed = true
        if ('refusal' in stored) throw stored.refusal
        if (endpoint.secretAnswer) throw conflict('platform.already_answered')
        return stored.value
      }
      const value = await work(ctx, input)
      await storeAnswer(ctx, endpoint.name, call.idempotencyKey, endpoint.secretAnswer ? undefined : value)
      return value
    },
    async (ctx, refusal) => {
      await storeRefusal(ctx, endpoint.name, call.idempotencyKey, inputHash, refusal)
      if (!ctx.effects.replayed) await call.onRefusal?.(ctx, refusal)
    },
  )
}

/** A refusal that comes before any work is still on record. */
const refuseAndRecord = (app: App, actor: Actor, endpoint: Endpoint, call: Call, refusal: Refusal): Promise<never> =>
  inTransaction(app, actor, { requestId: call.requestId, act: endpoint.name, auditRefusals: 'forbidden' }, async () => {
    throw refusal
  })

/**
 * The one way in for every act, whoever plays it: browser, import, scenario, test.
 * Checks input and permission, then runs the handler in its transaction with audit, events and idempotency key.
 * @throws Refusal
 */
export const dispatch = async (
  app: App,
  actor: Actor,
  handler: Handler,
  input: unknown,
  call: Call,
): Promise<unknown> => {
  const { endpoint } = handler
  checkInput(endpoint, input)
  const refusal = refusalFor(app, actor, endpoint, input)
  if (refusal?.kind === 'forbidden') return refuseAndRecord(app, actor, endpoint, call, refusal)
  if (refusal) throw refusal
  const { idempotencyKey } = call
  if (endpoint.kind === 'command' && idempotencyKey === undefined) throw refused('platform.key_missing')
  if ('runDirect' in handler) {
    invariant(idempotencyKey !== undefined, `${endpoint.name} is a command`)
    return handler.runDirect(
      { app, actor, now: app.clock.now(), ...transportOf(call), idempotencyKey, inputHash: hashInput(input) },
      input as never,
    )
  }
  const work: Work = (ctx, given) => handler.run(ctx, given as never)
  return endpoint.kind === 'query'
    ? runQuery(app, actor, endpoint, work, input, call)
    : runCommand(app, actor, endpoint, work, input, {
        ...call,
        idempotencyKey: idempotencyKey as string,
        onRefusal: handler.onRefusal,
      })
}

/** For callers inside the server that hold a contract, not a handler. */
export const dispatchEndpoint = <E extends Endpoint>(
  app: App,
  actor: Actor,
  endpoint: E,
  input: InputOf<E>,
  call: Call,
): Promise<OutputOf<E>> => {
  const handler = app.modules
    .flatMap(module => module.handlers)
    .find(candidate => candidate.endpoint.name === endpoint.name)
  invariant(handler, `${endpoint.name} is not plugged in`)
  return dispatch(app, actor, handler, input, call) as Promise<OutputOf<E>>
}
