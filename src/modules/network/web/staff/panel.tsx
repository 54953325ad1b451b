import { Button } from 'antd'
import type { ReactNode } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'

type Props = {
  readonly title: string
  readonly note?: ReactNode
  readonly demo?: boolean
  readonly badges?: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The head of a detail panel, beside the list. */
export const Panel = ({ title, note, demo, badges, onClose, children }: Props) => (
  <div className="detail">
    <div className="net-panel-head">
      <div>
        <h2>{title}</h2>
        {note ? <p className="ds-quiet">{note}</p> : null}
      </div>
      <Button type="text" size="small" onClick={onClose} aria-label={t('platform.shell.close')}>
        ✕
      </Button>
    </div>
    <div className="net-badges">
      {badges}
      {demo ? <DemoBadge /> : null}
    </div>
    {children}
  </div>
)

export const DemoBadge = () => <StatusBadge tone="neutral">{t('network.demo')}</StatusBadge>

type SectionProps = {
  readonly title: string
  readonly count?: number
  readonly empty?: string
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** A part of a panel with its count, what is said when it is empty, and what can be added. */
export const Section = ({ title, count, empty, action, children }: SectionProps) => (
  <section>
    <div className="net-panel-head">
      <h3>
        {title} {count === undefined ? null : <span className="ds-quiet ds-figure">{count}</span>}
      </h3>
      {action}
    </div>
    {count === 0 && empty ? <p className="ds-quiet">{empty}</p> : children}
  </section>
)
