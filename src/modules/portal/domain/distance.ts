export type Point = { readonly longitude: number; readonly latitude: number }

const earthRadiusKm = 6371
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Great-circle distance in kilometres (haversine); roads are longer, so the screens say "about". */
export const kilometresBetween = (a: Point, b: Point): number => {
  const dLatitude = radians(b.latitude - a.latitude)
  const dLongitude = radians(b.longitude - a.longitude)
  const h =
    Math.sin(dLatitude / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLongitude / 2) ** 2
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** Metres in steps of a hundred below one kilometre, then kilometres with one digit, from ten on whole ones. */
export const roundedDistance = (kilometres: number): { readonly unit: 'm' | 'km'; readonly value: number } => {
  const metres = Math.max(100, Math.round(kilometres * 10) * 100)
  if (metres < 1000) return { unit: 'm', value: metres }
  return { unit: 'km', value: kilometres < 10 ? Math.round(kilometres * 10) / 10 : Math.round(kilometres) }
}
