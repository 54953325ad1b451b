import type { OutlineFilter } from '#src/modules/deployment/public.ts'
import { sessionOutlines } from '#src/modules/deployment/public.ts'
import { addDays, daysBetween, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { Clinic } from '../contract.ts'
import type { findExperts } from '../contract-find.ts'
import { type CardOf, cardKey, cardsOf, isBookable, leadOf } from '../domain/cards.ts'
import { understandComplaint } from '../domain/complaints.ts'
import { lookAheadDays, maxDays, periodOf } from '../domain/period.ts'
import { periodTooLong } from '../errors.ts'
import { choicesOf } from './choices.ts'
import { clinicFilter, peopleOf, searchClinics, toClinics } from './clinics.ts'
import { narrowed } from './find-clinics.ts'

const defaultLimit = 12
const defaultDates = 4
/** Clinics looked through for each card wanted: an expert comes several times. */
const clinicsPerCard = 4

type Input = InputOf<typeof findExperts>
type Keeps = (clinic: Clinic) => boolean

const keysOf = (clinics: readonly Clinic[]): readonly string[] => [...new Set(clinics.filter(isBookable).map(cardKey))]

/** Every date of these cards, as far as the filter goes. */
const withAllDates = async (ctx: Ctx, filter: OutlineFilter, firsts: readonly Clinic[], keeps: Keeps) => {
  const unnamed = firsts.filter(clinic => leadOf(clinic) === '')
  const people = {
    staffIds: firsts.map(leadOf).filter(id => id !== ''),
    unnamedAt: unnamed.map(clinic => clinic.institutionId),
  }
  const clinics = await toClinics(ctx, await sessionOutlines(ctx, { ...filter, people }))
  const keys = new Set(firsts.map(cardKey))
  return clinics.filter(clinic => keeps(clinic) && keys.has(cardKey(clinic)))
}

/**
 * PORT-32 The first cards. Sessions come in order of start, so whoever can be booked first is met first, and the search ends
 * with the last card wanted; those that nobody can book come when all that can be booked have been shown.
 */
const firstCards = async (
  ctx: Ctx,
  filter: OutlineFilter,
  input: Input,
): Promise<{ readonly cards: readonly CardOf[]; readonly total: number | null }> => {
  const limit = input.limit ?? defaultLimit
  const dates = input.dates ?? defaultDates
  const keeps: Keeps = ({ state }) => (input.openOnly === true ? state === 'open' : state !== 'over')
  const { found, isAll } = await searchClinics(ctx, {
    filter,
    size: clinicsPerCard * (limit + 1),
    keeps,
    isEnough: clinics => keysOf(clinics).length > limit,
  })
  if (isAll) {
    const cards = cardsOf(found, dates)
    return { cards: cards.slice(0, limit), total: cards.length }
  }
  const keys = keysOf(found).slice(0, limit)
  const firsts = keys.flatMap(key => found.find(clinic => cardKey(clinic) === key) ?? [])
  const shown = firsts.length > 0 ? await withAllDates(ctx, filter, firsts, keeps) : found
  return { cards: cardsOf(shown, dates).slice(0, limit), total: null }
}

/** PORT-32 Everybody who comes in the period, as cards; the choices offered come from all the weeks ahead, so that choosing one never hides the others. */
export const listExperts = async (ctx: Ctx, input: Input): Promise<OutputOf<typeof findExperts>> => {
  const today = localDateAt(ctx.now, ctx.timeZone)
  const period = periodOf(input, today)
  if (daysBetween(period.from, period.to) > maxDays) throw periodTooLong(maxDays)
  const last = addDays(today, lookAheadDays)
  const there = { institutionId: input.institutionId }
  const weeks = { from: period.from < today ? period.from : today, to: period.to > last ? period.to : last }
  const ahead = { ...clinicFilter({ ...weeks, ...there }), endsAfter: ctx.now }
  const asked = { ...clinicFilter({ ...period, ...there }), endsAfter: ctx.now }
  const { cards, total } = await firstCards(ctx, await narrowed(ctx, asked, input), input)
  const { places, specialities, days } = await choicesOf(ctx, ahead)
  const understood = understandComplaint(input.words ?? '')
  return {
    today,
    cards: cards.map(card => ({ clinics: [...card.clinics], more: card.more })),
    total,
    people: [
      ...(await peopleOf(
        ctx,
        cards.flatMap(card => card.clinics),
      )),
    ],
    places: [...places],
    specialities: specialities.map(({ name, clinics }) => ({ name, clinics })),
    days: [...days],
    understood: understood && { specialities: [...understood.specialities], urgent: understood.urgent },
  }
}
