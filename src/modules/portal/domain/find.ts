import type { Clinic, Person, Place } from '../contract.ts'
import { complaintMatches } from './complaints.ts'

export type Wanted = {
  readonly speciality?: string | undefined
  readonly words?: string | undefined
  readonly openOnly?: boolean | undefined
}
type Known = { readonly places: readonly Place[]; readonly people: readonly Person[] }

const holds = (text: string | null | undefined, words: string): boolean => (text ?? '').toLowerCase().includes(words)

/** 李主任, 李医生: the surname with a polite word finds everybody of that surname. */
const politely = /^(.{1,2})(主任|医生|大夫|教授|老师|专家)$/u

/**
 * PORT-3 Clinics that fit a speciality and free words: name of a doctor, speciality, theme, place, introduction, or a
 * complaint in everyday words.
 */
export const findClinics = (clinics: readonly Clinic[], wanted: Wanted, known: Known): readonly Clinic[] => {
  const words = wanted.words?.trim().toLowerCase() ?? ''
  const surname = politely.exec(words)?.[1]
  const people = new Map(known.people.map(person => [person.staffId, person]))
  const places = new Map(known.places.map(place => [place.institutionId, place]))
  const byPerson = ({ staffId }: { readonly staffId: string }): boolean => {
    const person = people.get(staffId)
    if (!person) return false
    return (
      holds(person.name, words) ||
      (surname !== undefined && person.name.startsWith(surname)) ||
      person.specialities.some(speciality => holds(speciality, words) || complaintMatches(speciality, words)) ||
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
      complaintMatches(clinic.speciality, words) ||
      holds(place?.name, words) ||
      holds(place?.shortName, words) ||
      clinic.staff.some(byPerson)
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
