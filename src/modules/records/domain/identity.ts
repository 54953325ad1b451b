import { ageOn, isLocalDate, type LocalDate } from '#src/platform/kernel/dates.ts'
import type { IdentityType, Sex } from '../contract-parts.ts'

/** Identity documents: CV02.01.101 codes, formats, and what a number says by itself (identifier standards, GB 11643). */

type Format = 'gb_11643' | 'gb_11643_or_old_card' | RegExp | 'none'

/** 港澳台居民居住证 is issued under these address codes. */
const specialAreas = ['810000', '820000', '830000']

export const identityFormats: Readonly<
  Record<IdentityType, { readonly code: string | null; readonly format: Format }>
> = {
  id_card: { code: '01', format: 'gb_11643' },
  // The number in the household book is the person's own identity number.
  household_book: { code: '02', format: 'gb_11643' },
  passport: { code: '03', format: /^[A-Z0-9]{5,20}$/ },
  officer_card: { code: '04', format: /^[\p{Script=Han}A-Z0-9]{4,20}$/u },
  driving_licence: { code: '05', format: /^[A-Z0-9]{8,20}$/ },
  hk_macau_permit: { code: '06', format: /^[HM]\d{8}(\d{2})?$/ },
  taiwan_permit: { code: '07', format: /^\d{8}(\d{2})?$/ },
  hmt_residence_permit: { code: '99', format: 'gb_11643' },
  // The 2023 card has 18 digits and starts with 9; the card of 2017 has three letters and twelve digits.
  foreign_permanent_card: { code: '99', format: 'gb_11643_or_old_card' },
  other: { code: '99', format: /^[A-Z0-9]{4,30}$/ },
  none: { code: null, format: 'none' },
}

export type IdentityProblem =
  | 'records.identity_number_missing'
  | 'records.identity_number_wrong_length'
  | 'records.identity_number_wrong_check_digit'
  | 'records.identity_number_impossible_date'
  | 'records.identity_number_future_date'
  | 'records.identity_number_wrong_format'

export type CheckedIdentity =
  | { readonly ok: true; readonly number: string; readonly birthDate: LocalDate | null; readonly sex: Sex | null }
  | { readonly ok: false; readonly problem: IdentityProblem }

/** Full-width letters and digits become plain ones, blanks and hyphens go, letters are capitals. */
export const normaliseIdentityNumber = (text: string): string =>
  text
    .replace(/[！-～]/g, letter => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000-]/g, '')
    .toUpperCase()

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The eighteenth character of a GB 11643 number. */
export const checkDigitOf = (first17: string): string => {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return '10X98765432'[sum % 11] as string
}

const bad = (problem: IdentityProblem): CheckedIdentity => ({ ok: false, problem })

/** Older than this nobody has ever been; a number that says so was mistyped. */
const oldestAge = 130

export const isPossibleBirthDate = (date: string, today: LocalDate): boolean =>
  isLocalDate(date) && date <= today && ageOn(date, today) <= oldestAge

const checkGb11643 = (number: string, today: LocalDate): CheckedIdentity => {
  if (number.length !== 18) return bad('records.identity_number_wrong_length')
  if (!/^\d{17}[\dX]$/.test(number)) return bad('records.identity_number_wrong_format')
  if (checkDigitOf(number.slice(0, 17)) !== number[17]) return bad('records.identity_number_wrong_check_digit')
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isLocalDate(birthDate)) return bad('records.identity_number_impossible_date')
  if (birthDate > today) return bad('records.identity_number_future_date')
  if (!isPossibleBirthDate(birthDate, today)) return bad('records.identity_number_impossible_date')
  return { ok: true, number, birthDate, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' }
}

/** Which 18-digit numbers belong to which card. */
const fitsType = (type: IdentityType, number: string): boolean => {
  const special = specialAreas.includes(number.slice(0, 6))
  if (type === 'hmt_residence_permit') return special
  if (type === 'foreign_permanent_card') return number.startsWith('9')
  return !special
}

/**
 * REC-1: checks a number as its document demands and reads birth date and sex from it where the document carries them.
 * @param today the day before which the bearer must have been born.
 */
export const checkIdentity = (type: IdentityType, text: string | undefined, today: LocalDate): CheckedIdentity => {
  if (type === 'none') return { ok: true, number: '', birthDate: null, sex: null }
  const number = normaliseIdentityNumber(text ?? '')
  if (number === '') return bad('records.identity_number_missing')
  const { format } = identityFormats[type]
  if (format instanceof RegExp) {
    if (!format.test(number)) return bad('records.identity_number_wrong_format')
    // A driving licence of the mainland carries the identity number.
    return type === 'driving_licence' && /^\d{17}[\dX]$/.test(number)
      ? checkGb11643(number, today)
      : { ok: true, number, birthDate: null, sex: null }
  }
  if (format === 'gb_11643_or_old_card' && /^[A-Z]{3}\d{12}$/.test(number))
    return { ok: true, number, birthDate: null, sex: null }
  const checked = checkGb11643(number, today)
  if (checked.ok && !fitsType(type, checked.number)) return bad('records.identity_number_wrong_format')
  return checked
}

/** The card an 18-digit number most likely stands on, so that the form need not ask. */
export const likelyTypeOf = (number: string): IdentityType => {
  if (specialAreas.includes(number.slice(0, 6))) return 'hmt_residence_permit'
  return 'id_card'
}

/** The last four characters, by which people say who they are at a desk. */
export const tailOf = (number: string): string | null => (number.length >= 8 ? number.slice(-4) : null)
