import { spellName } from '#src/modules/records/testing/person-rows.ts'
import { regionId } from '../region/calendar.ts'
import { nameOf } from '../region/names.ts'
import { homeOf, type Loading, type Person, personOf } from '../region/resident-rows.ts'
import type { Site } from '../region/sites.ts'
import { specialities } from '../region/sites.ts'

export type Ask = {
  readonly name: string
  /** The request of this number; different numbers ask for different things. */
  readonly make: (number: number) => { readonly path: string; readonly token?: string; readonly body?: unknown }
  /** What an answer must hold, so that an empty one is not taken for a fast one. */
  readonly finds?: RegExp
}

const nth = <T>(items: readonly T[], number: number): T => items[number % items.length] as T
const query = (input: Readonly<Record<string, string | number>>): string =>
  new URLSearchParams(Object.entries(input).map(([name, value]) => [name, String(value)])).toString()

/** Somewhere in the population, far from the one before. */
const someone = (loading: Loading, number: number): number => (number * 48_611 + 13) % loading.size.residents

const publicAsks = (loading: Loading): readonly Ask[] => {
  const { draw, sites, days } = loading
  const [from, to, month] = [days.date(1), days.date(14), days.date(1).slice(0, 7)]
  const phone = (number: number) => draw.token('phone_account', number % 40)
  const townships = sites.filter(site => site.kind === 'township')
  const hubs = sites.filter(site => site.kind === 'hub')
  const open = { channel: 'public', from, to }
  const lead = (number: number): string => nameOf(draw, 'staff', (number * 7) % (hubs.length * 150))
  const words = (number: number): string => (number % 2 === 0 ? nth(specialities, number) : lead(number))
  return [
    {
      name: 'month_page',
      make: number => ({ path: `/month/${nth(townships, number).code}?${query({ month })}` }),
      finds: /<table/,
    },
    {
      name: 'month_page_hub',
      make: number => ({ path: `/month/${nth(hubs, number).code}?${query({ month })}` }),
      finds: /<table/,
    },
    {
      name: 'slot_search',
      make: number => ({
        path: `/api/booking/open-sessions?${query({ ...open, text: words(number) })}`,
        token: phone(number),
      }),
    },
    {
      name: 'slot_search_site',
      make: number => ({
        path: `/api/booking/open-sessions?${query({ ...open, institutionId: nth(townships, number).id })}`,
        token: phone(number),
      }),
      finds: /sessionId/,
    },
    {
      name: 'clinic_list',
      make: number => ({
        path: `/api/portal/clinics?${query({ regionId, from: days.date(0), to, limit: 60 })}`,
        token: phone(number),
      }),
      finds: /sessionId/,
    },
    {
      name: 'clinic_list_words',
      make: number => ({
        path: `/api/portal/clinics?${query({ regionId, from: days.date(0), to, words: words(number) })}`,
        token: phone(number),
      }),
    },
    {
      name: 'clinic_list_site',
      make: number => ({
        path: `/api/portal/clinics?${query({ regionId, from: days.date(0), to, institutionId: nth(townships, number).id })}`,
        token: phone(number),
      }),
      finds: /sessionId/,
    },
  ]
}

const staffAsks = async (loading: Loading): Promise<readonly Ask[]> => {
  const { draw, sites, size, days } = loading
  const townships = sites.filter(site => site.kind === 'township')
  const token = (site: Site) => draw.token('account', site.number)
  const desk = (number: number) => token(nth(townships, number))
  const [hub] = sites as [Site]
  const month = days.date(1).slice(0, 7)
  const person = (number: number): Person => personOf(draw, someone(loading, number))
  const initials: string[] = []
  for (let number = 0; number < 1000; number += 1) initials.push((await spellName(person(number).name)).initials)
  const find = (name: string, text: (number: number) => string): Ask => ({
    name,
    make: number => ({ path: '/api/records/find', token: desk(number), body: { text: text(number) } }),
    finds: /residentId/,
  })
  return [
    find('find_by_name', number => person(number).name),
    find('find_by_initials', number => nth(initials, number)),
    find('find_by_tail', number => `${person(number).phone.slice(-4)} ${person(number).name}`),
    find('find_by_identity', number => person(number).identityNumber),
    {
      name: 'desk_day',
      make: number => ({
        path: `/api/booking/desk-day?${query({ date: days.date(number % 2) })}`,
        token: desk(number),
      }),
      finds: /appointmentId/,
    },
    {
      name: 'contracted',
      make: number => ({
        path: `/api/records/contracted?${query({})}`,
        token: token(homeOf(sites, size, number % size.townships)),
      }),
    },
    {
      name: 'board_hub',
      make: () => ({ path: `/api/deployment/board?${query({ month, institutionId: hub.id })}`, token: token(hub) }),
      finds: /sessionId/,
    },
    {
      name: 'board_consortium',
      make: () => ({ path: `/api/deployment/board?${query({ month })}`, token: token(hub) }),
      finds: /sessionId/,
    },
  ]
}

/** Every list and search that has to be quick, each with as many inputs as it is asked. */
export const asksOf = async (loading: Loading): Promise<readonly Ask[]> => [
  ...publicAsks(loading),
  ...(await staffAsks(loading)),
]
