import { addDays, daysBetween, type LocalDate } from '#src/platform/kernel/dates.ts'
import type { AgreementState, PlaqueState } from '../contract-codes.ts'

export type AgreementTerm = {
  readonly validFrom: LocalDate
  readonly validUntil: LocalDate | null
  readonly endedOn: LocalDate | null
  readonly renewed: boolean
}

/** Where an agreement stands on a day (NET-7); a comparison, so that nothing has to run for it to become true. */
export const agreementState = (term: AgreementTerm, on: LocalDate, remindDays: number): AgreementState => {
  if (term.endedOn !== null && on > term.endedOn) return 'ended'
  if (on < term.validFrom) return 'upcoming'
  if (term.validUntil === null) return 'active'
  if (on > term.validUntil) return term.renewed ? 'renewed' : 'expired'
  if (term.renewed || term.endedOn !== null) return 'active'
  return on >= reminderDay(term.validUntil, remindDays) ? 'renewal_due' : 'active'
}

/** The day on which the renewal loop opens. */
export const reminderDay = (validUntil: LocalDate, remindDays: number): LocalDate => addDays(validUntil, -remindDays)

export type PlaqueTerm = {
  readonly givenOn: LocalDate
  readonly validUntil: LocalDate | null
  readonly removedOn: LocalDate | null
  readonly lastActivityOn: LocalDate | null
}

/** Days without activity, counted from the last one or from the day the plaque was given; never negative. */
export const quietDays = (plaque: PlaqueTerm, on: LocalDate): number =>
  Math.max(0, daysBetween(plaque.lastActivityOn ?? plaque.givenOn, on))

/** 沉睡: nothing happened behind the plaque for `dormantAfterDays` full days (NET-8). */
export const plaqueState = (plaque: PlaqueTerm, on: LocalDate, dormantAfterDays: number): PlaqueState => {
  if (plaque.removedOn !== null && on >= plaque.removedOn) return 'removed'
  if (plaque.validUntil !== null && on > plaque.validUntil) return 'expired'
  return quietDays(plaque, on) >= dormantAfterDays ? 'dormant' : 'active'
}

/** The part of a speciality's name that a plaque would carry: 皮肤科门诊 → 皮肤, 肾脏内科 → 肾脏; null when too little is left. */
export const specialityWord = (speciality: string): string | null => {
  const word = speciality
    .trim()
    .replace(/(专病|专家|特色)?(门诊|专科|科)+$/, '')
    .replace(/[内外]$/, '')
  return [...word].length >= 2 ? word : null
}
