import type { Clinic } from '../contract.ts'
import { isActivity } from './bookable.ts'

/** One expert (or a team without a named one) at one place, with the dates on which they come. */
export type CardOf = { readonly clinics: readonly Clinic[]; readonly more: number }

export const isBookable = ({ state }: Clinic): boolean => state === 'open' || state === 'not_yet'
export const leadOf = ({ staff }: Clinic): string =>
  (staff.find(({ role }) => role === 'lead') ?? staff[0])?.staffId ?? ''
/** Who has no name yet is told apart by what is written over the clinic. */
export const cardKey = (clinic: Clinic): string =>
  [
    clinic.institutionId,
    leadOf(clinic) || clinic.title,
    clinic.speciality,
    // A lecture by the same expert is another thing than the clinic.
    ...(isActivity(clinic.kind) ? [clinic.kind, clinic.title] : []),
  ].join(' ')

const byStart = (a: Clinic, b: Clinic): number => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0)

const cardOf = (clinics: readonly Clinic[], most: number): CardOf => {
  const dates = [...clinics].sort(byStart)
  const shown = [...dates.filter(isBookable), ...dates.filter(clinic => !isBookable(clinic))].slice(0, most)
  return { clinics: shown.sort(byStart), more: dates.length - shown.length }
}

/**
 * PORT-32 Clinics as cards, one for each expert and place: dates that can be booked go before those that cannot, at most
 * `most` of them; cards with something to book stand first, then the nearest date.
 */
export const cardsOf = (clinics: readonly Clinic[], most: number): readonly CardOf[] => {
  const groups = new Map<string, Clinic[]>()
  for (const clinic of clinics) {
    const key = cardKey(clinic)
    const group = groups.get(key)
    if (group) group.push(clinic)
    else groups.set(key, [clinic])
  }
  const first = (card: CardOf): Clinic => (card.clinics.find(isBookable) ?? card.clinics[0]) as Clinic
  const rank = (card: CardOf): number => (card.clinics.some(isBookable) ? 0 : 1)
  return [...groups.values()]
    .map(group => cardOf(group, most))
    .sort((a, b) => rank(a) - rank(b) || byStart(first(a), first(b)))
}
