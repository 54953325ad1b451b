import { type InstitutionFacts, institutionsOfRegion } from '#src/modules/network/public.ts'
import { addDays, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { Place, places } from '../contract.ts'
import { lookAheadDays } from '../domain/period.ts'
import { clinicsOf, placesOf } from './clinics.ts'

const toPlace = (institution: InstitutionFacts): Place => ({
  institutionId: institution.institutionId,
  code: institution.code,
  name: institution.name,
  shortName: institution.shortName,
  regionId: institution.regionId,
  address: institution.address,
  phone: institution.phone,
  longitude: institution.longitude,
  latitude: institution.latitude,
  clinics: 0,
})

/** The institution of a code, wherever it is: institutions are reference rows, so each region's list may be read. */
export const findPlaceByCode = async (ctx: Ctx, code: string): Promise<Place | undefined> => {
  const regions = [ctx.regionId, ...[...ctx.app.regions.keys()].filter(regionId => regionId !== ctx.regionId)]
  for (const regionId of regions) {
    const found = (await institutionsOfRegion({ ...ctx, regionId })).find(institution => institution.code === code)
    if (found) return toPlace(found)
  }
  return undefined
}

/** Where experts come in the next weeks. */
export const listPlaces = async (ctx: Ctx, input: InputOf<typeof places>): Promise<OutputOf<typeof places>> => {
  if (input.code !== undefined) {
    const place = await findPlaceByCode(ctx, input.code)
    return { places: place === undefined ? [] : [place] }
  }
  const today = localDateAt(ctx.now, ctx.timeZone)
  const clinics = await clinicsOf(ctx, { from: today, to: addDays(today, lookAheadDays) })
  return { places: [...(await placesOf(ctx, clinics))] }
}
