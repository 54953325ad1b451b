import { t } from '#src/platform/web/i18n.ts'
import { Go, usePageParams } from '#src/platform/web/navigation.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { Notice, Tag } from '#src/ui/resident/notice.tsx'
import { clinicList } from '../../contract.ts'
import { type ClinicView, viewsOf } from '../../domain/view.ts'
import { SeatTag } from './clinic-card.tsx'
import { PlacePicker } from './find-filters.tsx'
import { BookSegments } from './find-page.tsx'
import { Asked, GoButton, Page } from './page.tsx'
import { RegionButton, useRegion } from './use-region.tsx'
import { clinicTitle, dayText, kindText, timesText, titleText } from './words.ts'

const mostActivities = 60

/** What it is about first, since people come for the theme; then when, where and who. */
const ActivityCard = ({ activity }: { readonly activity: ClinicView }) => {
  const lead = activity.experts[0]
  const others = activity.experts.length - 1
  return (
    <Go
      to={`/clinic/${activity.sessionId}`}
      className="r-card r-stack-tight"
      data-muted={activity.state === 'open' ? undefined : true}
    >
      <p>
        <Tag tone="info">{kindText(activity.kind)}</Tag>
      </p>
      <p className="r-who">{clinicTitle(activity)}</p>
      <p className="r-strong">
        {dayText(activity.localDate)} {timesText(activity.startTime, activity.endTime)}
      </p>
      <p>
        {activity.place?.name ?? ''}
        {activity.placeText ? ` · ${activity.placeText}` : ''}
      </p>
      {lead ? (
        <p className="r-quiet">
          {[lead.name, titleText(lead.titleCode)].filter(Boolean).join(' ')}
          {others > 0 ? ` · ${t('portal.clinic.team', { others })}` : ''}
        </p>
      ) : null}
      <div className="r-clinic-foot">
        <SeatTag clinic={activity} />
        <span className="r-small">{t('portal.activity.free')}</span>
      </div>
    </Go>
  )
}

/** PORT-40 义诊 and 讲座 of the next weeks, nearest first: booked from their publication on, free of charge. */
export const ActivityPage = () => {
  const [params, setParams] = usePageParams()
  const regionId = useRegion()
  const answer = useQueryEndpoint(
    clinicList,
    { activities: true, limit: mostActivities, ...(regionId === undefined ? {} : { regionId }) },
    { staleSeconds: 30, keep: true },
  )
  const all = answer.data ? viewsOf(answer.data.clinics, answer.data) : []
  const place = params.place ?? ''
  const shown = all.filter(one => place === '' || one.institutionId === place)
  return (
    <Page title={t('portal.tab.book')}>
      <BookSegments at="activities" />
      <RegionButton />
      {answer.data && answer.data.places.length > 1 ? (
        <div className="r-choices r-pickers">
          <PlacePicker
            places={answer.data.places}
            value={place}
            onChange={next => setParams({ place: next || undefined })}
          />
        </div>
      ) : null}
      {answer.isPending ? <Skeleton label={t('portal.loading')} cards={3} /> : null}
      <Asked answer={answer} />
      {answer.data ? (
        <p className="r-quiet" role="status">
          {t('portal.activity.count', { count: shown.length })}
        </p>
      ) : null}
      {answer.data && shown.length === 0 ? (
        <>
          <Notice tone="info" title={t('portal.activity.none')}>
            {t('portal.activity.none_now')}
          </Notice>
          <GoButton to="/book" look="main" wide>
            {t('portal.home.find')}
          </GoButton>
        </>
      ) : null}
      <div className="r-cards">
        {shown.map(activity => (
          <ActivityCard key={activity.sessionId} activity={activity} />
        ))}
      </div>
    </Page>
  )
}
