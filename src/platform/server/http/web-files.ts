import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** App folder below `dist/web` → where it is served. */
const apps = [
  { name: 'staff', prefix: '/staff/' },
  { name: 'resident', prefix: '/m/' },
  { name: 'screen', prefix: '/screen/' },
] as const

/**
 * Serves the built apps. Files under `assets/` carry a hash in their name and are kept for a year; every other
 * path of an app is its page, since the app finds its own way from the URL.
 */
export const mountWebFiles = async (fastify: FastifyInstance, webRoot: string): Promise<void> => {
  for (const { name, prefix } of apps) {
    const root = join(webRoot, name)
    if (!existsSync(root)) continue
    await fastify.register(fastifyStatic, {
      root: join(root, 'assets'),
      prefix: `${prefix}assets/`,
      decorateReply: false,
      immutable: true,
      maxAge: '365d',
      preCompressed: true,
      index: false,
    })
    const page = await readFile(join(root, 'index.html'), 'utf8')
    const sendPage = async (
      _request: unknown,
      reply: {
        header: (name: string, value: string) => { type: (type: string) => { send: (body: string) => unknown } }
      },
    ) => reply.header('Cache-Control', 'no-cache').type('text/html; charset=utf-8').send(page)
    fastify.get(prefix.slice(0, -1), async (_request, reply) => reply.redirect(prefix))
    fastify.get(`${prefix}*`, sendPage)
    fastify.get(prefix, sendPage)
  }
  fastify.get('/', async (_request, reply) => reply.redirect('/month'))
}
