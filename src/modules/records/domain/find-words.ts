import { isLocalDate, type LocalDate } from '#src/platform/kernel/dates.ts'
import { normaliseIdentityNumber } from './identity.ts'
import { normaliseName } from './name.ts'
import { isPhone, normalisePhone } from './phone.ts'

/** What somebody typed into the one search box, taken apart. */
export type FindWords = {
  readonly identityNumber?: string
  readonly phone?: string
  /** Last four characters of an identity number or a phone. */
  readonly tail?: string
  readonly birthDate?: LocalDate
  /** Chinese (or other non-Latin) beginning of a name. */
  readonly name?: string
  /** Latin letters: a beginning of the pinyin, or of the initials. */
  readonly letters?: string
}

export type FindReading = {
  readonly words: FindWords
  /** What else the text may say: a document number by itself. */
  readonly alsoNumbers: readonly FindWords[]
  /** What the plain reading lacks; a number may still be found. */
  readonly needs: FindNeed | null
}

export type FindNeed = 'second_word' | 'longer_text' | 'known_form'

/** A date as people type it: 19491231, 1949-12-31, 1949年12月31日, 1949.12.31. */
export const readDate = (word: string): LocalDate | null => {
  const parts = /^((?:19|20)\d{2})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?$/.exec(word)
  if (!parts || (/^\d+$/.test(word) && word.length !== 8)) return null
  const date = `${parts[1]}-${(parts[2] as string).padStart(2, '0')}-${(parts[3] as string).padStart(2, '0')}`
  return isLocalDate(date) ? date : null
}

const readWord = (word: string): FindWords | null => {
  const plain = normaliseIdentityNumber(word)
  const date = readDate(word)
  if (date) return { birthDate: date }
  if (/^\d{17}[\dX]$/.test(plain)) return { identityNumber: plain }
  const phone = normalisePhone(word)
  if (/^\d/.test(phone) && isPhone(phone)) return { phone }
  if (/^\d{3}[\dX]$/.test(plain)) return { tail: plain }
  if (/^[A-Z]+$/.test(plain) && /^[a-zA-Z]+$/.test(word)) return { letters: plain.toLowerCase() }
  if (/^(?=.*\d)[A-Z0-9]{5,20}$/.test(plain)) return { identityNumber: plain }
  const named = normaliseName(word)
  if (/^[\p{L}\p{M}·.'’-]+$/u.test(named)) return { name: named }
  return null
}

/**
 * A word that looks like something else and may all the same be the whole number on a document: eight digits like a date
 * and ten or more like a landline (Taiwan permit, passport), or letters alone (passport).
 */
const otherwiseNumber = (word: string): string | null => {
  const plain = normaliseIdentityNumber(word)
  if (/^[A-Z]{5,20}$/.test(plain) && /^[a-zA-Z]+$/.test(word)) return plain
  return /^(\d{8}|0\d{9,11})$/.test(plain) && /^\d+$/.test(word) ? plain : null
}

/** Beyond this a text is a name in syllables, not a number with a name beside it. */
const mostWordsBesideANumber = 3

/** The same text with one word read as a document number; asked beside the plain reading, exactly or not at all. */
const numberReadings = (typed: readonly string[]): readonly FindWords[] => {
  if (typed.length > mostWordsBesideANumber) return []
  const numbers = typed.map(otherwiseNumber).filter(number => number !== null)
  return [...new Set(numbers)].map(identityNumber => ({ identityNumber }))
}

/**
 * REC-11: reads the search box. Words are parted by blanks; the order does not matter.
 * A whole identity number is enough by itself; a phone, a tail or a birth date needs a name (or the other way round) beside it.
 */
export const readFindWords = (text: string): FindReading => {
  const typed = text
    .trim()
    .split(/[\s,，、]+/u)
    .filter(Boolean)
  const read = typed.map(readWord)
  if (read.length === 0 || read.some(word => word === null))
    return { words: {}, alsoNumbers: [], needs: read.length === 0 ? 'longer_text' : 'known_form' }
  let words: FindWords = {}
  for (const word of read as FindWords[]) {
    if (word.name && words.name) words = { ...words, name: words.name + word.name }
    else if (word.letters && words.letters) words = { ...words, letters: words.letters + word.letters }
    else words = { ...words, ...word }
  }
  if (words.name) words = { ...words, name: normaliseName(words.name) }
  return { words, alsoNumbers: words.identityNumber ? [] : numberReadings(typed), needs: needOf(words) }
}

const needOf = (words: FindWords): FindNeed | null => {
  if (words.identityNumber) return null
  const second = words.name ?? words.letters ?? words.birthDate
  if (words.phone || words.tail) return second ? null : 'second_word'
  if (words.name) return null
  if (words.letters) return words.letters.length >= 2 ? null : 'longer_text'
  return words.birthDate ? 'second_word' : 'longer_text'
}
