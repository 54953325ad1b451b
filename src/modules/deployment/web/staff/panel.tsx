import { Button } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import './panel.css'

type Props = { readonly title: string; readonly onClose: () => void; readonly children: ReactNode }

/** What opens beside the board; it takes the focus once, and Escape closes it. */
export const Panel = ({ title, onClose, children }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape belongs to everything inside
    <div
      className="dep-panel"
      onKeyDown={event => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
    >
      <div className="dep-panel-head">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <Button type="text" size="small" onClick={onClose} aria-label={t('deployment.act.close')}>
          ✕
        </Button>
      </div>
      {children}
    </div>
  )
}
