import { useState } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { Choice } from '#src/ui/resident/choice.tsx'
import { Icon } from '#src/ui/resident/icons.tsx'
import { Sheet } from '#src/ui/resident/sheet.tsx'
import type { Place } from '../../contract.ts'
import { byDistance } from './nearby.tsx'
import { distanceText, kilometresTo, useWhere } from './use-distance.ts'
import { plainText, shortDayText, specialityText } from './words.ts'

const everything = ''

/** A button that names the choice made and opens the list of choices from below. */
const Picker = ({
  label,
  all,
  value,
  options,
  onChange,
}: {
  readonly label: string
  /** What no choice means; null where one of them must be chosen. */
  readonly all: string | null
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string; readonly note: string }[]
  readonly onChange: (value: string) => void
}) => {
  const [open, setOpen] = useState(false)
  const chosen = options.find(option => option.value === value)
  return (
    <>
      <button
        type="button"
        className="r-chip r-picker"
        aria-haspopup="dialog"
        aria-current={chosen ? true : undefined}
        onClick={() => setOpen(true)}
      >
        <small>{label}</small>
        <span>{chosen?.label ?? all ?? ''}</span>
      </button>
      {open ? (
        <Sheet title={label} onClose={() => setOpen(false)}>
          <Choice
            legend={label}
            hideLegend
            value={value}
            options={all === null ? options : [{ value: everything, label: all, note: '' }, ...options]}
            onChange={next => {
              onChange(next)
              setOpen(false)
            }}
          />
          <button type="button" className="r-button" data-look="plain" data-wide onClick={() => setOpen(false)}>
            {t('portal.close')}
          </button>
        </Sheet>
      ) : null}
    </>
  )
}

export const PlacePicker = ({
  places,
  value,
  onChange,
  mandatory = false,
}: {
  readonly mandatory?: boolean
  readonly places: readonly Place[]
  readonly value: string
  readonly onChange: (value: string) => void
}) => {
  const { point } = useWhere()
  const options = byDistance(places, place => place, point).map(place => {
    const kilometres = kilometresTo(point, place)
    const count = t('portal.find.clinics', { count: place.clinics })
    return {
      value: place.institutionId,
      label: place.name,
      note: kilometres === null ? count : `${distanceText(kilometres)} · ${count}`,
    }
  })
  return (
    <Picker
      label={t('portal.find.place')}
      all={mandatory ? null : t('portal.find.all_places')}
      value={value}
      options={options}
      onChange={onChange}
    />
  )
}

export const SpecialityPicker = ({
  specialities,
  value,
  onChange,
}: {
  readonly specialities: readonly { readonly name: string; readonly clinics: number }[]
  readonly value: string
  readonly onChange: (value: string) => void
}) => {
  const offered = specialities.map(({ name, clinics }) => ({
    value: name,
    label: specialityText(name),
    note: plainText(name) || t('portal.find.clinics', { count: clinics }),
  }))
  // What was chosen before another place stays chosen, and says so.
  const isOffered = value === '' || offered.some(option => option.value === value)
  const options = isOffered ? offered : [...offered, { value, label: specialityText(value), note: plainText(value) }]
  return (
    <Picker
      label={t('portal.find.speciality')}
      all={t('portal.find.all_specialities')}
      value={value}
      options={options}
      onChange={onChange}
    />
  )
}

/** Days on which somebody comes; a day without a free seat says so in a word. */
export const DateStrip = ({
  dates,
  value,
  onChange,
}: {
  readonly dates: readonly { readonly date: string; readonly isBookable: boolean }[]
  readonly value: string
  readonly onChange: (value: string) => void
}) => (
  <section className="r-strip r-days" aria-label={t('portal.find.date')}>
    <button type="button" className="r-chip" aria-pressed={value === ''} onClick={() => onChange('')}>
      {t('portal.find.all_dates')}
    </button>
    {dates.map(({ date, isBookable }) => (
      <button key={date} type="button" className="r-chip" aria-pressed={value === date} onClick={() => onChange(date)}>
        <span>
          {Number(date.slice(5, 7))}/{Number(date.slice(8, 10))}
        </span>
        <small>{isBookable ? shortDayText(date) : t('portal.find.day_full', { day: shortDayText(date) })}</small>
      </button>
    ))}
  </section>
)

/** One field for all words: a name, a speciality, what hurts. */
export const SearchBox = ({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (value: string) => void
}) => (
  <label className="r-search">
    <span className="r-hidden">{t('portal.find.words')}</span>
    <Icon name="search" />
    <input
      className="r-input"
      type="search"
      enterKeyHint="search"
      value={value}
      placeholder={t('portal.find.words_example')}
      onChange={event => onChange(event.target.value)}
    />
  </label>
)
