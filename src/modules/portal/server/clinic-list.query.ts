import { daysBetween, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { clinicList } from '../contract.ts'
import { datesIn, specialitiesIn } from '../domain/find.ts'
import { maxDays, periodOf } from '../domain/period.ts'
import { periodTooLong } from '../errors.ts'
import { clinicsOf } from './clinics.ts'
import { findAmong } from './find-clinics.ts'

const defaultLimit = 60

/** Clinics for phones and screens. Clinics of today that are over are left out unless a month was asked for. */
export const listClinics = async (
  ctx: Ctx,
  input: InputOf<typeof clinicList>,
): Promise<OutputOf<typeof clinicList>> => {
  const today = localDateAt(ctx.now, ctx.timeZone)
  const period = periodOf(input, today)
  if (daysBetween(period.from, period.to) > maxDays) throw periodTooLong(maxDays)
  const all = await clinicsOf(ctx, { ...period, institutionId: input.institutionId })
  const clinics = input.month === undefined ? all.filter(clinic => clinic.state !== 'over') : all
  const { places, people, found } = await findAmong(ctx, clinics, input)
  const shown = found.slice(0, input.limit ?? defaultLimit)
  const shownStaff = new Set(shown.flatMap(clinic => clinic.staff.map(one => one.staffId)))
  return {
    today,
    ...period,
    clinics: shown,
    total: found.length,
    places: [...places],
    people: people.filter(person => shownStaff.has(person.staffId)),
    specialities: [...specialitiesIn(clinics)],
    dates: [...datesIn(clinics)],
  }
}
