import { sha256 } from '#src/platform/server/crypto.ts'
import { regionId } from './calendar.ts'
import type { Cell } from './copy.ts'
import type { Rows } from './network-rows.ts'
import type { Loading } from './resident-rows.ts'

/** A staff account of each site, with the roles its sessions are asked with; the number is the site's. */
const rolesOf = {
  hub: ['desk', 'centre_manager', 'consortium_manager'],
  township: ['desk', 'gp', 'centre_manager'],
  village: ['village_doctor'],
} as const

const staffAccounts = ({ draw, sites, days }: Loading): readonly Rows[] => [
  {
    table: 'platform.account',
    columns: 'account_id, kind, name, staff_id, password_set_at, created_at',
    *rows() {
      for (const site of sites)
        yield [
          draw.id('account', site.number),
          'staff',
          `${site.shortName}账号`,
          site.staff[0] as string,
          days.now,
          days.now,
        ]
    },
  },
  {
    table: 'platform.account_role',
    columns: 'account_id, institution_id, role, granted_at, granted_by',
    *rows() {
      for (const site of sites)
        for (const role of rolesOf[site.kind]) yield [draw.id('account', site.number), site.id, role, days.now, 'bench']
    },
  },
]

const phoneAccounts = ({ draw, size, days }: Loading): readonly Rows[] => [
  {
    table: 'platform.account',
    columns: 'account_id, kind, name, created_at',
    *rows() {
      for (let number = 0; number < size.phoneAccounts; number += 1)
        yield [draw.id('phone_account', number), 'resident', '演示居民', days.now]
    },
  },
  {
    table: 'platform.account_resident',
    columns: 'account_id, region_id, resident_id, relation, position, added_at',
    *rows() {
      for (let number = 0; number < size.phoneAccounts; number += 1)
        for (let place = 0; place < size.residentsPerAccount; place += 1)
          yield [
            draw.id('phone_account', number),
            regionId,
            draw.id('resident', number * size.residentsPerAccount + place),
            place === 0 ? 'self' : 'family',
            place === 0 ? 0 : 1,
            days.now,
          ]
    },
  },
]

/** Everybody is signed in for a year; who holds a token can derive it from the seed. */
const sessions = ({ draw, size, sites, days }: Loading): Rows => ({
  table: 'platform.session',
  columns: 'token_hash, account_id, region_id, institution_id, created_at, last_seen_at, expires_at, device',
  *rows() {
    const rest: readonly Cell[] = [days.now, days.now, days.at(365, 0), 'bench']
    for (const site of sites)
      yield [sha256(draw.token('account', site.number)), draw.id('account', site.number), regionId, site.id, ...rest]
    for (let number = 0; number < size.phoneAccounts; number += 1)
      yield [sha256(draw.token('phone_account', number)), draw.id('phone_account', number), regionId, null, ...rest]
  },
})

const monthPlans = ({ sites, days }: Loading): Rows => ({
  table: 'deployment.month_plan',
  columns: 'region_id, institution_id, month, version, published_at, published_by, session_count',
  *rows() {
    const months = [...new Set([0, 29].map(day => days.date(day).slice(0, 7)))]
    for (const site of sites)
      for (const month of months) yield [regionId, site.id, month, 1, days.at(-30, 600), 'bench', site.perDay * 30]
  },
})

/** Who may sign in and is signed in. */
export const accountRows = (loading: Loading): readonly Rows[] => [
  ...staffAccounts(loading),
  ...phoneAccounts(loading),
  sessions(loading),
  monthPlans(loading),
]
