import type { Endpoint } from '#src/platform/kernel/endpoint.ts'
import { invariant } from '#src/platform/kernel/errors.ts'
import type { Handler, ServerModule } from './module.ts'

export type Registered = { readonly module: ServerModule; readonly handler: Handler; readonly endpoint: Endpoint }

/**
 * Every endpoint of every module, checked once at start: names and routes are unique, and each permission is
 * held by somebody. There is no default permission.
 */
export const registerEndpoints = (modules: readonly ServerModule[]): readonly Registered[] => {
  const registered = modules.flatMap(module =>
    module.handlers.map(handler => ({ module, handler, endpoint: handler.endpoint })),
  )
  const seen = new Set<string>()
  for (const { module, endpoint } of registered) {
    for (const key of [endpoint.name, `${endpoint.method} ${endpoint.path}`]) {
      invariant(!seen.has(key), `${key} is declared twice`)
      seen.add(key)
    }
    invariant(endpoint.name.startsWith(`${module.name}.`), `${endpoint.name} belongs to another module`)
    // A query whose words must not stand in an address (an identity number) travels in the body.
    invariant(
      endpoint.kind === 'command' || endpoint.method === 'GET' || endpoint.method === 'POST',
      `${endpoint.name}: a query is a GET or a POST`,
    )
    const isOpen = endpoint.permission === 'public' || endpoint.permission === 'signed-in'
    invariant(isOpen || rolesHolding(modules, endpoint.permission).length > 0, `no role holds ${endpoint.permission}`)
  }
  return registered
}

/** Role keys that some module declares or gives a permission. Residents' own role is never granted by hand. */
export const staffRolesOf = (modules: readonly ServerModule[]): ReadonlySet<string> =>
  new Set(
    modules
      .flatMap(module => [...(module.roles ?? []), ...Object.values(module.permissions).flat()])
      .filter(role => role !== 'resident'),
  )

/** Roles that hold a permission at their institution. */
export const rolesHolding = (modules: readonly ServerModule[], permission: string): readonly string[] =>
  modules.some(module => module.permissionsOfAllStaff?.includes(permission))
    ? [...staffRolesOf(modules)]
    : modules.flatMap(module => module.permissions[permission] ?? [])

/** Every permission that these roles hold together. */
export const permissionsOf = (modules: readonly ServerModule[], roles: readonly string[]): readonly string[] => [
  ...new Set(
    modules.flatMap(module =>
      Object.entries(module.permissions)
        .filter(([, holders]) => holders.some(role => roles.includes(role)))
        .map(([permission]) => permission),
    ),
  ),
  ...(roles.some(role => staffRolesOf(modules).has(role))
    ? modules.flatMap(module => module.permissionsOfAllStaff ?? [])
    : []),
]
