import { useEffect, useState } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { serverNow } from '#src/platform/web/zone.ts'

/** Whole seconds until an instant by the server's clock, never below zero; null without one. */
export const useCountdown = (until: string | null): number | null => {
  const [now, setNow] = useState(() => serverNow().getTime())
  useEffect(() => {
    if (until === null) return undefined
    const timer = setInterval(() => setNow(serverNow().getTime()), 1000)
    return () => clearInterval(timer)
  }, [until])
  return until === null ? null : Math.max(0, Math.ceil((Date.parse(until) - now) / 1000))
}

/** 9 分 58 秒 */
export const clockText = (seconds: number): string =>
  seconds < 60
    ? t('portal.clock.seconds', { seconds })
    : t('portal.clock.both', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
