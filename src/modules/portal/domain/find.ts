import type { Clinic, Person, Place } from '../contract.ts'
import { isOneOf, plainWords, understandComplaint } from './complaints.ts'
import { specialityKey } from './specialities.ts'

export type Wanted = {
  readonly speciality?: string | undefined
  readonly words?: string | undefined
  readonly openOnly?: boolean | undefined
}
/** How a name is spelled: `ouyangming`, `oym`. */
export type Spelling = { readonly staffId: string; readonly pinyin: string; readonly initials: string }
type Known = {
  readonly places: readonly Place[]
  readonly people: readonly Person[]
  readonly spellings?: readonly Spelling[]
}

const holds = (text: string | null | undefined, words: string): boolean => plainWords(text ?? '').includes(words)

/** 李主任, 李医生: the surname with a polite word finds everybody of that surname. */
const politely = /^(.{1,2})(主任|医生|大夫|教授|老师|专家)$/u
/** `li ws`, `liwangshu`, `lws`: at least two letters, as people type a name without changing the keyboard. */
const lettersOnly = /^[a-z][a-z ]+$/

const isSpelled = (spelling: Spelling | undefined, words: string): boolean => {
  if (spelling === undefined || !lettersOnly.test(words)) return false
  const letters = words.replaceAll(' ', '')
  return spelling.pinyin.startsWith(letters) || spelling.initials.startsWith(letters)
}

/** Whoever has a bad back is not sent to a children's clinic, although its doctor also knows about backs. */
const isForChildren = (clinic: Clinic): boolean => specialityKey(clinic.speciality)?.startsWith('child') === true

/**
 * PORT-3 Clinics that fit a speciality and free words: name of a doctor (also by pinyin), speciality, theme, place,
 * introduction, or a complaint in everyday words.
 */
export const findClinics = (clinics: readonly Clinic[], wanted: Wanted, known: Known): readonly Clinic[] => {
  const words = plainWords(wanted.words ?? '')
  const surname = politely.exec(words)?.[1]
  const understood = understandComplaint(words)
  const people = new Map(known.people.map(person => [person.staffId, person]))
  const places = new Map(known.places.map(place => [place.institutionId, place]))
  const spellings = new Map(known.spellings?.map(spelling => [spelling.staffId, spelling]))
  const byPerson = (clinic: Clinic, staffId: string): boolean => {
    const person = people.get(staffId)
    if (!person) return false
    const field = isForChildren(clinic) ? null : understood
    return (
      holds(person.name, words) ||
      isSpelled(spellings.get(staffId), words) ||
      (surname !== undefined && person.name.startsWith(surname)) ||
      person.specialities.some(speciality => holds(speciality, words) || isOneOf(field, speciality)) ||
      holds(person.introduction, words)
    )
  }
  return clinics.filter(clinic => {
    if (wanted.openOnly && clinic.state !== 'open') return false
    if (wanted.speciality && clinic.speciality !== wanted.speciality) return false
    if (words === '') return true
    const place = places.get(clinic.institutionId)
    return (
      holds(clinic.speciality, words) ||
      holds(clinic.title, words) ||
      isOneOf(understood, clinic.speciality) ||
      isOneOf(understood, clinic.title) ||
      holds(place?.name, words) ||
      holds(place?.shortName, words) ||
      clinic.staff.some(({ staffId }) => byPerson(clinic, staffId))
    )
  })
}

/** Specialities to choose from, the most frequent first. */
export const specialitiesIn = (
  clinics: readonly Clinic[],
): readonly { readonly name: string; readonly clinics: number }[] => {
  const counts = new Map<string, number>()
  for (const { speciality } of clinics) if (speciality) counts.set(speciality, (counts.get(speciality) ?? 0) + 1)
  return [...counts]
    .map(([name, count]) => ({ name, clinics: count }))
    .sort((a, b) => b.clinics - a.clinics || (a.name < b.name ? -1 : 1))
}

/** Days on which somebody comes, with how many clinics can still be booked or will open. */
export const datesIn = (
  clinics: readonly Clinic[],
): readonly { readonly date: string; readonly clinics: number; readonly open: number }[] => {
  const dates = new Map<string, { clinics: number; open: number }>()
  for (const { localDate, state } of clinics) {
    const day = dates.get(localDate) ?? { clinics: 0, open: 0 }
    day.clinics += 1
    if (state === 'open' || state === 'not_yet') day.open += 1
    dates.set(localDate, day)
  }
  return [...dates].map(([date, day]) => ({ date, ...day })).sort((a, b) => (a.date < b.date ? -1 : 1))
}
