import { useState, useSyncExternalStore } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { useSessionControl } from '#src/platform/web/session.tsx'
import { Choice } from '#src/ui/resident/choice.tsx'
import { Icon } from '#src/ui/resident/icons.tsx'
import { Sheet } from '#src/ui/resident/sheet.tsx'

/** Which area is looked at before anybody has signed in; afterwards it is the session's. */
const slot = 'doorstep.resident.region'
const listeners = new Set<() => void>()

const fromAddress = (): number => Number(new URLSearchParams(window.location.search).get('region')) || 0

const stored = (): number => {
  try {
    return Number(globalThis.localStorage.getItem(slot)) || 0
  } catch {
    return 0 // storage is switched off
  }
}

let chosen = fromAddress() || stored()

export const chooseRegion = (regionId: number): void => {
  chosen = regionId
  try {
    globalThis.localStorage.setItem(slot, String(regionId))
  } catch {
    // storage is switched off: the choice lasts until the page is closed
  }
  for (const listener of listeners) listener()
}

export const useRegion = (): number | undefined => {
  const { session, regions } = useSessionControl()
  const kept = useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => chosen,
  )
  if (session) return session.regionId
  return regions.some(region => region.regionId === kept) ? kept : regions[0]?.regionId
}

/** Names the area and lets one who has not signed in change it; nothing where there is only one. */
export const RegionButton = () => {
  const [open, setOpen] = useState(false)
  const { session, regions } = useSessionControl()
  const here = useRegion()
  if (session !== null || regions.length < 2 || here === undefined) return null
  const name = regions.find(region => region.regionId === here)?.name ?? ''
  return (
    <>
      <button type="button" className="r-button" data-look="text" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="place" />
        {name} · {t('portal.region.change')}
      </button>
      {open ? (
        <Sheet title={t('portal.region.choose')} onClose={() => setOpen(false)}>
          <Choice
            legend={t('portal.region.choose')}
            hideLegend
            value={String(here)}
            options={regions.map(region => ({ value: String(region.regionId), label: region.name }))}
            onChange={next => {
              chooseRegion(Number(next))
              setOpen(false)
            }}
          />
        </Sheet>
      ) : null}
    </>
  )
}
