import { addDays, daysBetween, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { findExperts } from '../contract-find.ts'
import { cardsOf } from '../domain/cards.ts'
import { understandComplaint } from '../domain/complaints.ts'
import { datesIn, specialitiesIn } from '../domain/find.ts'
import { lookAheadDays, maxDays, periodOf } from '../domain/period.ts'
import { periodTooLong } from '../errors.ts'
import { clinicsOf, placesOf } from './clinics.ts'
import { findAmong } from './find-clinics.ts'

const defaultLimit = 12
const defaultDates = 4

type Input = InputOf<typeof findExperts>

/**
 * PORT-32 Everybody who comes in the period, as cards. The weeks ahead are read once: the choices offered come from all of
 * them, so that choosing one never hides the others.
 */
export const listExperts = async (ctx: Ctx, input: Input): Promise<OutputOf<typeof findExperts>> => {
  const today = localDateAt(ctx.now, ctx.timeZone)
  const period = periodOf(input, today)
  if (daysBetween(period.from, period.to) > maxDays) throw periodTooLong(maxDays)
  const last = addDays(today, lookAheadDays)
  const read = { from: period.from < today ? period.from : today, to: period.to > last ? period.to : last }
  const ahead = (await clinicsOf(ctx, read)).filter(clinic => clinic.state !== 'over')
  const there = ahead.filter(clinic => (input.institutionId ?? clinic.institutionId) === clinic.institutionId)
  const asked = there.filter(clinic => clinic.localDate >= period.from && clinic.localDate <= period.to)
  const { people, found } = await findAmong(ctx, asked, input)
  const cards = cardsOf(found, input.dates ?? defaultDates)
  const shown = cards.slice(0, input.limit ?? defaultLimit)
  const staff = new Set(shown.flatMap(card => card.clinics).flatMap(clinic => clinic.staff.map(one => one.staffId)))
  const understood = understandComplaint(input.words ?? '')
  return {
    today,
    cards: shown.map(card => ({ clinics: [...card.clinics], more: card.more })),
    total: cards.length,
    people: people.filter(person => staff.has(person.staffId)),
    places: [...(await placesOf(ctx, ahead))],
    specialities: [...specialitiesIn(there)],
    days: [...datesIn(there)],
    understood: understood && { specialities: [...understood.specialities], urgent: understood.urgent },
  }
}
