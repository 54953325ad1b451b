import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons.tsx'

type Props = {
  readonly title: ReactNode
  readonly icon?: IconName
  /** why it is empty and what can be done */
  readonly children?: ReactNode
  readonly action?: ReactNode
}

/** Nothing here, said in words, with what to do next. */
export const EmptyState = ({ title, icon = 'inbox', children, action }: Props) => (
  <div className="ds-empty">
    <span className="ds-empty-icon">
      <Icon name={icon} size={28} />
    </span>
    <p className="ds-empty-title">{title}</p>
    {children ? <div className="ds-quiet">{children}</div> : null}
    {action ? <div className="ds-empty-action">{action}</div> : null}
  </div>
)
