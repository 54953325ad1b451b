import type { Person, Place } from '../contract.ts'
import { isOneOf, plainWords, understandComplaint } from './complaints.ts'
import { specialityKey } from './specialities.ts'

/** How a name is spelled: `ouyangming`, `oym`. */
export type Spelling = { readonly staffId: string; readonly pinyin: string; readonly initials: string }
/** Everything in the period that words can speak of. */
export type Known = {
  readonly places: readonly Pick<Place, 'institutionId' | 'name' | 'shortName'>[]
  readonly people: readonly Person[]
  readonly spellings: readonly Spelling[]
  readonly specialities: readonly string[]
  readonly themes: readonly string[]
}
/** What words mean: a clinic with one of these fits. */
export type Meaning = {
  readonly institutionIds: readonly string[]
  readonly specialities: readonly string[]
  readonly themes: readonly string[]
  readonly staffIds: readonly string[]
  /** People of a fitting field, who fit only where the clinic's speciality is none of `notFor`. */
  readonly staffIdsUnless: readonly string[]
  readonly notFor: readonly string[]
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
const isForChildren = (speciality: string): boolean => specialityKey(speciality)?.startsWith('child') === true

/**
 * PORT-3 What free words mean among those who come: the name of a doctor (also by pinyin), a speciality, a theme, a place,
 * the expert's own words, or a complaint in everyday words.
 */
export const meaningOf = (typed: string, known: Known): Meaning => {
  const words = plainWords(typed)
  const surname = politely.exec(words)?.[1]
  const understood = understandComplaint(words)
  const spellings = new Map(known.spellings.map(spelling => [spelling.staffId, spelling]))
  const isMeant = (name: string): boolean => holds(name, words) || isOneOf(understood, name)
  const isNamed = (person: Person): boolean =>
    holds(person.name, words) ||
    isSpelled(spellings.get(person.staffId), words) ||
    (surname !== undefined && person.name.startsWith(surname)) ||
    person.specialities.some(speciality => holds(speciality, words)) ||
    holds(person.introduction, words)
  const isOfField = (person: Person): boolean =>
    person.specialities.some(speciality => isOneOf(understood, speciality)) && !isNamed(person)
  return {
    institutionIds: known.places
      .filter(place => holds(place.name, words) || holds(place.shortName, words))
      .map(place => place.institutionId),
    specialities: known.specialities.filter(isMeant),
    themes: known.themes.filter(isMeant),
    staffIds: known.people.filter(isNamed).map(person => person.staffId),
    staffIdsUnless: known.people.filter(isOfField).map(person => person.staffId),
    notFor: known.specialities.filter(isForChildren),
  }
}
