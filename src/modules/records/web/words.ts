import { ageOn, type LocalDate } from '#src/platform/kernel/dates.ts'
import { dateOf, formatDate, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { identityTypes, insuranceTypes, openPurposes, residenceKinds, type Sex } from '../contract-parts.ts'

/** Codes of this module as words, and as choices of a list. */

export const sexWord = (sex: Sex): string => t(`records.sex.${sex}`)
export const identityTypeWord = (type: string): string => t(`records.identity_type.${type}`)
export const insuranceWord = (type: string): string => t(`records.insurance.${type}`)
export const actWord = (act: string): string => t(`records.act.${act}`)
export const purposeWord = (purpose: string): string => t(`records.purpose.${purpose}`)
export const groundWord = (ground: string): string => t(`records.ground.${ground}`)
export const relationWord = (relation: string): string => t(`records.relation.${relation}`)
export const proofWord = (proof: string): string => t(`records.proof.${proof}`)

/** The last day on which something holds that ends at this instant: an end at midnight means the day before. */
export const lastDay = (end: string): string => formatDate(dateOf(new Date(new Date(end).getTime() - 1)), 'bare')

/** 女 68岁; months for the very young. */
export const sexAndAge = (sex: Sex, birthDate: LocalDate): string => {
  const age = ageOn(birthDate, today())
  if (age >= 2) return t('records.person.sex_age', { sex: sexWord(sex), age })
  const [now, born] = [today(), birthDate]
  const months =
    (Number(now.slice(0, 4)) - Number(born.slice(0, 4))) * 12 +
    Number(now.slice(5, 7)) -
    Number(born.slice(5, 7)) -
    (now.slice(8) < born.slice(8) ? 1 : 0)
  return t('records.person.sex_months', { sex: sexWord(sex), months: Math.max(0, months) })
}

const choices = <T extends string>(values: readonly T[], word: (value: T) => string) =>
  values.map(value => ({ value, label: word(value) }))

export const identityTypeChoices = () => choices(identityTypes, identityTypeWord)
export const insuranceChoices = () => choices(insuranceTypes, insuranceWord)
export const sexChoices = () => choices(['male', 'female', 'not_stated'] as const, sexWord)
export const residenceChoices = () => choices(residenceKinds, kind => t(`records.residence.${kind}`))
export const purposeChoices = () => choices(openPurposes, purposeWord)
/** Papers that a desk can see. */
export const deskProofs = {
  parent: ['household_book', 'birth_certificate'],
  guardian: ['household_book', 'court_paper'],
  family: ['written_authorisation'],
} as const
export const proofChoices = (relation: keyof typeof deskProofs) => choices(deskProofs[relation], proofWord)
