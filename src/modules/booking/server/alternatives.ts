import { Refusal } from '#src/platform/kernel/errors.ts'
import type { App } from '#src/platform/server/app.ts'
import { inTransaction } from '#src/platform/server/transaction.ts'
import { freeElsewhere } from './pool.repository.ts'
import { numberSetting } from './settings.ts'

/** Refusals after which another seat may help. */
const helped: readonly string[] = ['booking.slot_full', 'booking.session_past', 'booking.session_stopped']
/** One look serves everybody who asks within a second: what it says may be a second old, the batch decides. */
const keptMillis = 1_000

type Alternatives = { readonly otherPoolIds: readonly string[]; readonly otherSessionIds: readonly string[] }
type Kept = { readonly readAt: number; readonly found: Promise<Alternatives> }

const cache = new WeakMap<App, Map<string, Kept>>()

const read = async (app: App, regionId: number, sessionId: string, channel: number): Promise<Alternatives> => {
  const free = await inTransaction(
    app,
    { kind: 'public', regionId },
    { requestId: 'booking.alternatives' },
    async ctx => freeElsewhere(ctx, sessionId, channel, await numberSetting(ctx, 'alternative_days')),
  )
  const here = free.filter(pool => pool.sessionId === sessionId)
  const elsewhere = free.filter(pool => pool.sessionId !== sessionId)
  return {
    otherPoolIds: here.map(pool => pool.poolId).slice(0, 6),
    otherSessionIds: [...new Set(elsewhere.map(pool => pool.sessionId))].slice(0, 5),
  }
}

/** At a surge thousands hear "full" in one second: they share one look. */
const alternativesOf = (app: App, regionId: number, sessionId: string, channel: number): Promise<Alternatives> => {
  const kept = cache.get(app) ?? new Map<string, Kept>()
  cache.set(app, kept)
  const key = `${sessionId}\0${channel}`
  const known = kept.get(key)
  if (known && performance.now() - known.readAt < keptMillis) return known.found
  if (kept.size > 1_000) kept.clear()
  const found = read(app, regionId, sessionId, channel)
  kept.set(key, { readAt: performance.now(), found })
  found.catch(() => kept.delete(key))
  return found
}

/** BOOK-17 A "no" says what else is possible: other times of the session, other sessions of the department. */
export const withAlternatives = async (
  app: App,
  regionId: number,
  refusal: Refusal,
  channel: number,
): Promise<Refusal> => {
  const sessionId = refusal.details.sessionId
  if (!helped.includes(refusal.code) || typeof sessionId !== 'string') return refusal
  try {
    const alternatives = await alternativesOf(app, regionId, sessionId, channel)
    return new Refusal(refusal.kind, refusal.code, { ...refusal.details, ...alternatives })
  } catch (error) {
    // The refusal stands whether or not we can say what else there is.
    app.log.warn({ err: error }, 'alternatives could not be read')
    return refusal
  }
}
