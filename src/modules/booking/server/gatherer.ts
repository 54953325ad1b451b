import type { App } from '#src/platform/server/app.ts'
import { announceLive } from '#src/platform/server/live-channel.ts'
import { inTransaction } from '#src/platform/server/transaction.ts'
import type { Booked } from '../contract-shapes.ts'
import type { Limits, SeatAnswer } from './batch-statement.ts'
import { createGatherer, type Gatherer } from './gather.ts'
import { personLimitsOf } from './person-limits.ts'
import { numberSetting } from './settings.ts'

const keptMillis = 5_000
const liveEveryMillis = 200

type Facts = Limits & { readonly connections: number; readonly maxWaiting: number }

const readFacts = (app: App, regionId: number): Promise<Facts> =>
  inTransaction(
    app,
    { kind: 'job', name: 'booking.limits', regionId, institutionId: null },
    { requestId: 'booking.limits' },
    async ctx => ({
      holdMinutes: await numberSetting(ctx, 'hold_minutes'),
      ...(await personLimitsOf(ctx)),
      connections: await numberSetting(ctx, 'batch_connections'),
      maxWaiting: await numberSetting(ctx, 'waiting_requests'),
    }),
  )

/** Limits are read once and again every five seconds in the background, so that no batch waits for them. */
const createLimits = (app: App) => {
  const known = new Map<number, { facts: Facts; readAt: number }>()
  const read = async (regionId: number): Promise<Facts> => {
    const facts = await readFacts(app, regionId)
    known.set(regionId, { facts, readAt: performance.now() })
    return facts
  }
  return async (regionId: number): Promise<Facts> => {
    const entry = known.get(regionId)
    if (entry === undefined) return read(regionId)
    if (performance.now() - entry.readAt > keptMillis) {
      entry.readAt = performance.now()
      read(regionId).catch(error => app.log.warn({ err: error }, 'booking limits could not be read again'))
    }
    return entry.facts
  }
}

/** Screens hear of changed seats a few times a second, however many are booked. */
const createTeller = (app: App) => {
  const topics = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const tell = () => {
    timer = undefined
    const told = [...topics]
    topics.clear()
    announceLive(app, told).catch(error => app.log.warn({ err: error }, 'open screens were not told'))
  }
  return (answers: readonly SeatAnswer[]) => {
    for (const answer of answers)
      if (answer.status === 200 && !answer.replay) topics.add(`slots:${(answer.body as Booked).sessionId}`)
    if (topics.size > 0 && timer === undefined) timer = setTimeout(tell, liveEveryMillis).unref()
  }
}

const gatherers = new WeakMap<App, Promise<Gatherer>>()

const create = async (app: App, regionId: number): Promise<Gatherer> => {
  const limitsOf = createLimits(app)
  const { connections, maxWaiting } = await limitsOf(regionId)
  return createGatherer(app, {
    connections,
    maxWaiting,
    limitsOf,
    onAnswers: createTeller(app),
    onBatch: size => {
      app.metrics.count('booking_batches')
      app.metrics.count('booking_requests', {}, size)
    },
  })
}

/** One gatherer for each server process, made at the first booking. */
export const gathererOf = (app: App, regionId: number): Promise<Gatherer> => {
  const known = gatherers.get(app)
  if (known) return known
  const created = create(app, regionId)
  gatherers.set(app, created)
  // A database that was away at the first booking must not be remembered as the answer for good.
  created.catch(() => gatherers.delete(app))
  return created
}

/** For an orderly end: what waits is answered first by whoever closes the server. */
export const endGatherer = async (app: App): Promise<void> => {
  const known = gatherers.get(app)
  gatherers.delete(app)
  await (await known)?.end()
}
