import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** App folder below `dist/web` → where it is served. */
const apps = [
  { name: 'staff', prefix: '/staff/' },
  { name: 'resident', prefix: '/m/' },
  { name: 'screen', prefix: '/screen/' },
] as const

/** Files beside the page, under fixed names: what a phone needs to install the app and to open it without network. */
const besides: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
}

const mountBesides = async (fastify: FastifyInstance, root: string, prefix: string): Promise<void> => {
  for (const name of await readdir(root)) {
    const type = besides[extname(name)]
    if (type === undefined) continue
    const content = await readFile(join(root, name))
    const kept = type.startsWith('image/') ? 'public, max-age=86400' : 'no-cache'
    fastify.get(prefix + name, async (_request, reply) => reply.header('Cache-Control', kept).type(type).send(content))
  }
}

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
    await mountBesides(fastify, root, prefix)
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
