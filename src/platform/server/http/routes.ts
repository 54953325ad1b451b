import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Endpoint, pathParameters } from '#src/platform/kernel/endpoint.ts'
import { Refusal } from '#src/platform/kernel/errors.ts'
import { regionalIdPattern } from '#src/platform/kernel/ids.ts'
import { type Actor, accountOf } from '../actor.ts'
import type { App } from '../app.ts'
import { dispatch } from '../dispatch.ts'
import { type Registered, registerEndpoints } from '../registry.ts'
import { coerceInput } from '../validate.ts'
import type { RecogniseCaller } from './caller.ts'
import { readCookies, writeCookie } from './cookies.ts'
import type { RateLimiter } from './rate-limit.ts'

const regional = new RegExp(regionalIdPattern)
export const publicCallsPerMinute = 300

/** What the contract calls the input: path, query and body in one object. */
const inputOf = (endpoint: Endpoint, request: FastifyRequest): Record<string, unknown> => {
  const params = request.params as Record<string, unknown>
  if (endpoint.method !== 'GET') {
    const body = (request.body ?? {}) as Record<string, unknown>
    return pathParameters(endpoint.path).length === 0 ? body : { ...body, ...params }
  }
  const input = { ...(request.query as Record<string, unknown>), ...params }
  coerceInput(endpoint, input)
  return input
}

/** Without a login the region is that of whatever is asked for, else the first one. */
const publicRegion = (app: App, input: Record<string, unknown>): number => {
  const given = Number(input['regionId'])
  if (app.regions.has(given)) return given
  for (const value of Object.values(input))
    if (typeof value === 'string' && regional.test(value)) return Number(value.slice(0, 6))
  return app.regions.keys().next().value ?? 0
}

/** Whom calls are counted for: an account, however many sessions it has open, else the address. */
const countedFor = (actor: Actor, address: string): string => accountOf(actor) ?? address

export type HttpCallers = { readonly limiter: RateLimiter; readonly recognise: RecogniseCaller }

const limitOf = (endpoint: Endpoint, actor: Actor): number | undefined =>
  endpoint.rateLimit ?? (actor.kind === 'public' ? publicCallsPerMinute : undefined)

const createAnswer =
  (app: App, { endpoint, handler }: Registered, { limiter, recognise }: HttpCallers) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const input = inputOf(endpoint, request)
    const cookies = readCookies(request.headers.cookie)
    const actor = (await recognise(request, cookies)) ?? { kind: 'public', regionId: publicRegion(app, input) }
    const limit = limitOf(endpoint, actor)
    if (limit !== undefined) {
      const refusal = limiter.take(`${endpoint.name} ${countedFor(actor, request.ip)}`, limit, Date.now())
      if (refusal) throw refusal
    }
    const key = request.headers['idempotency-key']
    const value = await dispatch(app, actor, handler, input, {
      requestId: request.id,
      idempotencyKey: typeof key === 'string' && key.length >= 8 && key.length <= 100 ? key : undefined,
      request: { address: request.ip, userAgent: request.headers['user-agent'] ?? '', cookies },
      onCookies: set => {
        reply.header(
          'Set-Cookie',
          set.map(cookie => writeCookie(cookie, request.protocol === 'https')),
        )
      },
    })
    reply.header('Cache-Control', 'no-store')
    return value ?? {}
  }

/** One Fastify route for every endpoint that a module declares. Input is checked by `dispatch`, wherever it comes from. */
export const mountEndpoints = (fastify: FastifyInstance, app: App, callers: HttpCallers): void => {
  for (const registered of registerEndpoints(app.modules)) {
    const { endpoint } = registered
    const answer = createAnswer(app, registered, callers)
    fastify.route({
      method: endpoint.method,
      url: `/api${endpoint.path}`,
      schema: { response: { 200: endpoint.output } },
      ...(endpoint.bodyLimit === undefined ? {} : { bodyLimit: endpoint.bodyLimit }),
      handler: answer,
    })
  }
  fastify.all('/api/*', async () => {
    throw new Refusal('not-found', 'platform.no_such_endpoint')
  })
}
