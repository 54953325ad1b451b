import { useEffect, useRef } from 'react'
import { useGo } from '#src/platform/web/navigation.tsx'
import type { NavPage } from './nav-items.ts'

type Shortcuts = {
  readonly items: readonly NavPage[]
  readonly onFind: () => void
  readonly onHelp: () => void
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** Ctrl K finds a person, Alt 1–9 opens a place of the list, ? shows the keys. */
export const useShortcuts = (shortcuts: Shortcuts): void => {
  const go = useGo()
  const latest = useRef(shortcuts)
  latest.current = shortcuts
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { items, onFind, onHelp } = latest.current
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        onFind()
      } else if (event.altKey && !event.ctrlKey && /^Digit[1-9]$/.test(event.code)) {
        const item = items[Number(event.code.slice(5)) - 1]
        if (!item) return
        event.preventDefault()
        go(item.path)
      } else if (event.key === '?' && !isTyping(event.target)) onHelp()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [go])
}
