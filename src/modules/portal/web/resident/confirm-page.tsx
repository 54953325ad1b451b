import { useCommand } from '#src/platform/web/command.ts'
import { formatTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useGo, usePageParams } from '#src/platform/web/navigation.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { Notice } from '#src/ui/resident/notice.tsx'
import { clinicDetail } from '../../contract.ts'
import { isActivity } from '../../domain/bookable.ts'
import { isAtTheSameTime } from '../../domain/held-seats.ts'
import { viewsOf } from '../../domain/view.ts'
import { CostBox, Fee } from './cost-box.tsx'
import { type Booked, cancelAppointment, confirmHold } from './endpoints.ts'
import { forgetHold, readHold } from './hold-memory.ts'
import { GoButton, Page, Refused } from './page.tsx'
import { whoAndWhat } from './trip-card.tsx'
import { clockText, useCountdown } from './use-countdown.ts'
import { useComing, useFamily } from './use-family.ts'
import { clinicTitle, dayText, timesText, titleText } from './words.ts'

const quietFrom = 60

/** The seat is kept; this page says what will be booked, for whom, and how long there is time. */
const Confirm = ({ hold }: { readonly hold: Booked }) => {
  const go = useGo()
  const left = useCountdown(hold.holdExpiresAt)
  const { members } = useFamily()
  const confirm = useCommand(confirmHold)
  const release = useCommand(cancelAppointment)
  const answer = useQueryEndpoint(clinicDetail, { sessionId: hold.sessionId }, { staleSeconds: 60 })
  const clinic = answer.data ? viewsOf([answer.data.clinic], answer.data)[0] : undefined
  const appointments = useComing()
  const meanwhile = appointments.data?.appointments.find(trip => isAtTheSameTime(trip, hold))
  const person = members.find(member => member.residentId === hold.residentId)
  const lost = left === 0 || confirm.problem?.code === 'booking.hold_expired'
  const yes = async () => {
    const booked = await confirm.run({ appointmentId: hold.appointmentId })
    if (!booked) return
    forgetHold()
    go(`/visit/${booked.appointmentId}?new=1`, { replace: true })
  }
  const other = async () => {
    if (!lost) await release.run({ appointmentId: hold.appointmentId })
    forgetHold()
    go(`/clinic/${hold.sessionId}`, { replace: true })
  }
  if (lost)
    return (
      <Page title={t('portal.confirm.title')} narrow>
        <Notice tone="warn" title={t('portal.confirm.lost')} alert>
          {t('portal.confirm.lost_why')}
        </Notice>
        <button type="button" className="r-button" data-look="main" data-wide onClick={() => void other()}>
          {t('portal.confirm.again')}
        </button>
      </Page>
    )
  return (
    <Page title={t('portal.confirm.title')} narrow>
      {left === null ? null : (
        <Notice tone={left < quietFrom ? 'warn' : 'info'}>
          <p>{t('portal.confirm.kept')}</p>
          <p className="r-clock" role="timer" aria-label={t('portal.confirm.left', { time: clockText(left) })}>
            {t('portal.confirm.left', { time: clockText(left) })}
          </p>
        </Notice>
      )}
      {clinic ? (
        <section className="r-card">
          <dl className="r-facts">
            <dt>{t(isActivity(clinic.kind) ? 'portal.activity.for_whom' : 'portal.confirm.for')}</dt>
            <dd className="r-who">{person?.name ?? ''}</dd>
            <dt>{t('portal.clinic.when')}</dt>
            <dd className="r-who">
              {dayText(hold.localDate)} {timesText(formatTime(hold.startsAt), formatTime(hold.endsAt))}
            </dd>
            <dt>{t(isActivity(clinic.kind) ? 'portal.activity.what' : 'portal.confirm.doctor')}</dt>
            <dd>
              {clinic.experts[0] ? `${clinic.experts[0].name} ${titleText(clinic.experts[0].titleCode)} · ` : ''}
              {clinicTitle(clinic)}
            </dd>
            <dt>{t('portal.clinic.where')}</dt>
            <dd>
              {[clinic.place?.name, clinic.roomName, clinic.placeText].filter(Boolean).join(' · ')}
              {clinic.place?.address ? <span className="r-quiet r-block">{clinic.place.address}</span> : null}
            </dd>
            <dt>{t('portal.clinic.fee')}</dt>
            <dd>
              <Fee of={clinic} residentId={person?.residentId} />
            </dd>
          </dl>
        </section>
      ) : (
        <Skeleton label={t('portal.loading')} cards={1} />
      )}
      {person && clinic && !isActivity(clinic.kind) ? (
        <CostBox sessionId={hold.sessionId} residentId={hold.residentId} />
      ) : null}
      {meanwhile ? (
        <Notice tone="warn" title={t('portal.confirm.same_time', { name: meanwhile.residentName })} alert>
          <p className="r-strong">
            {timesText(meanwhile.startTime, meanwhile.endTime)} · {whoAndWhat(meanwhile)} · {meanwhile.institutionName}
          </p>
          <p>{t('portal.confirm.same_time_now')}</p>
        </Notice>
      ) : null}
      <Refused problem={confirm.problem} name={person?.name ?? ''} onRetry={() => void yes()} />
      <button
        type="button"
        className="r-button"
        data-look="next"
        data-wide
        disabled={confirm.pending}
        onClick={() => void yes()}
      >
        {t(
          confirm.pending
            ? 'portal.confirm.booking'
            : meanwhile
              ? 'portal.confirm.yes_anyway'
              : isActivity(clinic?.kind ?? '')
                ? 'portal.activity.yes'
                : 'portal.confirm.yes',
        )}
      </button>
      <button
        type="button"
        className="r-button"
        data-look="plain"
        data-wide
        disabled={release.pending}
        onClick={() => void other()}
      >
        {t('portal.confirm.other')}
      </button>
    </Page>
  )
}

export const ConfirmPage = () => {
  const [params] = usePageParams()
  const appointments = useComing()
  const id = params.appointmentId ?? ''
  const hold =
    readHold(id) ?? appointments.data?.appointments.find(trip => trip.appointmentId === id && trip.status === 'held')
  if (hold) return <Confirm hold={hold} />
  if (appointments.isFetching)
    return (
      <Page title={t('portal.confirm.title')} back narrow>
        <Skeleton label={t('portal.loading')} cards={1} />
      </Page>
    )
  return (
    <Page title={t('portal.confirm.title')} back narrow>
      <Notice tone="info" title={t('portal.confirm.unknown')}>
        {t('portal.confirm.unknown_now')}
      </Notice>
      <GoButton to="/visits" look="main" wide>
        {t('portal.visits.title')}
      </GoButton>
      <GoButton to="/book" wide>
        {t('portal.find.title')}
      </GoButton>
    </Page>
  )
}
