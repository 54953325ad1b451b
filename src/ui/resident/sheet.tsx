import type { ReactNode } from 'react'
import { useEffect, useId, useRef } from 'react'

const focusable = 'button:not([disabled]), a[href], input, select, textarea'

/** Comes up from below and asks once; Escape and a tap beside it close it, and the focus returns to where it was. */
export const Sheet = ({
  title,
  onClose,
  children,
}: {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}) => {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const before = document.activeElement
    box.current?.focus()
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close.current()
      if (event.key !== 'Tab' || !box.current) return
      const all = [...box.current.querySelectorAll<HTMLElement>(focusable)]
      const edge = event.shiftKey ? all[0] : all[all.length - 1]
      if (document.activeElement === edge || document.activeElement === box.current) {
        event.preventDefault()
        ;(event.shiftKey ? all[all.length - 1] : all[0])?.focus()
      }
    }
    document.addEventListener('keydown', onKey)
    document.body.style.overflow = 'hidden'
    return () => {
      document.removeEventListener('keydown', onKey)
      document.body.style.overflow = ''
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the ground only repeats the close button
    <div
      className="r-sheet-ground"
      role="presentation"
      onClick={event => event.target === event.currentTarget && onClose()}
    >
      <div className="r-sheet r-stack" role="dialog" aria-modal="true" aria-labelledby={id} tabIndex={-1} ref={box}>
        <h2 id={id}>{title}</h2>
        {children}
      </div>
    </div>
  )
}
