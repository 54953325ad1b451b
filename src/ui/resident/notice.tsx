import type { ReactNode } from 'react'
import { Icon } from './icons.tsx'

export type Tone = 'info' | 'good' | 'warn' | 'critical'

/** What happened or must be known: an icon, a word and a colour together, never colour alone. */
export const Notice = ({
  tone,
  title,
  children,
  alert = false,
}: {
  readonly tone: Tone
  readonly title?: string | undefined
  readonly children?: ReactNode
  /** Read out at once by a screen reader. */
  readonly alert?: boolean
}) => (
  <div className="r-notice" data-tone={tone} role={alert ? 'alert' : undefined}>
    <Icon name={tone} />
    <div className="r-stack-tight">
      {title ? <strong>{title}</strong> : null}
      {typeof children === 'string' ? <p>{children}</p> : children}
    </div>
  </div>
)

/** A short state in a word; `tone` only repeats what the word says. */
export const Tag = ({
  tone,
  children,
}: {
  readonly tone: 'good' | 'warn' | 'info' | 'quiet'
  readonly children: ReactNode
}) => (
  <span className="r-tag" data-tone={tone}>
    {children}
  </span>
)
