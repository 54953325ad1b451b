import type { FastifyInstance } from 'fastify'
import { Refusal } from '#src/platform/kernel/errors.ts'
import type { App } from '../app.ts'
import { inTransaction } from '../transaction.ts'
import { languageOf } from './problem.ts'
import type { RateLimiter } from './rate-limit.ts'

/** A waiting room may share one address; whoever reads faster than this reads with a machine. */
export const pagesPerMinute = 300

/** Seconds for which a page may be shown again without asking. */
const usualKeep = 30

/** What may be printed as an address: a name or number with an optional port, nothing else a header could hold. */
const plainHost = /^[\w.-]+(:\d+)?$/

/** Pages written by the server as HTML, without login. They see no table that belongs to a resident. */
export const mountPublicPages = (fastify: FastifyInstance, app: App, limiter: RateLimiter): void => {
  for (const page of app.modules.flatMap(module => module.publicPages ?? []))
    fastify.get(page.path, async (request, reply) => {
      const refusal = limiter.take(`page ${request.ip}`, pagesPerMinute, Date.now())
      if (refusal) throw refusal
      const regionId = Number((request.query as { region?: string }).region) || (app.regions.keys().next().value ?? 0)
      const { lang } = request.query as { lang?: string }
      const language = lang === 'en' || lang === 'zh-CN' ? lang : languageOf(request.headers['accept-language'])
      if (!app.regions.has(regionId) && app.regions.size > 0)
        throw new Refusal('not-found', 'platform.no_such_endpoint')
      const answer = await inTransaction(app, { kind: 'public', regionId }, { requestId: request.id }, ctx =>
        page.render(ctx, {
          params: request.params as Record<string, string>,
          query: request.query as Record<string, string>,
          language,
          origin: plainHost.test(request.host) ? `${request.protocol}://${request.host}` : '',
        }),
      )
      reply
        .code(answer.status ?? 200)
        .header('Cache-Control', `public, max-age=${'keepSeconds' in answer ? answer.keepSeconds : usualKeep}`)
        .header('Vary', 'Accept-Language')
      if ('html' in answer) return reply.type('text/html; charset=utf-8').send(answer.html)
      if (answer.fileName !== undefined)
        reply.header('Content-Disposition', `inline; filename*=UTF-8''${encodeURIComponent(answer.fileName)}`)
      return reply.type(answer.type).send(typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body))
    })
}
