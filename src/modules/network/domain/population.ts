export type Figure = { readonly group: string; readonly persons: number }

/** Groups that are themselves parts of another one, beside the whole. */
const within: Readonly<Record<string, string>> = { age_80_plus: 'age_65_plus' }

/** The first group that is larger than what it is a part of (NET-46); groups nobody counted are not compared. */
export const largerThanWhole = (figures: readonly Figure[]): (Figure & { readonly total: number }) | undefined => {
  const personsOf = (group: string) => figures.find(figure => figure.group === group)?.persons
  for (const figure of figures) {
    const whole = within[figure.group] ?? (figure.group === 'total' || figure.group === 'registered' ? null : 'total')
    const total = whole === null ? undefined : personsOf(whole)
    if (total !== undefined && figure.persons > total) return { ...figure, total }
  }
  return undefined
}
