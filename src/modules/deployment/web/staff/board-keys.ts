/** Moving about the board with the keyboard: cells by arrows, chips inside a cell by Enter. Works on the page itself, so that no key redraws the board. */

const cellsOf = (lane: Element | null): readonly HTMLElement[] =>
  lane ? [...lane.querySelectorAll<HTMLElement>('[data-cell]')] : []

/** One cell of the board can be reached by Tab: the one visited last. */
export const visit = (grid: HTMLElement, cell: HTMLElement): void => {
  for (const other of grid.querySelectorAll<HTMLElement>('[data-cell][tabindex="0"]')) other.tabIndex = -1
  cell.tabIndex = 0
}

const step = (grid: HTMLElement, cell: HTMLElement, key: string): HTMLElement | undefined => {
  const lane = cell.closest('[data-lane]')
  const inLane = cellsOf(lane)
  const column = inLane.indexOf(cell)
  if (key === 'ArrowLeft') return inLane[column - 1]
  if (key === 'ArrowRight') return inLane[column + 1]
  if (key === 'Home') return inLane[0]
  if (key === 'End') return inLane.at(-1)
  const lanes = [...grid.querySelectorAll('[data-lane]')]
  const row = lanes.indexOf(lane as Element)
  return cellsOf(lanes[key === 'ArrowUp' ? row - 1 : row + 1] ?? null)[column]
}

const moves = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']

const stepInCell = (chip: HTMLElement, key: string): HTMLElement | null | undefined => {
  const chips = [...(chip.closest('[data-cell]')?.querySelectorAll<HTMLElement>('[data-session]') ?? [])]
  const at = chips.indexOf(chip)
  if (key === 'ArrowUp') return chips[at - 1] ?? null
  if (key === 'ArrowDown') return chips[at + 1] ?? null
  return undefined
}

/**
 * Handles arrows, Enter into a cell and Escape out of a chip.
 * @returns whether the key was used.
 */
export const walk = (grid: HTMLElement, target: HTMLElement, key: string): boolean => {
  const chip = target.closest<HTMLElement>('[data-session]')
  const cell = target.closest<HTMLElement>('[data-cell]')
  if (cell === null) return false
  if (chip !== null) {
    if (key === 'Escape') {
      cell.focus()
      return true
    }
    const inside = stepInCell(chip, key)
    if (inside) {
      inside.focus()
      return true
    }
  } else if (key === 'Enter') {
    const first = cell.querySelector<HTMLElement>('[data-session]')
    first?.focus()
    return first !== null
  }
  if (!moves.includes(key)) return false
  const next = step(grid, cell, key)
  next?.focus()
  next?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  return true
}
