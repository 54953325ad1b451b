import type { Actor } from './actor.ts'
import type { App } from './app.ts'

/** What one request needs to know of its session; read from the database at most every five seconds. */
export type CachedSession = {
  readonly accountId: string
  /** None for a token that is unknown, ended or idle for too long. */
  readonly actor: Actor | null
  readonly loadedAt: number
}

export const sessionCacheMillis = 5_000
const maximumSessions = 20_000
/** Tokens that nobody holds are kept apart, so that guessing them drives no real session out. */
const maximumUnknown = 2_000

type Cache = { readonly sessions: Map<string, CachedSession>; readonly unknown: Map<string, CachedSession> }

const caches = new WeakMap<App, Cache>()

const cacheOf = (app: App): Cache => {
  const known = caches.get(app) ?? { sessions: new Map(), unknown: new Map() }
  caches.set(app, known)
  return known
}

/** The newest stay; a map remembers the order in which its entries came. */
const keepNewest = (map: Map<string, CachedSession>, token: string, session: CachedSession, maximum: number): void => {
  map.delete(token)
  map.set(token, session)
  if (map.size > maximum) map.delete(map.keys().next().value as string)
}

/** Counted by the machine's own steady clock: the demo's clock must not keep a session alive. */
export const cachedSession = (app: App, token: string): CachedSession | undefined => {
  const { sessions, unknown } = cacheOf(app)
  const found = sessions.get(token) ?? unknown.get(token)
  return found && performance.now() - found.loadedAt < sessionCacheMillis ? found : undefined
}

/** Whether somebody used this token here not long ago: asking for it again is no guess. */
export const wasHeld = (app: App, token: string): boolean => cacheOf(app).sessions.has(token)

export const keepSession = (app: App, token: string, session: Omit<CachedSession, 'loadedAt'>): void => {
  const { sessions, unknown } = cacheOf(app)
  const kept = { ...session, loadedAt: performance.now() }
  if (session.actor === null) {
    sessions.delete(token)
    keepNewest(unknown, token, kept, maximumUnknown)
  } else {
    unknown.delete(token)
    keepNewest(sessions, token, kept, maximumSessions)
  }
}

/** Sign-out, another institution, a role given or taken: what was cached for the account is read again. */
export const forgetAccount = (app: App, accountId: string): void => {
  for (const map of Object.values(cacheOf(app)))
    for (const [token, session] of map) if (session.accountId === accountId) map.delete(token)
}

export const forgetAllSessions = (app: App): void => {
  for (const map of Object.values(cacheOf(app))) map.clear()
}
