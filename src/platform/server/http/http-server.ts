import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { Refusal, statusOf } from '#src/platform/kernel/errors.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import type { App } from '../app.ts'
import { refusalOf } from '../errors.ts'
import { shouldLogRequest } from '../logging.ts'
import { createRecogniser } from './caller.ts'
import { mountLiveStream } from './live-stream.ts'
import { openApiOf } from './openapi.ts'
import { mountOperations } from './operations.ts'
import { languageOf, problemOf } from './problem.ts'
import { mountPublicPages } from './public-pages.ts'
import { createRateLimiter } from './rate-limit.ts'
import { mountEndpoints } from './routes.ts'
import { setSecurityHeaders } from './security.ts'
import { mountWebFiles } from './web-files.ts'

export type HttpOptions = {
  readonly webRoot: string
  readonly https?: { readonly key: Buffer; readonly cert: Buffer } | undefined
  /** More requests than this at once are told to come back (503), so that those inside are still served. */
  readonly maximumInFlight?: number
  /** Addresses of reverse proxies, with commas, whose forwarded headers are believed. */
  readonly trustProxy?: string
}

const unknownRefusal = (error: FastifyError): Refusal => {
  if (error.statusCode === 413) return new Refusal('invalid', 'platform.too_large')
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || error.statusCode === 400)
    return new Refusal('invalid', 'platform.unreadable')
  if (error.statusCode === 404) return new Refusal('not-found', 'platform.no_such_endpoint')
  return new Refusal('refused', 'platform.unreadable')
}

const createErrorHandler = (app: App) => (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
  const mapped = refusalOf(app, error)
  const language = languageOf(request.headers['accept-language'])
  if (!(mapped instanceof Refusal) && (error.statusCode ?? 500) >= 500) {
    // Where it happened is written, never a value: the log's own serializer cuts the message (PLAT-66).
    app.log.error({ requestId: request.id, route: request.routeOptions.url, err: error }, 'unexpected failure')
    const bug = new Refusal('refused', 'platform.unexpected')
    return reply
      .code(500)
      .type('application/problem+json')
      .send({ ...problemOf(app, bug, language, request.id), status: 500 })
  }
  const refusal = mapped instanceof Refusal ? mapped : unknownRefusal(error)
  const retryAfter = refusal.details['retryAfterSeconds']
  if (typeof retryAfter === 'number') reply.header('Retry-After', String(retryAfter))
  const status = refusal.code === 'platform.too_many_requests' ? 429 : statusOf[refusal.kind]
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ ...problemOf(app, refusal, language, request.id), status })
}

/** Everything that is served on one port: endpoints, event stream, OpenAPI, health, metrics, the apps and public pages. */
export const createHttpServer = async (app: App, options: HttpOptions): Promise<FastifyInstance> => {
  const fastify = Fastify({
    ...(options.https ? { https: options.https } : {}),
    logger: false,
    genReqId: () => newUuid(),
    bodyLimit: 1024 * 1024,
    trustProxy: options.trustProxy ?? false,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: true,
    return503OnClosing: true,
  }) as unknown as FastifyInstance
  const maximumInFlight = options.maximumInFlight ?? 1_000
  let inFlight = 0
  fastify.addHook('onRequest', (request, reply, done) => {
    // Behind a proxy that is believed, what the browser spoke counts.
    setSecurityHeaders(reply, request.protocol === 'https')
    // Event streams stay open for hours: they are not work under way.
    if (request.url.startsWith('/api/live')) return done()
    if (inFlight >= maximumInFlight && request.url.startsWith('/api/'))
      return done(new Refusal('busy', 'platform.busy', { retryAfterSeconds: 1 }))
    inFlight += 1
    reply.raw.once('close', () => {
      inFlight -= 1
      const [route, seconds] = [request.routeOptions.url ?? 'none', reply.elapsedTime / 1000]
      app.metrics.observeRequest(request.method, route, reply.statusCode, seconds)
      // The pattern of the route, never the address: it may hold an id or a search text.
      if (shouldLogRequest(reply.statusCode, seconds))
        app.log.info(
          { requestId: request.id, method: request.method, route, status: reply.statusCode, seconds },
          'request',
        )
    })
    done()
  })
  fastify.setErrorHandler(createErrorHandler(app))
  mountOperations(fastify, app)
  const limiter = createRateLimiter()
  const recognise = createRecogniser(app, limiter)
  mountLiveStream(fastify, app, recognise)
  let openApi: string | undefined
  fastify.get('/api/openapi.json', async (_request, reply) => {
    openApi ??= JSON.stringify(openApiOf(app))
    return reply.type('application/json').send(openApi)
  })
  mountEndpoints(fastify, app, { limiter, recognise })
  mountPublicPages(fastify, app, limiter)
  await mountWebFiles(fastify, options.webRoot)
  return fastify
}
