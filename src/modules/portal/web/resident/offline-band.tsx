import { useEffect } from 'react'
import { formatMoment } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useAskAgainAway, useShownFrom } from '#src/platform/web/kept.ts'
import { serverNow } from '#src/platform/web/zone.ts'
import { Icon } from '#src/ui/resident/icons.tsx'

const againMillis = 15_000
/** By the server's clock, which the rest of the page follows. */
const shownAt = (from: number): Date => new Date(serverNow().getTime() - (Date.now() - from))

/** PORT-33 Without network: from when what is shown is, and that it is asked for again by itself. */
export const OfflineBand = () => {
  const from = useShownFrom()
  const again = useAskAgainAway()
  const away = from !== null
  useEffect(() => {
    if (!away) return undefined
    const timer = setInterval(again, againMillis)
    window.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [away, again])
  if (from === null) return null
  return (
    <div className="r-offline" role="status">
      <Icon name="warn" />
      <span className="r-grow">
        {from === 0 ? t('portal.offline.nothing') : t('portal.offline.from', { time: formatMoment(shownAt(from)) })}
      </span>
      <button type="button" className="r-button" data-look="plain" onClick={again}>
        {t('portal.offline.again')}
      </button>
    </div>
  )
}
