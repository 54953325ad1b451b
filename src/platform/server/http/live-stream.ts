import type { FastifyInstance } from 'fastify'
import { busy, Refusal } from '#src/platform/kernel/errors.ts'
import type { App } from '../app.ts'
import { everythingTopic } from '../live-channel.ts'
import type { RecogniseCaller } from './caller.ts'
import { readCookies } from './cookies.ts'

/** Topics that a lobby screen or a public page may follow without login; they name no person. */
const publicTopic = /^(screen|month|clock):/
const maximumTopics = 20
const heartbeatMilliseconds = 20_000
/** A hospital may sit behind one address, so this is many; one machine that opens more is not a screen (PLAT-63). */
export const maximumStreamsPerAddress = 300
const maximumStreams = 5_000

const topicsOf = (query: unknown): readonly string[] => {
  const given = (query as { topic?: string | string[] }).topic ?? []
  return [given].flat().slice(0, maximumTopics)
}

/** Counts open streams by address. `enter` answers how to leave again. */
const createTurnstile = () => {
  const byAddress = new Map<string, number>()
  let total = 0
  return (address: string): (() => void) => {
    const mine = byAddress.get(address) ?? 0
    if (mine >= maximumStreamsPerAddress || total >= maximumStreams) throw busy('platform.busy', 10)
    byAddress.set(address, mine + 1)
    total += 1
    return () => {
      total -= 1
      const left = (byAddress.get(address) ?? 1) - 1
      if (left > 0) byAddress.set(address, left)
      else byAddress.delete(address)
    }
  }
}

/** `GET /api/live?topic=…`: server-sent events that name a topic whenever something in it changed. They carry no data. */
export const mountLiveStream = (fastify: FastifyInstance, app: App, recognise: RecogniseCaller): void => {
  const enter = createTurnstile()
  const open = new Set<() => void>()
  fastify.addHook('preClose', async () => {
    for (const end of open) end()
  })
  // Open for hours: there is nothing to ask the head of.
  fastify.get('/api/live', { exposeHeadRoute: false }, async (request, reply) => {
    const topics = topicsOf(request.query)
    const actor = await recognise(request, readCookies(request.headers.cookie))
    if (actor === null && !topics.every(topic => publicTopic.test(topic)))
      throw new Refusal('unauthenticated', 'platform.sign_in_first')
    const leave = enter(request.ip)
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
      // A stream that ends takes its connection with it, so that a server that stops waits for none.
      Connection: 'close',
    })
    raw.write('retry: 2000\n\nevent: ready\ndata: {}\n\n')
    const unsubscribe = app.live.subscribe([...topics, everythingTopic], topic =>
      raw.write(`data: ${JSON.stringify({ topic })}\n\n`),
    )
    const heartbeat = setInterval(() => raw.write(': alive\n\n'), heartbeatMilliseconds)
    const end = () => {
      if (!open.delete(end)) return
      leave()
      clearInterval(heartbeat)
      unsubscribe()
      raw.end()
    }
    open.add(end)
    request.raw.on('close', end)
  })
}
