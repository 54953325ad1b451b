import { findInstitutionByCode } from '#src/modules/network/public.ts'
import { addDays, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { Place, places } from '../contract.ts'
import { lookAheadDays } from '../domain/period.ts'
import { placesWith } from './choices.ts'
import { clinicFilter, toPlace } from './clinics.ts'

/** The institution of a code, in whichever region of this installation it is. */
export const findPlaceByCode = async (ctx: Ctx, code: string): Promise<Place | undefined> => {
  const found = await findInstitutionByCode(ctx, code)
  return found !== undefined && ctx.app.regions.has(found.regionId) ? toPlace(found, 0) : undefined
}

/** Where experts come in the next weeks. */
export const listPlaces = async (ctx: Ctx, input: InputOf<typeof places>): Promise<OutputOf<typeof places>> => {
  if (input.code !== undefined) {
    const place = await findPlaceByCode(ctx, input.code)
    return { places: place === undefined ? [] : [place] }
  }
  const today = localDateAt(ctx.now, ctx.timeZone)
  return { places: [...(await placesWith(ctx, clinicFilter({ from: today, to: addDays(today, lookAheadDays) })))] }
}
