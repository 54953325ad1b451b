import type pg from 'pg'
import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import type { Keys } from './crypto.ts'
import type { LiveBus } from './live.ts'
import type { Metrics } from './metrics.ts'
import type { ServerModule } from './module.ts'
import type { SettingStore } from './settings.ts'

/** A booking area: a county or a whole city. */
export type Region = { readonly regionId: number; readonly name: string; readonly timeZone: string }

/** What one server process holds for its whole life. */
export type App = {
  readonly pool: pg.Pool
  readonly databaseUrl: string
  readonly keys: Keys
  readonly clock: Clock
  readonly log: Logger
  readonly live: LiveBus
  readonly metrics: Metrics
  readonly settings: SettingStore
  readonly modules: readonly ServerModule[]
  readonly regions: Map<number, Region>
  readonly dataDir: string
  /** Demo data and the demo's movable clock and outbox page are allowed. */
  readonly demo: boolean
}
