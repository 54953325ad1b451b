import { useState } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { Choice } from '#src/ui/resident/choice.tsx'
import { Icon } from '#src/ui/resident/icons.tsx'
import { Sheet } from '#src/ui/resident/sheet.tsx'
import type { Place } from '../../contract.ts'
import { askWhere, kilometresTo, mayAskWhere, measureFrom, stopMeasuring, useWhere } from './use-distance.ts'

const phone = 'phone'
const nowhere = ''
/** Farther than anything: a place without coordinates goes last. */
const unknownFar = 9999

/** Nearest first; as they came where nothing is known. */
export const byDistance = <T,>(
  items: readonly T[],
  placeOf: (item: T) => Parameters<typeof kilometresTo>[1],
  point: Parameters<typeof kilometresTo>[0],
): readonly T[] =>
  point === null
    ? items
    : [...items].sort(
        (a, b) => (kilometresTo(point, placeOf(a)) ?? unknownFar) - (kilometresTo(point, placeOf(b)) ?? unknownFar),
      )

/** PORT-9 From where distances are counted: the phone's own place, or a centre one knows. Nothing of it leaves the phone. */
export const Nearby = ({ places }: { readonly places: readonly Place[] }) => {
  const where = useWhere()
  const [open, setOpen] = useState(false)
  const known = places.filter(place => place.longitude !== null && place.latitude !== null)
  if (!mayAskWhere() && known.length < 2) return null
  const chosen = known.find(place => place.institutionId === where.from)
  const value = where.point === null ? nowhere : (where.from ?? phone)
  const choose = (next: string) => {
    setOpen(false)
    const place = known.find(one => one.institutionId === next)
    if (next === phone) askWhere()
    else if (place?.longitude && place.latitude)
      measureFrom(next, { longitude: place.longitude, latitude: place.latitude })
    else stopMeasuring()
  }
  const options = [
    ...(mayAskWhere()
      ? [{ value: phone, label: t('portal.find.from_phone'), note: t('portal.find.from_phone_note') }]
      : []),
    ...known.map(place => ({ value: place.institutionId, label: place.name, note: '' })),
    { value: nowhere, label: t('portal.find.from_none'), note: t('portal.find.near_off') },
  ]
  return (
    <>
      <button
        type="button"
        className="r-chip r-chip-line"
        aria-haspopup="dialog"
        aria-current={where.point ? true : undefined}
        disabled={where.state === 'asking'}
        onClick={() => setOpen(true)}
      >
        <Icon name="place" />
        {where.state === 'asking'
          ? t('portal.distance.asking')
          : chosen
            ? chosen.shortName
            : t(where.point ? 'portal.find.from_phone' : 'portal.find.near_first')}
      </button>
      {where.state === 'refused' ? <p className="r-help">{t('portal.distance.refused')}</p> : null}
      {open ? (
        <Sheet title={t('portal.find.from')} onClose={() => setOpen(false)}>
          <Choice legend={t('portal.find.from')} hideLegend value={value} options={options} onChange={choose} />
          <button type="button" className="r-button" data-look="plain" data-wide onClick={() => setOpen(false)}>
            {t('portal.close')}
          </button>
        </Sheet>
      ) : null}
    </>
  )
}
