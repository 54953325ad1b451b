import { conflict, Refusal, refused } from '#src/platform/kernel/errors.ts'
import type { App } from '#src/platform/server/app.ts'
import { isRetryable, refusalOf } from '#src/platform/server/errors.ts'
import { bookingBusy } from '../errors.ts'
import { type BatchConnection, createBatchConnection } from './batch-connection.ts'
import { batchStatement, type Limits, type SeatAnswer, type SeatRequest } from './batch-statement.ts'

type Waiting = {
  readonly request: SeatRequest
  readonly answer: Promise<SeatAnswer>
  readonly resolve: (answer: SeatAnswer) => void
  readonly reject: (reason: unknown) => void
}

export type Gatherer = {
  /** @throws booking.busy when too many requests wait already; platform.key_reused. */
  readonly submit: (request: SeatRequest) => Promise<SeatAnswer>
  readonly waiting: () => number
  readonly end: () => Promise<void>
}

export type GatherOptions = {
  readonly connections: number
  readonly maxWaiting: number
  readonly limitsOf: (regionId: number) => Promise<Limits>
  /** Told after each batch, with the answers given for the first time. */
  readonly onAnswers?: (answers: readonly SeatAnswer[]) => void
  readonly onBatch?: (size: number, milliseconds: number) => void
}

const maxBatch = 128
const maxTries = 4
const pause = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

const deferred = (request: SeatRequest): Waiting => {
  let settle: Pick<Waiting, 'resolve' | 'reject'> | undefined
  const answer = new Promise<SeatAnswer>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { request, answer, ...(settle as Pick<Waiting, 'resolve' | 'reject'>) }
}

const nameOf = (request: SeatRequest): string => `${request.actor}\0${request.endpoint}\0${request.key}`

/** The first in line decides the region; others of that region come along, up to a full batch. Order is kept. */
const takeBatch = (line: Waiting[]): Waiting[] => {
  const regionId = line[0]?.request.regionId
  const batch: Waiting[] = []
  const rest: Waiting[] = []
  for (const waiting of line)
    (batch.length < maxBatch && waiting.request.regionId === regionId ? batch : rest).push(waiting)
  line.splice(0, line.length, ...rest)
  return batch
}

/**
 * Gathers requests into batches, without a timer: a batch leaves whenever a connection is idle, and while it is busy
 * the next one fills. Under no load a request goes alone at once; under load batches grow by themselves.
 */
export const createGatherer = (app: App, options: GatherOptions): Gatherer => {
  const line: Waiting[] = []
  const pending = new Map<string, Waiting>()
  const idle: BatchConnection[] = Array.from({ length: options.connections }, () =>
    createBatchConnection(app.databaseUrl),
  )
  const all = [...idle]
  let isScheduled = false

  const ask = async (connection: BatchConnection, batch: readonly Waiting[]): Promise<readonly SeatAnswer[]> => {
    const requests = batch.map(waiting => waiting.request)
    const limits = await options.limitsOf((requests[0] as SeatRequest).regionId)
    for (let tries = 1; ; tries += 1) {
      try {
        const rows = await connection.query<{ answers: string }>(() =>
          batchStatement(requests, app.clock.now(), limits),
        )
        return JSON.parse((rows[0] as { answers: string }).answers) as readonly SeatAnswer[]
      } catch (error) {
        if (!isRetryable(error)) throw error
        if (tries >= maxTries) throw conflict('platform.changed_meanwhile')
        await pause(tries * 5 + Math.random() * 10)
      }
    }
  }

  // A violation nobody foresaw undoes the whole batch. Halving finds the one request that causes it, and its
  // neighbours are served; only that one hears the refusal.
  const serve = async (connection: BatchConnection, batch: readonly Waiting[]): Promise<void> => {
    try {
      const answers = await ask(connection, batch)
      for (const [index, waiting] of batch.entries()) waiting.resolve(answers[index] as SeatAnswer)
      options.onAnswers?.(answers)
    } catch (error) {
      const mapped = refusalOf(app, error)
      const isOverload =
        mapped instanceof Refusal && (mapped.kind === 'busy' || mapped.code === 'platform.changed_meanwhile')
      if (batch.length > 1 && !isOverload) {
        const middle = Math.ceil(batch.length / 2)
        await serve(connection, batch.slice(0, middle))
        await serve(connection, batch.slice(middle))
      } else {
        for (const waiting of batch) waiting.reject(mapped)
      }
    }
  }

  const flush = (): void => {
    isScheduled = false
    while (line.length > 0) {
      const connection = idle.pop()
      if (connection === undefined) return
      const batch = takeBatch(line)
      const startedAt = performance.now()
      serve(connection, batch).finally(() => {
        for (const waiting of batch) pending.delete(nameOf(waiting.request))
        options.onBatch?.(batch.length, performance.now() - startedAt)
        idle.push(connection)
        flush()
      })
    }
  }

  return {
    submit: request => {
      const twin = pending.get(nameOf(request))
      // A double click reaches us before the first answer is stored: both hear the same answer.
      if (twin)
        return twin.request.inputHash.equals(request.inputHash)
          ? twin.answer
          : Promise.reject(refused('platform.key_reused'))
      if (line.length >= options.maxWaiting) return Promise.reject(bookingBusy(1))
      const waiting = deferred(request)
      pending.set(nameOf(request), waiting)
      line.push(waiting)
      if (!isScheduled) {
        isScheduled = true
        setImmediate(flush)
      }
      return waiting.answer
    },
    waiting: () => line.length,
    end: async () => {
      await Promise.all(all.map(connection => connection.end()))
    },
  }
}
