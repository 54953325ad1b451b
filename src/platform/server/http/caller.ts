import type { FastifyRequest } from 'fastify'
import type { Actor } from '../actor.ts'
import type { App } from '../app.ts'
import { cachedSession, wasHeld } from '../session-cache.ts'
import { loadActor, sessionCookieName } from '../sessions.ts'
import type { RateLimiter } from './rate-limit.ts'

/** Tokens nobody holds, by one address in one minute; a browser whose session is over sends one. */
export const unknownTokensPerMinute = 60
/** 32 random bytes, as `beginSession` writes them; anything else was not given out here. */
const tokenShape = /^[A-Za-z0-9_-]{43}$/

export type RecogniseCaller = (
  request: FastifyRequest,
  cookies: Readonly<Record<string, string>>,
) => Promise<Actor | null>

/**
 * Who holds the request's session. An address that keeps asking with tokens nobody holds is told to wait before the
 * database is asked; sessions in use are recognised all the same, since many people may share one address (PLAT-63).
 * @throws platform.too_many_requests
 */
export const createRecogniser =
  (app: App, limiter: RateLimiter): RecogniseCaller =>
  async (request, cookies) => {
    const token = cookies[sessionCookieName]
    if (token === undefined || !tokenShape.test(token)) return null
    if (cachedSession(app, token) || wasHeld(app, token)) return loadActor(app, token)
    const key = `unknown token ${request.ip}`
    const refusal = limiter.look(key, unknownTokensPerMinute, Date.now())
    if (refusal) throw refusal
    const actor = await loadActor(app, token)
    if (actor === null) limiter.take(key, unknownTokensPerMinute, Date.now())
    return actor
  }
