import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { moveDemoClock } from '#src/platform/contract/demo.ts'
import { createTestApp, jobActor, staffActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import { branchId, createNeighbour, type Heard, headId } from '#src/platform/testing/neighbour.ts'
import { cleanUp } from './cleaner.ts'
import { emit } from './context.ts'
import { createApp } from './create-app.ts'
import { jobLibrary } from './job-schema.ts'
import { runEventJob, startWorker } from './jobs.ts'
import { announceLive, startLiveListener } from './live-channel.ts'
import { takeOverLostJobs } from './lost-jobs.ts'
import type { ServerModule } from './module.ts'
import { platformModule } from './module-platform.ts'
import { notify } from './notify.ts'
import { dispatchOutboxOnce } from './outbox.ts'

let test: TestApp
const heard: Heard[] = []
const start = '2026-11-23T01:00:00Z'
const desk = staffActor(branchId, ['desk'])

/** Fails the first time, so that a retry can be seen. */
let failures = 0
const fragile: ServerModule = {
  name: 'fragile',
  handlers: [],
  permissions: {},
  constraints: {},
  events: {
    'neighbour.thing_happened': async ctx => {
      await sql`update platform.clock set offset_ms = offset_ms + 1`.execute(ctx.tx)
      failures += 1
      if (failures === 1) throw new Error('the first time fails')
    },
  },
  locales: { 'zh-CN': {}, en: {} },
}

beforeAll(async () => {
  test = await createTestApp({ modules: [platformModule, createNeighbour(heard), fragile], demo: true, now: start })
})
beforeEach(async () => {
  heard.length = 0
  failures = 0
  await test.admin.query('update platform.clock set offset_ms = 0; delete from graphile_worker._private_jobs')
})
afterAll(() => test.close())

const happen = (thing: number) =>
  test.within(desk, async ctx =>
    emit(ctx, { name: 'neighbour.thing_happened', data: { thing, institutionId: branchId } }),
  )
const jobs = async () =>
  (await test.admin.query(`select key, task_identifier from graphile_worker.jobs where task_identifier = 'event'`)).rows
const until = async (isTrue: () => boolean | Promise<boolean>): Promise<void> => {
  for (const giveUp = Date.now() + 15_000; Date.now() < giveUp; ) {
    if (await isTrue()) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  throw new Error('it did not happen within 15 seconds')
}

describe('events', () => {
  it('PLAT-52 an event becomes one job for each module that hears it, however many processes hand over at once', async () => {
    for (let thing = 0; thing < 20; thing += 1) await happen(thing)
    const counts = await Promise.all([
      dispatchOutboxOnce(test.app),
      dispatchOutboxOnce(test.app),
      dispatchOutboxOnce(test.app),
    ])
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20)
    expect(await jobs()).toHaveLength(40)
    expect(await dispatchOutboxOnce(test.app)).toBe(0)
  })

  it('PLAT-52 a job that runs twice does its work once, and one that failed does it when it is tried again', async () => {
    const job = {
      regionId: testRegion,
      eventId: '00000000-0000-4000-8000-000000000001',
      name: 'neighbour.thing_happened',
      data: {},
    }
    await runEventJob(test.app, { ...job, module: 'neighbour' })
    await runEventJob(test.app, { ...job, module: 'neighbour' })
    expect(heard).toHaveLength(1)
    await expect(runEventJob(test.app, { ...job, module: 'fragile' })).rejects.toThrow('the first time fails')
    await runEventJob(test.app, { ...job, module: 'fragile' })
    await runEventJob(test.app, { ...job, module: 'fragile' })
    const { rows } = await test.admin.query('select offset_ms from platform.clock')
    expect(rows[0].offset_ms).toBe(1)
  })

  it('PLAT-52 the worker hears what happens, sends messages and writes its jobs, connected as the server and as nobody more', async () => {
    const worker = await startWorker(test.app)
    try {
      await happen(1)
      await test.within(desk, ctx =>
        notify(ctx, { channel: 'sms', template: 'neighbour.hello', parameters: {}, phone: '13800000003' }),
      )
      await until(() => heard.length === 1)
      await until(
        async () => (await test.admin.query(`select from platform.notification where status = 'sent'`)).rowCount === 1,
      )
      expect(heard[0]).toEqual({ name: 'neighbour.thing_happened', data: { thing: 1, institutionId: branchId } })
    } finally {
      await worker.stop()
    }
    const server = new pg.Client({ connectionString: test.serverUrl })
    await server.connect()
    await expect(server.query('create table graphile_worker.mine (x int)')).rejects.toThrow('permission denied')
    await server.end()
  })

  it('PLAT-75 a job that a killed process had taken is done by another within a minute, with what waited behind it', async () => {
    const [taken, behind] = [1, 2]
    for (const thing of [taken, behind]) await happen(thing)
    await dispatchOutboxOnce(test.app)
    // As the library leaves it when a process dies: the job is locked, and so is its queue.
    await test.admin.query(
      `insert into graphile_worker._private_job_queues (queue_name, locked_by, locked_at) values ('one-by-one', 'dead', now() - interval '50 seconds');
       update graphile_worker._private_jobs set job_queue_id = (select id from graphile_worker._private_job_queues where queue_name = 'one-by-one')
       where payload->>'module' = 'neighbour';
       update graphile_worker._private_jobs set locked_by = 'dead', locked_at = now() - interval '50 seconds', attempts = 1
       where payload->>'module' = 'neighbour' and payload->'data'->>'thing' = '1'`,
    )
    expect(await takeOverLostJobs(test.app), 'whoever took it less than a minute ago may be at work').toBe(0)
    await test.admin.query(
      `update graphile_worker._private_jobs set locked_at = now() - interval '61 seconds' where locked_by = 'dead'`,
    )
    const worker = await startWorker(test.app)
    try {
      await until(() => heard.length === 2)
      expect(heard.map(one => one.data['thing']).sort()).toEqual([taken, behind])
    } finally {
      await worker.stop()
    }
  })

  it('PLAT-75 a long job of the night is left alone for half an hour', async () => {
    await test.admin.query(`select graphile_worker.add_job('platform.seal_all', '{}')`)
    const takenAgo = (ago: string) =>
      test.admin.query(
        `update graphile_worker._private_jobs set locked_by = 'somebody', locked_at = now() - $1::interval`,
        [ago],
      )
    await takenAgo('29 minutes')
    expect(await takeOverLostJobs(test.app)).toBe(0)
    await takenAgo('31 minutes')
    expect(await takeOverLostJobs(test.app)).toBe(1)
    const { rows } = await test.admin.query('select locked_by, locked_at from graphile_worker.jobs')
    expect(rows).toEqual([{ locked_by: null, locked_at: null }])
  })

  it('PLAT-52 the schema of the job library is that of the installed package', () => {
    const { version } = JSON.parse(readFileSync('node_modules/graphile-worker/package.json', 'utf8')) as {
      version: string
    }
    expect(jobLibrary).toBe(`graphile-worker ${version}`)
  })

  it('PLAT-53 delivered events and old answers go after their days, what still waits stays', async () => {
    await test.admin.query('delete from platform.outbox')
    await happen(1)
    await dispatchOutboxOnce(test.app)
    await happen(2)
    test.setNow('2026-11-30T00:00:00Z')
    await test.within(jobActor('platform.clean'), cleanUp)
    expect((await test.admin.query('select from platform.outbox')).rowCount).toBe(2)
    test.setNow('2026-12-01T02:00:00Z')
    await test.within(jobActor('platform.clean'), cleanUp)
    expect((await test.admin.query(`select data->>'thing' as thing from platform.outbox`)).rows).toEqual([
      { thing: '2' },
    ])
    const answers = () => test.admin.query(`select from platform.idempotency`)
    expect((await answers()).rowCount).toBeGreaterThan(0)
    test.setNow('2027-01-20T00:00:00Z')
    await test.within(jobActor('platform.clean'), cleanUp)
    expect((await answers()).rowCount).toBe(0)
    test.setNow(start)
  })
})

describe('several processes', () => {
  it('PLAT-58 what one process announces every process hears, also after the connection was lost', async () => {
    const other = await createApp({
      databaseUrl: test.serverUrl,
      keys: test.app.keys,
      modules: test.app.modules,
      log: test.app.log,
      dataDir: test.app.dataDir,
      demo: true,
    })
    const listener = await startLiveListener(other)
    const topics: string[] = []
    other.live.subscribe(['queue:1', 'clock:moved', '*'], topic => topics.push(topic))
    await announceLive(test.app, ['queue:1'])
    await until(() => topics.includes('queue:1'))
    await test.admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doorstep-live'`,
    )
    await until(() => topics.includes('*'))
    topics.length = 0
    await announceLive(test.app, ['queue:1'])
    await until(() => topics.includes('queue:1'))
    expect(topics).toEqual(['queue:1'])

    const manager = staffActor(headId, ['consortium_manager'])
    const { now } = await test.play(manager, moveDemoClock, { to: '2026-12-24T04:00:00Z' })
    expect(now.slice(0, 16)).toBe('2026-12-24T04:00')
    await until(() => topics.includes('clock:moved'))
    expect(other.clock.now().toISOString().slice(0, 16)).toBe('2026-12-24T04:00')
    await test.play(manager, moveDemoClock, {})
    await until(() => Math.abs(other.clock.now().getTime() - Date.now()) < 2_000)
    await listener.stop()
    await other.pool.end()
  })

  it('PLAT-56 only the demo moves its clock', async () => {
    const serious = await createTestApp({ modules: [platformModule, createNeighbour()] })
    const moving = serious.play(staffActor(headId, ['it_admin']), moveDemoClock, { byMinutes: 60 })
    await expect(moving).rejects.toMatchObject({ code: 'platform.demo_only' })
    await serious.close()
  })
})
