import pg from 'pg'
import { spellName } from '#src/modules/records/testing/person-rows.ts'
import type { Keys } from '#src/platform/server/crypto.ts'
import { accountRows } from './account-rows.ts'
import { daysAround, regionId, timeZone } from './calendar.ts'
import { openCopy } from './copy.ts'
import { createDraw } from './draw.ts'
import { dropIndexes } from './indexes.ts'
import { nameOf } from './names.ts'
import { networkRows, type Rows, type Spell } from './network-rows.ts'
import { type Loading, loadResidents } from './resident-rows.ts'
import { loadRoster, type RosterCounts } from './roster-rows.ts'
import { sitesOf, specialities } from './sites.ts'
import { sizeOf } from './size.ts'

export type LoadOptions = {
  /** A superuser on a migrated, empty database. */
  readonly adminUrl: string
  readonly keys: Keys
  readonly seed: number
  readonly scale: number
  readonly now: Date
  readonly print?: (line: string) => void
}

const load = async (adminUrl: string, { table, columns, rows }: Rows): Promise<void> => {
  const copy = await openCopy(adminUrl, table, columns)
  let number = 0
  for (const row of rows()) {
    copy.add(row)
    number += 1
    if (number % 2000 === 0) await copy.keepUp()
  }
  await copy.end()
}

/** The dictionary answers later, rows are made at once: every name that will be asked for is spelt beforehand. */
const spellAll = async (names: Iterable<string>): Promise<Spell> => {
  const known = new Map<string, Awaited<ReturnType<typeof spellName>>>()
  for (const name of names) if (!known.has(name)) known.set(name, await spellName(name))
  return name => known.get(name) ?? { pinyin: '', initials: '' }
}

/** What a load is made from: the same seed, scale and day give the same rows. */
export const loadingOf = (options: Pick<LoadOptions, 'adminUrl' | 'keys' | 'seed' | 'scale' | 'now'>): Loading => {
  const [draw, size] = [createDraw(options.seed), sizeOf(options.scale)]
  const { adminUrl, keys, now } = options
  return { adminUrl, keys, draw, size, sites: sitesOf(draw, size), days: daysAround(now) }
}

/**
 * Fills an empty database with one region: institutions, a population, two years behind and a month ahead. Written past
 * the rules, as owner and in bulk; `invariants.ts` then asks for everything the rules would have kept.
 */
export const loadRegion = async (options: LoadOptions): Promise<RosterCounts> => {
  const startedAt = Date.now()
  const print = (line: string) =>
    options.print?.(`[${((Date.now() - startedAt) / 1000).toFixed(0).padStart(4)} s] ${line}`)
  const loading = loadingOf(options)
  const { adminUrl, draw, sites, size, days } = loading
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(
      'insert into platform.region (region_id, name, time_zone, created_at, head_institution_id) values ($1, $2, $3, $4, $5)',
      [regionId, '演示区域', timeZone, days.now, sites[0]?.id],
    )
    const makeIndexes = await dropIndexes(client)
    const staffCount = sites.reduce((total, site) => total + site.staff.length, 0)
    const staffNames = Array.from({ length: staffCount }, (_, number) => nameOf(draw, 'staff', number))
    const spell = await spellAll([...sites.map(site => site.shortName), ...specialities, ...staffNames])
    for (const rows of networkRows(draw, sites, spell, days.now)) await load(adminUrl, rows)
    print(`${sites.length} institutions, ${staffCount} staff`)
    await loadResidents(loading, done => print(`${done} residents`))
    for (const rows of accountRows(loading)) await load(adminUrl, rows)
    print('accounts and sessions')
    const counts = await loadRoster(loading)
    print(
      `${counts.sessions} sessions, ${counts.comingPools} coming pools, ${counts.appointments} appointments, ${counts.visits} visits`,
    )
    await makeIndexes()
    print('indexes')
    await client.query('vacuum (analyze)')
    print(`vacuum, ${size.residents} residents in all`)
    return counts
  } finally {
    await client.end()
  }
}
