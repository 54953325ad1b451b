import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'
import type { Tone } from './tone.ts'

type Props = {
  readonly tone: Tone
  readonly children: ReactNode
  /** another sign than the tone's own */
  readonly icon?: IconName | undefined
}

/** A state as word, icon and colour. */
export const StatusBadge = ({ tone, icon, children }: Props) => (
  <span className={`ds-badge ds-tone-${tone}`}>
    <Icon name={icon ?? tone} size={13} />
    <span>{children}</span>
  </span>
)
