import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import pino from 'pino'
import type { Endpoint, InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import type { Actor, JobActor, ResidentActor, StaffActor } from '#src/platform/server/actor.ts'
import type { App } from '#src/platform/server/app.ts'
import { createPool } from '#src/platform/server/connection.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { createApp, loadRegions } from '#src/platform/server/create-app.ts'
import { dispatchEndpoint } from '#src/platform/server/dispatch.ts'
import type { ServerModule } from '#src/platform/server/module.ts'
import { inTransaction } from '#src/platform/server/transaction.ts'
import { createTestDatabase } from './database.ts'

/** The region that tests play in: Shanghai's code, China's one time zone. */
export const testRegion = 310100

export type TestApp = {
  readonly app: App
  readonly adminUrl: string
  readonly serverUrl: string
  /** As superuser, past row-level security: to look behind the curtain and to break things. */
  readonly admin: pg.Pool
  /** Moves the clock to this instant; from there it runs on. */
  readonly setNow: (instant: string) => void
  /** Plays an endpoint as the browser would, permission, audit and key included. */
  readonly play: <E extends Endpoint>(
    actor: Actor,
    endpoint: E,
    input: InputOf<E>,
    key?: string,
  ) => Promise<OutputOf<E>>
  /** Work in one transaction as this actor. */
  readonly within: <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>) => Promise<T>
  readonly close: () => Promise<void>
}

const testKeys = { encryption: Buffer.alloc(32, 1), blindIndex: Buffer.alloc(32, 2), seal: Buffer.alloc(32, 3) }

/**
 * A server without HTTP on a database of its own.
 * @param modules the platform's own module is not added by itself.
 */
export const createTestApp = async (options: {
  readonly modules: readonly ServerModule[]
  readonly demo?: boolean
  readonly now?: string
  readonly poolSize?: number
  /** Where settings are chosen for everybody in the region. */
  readonly headInstitutionId?: string
}): Promise<TestApp> => {
  const database = await createTestDatabase()
  const admin = createPool(database.adminUrl, 4)
  await admin.query(`insert into platform.region values ($1, '测试市', 'Asia/Shanghai', now(), $2)`, [
    testRegion,
    options.headInstitutionId ?? null,
  ])
  const dataDir = await mkdtemp(join(tmpdir(), 'doorstep-app-'))
  const app = await createApp({
    databaseUrl: database.serverUrl,
    keys: testKeys,
    modules: options.modules,
    log: pino({ level: 'silent' }),
    dataDir,
    demo: options.demo ?? false,
    ...(options.poolSize === undefined ? {} : { poolSize: options.poolSize }),
  })
  await loadRegions(app)
  const setNow = (instant: string) => app.clock.setOffset(new Date(instant).getTime() - Date.now())
  if (options.now) setNow(options.now)
  return {
    app,
    adminUrl: database.adminUrl,
    serverUrl: database.serverUrl,
    admin,
    setNow,
    play: (actor, endpoint, input, key = newUuid()) =>
      dispatchEndpoint(app, actor, endpoint, input, { requestId: newUuid(), idempotencyKey: key }),
    within: (actor, work) => inTransaction(app, actor, { requestId: newUuid() }, work),
    close: async () => {
      await app.pool.end()
      await admin.end()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export const staffActor = (
  institutionId: string,
  roles: readonly string[],
  more: Partial<StaffActor> = {},
): StaffActor => ({
  kind: 'staff',
  accountId: newUuid(),
  staffId: null,
  regionId: testRegion,
  institutionId,
  roles,
  reach: [institutionId],
  ...more,
})

export const residentActor = (residents: readonly string[], more: Partial<ResidentActor> = {}): ResidentActor => ({
  kind: 'resident',
  accountId: newUuid(),
  regionId: testRegion,
  residents,
  ...more,
})

export const jobActor = (name: string, institutionId: string | null = null): JobActor => ({
  kind: 'job',
  name,
  regionId: testRegion,
  institutionId,
})

export const publicActor: Actor = { kind: 'public', regionId: testRegion }
