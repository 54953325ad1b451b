import { Button } from 'antd'
import { t } from '#src/platform/web/i18n.ts'

type KeyPress = { readonly key: string; readonly target: unknown; readonly currentTarget: unknown }

/** A table row that a keyboard can reach and open. */
export const rowProps = (id: string, onOpen: (id: string) => void) => ({
  tabIndex: 0,
  'data-row': true,
  onClick: () => onOpen(id),
  onKeyDown: (event: KeyPress) => {
    if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(id)
  },
})

type TurnerProps = {
  readonly back: boolean
  readonly next: string | null
  readonly onBack: () => void
  readonly onNext: (cursor: string) => void
}

/** Pages of a long list; nothing when all of it is shown. */
export const PageTurner = ({ back, next, onBack, onNext }: TurnerProps) =>
  back || next ? (
    <div className="net-acts">
      <Button disabled={!back} onClick={onBack}>
        {t('network.page.back')}
      </Button>
      <Button disabled={next === null} onClick={() => next !== null && onNext(next)}>
        {t('network.page.next')}
      </Button>
    </div>
  ) : null
