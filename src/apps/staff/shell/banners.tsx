import { useEffect, useState } from 'react'
import { formatTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useLive, useOfflineSince } from '#src/platform/web/live.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { useRefresh } from '#src/platform/web/query.ts'
import { useCan, useSession } from '#src/platform/web/session.tsx'

/** A short gap heals by itself; only a lasting one is worth a line. */
const patienceMillis = 8000

const useLastingGap = (): Date | null => {
  const since = useOfflineSince()
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (since === null) {
      setLasting(false)
      return undefined
    }
    const timer = setTimeout(() => setLasting(true), patienceMillis)
    return () => clearTimeout(timer)
  }, [since])
  return lasting ? since : null
}

/** Lines above every page: that all people here are invented, and since when the screen may be old. */
export const Banners = () => {
  const session = useSession()
  const mayMove = useCan('platform.demo.use')
  const offlineSince = useLastingGap()
  const refresh = useRefresh()
  // Someone moved the demo's clock: windows, deadlines and today are others now.
  useLive(session.demo ? ['clock:moved'] : [], () => void refresh())
  return (
    <section className="banners no-print" aria-label={t('platform.shell.notices')}>
      {session.demo ? (
        <div className="banner banner-demo">
          <b>{t('platform.shell.demo.title')}</b> {t('platform.shell.demo.text')}
          {mayMove ? (
            <span className="banner-links">
              <Go to="/demo/outbox">{t('platform.shell.nav.outbox')}</Go>
              <Go to="/demo/clock">{t('platform.shell.nav.clock')}</Go>
            </span>
          ) : null}
        </div>
      ) : null}
      <div role="status">
        {offlineSince ? (
          <div className="banner banner-offline">{t('platform.shell.offline', { time: formatTime(offlineSince) })}</div>
        ) : null}
      </div>
    </section>
  )
}
