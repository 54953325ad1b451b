import { bookableDays } from '#src/modules/booking/public.ts'
import { type Bears, countSessions, type OutlineFilter, type SessionCount } from '#src/modules/deployment/public.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { Place } from '../contract.ts'
import { departmentNames, placesBy } from './clinics.ts'

export type Speciality = { readonly name: string; readonly clinics: number; readonly bears: Bears }

/** Counts by speciality under the name that residents read: of the session, else of its department; most first. */
export const namedSpecialities = (
  counts: readonly SessionCount[],
  departments: ReadonlyMap<string, string>,
): readonly Speciality[] => {
  const named = new Map<string, Speciality>()
  for (const { speciality, departmentId, sessions } of counts) {
    const name = speciality ?? departments.get(departmentId ?? '')
    if (!name) continue
    const known = named.get(name) ?? { name, clinics: 0, bears: { specialities: [name], departmentIds: [] } }
    const departmentIds = [...known.bears.departmentIds, ...(departmentId === null ? [] : [departmentId])]
    named.set(name, { name, clinics: known.clinics + sessions, bears: { specialities: [name], departmentIds } })
  }
  return [...named.values()].sort((a, b) => b.clinics - a.clinics || (a.name < b.name ? -1 : 1))
}

/** Specialities of everything that fits. */
export const specialitiesOf = async (ctx: Ctx, counts: readonly SessionCount[]): Promise<readonly Speciality[]> => {
  const ids = counts.map(({ departmentId }) => departmentId)
  return namedSpecialities(counts, await departmentNames(ctx, ids))
}

const bySite = (counts: readonly SessionCount[]): ReadonlyMap<string, number> =>
  new Map(counts.map(({ institutionId, sessions }) => [institutionId ?? '', sessions]))

/** Where somebody comes, counted by the database. */
export const placesWith = async (ctx: Ctx, filter: OutlineFilter): Promise<readonly Place[]> =>
  placesBy(ctx, bySite((await countSessions(ctx, filter, ['site'])).site))

export type Choices = {
  readonly places: readonly Place[]
  readonly specialities: readonly Speciality[]
  readonly days: readonly { readonly date: string; readonly clinics: number; readonly isBookable: boolean }[]
}

/** What there is to choose from: every place, and specialities and days at the chosen place. */
export const choicesOf = async (ctx: Ctx, filter: OutlineFilter): Promise<Choices> => {
  const { institutionId, from, to } = filter
  const { speciality, day, site } = await countSessions(ctx, filter, ['speciality', 'day', 'site'])
  const places =
    institutionId === undefined
      ? await placesBy(ctx, bySite(site))
      : await placesWith(ctx, { ...filter, institutionId: undefined })
  const bookable = new Set(await bookableDays(ctx, { from, to, institutionId, channel: 'public' }))
  const days = day
    .map(({ localDate, sessions }) => ({ date: localDate ?? '', clinics: sessions }))
    .sort((a, b) => (a.date < b.date ? -1 : 1))
  return {
    places,
    specialities: await specialitiesOf(ctx, speciality),
    days: days.map(one => ({ ...one, isBookable: bookable.has(one.date) })),
  }
}
