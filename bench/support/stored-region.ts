import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { daysBetween, localDateAt } from '#src/platform/kernel/dates.ts'
import { migrate, migrationsHash } from '#src/platform/server/migrations.ts'
import { loadSecrets } from '#src/platform/server/secrets.ts'
import { startPostgres } from '../../tools/postgres/embedded.mjs'
import { timeZone } from '../region/calendar.ts'
import { brokenInvariants } from '../region/invariants.ts'
import { loadingOf, loadRegion } from '../region/load.ts'
import type { Loading } from '../region/resident-rows.ts'

export type StoredRegion = {
  readonly adminUrl: string
  readonly dataDir: string
  readonly postgresPid: number
  /** How the rows were made: ids, names, numbers and tokens can be derived again. */
  readonly loading: Loading
  readonly stop: () => Promise<void>
}

type Stamp = { readonly schema: string; readonly seed: number; readonly scale: number; readonly now: string }

const seed = 20261121
/** A month was laid out from the day of loading; after some days too little of it lies ahead. */
const keptDays = 3

// Nothing is lost but time when a load is cut off: it begins again.
const settingsWhileLoading = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '8GB',
  autovacuum: 'off',
}

const scaleWanted = (): number => {
  const scale = Number(process.env['BENCH_SCALE'] ?? '1')
  if (!(scale > 0 && scale <= 1))
    throw new Error('BENCH_SCALE is a number above 0 and up to 1: 1 is a million residents')
  return scale
}

const readStamp = async (dataDir: string): Promise<Stamp | undefined> => {
  try {
    return JSON.parse(await readFile(join(dataDir, 'stamp.json'), 'utf8')) as Stamp
  } catch {
    return undefined
  }
}

const isUsable = (stamp: Stamp | undefined, wanted: Omit<Stamp, 'now'>, now: Date): stamp is Stamp =>
  stamp !== undefined &&
  stamp.schema === wanted.schema &&
  stamp.seed === wanted.seed &&
  stamp.scale === wanted.scale &&
  daysBetween(localDateAt(new Date(stamp.now), timeZone), localDateAt(now, timeZone)) < keptDays

const checkInvariants = async (adminUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const broken = await brokenInvariants(client)
  await client.end()
  if (broken.length > 0) throw new Error(`the loaded region is not in order: ${JSON.stringify(broken)}`)
}

const fill = async (dataDir: string, wanted: Omit<Stamp, 'now'>, print: (line: string) => void): Promise<Stamp> => {
  await rm(dataDir, { recursive: true, force: true })
  await mkdir(dataDir, { recursive: true })
  await chmod(dataDir, 0o711) // started by root, the database's own user must get through
  const postgres = await startPostgres({ dataDir, settings: settingsWhileLoading })
  try {
    const { keys, serverPassword } = await loadSecrets(dataDir)
    await migrate({ adminUrl: postgres.adminUrl, serverPassword })
    const now = new Date()
    const startedAt = performance.now()
    await loadRegion({ adminUrl: postgres.adminUrl, keys, seed, scale: wanted.scale, now, print })
    await checkInvariants(postgres.adminUrl)
    print(`loaded and checked in ${Math.round((performance.now() - startedAt) / 1000)} s`)
    return { ...wanted, now: now.toISOString() }
  } finally {
    await postgres.stop()
  }
}

/**
 * The measured region on a database of its own, with the settings a hospital gets (fsync on). Loaded once for a schema,
 * seed and scale and kept in `BENCH_DATA`, else in the system's temporary folder.
 */
export const openStoredRegion = async (
  print: (line: string) => void,
  settings: Readonly<Record<string, string>> = {},
): Promise<StoredRegion> => {
  const dataDir = process.env['BENCH_DATA'] ?? join(tmpdir(), 'doorstep-bench')
  const wanted = { schema: await migrationsHash(), seed, scale: scaleWanted() }
  let stamp = await readStamp(dataDir)
  if (!isUsable(stamp, wanted, new Date())) {
    print(`loading a region at scale ${wanted.scale} into ${dataDir}`)
    stamp = await fill(dataDir, wanted, print)
    await writeFile(join(dataDir, 'stamp.json'), JSON.stringify(stamp))
  }
  const { keys } = await loadSecrets(dataDir)
  const postgres = await startPostgres({ dataDir, settings })
  return {
    adminUrl: postgres.adminUrl,
    dataDir,
    postgresPid: postgres.pid as number,
    loading: loadingOf({ adminUrl: postgres.adminUrl, keys, seed, scale: stamp.scale, now: new Date(stamp.now) }),
    stop: postgres.stop,
  }
}
