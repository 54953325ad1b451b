import { useSyncExternalStore } from 'react'
import { isBusy, onBusyChange } from '#src/platform/web/client.ts'
import { t } from '#src/platform/web/i18n.ts'

/** Every act shows at once that it is under way, whatever the page shows besides. */
export const BusySign = () =>
  useSyncExternalStore(onBusyChange, isBusy) ? (
    <div className="shell-busy" role="progressbar" aria-label={t('platform.shell.busy')} />
  ) : null
