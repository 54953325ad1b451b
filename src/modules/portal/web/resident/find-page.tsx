import { useEffect, useState } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { currentLanguage } from '#src/platform/web/language.ts'
import { Go, usePageParams } from '#src/platform/web/navigation.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { Notice } from '#src/ui/resident/notice.tsx'
import { clinicList } from '../../contract.ts'
import { viewsOf } from '../../domain/view.ts'
import { ClinicCard } from './clinic-card.tsx'
import { DateStrip, PlacePicker, SearchBox, SpecialityPicker } from './find-filters.tsx'
import { Page, Trouble } from './page.tsx'
import { CallPlace } from './trip-card.tsx'
import { askWhere, kilometresTo, mayAskWhere, useWhere } from './use-distance.ts'
import { RegionButton, useRegion } from './use-region.tsx'

const step = 20
const mostSorted = 400
const far = (point: Parameters<typeof kilometresTo>[0], place: Parameters<typeof kilometresTo>[1]): number =>
  kilometresTo(point, place) ?? 9999
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

export const BookSegments = ({ at }: { readonly at: 'find' | 'visits' }) => (
  <nav className="r-segments" aria-label={t('portal.tab.book')}>
    <Go to="/book" aria-current={at === 'find' ? 'page' : undefined}>
      {t('portal.find.title')}
    </Go>
    <Go to="/visits" aria-current={at === 'visits' ? 'page' : undefined}>
      {t('portal.visits.title')}
    </Go>
  </nav>
)

/** Find by what hurts, speciality, place and day; everything chosen is in the address, so "back" returns to it. */
export const FindPage = () => {
  const [params, setParams] = usePageParams()
  const [words, setWords] = useState(params.words ?? '')
  const [limit, setLimit] = useState(step)
  const settled = useSettled(words.trim())
  const regionId = useRegion()
  const region = regionId === undefined ? {} : { regionId }
  const { place = '', speciality = '', date = '' } = params
  const openOnly = params.open === '1'
  const where = useWhere()
  const nearFirst = params.near === '1' && where.point !== null
  useEffect(() => {
    if ((params.words ?? '') !== settled) setParams({ words: settled || undefined })
  }, [settled, params.words, setParams])
  const answer = useQueryEndpoint(
    clinicList,
    {
      // By distance the whole period is put in order, not only its first page.
      limit: nearFirst ? mostSorted : limit,
      ...region,
      ...(openOnly ? { openOnly: true } : {}),
      ...(place ? { institutionId: place } : {}),
      ...(speciality ? { speciality } : {}),
      ...(settled ? { words: settled } : {}),
      ...(date ? { from: date, to: date } : {}),
    },
    { keepPrevious: true, staleSeconds: 20 },
  )
  // The choices offered come from the whole period, so that choosing one never hides the others.
  const choices = useQueryEndpoint(clinicList, { limit: 1, ...region }, { staleSeconds: 120 })
  const atPlace = useQueryEndpoint(
    clinicList,
    { limit: 1, ...region, ...(place ? { institutionId: place } : {}) },
    { staleSeconds: 60 },
  )
  const list = answer.data
  const found = list ? viewsOf(list.clinics, list) : []
  const views = nearFirst
    ? [...found].sort((a, b) => far(where.point, a.place) - far(where.point, b.place)).slice(0, limit)
    : found
  const filtered = place !== '' || speciality !== '' || date !== '' || settled !== '' || openOnly
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
        <PlacePicker
          places={choices.data?.places ?? []}
          value={place}
          onChange={next => setParams({ place: next || undefined })}
        />
        <SpecialityPicker
          specialities={atPlace.data?.specialities ?? []}
          value={speciality}
          onChange={next => setParams({ speciality: next || undefined })}
        />
      </div>
      <DateStrip
        dates={atPlace.data?.dates ?? []}
        value={date}
        onChange={next => setParams({ date: next || undefined })}
      />
      <div className="r-chips">
        <button
          type="button"
          className="r-chip"
          aria-pressed={openOnly}
          onClick={() => setParams({ open: openOnly ? undefined : '1' })}
        >
          {t('portal.find.open_only')}
        </button>
        {mayAskWhere() ? (
          <button
            type="button"
            className="r-chip"
            aria-pressed={nearFirst}
            disabled={where.state === 'asking'}
            onClick={() => {
              if (where.point === null) askWhere()
              setParams({ near: nearFirst ? undefined : '1' })
            }}
          >
            {t(where.state === 'asking' ? 'portal.distance.asking' : 'portal.find.near_first')}
          </button>
        ) : null}
      </div>
      {where.state === 'refused' ? <p className="r-help">{t('portal.distance.refused')}</p> : null}
      {currentLanguage() === 'en' ? <p className="r-help">{t('portal.find.names_note')}</p> : null}
      {answer.isPending ? <Skeleton label={t('portal.loading')} cards={3} /> : null}
      <Trouble problem={answer.error} onRetry={() => void answer.refetch()} />
      {list ? (
        <p className="r-quiet" role="status">
          {t('portal.find.found', { count: list.total })}
        </p>
      ) : null}
      {list && list.total === 0 ? (
        <Notice tone="info" title={t('portal.find.none')}>
          <p>{t(filtered ? 'portal.find.none_filtered' : 'portal.find.none_at_all')}</p>
          {filtered ? (
            <button type="button" className="r-button" onClick={clear}>
              {t('portal.find.clear')}
            </button>
          ) : null}
          {(choices.data?.places ?? [])
            .filter(one => place === '' || one.institutionId === place)
            .slice(0, 3)
            .map(one => (
              <p key={one.institutionId} className="r-stack-tight">
                <span>{one.name}</span> <CallPlace phone={one.phone} />
              </p>
            ))}
        </Notice>
      ) : null}
      <div className="r-cards">
        {views.map(clinic => (
          <ClinicCard key={clinic.sessionId} clinic={clinic} />
        ))}
      </div>
      {list && list.total > views.length ? (
        <button
          type="button"
          className="r-button"
          data-wide
          onClick={() => setLimit(limit + step)}
          disabled={answer.isFetching}
        >
          {t('portal.find.more', { count: list.total - views.length })}
        </button>
      ) : null}
    </Page>
  )
}
