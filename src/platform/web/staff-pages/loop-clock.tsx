import { Clock } from '#src/ui/clock.tsx'
import { formatDuration } from '../format.ts'
import { t } from '../i18n.ts'
import { serverNow } from '../zone.ts'

/** A deadline by the server's clock, with words for left and over. */
export const LoopClock = ({ dueAt, openedAt }: { readonly dueAt: string; readonly openedAt: string }) => (
  <Clock
    dueAt={new Date(dueAt)}
    since={new Date(openedAt)}
    now={serverNow}
    words={{ left: t('platform.ui.clock.left'), over: t('platform.ui.clock.over') }}
    far={formatDuration}
  />
)
