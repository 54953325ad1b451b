import { countSessions, type OutlineFilter, staffOfSessions } from '#src/modules/deployment/public.ts'
import { spellingsOfStaff } from '#src/modules/network/public.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { plainWords } from '../domain/complaints.ts'
import { meaningOf } from '../domain/find.ts'
import { type Speciality, specialitiesOf } from './choices.ts'
import { peopleById, placesBy } from './clinics.ts'

type Wanted = { readonly speciality?: string | undefined; readonly words?: string | undefined }

const bearsAll = (specialities: readonly Speciality[]) => ({
  specialities: specialities.flatMap(({ bears }) => bears.specialities),
  departmentIds: specialities.flatMap(({ bears }) => bears.departmentIds),
})

/** What the words mean among those who come in the period; names are spelled only when somebody types letters. */
const withWords = async (ctx: Ctx, filter: OutlineFilter, words: string): Promise<OutlineFilter> => {
  const counts = await countSessions(ctx, filter, ['site', 'speciality', 'theme'])
  const specialities = await specialitiesOf(ctx, counts.speciality)
  const places = await placesBy(ctx, new Map(counts.site.map(({ institutionId }) => [institutionId ?? '', 1])))
  const people = await peopleById(ctx, await staffOfSessions(ctx, filter))
  const ids = people.map(person => person.staffId)
  const meaning = meaningOf(words, {
    places,
    people,
    spellings: /[a-z]/i.test(words) ? await spellingsOfStaff(ctx, ids) : [],
    specialities: specialities.map(({ name }) => name),
    themes: counts.theme.flatMap(({ theme }) => (theme === null ? [] : [theme])),
  })
  const named = (names: readonly string[]) => bearsAll(specialities.filter(({ name }) => names.includes(name)))
  const { themes, institutionIds, staffIds, staffIdsUnless } = meaning
  return {
    ...filter,
    means: {
      ...named(meaning.specialities),
      themes,
      institutionIds,
      staffIds,
      staffIdsUnless,
      notFor: named(meaning.notFor),
    },
  }
}

const withSpeciality = async (ctx: Ctx, filter: OutlineFilter, name: string): Promise<OutlineFilter> => {
  const { speciality } = await countSessions(ctx, filter, ['speciality'])
  return { ...filter, bears: bearsAll((await specialitiesOf(ctx, speciality)).filter(one => one.name === name)) }
}

/** PORT-3 A filter narrowed to what a speciality and free words mean; the database does the finding. */
export const narrowed = async (ctx: Ctx, filter: OutlineFilter, wanted: Wanted): Promise<OutlineFilter> => {
  const ofSpeciality = wanted.speciality ? await withSpeciality(ctx, filter, wanted.speciality) : filter
  const words = wanted.words ?? ''
  return plainWords(words) === '' ? ofSpeciality : withWords(ctx, ofSpeciality, words)
}
