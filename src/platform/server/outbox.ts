import type pg from 'pg'
import type { App } from './app.ts'
import { jobSchema } from './job-schema.ts'
import { notifyStatement, notifyValues } from './live-channel.ts'
import type { EventPayload } from './module.ts'
import { queuedEvent } from './notify.ts'

/** What a job needs to hand an event to one handler. */
export type EventJob = {
  readonly regionId: number
  readonly eventId: string
  readonly name: string
  readonly module: string
  readonly data: EventPayload
}

type OutboxRow = {
  readonly region_id: number
  readonly event_id: string
  readonly name: string
  readonly data: EventPayload
  readonly at: Date
}

type JobSpec = {
  readonly identifier: string
  readonly payload: unknown
  readonly job_key: string | null
  readonly queue?: string | undefined
}

const batch = 500
export const eventTask = 'event'
export const deliverTask = 'deliver'

/** Screens may wait for any event of a kind: `event:booking.appointment_booked`. */
const topicOf = (row: OutboxRow): string => `event:${row.name}`

const jobsOf = (app: App, row: OutboxRow): readonly JobSpec[] => {
  if (row.name === queuedEvent)
    return [{ identifier: deliverTask, payload: { regionId: row.region_id }, job_key: `deliver ${row.region_id}` }]
  return app.modules
    .filter(module => module.events?.[row.name])
    .map(module => ({
      identifier: eventTask,
      payload: {
        regionId: row.region_id,
        eventId: row.event_id,
        name: row.name,
        module: module.name,
        data: row.data,
      } satisfies EventJob,
      job_key: `${row.event_id} ${module.name}`,
      queue: module.queues?.[row.name]?.(row.data),
    }))
}

const addJobs = async (client: pg.ClientBase, jobs: readonly JobSpec[]): Promise<void> => {
  if (jobs.length === 0) return
  await client.query(
    `select count(*) from ${jobSchema}.add_jobs((
       select array_agg(row(identifier, payload, queue, null, null, job_key, null, null)::${jobSchema}.job_spec)
       from json_to_recordset($1::json) as job (identifier text, payload json, job_key text, queue text)))`,
    [JSON.stringify(jobs)],
  )
}

const takeBatch = async (app: App, client: pg.ClientBase): Promise<readonly OutboxRow[]> => {
  const { rows } = await client.query<OutboxRow>({
    name: 'outbox-batch',
    text: `select region_id, event_id, name, data, at from platform.outbox where delivered_at is null
           order by region_id, event_id limit ${batch} for update skip locked`,
  })
  if (rows.length === 0) return rows
  // One job a region sends all messages that wait; the library would refuse the same key twice in one call.
  const jobs = new Map(rows.flatMap(row => jobsOf(app, row)).map(job => [job.job_key, job]))
  await addJobs(client, [...jobs.values()])
  await client.query(
    `update platform.outbox o set delivered_at = $3 from unnest($1::int[], $2::uuid[]) as t (region_id, event_id)
     where o.region_id = t.region_id and o.event_id = t.event_id`,
    [rows.map(row => row.region_id), rows.map(row => row.event_id), app.clock.now()],
  )
  await client.query(notifyStatement, [...notifyValues([...new Set(rows.map(topicOf))])])
  return rows
}

/**
 * Hands events that wait to the jobs, in one transaction: an event is either still waiting or has all its jobs (PLAT-52).
 * Several processes share the work without a lock on each other.
 * @returns how many events were handed over.
 */
export const dispatchOutboxOnce = async (app: App): Promise<number> => {
  const client = await app.pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const rows = await takeBatch(app, client)
    await client.query('commit')
    const oldest = rows.reduce((least, row) => Math.min(least, row.at.getTime()), app.clock.now().getTime())
    app.metrics.gauge('outbox_lag_seconds', (app.clock.now().getTime() - oldest) / 1000)
    return rows.length
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}

export type Loop = { readonly stop: () => Promise<void> }

const busyMillis = 200
const idleMillis = 1_000

/** Runs work again and again, sooner while there is some, and survives its failures (the database may be restarting). */
export const repeat = (app: App, name: string, work: () => Promise<number>, busy: number, idle: number): Loop => {
  let stopped = false
  let wake: (() => void) | undefined
  const pause = (millis: number) =>
    new Promise<void>(resolve => {
      const timer = setTimeout(resolve, millis)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const run = async (): Promise<void> => {
    let wait = busy
    while (!stopped) {
      try {
        wait = (await work()) > 0 ? busy : Math.min(wait * 2, idle)
      } catch (error) {
        app.log.warn({ err: error, loop: name }, 'will try again')
        wait = idle
      }
      if (!stopped) await pause(wait)
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopped = true
      wake?.()
      await running
    },
  }
}

/** A full batch is followed by the next at once. */
const drain = async (app: App): Promise<number> => {
  let total = 0
  for (;;) {
    const count = await dispatchOutboxOnce(app)
    total += count
    if (count < batch) return total
  }
}

/** Hands over what waits every 200 ms while something happens, every second while nothing does. */
export const dispatchOutbox = (app: App): Loop => repeat(app, 'outbox', () => drain(app), busyMillis, idleMillis)
