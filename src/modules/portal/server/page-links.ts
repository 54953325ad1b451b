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
