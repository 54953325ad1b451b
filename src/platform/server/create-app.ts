import type pg from 'pg'
import type { Logger } from 'pino'
import type { App, Region } from './app.ts'
import { createClock } from './clock.ts'
import { createPool } from './connection.ts'
import type { Keys } from './crypto.ts'
import { createLiveBus } from './live.ts'
import { createMetrics } from './metrics.ts'
import type { ServerModule } from './module.ts'
import { registerEndpoints } from './registry.ts'
import { createSettingStore } from './settings.ts'

export type AppOptions = {
  /** The server's own login: no superuser, subject to row-level security. */
  readonly databaseUrl: string
  readonly keys: Keys
  readonly modules: readonly ServerModule[]
  readonly log: Logger
  readonly dataDir: string
  readonly demo: boolean
  /** Connections for requests; a booking batch and the listener have their own. */
  readonly poolSize?: number
}

type RegionRow = { readonly region_id: number; readonly name: string; readonly time_zone: string }

/** Reads the regions again; a new one appears when a deployment is widened. */
export const loadRegions = async (app: App): Promise<void> => {
  const { rows } = await app.pool.query<RegionRow>(
    'select region_id, name, time_zone from platform.region order by created_at, region_id',
  )
  app.regions.clear()
  for (const row of rows)
    app.regions.set(row.region_id, {
      regionId: row.region_id,
      name: row.name,
      timeZone: row.time_zone,
    } satisfies Region)
}

/** How far the demo has moved its clock, shared by all processes. */
export const loadClock = async (app: App): Promise<void> => {
  const { rows } = await app.pool.query<{ offset_ms: number }>('select offset_ms from platform.clock')
  app.clock.setOffset(app.demo ? (rows[0]?.offset_ms ?? 0) : 0)
}

/** Puts one server process together; opens nothing but the pool. */
export const createApp = async (options: AppOptions): Promise<App> => {
  registerEndpoints(options.modules)
  const pool: pg.Pool = createPool(options.databaseUrl, options.poolSize ?? 10)
  const metrics = createMetrics()
  metrics.watchPool(pool)
  const app: App = {
    pool,
    databaseUrl: options.databaseUrl,
    keys: options.keys,
    clock: createClock(),
    log: options.log,
    live: createLiveBus(),
    metrics,
    settings: createSettingStore(options.modules),
    modules: options.modules,
    regions: new Map(),
    dataDir: options.dataDir,
    demo: options.demo,
  }
  await loadRegions(app)
  await loadClock(app)
  return app
}
