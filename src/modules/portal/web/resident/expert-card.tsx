import { useState } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { Icon } from '#src/ui/resident/icons.tsx'
import type { ExpertCard } from '../../contract-find.ts'
import { type ClinicView, viewsOf } from '../../domain/view.ts'
import { ClinicPeople, SeatTag } from './clinic-card.tsx'
import { distanceText, kilometresTo, useWhere } from './use-distance.ts'
import { clinicFee, dayText, timesText } from './words.ts'

/** A card with its place and its people put back in. */
export type CardView = { readonly dates: readonly ClinicView[]; readonly more: number }

export const cardViewsOf = (cards: readonly ExpertCard[], parts: Parameters<typeof viewsOf>[1]): readonly CardView[] =>
  cards.map(card => ({ dates: viewsOf(card.clinics, parts), more: card.more }))

/** One date on which the expert comes; the whole row is the link. */
export const DateRow = ({ clinic, who = false }: { readonly clinic: ClinicView; readonly who?: boolean }) => (
  <Go
    to={`/clinic/${clinic.sessionId}`}
    className="r-date"
    data-muted={clinic.state === 'open' || clinic.state === 'not_yet' ? undefined : true}
  >
    <span className="r-grow">
      <span className="r-strong">{dayText(clinic.localDate)}</span>{' '}
      <span className="r-nowrap">{timesText(clinic.startTime, clinic.endTime)}</span>
      {who ? <span className="r-block r-quiet">{clinic.experts[0]?.name ?? ''}</span> : null}
    </span>
    <SeatTag clinic={clinic} />
    <Icon name="next" />
  </Go>
)

const shownAtFirst = 3

/** Who comes, what they treat in plain words, where, how far, what it costs, and the dates with their seats. */
export const ExpertCardView = ({ card, short = false }: { readonly card: CardView; readonly short?: boolean }) => {
  const { point } = useWhere()
  const [whole, setWhole] = useState(false)
  const [first] = card.dates
  if (!first) return null
  const kilometres = kilometresTo(point, first.place)
  const most = short ? 2 : shownAtFirst
  const dates = whole ? card.dates : card.dates.slice(0, most)
  const hidden = card.dates.length - dates.length
  const home = first.experts[0]?.homeName
  return (
    <article className="r-card r-stack-tight">
      <Go to={`/clinic/${(dates.find(one => one.state === 'open') ?? first).sessionId}`} className="r-plain-link">
        <ClinicPeople clinic={first} />
      </Go>
      <p className="r-clinic-when">
        {first.place?.name ?? ''}
        {kilometres === null ? null : <span className="r-strong"> · {distanceText(kilometres)}</span>}
      </p>
      <p className="r-quiet r-small">
        {clinicFee(first)}
        {home ? ` · ${t('portal.card.from', { name: home })}` : ''}
      </p>
      <div className="r-dates">
        {dates.map(clinic => (
          <DateRow key={clinic.sessionId} clinic={clinic} />
        ))}
      </div>
      {hidden > 0 || whole ? (
        <button
          type="button"
          className="r-button"
          data-look="text"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {whole ? t('portal.find.fewer_dates') : t('portal.find.more_dates', { count: hidden })}
        </button>
      ) : null}
    </article>
  )
}
