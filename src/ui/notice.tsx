import type { ReactNode, Ref } from 'react'
import { ToneIcon } from './icons.tsx'
import type { Tone } from './tone.ts'

type Props = {
  readonly tone: Tone
  readonly role?: 'alert' | 'status' | 'note'
  readonly innerRef?: Ref<HTMLDivElement>
  readonly children: ReactNode
}

/** A sentence that stands in the page: word, icon and colour, never colour alone. */
export const Notice = ({ tone, role = 'note', innerRef, children }: Props) => (
  <div className={`ds-notice ds-tone-${tone}`} role={role} ref={innerRef} tabIndex={role === 'alert' ? -1 : undefined}>
    <span className="ds-notice-icon">
      <ToneIcon tone={tone} />
    </span>
    <div className="ds-notice-body">{children}</div>
  </div>
)
