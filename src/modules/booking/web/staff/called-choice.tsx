import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { Notice } from '#src/ui/notice.tsx'
import { Kbd } from '#src/ui/text.tsx'
import type { Visit } from '../../contract-shapes.ts'

export const calledChoices = { seen: 'S', passed: 'P', again: 'R' } as const
export type CalledChoice = keyof typeof calledChoices

type Props = {
  readonly visit: Visit
  readonly busy: boolean
  readonly onChoose: (choice: CalledChoice) => void
  readonly onLeave: () => void
}

/** Called and not taken in: only the caller knows whether the person came. */
export const CalledChoices = ({ visit, busy, onChoose, onLeave }: Props) => {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} tabIndex={-1}>
      <Notice tone="warn" role="status">
        <p className="ds-notice-lead">
          {t('booking.queue.came', { number: visit.ticketNo, name: visit.residentName })}
        </p>
        <p className="book-line">
          {(['seen', 'passed', 'again'] as const).map(choice => (
            <Button key={choice} disabled={busy} onClick={() => onChoose(choice)}>
              {t(`booking.queue.came.${choice}`)} <Kbd>{calledChoices[choice]}</Kbd>
            </Button>
          ))}
          <Button type="text" onClick={onLeave}>
            {t('booking.queue.came.leave')} <Kbd>Esc</Kbd>
          </Button>
        </p>
      </Notice>
    </div>
  )
}
