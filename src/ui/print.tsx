import { type ReactNode, useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'

export type Paper = 'a4' | 'a4-landscape' | 'a3' | 'a5' | 'ticket'

/** Sets the sheet for what is printed next, and takes it away after printing. */
export const usePaper = (paper: Paper | null, partOnly: boolean): void => {
  useEffect(() => {
    if (paper === null) return undefined
    const { classList } = document.documentElement
    const names = [`paper-${paper}`, ...(partOnly ? ['paper-part'] : [])]
    classList.add(...names)
    return () => classList.remove(...names)
  }, [paper, partOnly])
}

type Props = {
  readonly paper: Paper
  readonly children: ReactNode
  /** called when the print dialog has closed; unmount the sheet then */
  readonly onPrinted: () => void
}

/** Puts its children on a sheet of their own beside the page, prints it, and reports when the dialog has closed. */
export const PrintSheet = ({ paper, children, onPrinted }: Props) => {
  usePaper(paper, true)
  const latest = useRef(onPrinted)
  latest.current = onPrinted
  // Once for each sheet, however often the page around it is drawn.
  useEffect(() => {
    const done = (): void => latest.current()
    window.addEventListener('afterprint', done, { once: true })
    const frame = requestAnimationFrame(() => window.print())
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('afterprint', done)
    }
  }, [])
  return createPortal(<div className={`print-sheet sheet-${paper}`}>{children}</div>, document.body)
}
