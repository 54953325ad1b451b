/** One row of a table of results: how many answered, and the totals it is part of. */
export type Cell = {
  readonly key: string
  /** Rows of one kind add up to a total: experts to the site, sessions to the site and to their expert. */
  readonly kind: string
  readonly answered: number
  /** Keys of the rows that count this one in. */
  readonly partOf: readonly string[]
}

/**
 * BOOK-71 Which rows are shown. Too few answers are hidden; and where the rest of a shown total would be too few people,
 * so that a subtraction gave them away, the smallest row beside them is hidden as well.
 */
export const shownCells = (cells: readonly Cell[], minimum: number): ReadonlySet<string> => {
  const shown = new Set(cells.filter(cell => cell.answered >= minimum).map(cell => cell.key))
  const kinds = [...new Set(cells.map(cell => cell.kind))]
  const totals = [...new Set(cells.flatMap(cell => cell.partOf))]
  const sums = totals.flatMap(total =>
    kinds.map(kind => ({ total, parts: cells.filter(cell => cell.kind === kind && cell.partOf.includes(total)) })),
  )
  for (let settled = false; !settled; ) {
    settled = true
    for (const { total, parts } of sums) {
      const rest = parts.filter(cell => !shown.has(cell.key)).reduce((sum, cell) => sum + cell.answered, 0)
      if (!shown.has(total) || rest === 0 || rest >= minimum) continue
      const [smallest] = parts.filter(cell => shown.has(cell.key)).sort((one, other) => one.answered - other.answered)
      // With no part left to hide the total says what the rest is: then the total is hidden.
      shown.delete(smallest?.key ?? total)
      settled = false
    }
  }
  return shown
}
