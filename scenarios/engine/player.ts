import { setTimeout as pause } from 'node:timers/promises'
import type { Endpoint, InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { Refusal } from '#src/platform/kernel/errors.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import { type Actor, accountOf, type StaffActor } from '#src/platform/server/actor.ts'
import type { App } from '#src/platform/server/app.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { dispatchEndpoint } from '#src/platform/server/dispatch.ts'
import { reachOf } from '#src/platform/server/institutions.ts'
import { inTransaction } from '#src/platform/server/transaction.ts'

/** Plays commands as people would, permission, audit and rules included. */
export type Player = {
  readonly app: App
  readonly play: <E extends Endpoint>(actor: Actor, endpoint: E, input: InputOf<E>) => Promise<OutputOf<E>>
  /** Work through doors of modules, in one transaction with the name of the act in the audit. */
  readonly within: <T>(actor: Actor, act: string, work: (ctx: Ctx) => Promise<T>) => Promise<T>
}

const tries = 5

/** What was refused, where: a scenario that breaks a rule is a mistake in the scenario, and its author wants to see it. */
const explain = (endpoint: Endpoint, actor: Actor, refusal: Refusal): Error =>
  new Error(
    `${endpoint.name} by ${accountOf(actor) ?? actor.kind}: ${refusal.code} ${JSON.stringify(refusal.details)} ${JSON.stringify(refusal.fields)}`,
    { cause: refusal },
  )

export const createPlayer = (app: App): Player => ({
  app,
  play: async (actor, endpoint, input) => {
    const idempotencyKey = newUuid()
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await dispatchEndpoint(app, actor, endpoint, input, { requestId: newUuid(), idempotencyKey })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        if (error.kind !== 'busy' || attempt === tries) throw explain(endpoint, actor, error)
        await pause(200 * attempt)
      }
    }
  },
  within: (actor, act, work) => inTransaction(app, actor, { requestId: newUuid(), act, auditRefusals: 'all' }, work),
})

export type Who = {
  readonly accountId: string
  readonly staffId: string | null
  readonly regionId: number
  readonly institutionId: string
  readonly roles: readonly string[]
}

/** Someone at work: reach is asked of the network, as at sign-in. */
export const staffActorOf = async (app: App, who: Who): Promise<StaffActor> => {
  const actor: StaffActor = { kind: 'staff', ...who, reach: [who.institutionId] }
  const reach = await inTransaction(app, actor, { requestId: newUuid() }, ctx =>
    reachOf(ctx, who.institutionId, who.roles),
  )
  return { ...actor, reach }
}
