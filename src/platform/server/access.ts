import type { Endpoint } from '#src/platform/kernel/endpoint.ts'
import { forbidden, Refusal } from '#src/platform/kernel/errors.ts'
import type { Actor } from './actor.ts'
import type { App } from './app.ts'
import { rolesHolding } from './registry.ts'

const holders = new WeakMap<App, Map<string, ReadonlySet<string>>>()

/** Permissions are asked on every request; the answer for a permission never changes while a process runs. */
const holdersOf = (app: App, permission: string): ReadonlySet<string> => {
  const known = holders.get(app) ?? new Map<string, ReadonlySet<string>>()
  holders.set(app, known)
  const existing = known.get(permission)
  if (existing) return existing
  const created = new Set(rolesHolding(app.modules, permission))
  known.set(permission, created)
  return created
}

const rolesOf = (actor: Actor): readonly string[] =>
  actor.kind === 'staff' ? actor.roles : actor.kind === 'resident' ? ['resident'] : []

export const holdsPermission = (app: App, actor: Actor, permission: string): boolean => {
  const allowed = holdersOf(app, permission)
  return rolesOf(actor).some(role => allowed.has(role))
}

/**
 * The permission named in the contract, at the visible institution, and for a resident only oneself and one's proxies.
 * What depends on rows (reach over another institution, a care relationship) is checked by the use case.
 * @returns the refusal, or undefined when the call may go on.
 */
export const refusalFor = (app: App, actor: Actor, endpoint: Endpoint, input: unknown): Refusal | undefined => {
  if (endpoint.permission === 'public') return undefined
  // A job runs only what its own module hands it; endpoints are for people.
  if (actor.kind === 'public' || actor.kind === 'job') return new Refusal('unauthenticated', 'platform.sign_in_first')
  if (endpoint.permission !== 'signed-in' && !holdsPermission(app, actor, endpoint.permission))
    return forbidden('platform.not_permitted', { permission: endpoint.permission })
  if (actor.kind === 'resident' && endpoint.subject === 'resident') {
    const residentId = (input as { readonly residentId?: unknown }).residentId
    if (typeof residentId === 'string' && !actor.residents.includes(residentId))
      return forbidden('platform.not_your_resident')
  }
  return undefined
}
