import { Logger, parseCronItems, type Runner, run, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import pg from 'pg'
import { invariant } from '#src/platform/kernel/errors.ts'
import type { JobActor } from './actor.ts'
import type { App } from './app.ts'
import { sealAudit } from './audit-seal.ts'
import type { Ctx } from './context.ts'
import { deliverDue } from './delivery.ts'
import { jobSchema } from './job-schema.ts'
import { watchLostJobs } from './lost-jobs.ts'
import type { ScheduledJob } from './module.ts'
import { deliverTask, dispatchOutbox, type EventJob, eventTask, type Loop, repeat } from './outbox.ts'
import { inTransaction } from './transaction.ts'

export type Worker = { readonly stop: () => Promise<void> }

const concurrency = 4
const sealEveryMillis = 10_000
/** Nightly, in no transaction of its own: looking through everything may take minutes. */
const sealTask = 'platform.seal_all'

const jobActor = (name: string, regionId: number, institutionId: string | null = null): JobActor => ({
  kind: 'job',
  name,
  regionId,
  institutionId,
})

/** A row of its own kind among the answered requests: this event was handled by this module. */
const claimEvent = async (ctx: Ctx, job: EventJob): Promise<boolean> => {
  const claimed = await sql`insert into platform.idempotency (region_id, actor, endpoint, key, input_hash, status, at)
    values (${ctx.regionId}, ${`job:${job.module}`}, ${`event:${job.name}`}, ${job.eventId}, '\\x'::bytea, 200, ${ctx.now})
    on conflict do nothing`.execute(ctx.tx)
  return claimed.numAffectedRows === 1n
}

/**
 * Hands one event to one module, in one transaction with the note that this happened, so that a job that runs twice
 * does its work once (PLAT-52). Events may overtake each other: handlers look at what is true now.
 */
export const runEventJob = async (app: App, job: EventJob): Promise<void> => {
  const handler = app.modules.find(module => module.name === job.module)?.events?.[job.name]
  if (!handler) return
  const institutionId = typeof job.data['institutionId'] === 'string' ? job.data['institutionId'] : null
  const actor = jobActor(`${job.module}.on_${job.name}`, job.regionId, institutionId)
  await inTransaction(app, actor, { requestId: job.eventId, act: `${job.module}.on:${job.name}` }, async ctx => {
    if (await claimEvent(ctx, job)) await handler(ctx, job.data)
  })
}

/** In every region, each in a transaction of its own; one region's failure does not stop the others. */
export const runScheduledJob = async (app: App, job: ScheduledJob): Promise<void> => {
  const failures: unknown[] = []
  for (const regionId of app.regions.keys())
    await inTransaction(
      app,
      jobActor(job.name, regionId),
      { requestId: `job:${job.name}`, act: job.name },
      job.run,
    ).catch(error => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

const scheduledJobs = (app: App): readonly ScheduledJob[] => app.modules.flatMap(module => module.jobs ?? [])

const tasksOf = (app: App): TaskList => ({
  [eventTask]: payload => runEventJob(app, payload as EventJob),
  [deliverTask]: async payload => {
    const { regionId } = payload as { readonly regionId?: number }
    for (const region of regionId === undefined ? app.regions.keys() : [regionId])
      while ((await deliverDue(app, region)) > 0);
  },
  [sealTask]: async () => {
    for (const regionId of app.regions.keys()) await sealAudit(app, regionId, 'all')
  },
  ...Object.fromEntries(scheduledJobs(app).map(job => [job.name, () => runScheduledJob(app, job)])),
})

const cronItems = (app: App) =>
  parseCronItems([
    // Retries and messages that waited for the end of the quiet hours.
    { task: deliverTask, match: '* * * * *', identifier: deliverTask, payload: {} },
    { task: sealTask, match: '10 19 * * *', identifier: sealTask, payload: {} },
    ...scheduledJobs(app).map(job => ({ task: job.name, match: job.cron, identifier: job.name, payload: {} })),
  ])

/** The library's chatter goes to our log; it names tasks and job numbers, never the payload's people. */
const loggerOf = (app: App) =>
  new Logger(scope => (level, message) => {
    const write = level === 'error' ? 'error' : level === 'warning' ? 'warn' : 'debug'
    app.log[write]({ ...(scope.taskIdentifier ? { task: scope.taskIdentifier } : {}) }, message)
  })

/** Comes back by itself when the database was away for longer than the library tolerates. */
const keepRunning = (app: App, start: () => Promise<Runner>): Worker => {
  let runner: Runner | undefined
  let stopped = false
  const loop = async (): Promise<void> => {
    while (!stopped) {
      try {
        runner = await start()
        await runner.promise
      } catch (error) {
        app.log.warn({ err: error }, 'the job runner stopped and is started again')
      }
      if (!stopped) await new Promise(resolve => setTimeout(resolve, 1_000))
    }
  }
  const running = loop()
  return {
    stop: async () => {
      stopped = true
      await runner?.stop().catch(() => {})
      await running
    },
  }
}

const sealRegions = async (app: App): Promise<number> => {
  let rows = 0
  for (const regionId of app.regions.keys()) rows += await sealAudit(app, regionId)
  return rows
}

/**
 * Everything that happens without a request: events to their handlers, scheduled jobs, messages, seals.
 * Any number of processes may run it side by side.
 */
export const startWorker = async (app: App): Promise<Worker> => {
  const jobs = scheduledJobs(app)
  invariant(new Set(jobs.map(job => job.name)).size === jobs.length, 'two modules declare the same job')
  const pool = new pg.Pool({
    connectionString: app.databaseUrl,
    max: concurrency + 2,
    application_name: 'doorstep-jobs',
  })
  pool.on('error', () => {})
  // A connection that breaks while a job uses it fails that job, which is tried again; the process lives on.
  pool.on('connect', client => client.on('error', () => {}))
  const runner = keepRunning(app, () =>
    run({
      pgPool: pool,
      schema: jobSchema,
      taskList: tasksOf(app),
      parsedCronItems: cronItems(app),
      concurrency,
      pollInterval: 2_000,
      noHandleSignals: true,
      logger: loggerOf(app),
    }),
  )
  const loops: readonly Loop[] = [
    dispatchOutbox(app),
    repeat(app, 'seal', () => sealRegions(app), sealEveryMillis, sealEveryMillis),
    watchLostJobs(app),
  ]
  return {
    stop: async () => {
      await Promise.all(loops.map(loop => loop.stop()))
      await runner.stop()
      await pool.end()
    },
  }
}
