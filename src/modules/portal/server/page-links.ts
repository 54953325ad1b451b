/** Addresses of the public pages; they say everything, so that a copied link opens the same page. */
export const monthLink = (to: {
  readonly code?: string
  readonly regionId?: number
  readonly month?: string
  readonly department?: string | undefined
  readonly language?: string
}): string => {
  const search = new URLSearchParams()
  if (to.month) search.set('month', to.month)
  if (to.department) search.set('department', to.department)
  if (to.regionId) search.set('region', String(to.regionId))
  if (to.language) search.set('lang', to.language)
  const text = search.toString()
  return `/month${to.code ? `/${encodeURIComponent(to.code)}` : ''}${text === '' ? '' : `?${text}`}`
}

const withQuery = (path: string, query: Readonly<Record<string, string | number | undefined>>): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, String(value))
  const text = search.toString()
  return text === '' ? path : `${path}?${text}`
}

/** Prices and insurance of one institution. */
export const placeLink = (to: {
  readonly code: string
  readonly regionId?: number
  readonly language?: string
  readonly clinic?: string | undefined
  readonly large?: boolean
}): string =>
  withQuery(`/place/${encodeURIComponent(to.code)}`, {
    region: to.regionId,
    lang: to.language,
    clinic: to.clinic,
    large: to.large ? 1 : undefined,
  })

/** Whether a certificate on paper is genuine. */
export const certificateLink = (to: {
  readonly regionId: number
  readonly code?: string
  readonly language?: string
}): string => withQuery('/certificate', { region: to.regionId, code: to.code, lang: to.language })
