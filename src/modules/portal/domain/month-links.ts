/** Addresses of a published month for everyone; they stay the same, what they show follows what is published. */
export const monthLinks = (to: { readonly code: string; readonly month: string; readonly regionId: number }) => {
  const base = `/month/${encodeURIComponent(to.code)}`
  const search = `month=${to.month}&region=${to.regionId}`
  return {
    page: `${base}?${search}`,
    picture: `${base}/picture.png?${search}`,
    poster_a4: `${base}/poster.pdf?${search}&paper=a4`,
    poster_a3: `${base}/poster.pdf?${search}&paper=a3`,
  }
}
