import { formatDate, formatMonth, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go, usePageParams } from '#src/platform/web/navigation.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { Icon } from '#src/ui/resident/icons.tsx'
import { Notice } from '#src/ui/resident/notice.tsx'
import { clinicList, places as listPlaces } from '../../contract.ts'
import { shiftMonth } from '../../domain/month-grid.ts'
import { type ClinicView, viewsOf } from '../../domain/view.ts'
import { SeatTag } from './clinic-card.tsx'
import { PlacePicker } from './find-filters.tsx'
import { MonthGrid } from './month-grid.tsx'
import { byDistance } from './nearby.tsx'
import { Asked, Page } from './page.tsx'
import { CallPlace } from './trip-card.tsx'
import { useWhere } from './use-distance.ts'
import { RegionButton, useRegion } from './use-region.tsx'
import { clinicTitle, kindText, partText, timesText, titleText } from './words.ts'

const wholeMonth = 400
const furthestMonths = 3

/** One line of the month: when, who, what; the whole line leads to the clinic. */
const Line = ({ clinic }: { readonly clinic: ClinicView }) => {
  const lead = clinic.experts[0]
  return (
    <li>
      <Go
        to={`/clinic/${clinic.sessionId}`}
        className="r-date"
        data-muted={clinic.state === 'open' || clinic.state === 'not_yet' ? undefined : true}
      >
        <span className="r-grow">
          <span className="r-block r-quiet r-small">
            {partText(clinic.partOfDay)} {timesText(clinic.startTime, clinic.endTime)}
          </span>
          <span className="r-strong">{lead ? `${lead.name} ${titleText(lead.titleCode)}` : clinicTitle(clinic)}</span>
          <span className="r-block">
            {lead ? clinicTitle(clinic) : null}
            {clinic.kind === 'outpatient' ? null : <span className="r-quiet"> · {kindText(clinic.kind)}</span>}
          </span>
        </span>
        <SeatTag clinic={clinic} />
      </Go>
    </li>
  )
}

const Day = ({ date, clinics }: { readonly date: string; readonly clinics: readonly ClinicView[] }) => (
  <section className="r-card r-day" id={`day-${date}`}>
    <h2 className="r-who">{formatDate(date, 'day')}</h2>
    <ul className="r-dates">
      {clinics.map(clinic => (
        <Line key={clinic.sessionId} clinic={clinic} />
      ))}
    </ul>
  </section>
)

const MonthSwitch = ({ month, onChange }: { readonly month: string; readonly onChange: (month: string) => void }) => {
  const now = today().slice(0, 7)
  return (
    <div className="r-month-switch">
      <button
        type="button"
        className="r-chip"
        aria-label={t('portal.month_page.previous')}
        disabled={month <= now}
        onClick={() => onChange(shiftMonth(month, -1))}
      >
        <Icon name="back" />
      </button>
      <p className="r-who" role="status">
        {formatMonth(month)}
      </p>
      <button
        type="button"
        className="r-chip"
        aria-label={t('portal.month_page.next')}
        disabled={month >= shiftMonth(now, furthestMonths)}
        onClick={() => onChange(shiftMonth(month, 1))}
      >
        <Icon name="next" />
      </button>
    </div>
  )
}

const useMonthPlaces = () => {
  const { point } = useWhere()
  const regionId = useRegion()
  const answer = useQueryEndpoint(listPlaces, regionId === undefined ? {} : { regionId }, { staleSeconds: 120 })
  return { answer, places: byDistance(answer.data?.places ?? [], place => place, point) }
}

/** PORT-34 The month of one place: a calendar to choose a day, and who comes that day; the same as the printed month. */
export const MonthPage = () => {
  const [params, setParams] = usePageParams()
  const { answer: asked, places } = useMonthPlaces()
  const regionId = useRegion()
  const month = /^20\d{2}-(0[1-9]|1[0-2])$/.test(params.month ?? '') ? (params.month as string) : today().slice(0, 7)
  const place = places.find(one => one.institutionId === params.place) ?? places[0]
  const answer = useQueryEndpoint(
    clinicList,
    {
      month,
      limit: wholeMonth,
      ...(regionId === undefined ? {} : { regionId }),
      ...(place ? { institutionId: place.institutionId } : {}),
    },
    { enabled: place !== undefined, staleSeconds: 30, keep: true },
  )
  const clinics = answer.data ? viewsOf(answer.data.clinics, answer.data) : []
  const ahead = clinics.filter(clinic => clinic.localDate >= today())
  const days = [...new Set(ahead.map(clinic => clinic.localDate))]
  const chosen = days.find(date => date === params.date)
  const printed = place ? `/month/${place.code}?month=${month}&region=${place.regionId}` : '/month'
  return (
    <Page title={t('portal.month_page.title')} back>
      <RegionButton />
      <PlacePicker
        places={places}
        value={place?.institutionId ?? ''}
        mandatory
        onChange={next => setParams({ place: next || undefined, date: undefined })}
      />
      <MonthSwitch month={month} onChange={next => setParams({ month: next, date: undefined })} />
      <Asked answer={asked} />
      <Asked answer={answer} />
      {asked.isPending || (place && answer.isPending) ? <Skeleton label={t('portal.loading')} /> : null}
      {answer.data && days.length > 0 ? (
        <MonthGrid
          month={month}
          counts={new Map(days.map(date => [date, ahead.filter(one => one.localDate === date).length]))}
          value={chosen ?? ''}
          onChange={date => setParams({ date: date === chosen ? undefined : date })}
        />
      ) : null}
      {(asked.data && !place) || (answer.data && days.length === 0) ? (
        <Notice tone="info" title={t('portal.month_page.none', { month: formatMonth(month) })}>
          <p>{t('portal.month_page.none_now')}</p>
          <CallPlace phone={place?.phone ?? null} />
        </Notice>
      ) : null}
      {chosen ? (
        <button type="button" className="r-button" data-look="text" onClick={() => setParams({ date: undefined })}>
          {t('portal.month_page.whole')}
        </button>
      ) : null}
      {days
        .filter(date => chosen === undefined || date === chosen)
        .map(date => (
          <Day key={date} date={date} clinics={ahead.filter(clinic => clinic.localDate === date)} />
        ))}
      {place ? (
        <p className="r-center">
          <a className="r-button" data-look="text" href={printed}>
            {t('portal.month_page.paper')}
          </a>
        </p>
      ) : null}
    </Page>
  )
}
