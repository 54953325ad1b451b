import { Button, Input } from 'antd'
import { t } from '#src/platform/web/i18n.ts'

type Props = {
  readonly reason: string
  readonly onReason: (text: string) => void
  /** says what will be written */
  readonly submit: string
  readonly pending: boolean
  /** What is typed can't be saved, and the page says why. */
  readonly blocked?: boolean
  readonly onSave: () => void
  readonly onLeave: () => void
}

/** Why seats or times are changed by hand: without it nothing is written. */
export const ReasonLine = ({ reason, onReason, submit, pending, blocked = false, onSave, onLeave }: Props) => (
  <p className="book-line">
    <Input
      style={{ maxWidth: 320 }}
      maxLength={200}
      value={reason}
      aria-label={t('booking.console.reason')}
      placeholder={t('booking.console.reason')}
      onChange={event => onReason(event.target.value)}
    />
    <Button type="primary" loading={pending} disabled={blocked || reason.trim() === ''} onClick={onSave}>
      {submit}
    </Button>
    <Button onClick={onLeave}>{t('booking.console.leave')}</Button>
  </p>
)
