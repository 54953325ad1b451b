import type { KeyboardEvent } from 'react'

type ListKeys = {
  readonly onClose: () => void
}

/**
 * Keys of a list whose rows carry `data-row` and take the focus: ↑ ↓ Home End move, Enter opens (the row is a button or
 * link), Esc closes the detail. Put on the list: `<ul onKeyDown={listKeys({ onClose })}>`.
 */
export const listKeys =
  ({ onClose }: ListKeys) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Escape') {
      onClose()
      return
    }
    if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    if (at === -1 || rows.length === 0) return
    event.preventDefault()
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key] ?? at
    rows[Math.max(0, Math.min(rows.length - 1, next))]?.focus()
  }
