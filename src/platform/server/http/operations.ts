import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { App } from '../app.ts'

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
/** What a proxy adds: then the neighbour on this machine only passes on what somebody else asked. */
const forwardedBy = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'] as const

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** With a token: whoever shows it. Without: this machine itself, not what a proxy on it passes on (PLAT-62). */
const mayReadMetrics = (request: FastifyRequest, token: string | undefined): boolean => {
  const { headers, raw } = request
  if (token !== undefined) return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`))
  return loopback.has(raw.socket.remoteAddress ?? '') && forwardedBy.every(name => headers[name] === undefined)
}

const readyForMillis = 1_000

/** Whether the database answers, asked at most once a second however many want to know (PLAT-63). */
const createReadiness = (app: App): (() => Promise<boolean>) => {
  let asked: { readonly at: number; readonly answer: Promise<boolean> } | undefined
  return () => {
    if (asked === undefined || performance.now() - asked.at > readyForMillis) {
      const answer = app.pool.query('select 1').then(
        () => true,
        () => false,
      )
      asked = { at: performance.now(), answer }
    }
    return asked.answer
  }
}

/** `/healthz` the process lives, `/readyz` it can serve, `/metrics` for Prometheus on the same machine or with a token. */
export const mountOperations = (fastify: FastifyInstance, app: App): void => {
  fastify.get('/healthz', async () => ({ status: 'ok' }))
  const isReady = createReadiness(app)
  fastify.get('/readyz', async (_request, reply) => {
    if (await isReady()) return { status: 'ready' }
    return reply.code(503).header('Retry-After', '2').send({ status: 'waiting for the database' })
  })
  const token = process.env['METRICS_TOKEN'] || undefined
  fastify.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request, token)) return reply.code(404).send()
    return reply.type(app.metrics.contentType).send(await app.metrics.text())
  })
}
