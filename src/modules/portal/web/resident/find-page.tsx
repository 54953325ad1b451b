import { useEffect, useState } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { currentLanguage } from '#src/platform/web/language.ts'
import { Go, linkTo, usePageParams } from '#src/platform/web/navigation.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { Icon } from '#src/ui/resident/icons.tsx'
import { Notice } from '#src/ui/resident/notice.tsx'
import type { Place } from '../../contract.ts'
import { findExperts } from '../../contract-find.ts'
import { isWishable } from '../../domain/wish.ts'
import { cardViewsOf, ExpertCardView } from './expert-card.tsx'
import { DateStrip, PlacePicker, SearchBox, SpecialityPicker } from './find-filters.tsx'
import { byDistance, Nearby } from './nearby.tsx'
import { Asked, Page } from './page.tsx'
import { CallPlace } from './trip-card.tsx'
import { Understood } from './understood.tsx'
import { useWhere } from './use-distance.ts'
import { RegionButton, useRegion } from './use-region.tsx'
import { WishBox } from './wish-box.tsx'

const step = 12
/** One answer holds at most so many; by distance they are all asked for, and put in order here. */
const mostCards = 200
const mostDates = 12
const typingMillis = 350

/** Waits until the person has stopped typing, so that a slow network is asked once. */
const useSettled = (value: string): string => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), typingMillis)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

export const BookSegments = ({ at }: { readonly at: 'find' | 'activities' | 'visits' }) => (
  <nav className="r-segments" aria-label={t('portal.tab.book')}>
    <Go to="/book" aria-current={at === 'find' ? 'page' : undefined}>
      {t('portal.find.title')}
    </Go>
    <Go to="/activities" aria-current={at === 'activities' ? 'page' : undefined}>
      {t('portal.activity.title')}
    </Go>
    <Go to="/visits" aria-current={at === 'visits' ? 'page' : undefined}>
      {t('portal.visits.title')}
    </Go>
  </nav>
)

/** Nothing fits: what to change, and whom to ring. */
const Nothing = ({
  places,
  filtered,
  onClear,
}: {
  readonly places: readonly Place[]
  readonly filtered: boolean
  readonly onClear: () => void
}) => (
  <Notice tone="info" title={t('portal.find.none')}>
    <p>{t(filtered ? 'portal.find.none_filtered' : 'portal.find.none_at_all')}</p>
    {filtered ? (
      <button type="button" className="r-button" onClick={onClear}>
        {t('portal.find.clear')}
      </button>
    ) : null}
    {places.slice(0, 3).map(one => (
      <p key={one.institutionId} className="r-stack-tight">
        <span>{one.name}</span> <CallPlace phone={one.phone} />
      </p>
    ))}
  </Notice>
)

const useFilters = () => {
  const [params, setParams] = usePageParams()
  const { place = '', speciality = '', date = '' } = params
  return { params, setParams, place, speciality, date, openOnly: params.open === '1' }
}

/** Find by what hurts, name, speciality, place and day; everything chosen is in the address, so "back" returns to it. */
export const FindPage = () => {
  const { params, setParams, place, speciality, date, openOnly } = useFilters()
  const [words, setWords] = useState(params.words ?? '')
  const [limit, setLimit] = useState(step)
  const settled = useSettled(words.trim())
  const regionId = useRegion()
  const { point } = useWhere()
  useEffect(() => {
    if ((params.words ?? '') !== settled) setParams({ words: settled || undefined })
  }, [settled, params.words, setParams])
  const answer = useQueryEndpoint(
    findExperts,
    {
      limit: point ? mostCards : limit,
      dates: mostDates,
      ...(regionId === undefined ? {} : { regionId }),
      ...(openOnly ? { openOnly: true } : {}),
      ...(place ? { institutionId: place } : {}),
      ...(speciality ? { speciality } : {}),
      ...(settled ? { words: settled } : {}),
      ...(date ? { from: date, to: date } : {}),
    },
    { keepPrevious: true, staleSeconds: 20, keep: !settled && !speciality && !date && !place },
  )
  const list = answer.data
  const places = list?.places ?? []
  const found = list ? cardViewsOf(list.cards, list) : []
  const cards = byDistance(found, card => card.dates[0]?.place ?? null, point).slice(0, limit)
  const states = found.flatMap(card => card.dates.map(date => date.state))
  const filtered = place !== '' || speciality !== '' || date !== '' || settled !== '' || openOnly
  const hasMore =
    list !== undefined &&
    limit < mostCards &&
    (found.length > cards.length || list.total === null || list.total > cards.length)
  const clear = () => {
    setWords('')
    setParams({ place: undefined, speciality: undefined, date: undefined, words: undefined, open: undefined })
  }
  return (
    <Page title={t('portal.tab.book')}>
      <BookSegments at="find" />
      <RegionButton />
      <SearchBox value={words} onChange={setWords} />
      <div className="r-choices r-pickers">
        <PlacePicker places={places} value={place} onChange={next => setParams({ place: next || undefined })} />
        <SpecialityPicker
          specialities={list?.specialities ?? []}
          value={speciality}
          onChange={next => setParams({ speciality: next || undefined })}
        />
      </div>
      <DateStrip dates={list?.days ?? []} value={date} onChange={next => setParams({ date: next || undefined })} />
      <div className="r-chips">
        <button
          type="button"
          className="r-chip"
          aria-pressed={openOnly}
          onClick={() => setParams({ open: openOnly ? undefined : '1' })}
        >
          {t('portal.find.open_only')}
        </button>
        <Nearby places={places} />
        <Go to={place ? `/month?place=${place}` : '/month'} className="r-chip r-chip-line">
          <Icon name="calendar" />
          {t('portal.find.month')}
        </Go>
      </div>
      {currentLanguage() === 'en' ? <p className="r-help">{t('portal.find.names_note')}</p> : null}
      {answer.isPending ? <Skeleton label={t('portal.loading')} cards={3} /> : null}
      <Asked answer={answer} />
      {list ? <Understood words={settled} understood={list.understood} /> : null}
      {list ? (
        <p className="r-quiet" role="status">
          {list.total === null
            ? t('portal.find.title_cards_more', { count: list.cards.length })
            : t('portal.find.title_cards', { count: list.total })}
        </p>
      ) : null}
      {list && list.total === 0 ? (
        <Nothing
          places={places.filter(one => place === '' || one.institutionId === place)}
          filtered={filtered}
          onClear={clear}
        />
      ) : null}
      {list && isWishable({ place, speciality }, states) ? (
        <WishBox
          institutionId={place}
          place={places.find(one => one.institutionId === place)?.name ?? ''}
          speciality={speciality}
          here={linkTo('/book', { place, speciality })}
        />
      ) : null}
      <div className="r-cards">
        {cards.map(card => (
          <ExpertCardView key={card.dates[0]?.sessionId} card={card} />
        ))}
      </div>
      {list && hasMore ? (
        <button
          type="button"
          className="r-button"
          data-wide
          onClick={() => setLimit(Math.min(limit + step, mostCards))}
          disabled={answer.isFetching}
        >
          {list.total === null
            ? t('portal.find.more')
            : t('portal.find.more_cards', { count: list.total - cards.length })}
        </button>
      ) : null}
    </Page>
  )
}
