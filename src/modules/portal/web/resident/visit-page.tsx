import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { serverNow } from '#src/platform/web/zone.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { Icon } from '#src/ui/resident/icons.tsx'
import { Notice, Tag } from '#src/ui/resident/notice.tsx'
import { Sheet } from '#src/ui/resident/sheet.tsx'
import { isActivity } from '../../domain/bookable.ts'
import { calendarFile } from '../../domain/calendar-file.ts'
import { ChangedTrips } from './changed-trips.tsx'
import { Fee } from './cost-box.tsx'
import { type Appointment, cancelAppointment } from './endpoints.ts'
import { FaceOfVisit } from './face-card.tsx'
import { HeldSeat } from './held-seat.tsx'
import { HospitalSays, useHospitalAnswer } from './hospital-says.tsx'
import { Asked, GoButton, Page, Trouble } from './page.tsx'
import { inWeChat, saveFile } from './share.ts'
import { SignInCard } from './sign-in-card.tsx'
import { CallPlace, statusText, statusTone, TellFamily, tripText, tripWho, WayThere, whoAndWhat } from './trip-card.tsx'
import { useTrip, useVisitor } from './use-family.ts'
import { arriveText, dayText, timesText, untilText } from './words.ts'

const AddToCalendar = ({ trip }: { readonly trip: Appointment }) => {
  const [hint, setHint] = useState(false)
  const save = () => {
    if (inWeChat()) return setHint(true)
    const file = calendarFile({
      id: trip.appointmentId,
      startsAt: new Date(trip.startsAt),
      endsAt: new Date(trip.endsAt),
      writtenAt: serverNow(),
      title: isActivity(trip.kind)
        ? trip.title
        : t('portal.trip.calendar_title', { who: tripWho(trip), department: trip.department }),
      place: [trip.institutionName, trip.institutionAddress].filter(Boolean).join(' '),
      note: tripText(trip),
    })
    saveFile(`${trip.localDate}.ics`, 'text/calendar;charset=utf-8', file)
  }
  return (
    <>
      <button type="button" className="r-button" data-look="plain" onClick={save}>
        <Icon name="calendar" />
        {t('portal.trip.calendar')}
      </button>
      {hint ? (
        <Sheet title={t('portal.trip.calendar')} onClose={() => setHint(false)}>
          <p>{t('portal.trip.calendar_wechat')}</p>
          <button type="button" className="r-button" data-look="main" data-wide onClick={() => setHint(false)}>
            {t('portal.close')}
          </button>
        </Sheet>
      ) : null}
    </>
  )
}

/** Cancelling asks once and says what is lost; after the deadline it says whom to ring. */
const CancelTrip = ({ trip }: { readonly trip: Appointment }) => {
  const [asking, setAsking] = useState(false)
  const cancel = useCommand(cancelAppointment)
  const activity = isActivity(trip.kind)
  const late = serverNow().toISOString() > trip.cancelUntil
  const when = untilText(trip.cancelUntil)
  const run = async () => {
    if (await cancel.run({ appointmentId: trip.appointmentId })) setAsking(false)
  }
  if (late)
    return (
      <Notice tone="info" title={t('portal.cancel.too_late', { when })}>
        <p>{t('portal.cancel.too_late_now')}</p>
        <CallPlace phone={trip.institutionPhone} />
      </Notice>
    )
  return (
    <section className="r-stack">
      <p className="r-quiet">{t('portal.cancel.until', { when })}</p>
      {activity ? null : (
        <GoButton to={`/visit/${trip.appointmentId}/move`} wide>
          <Icon name="calendar" />
          {t('portal.move.button')}
        </GoButton>
      )}
      <button type="button" className="r-button" data-look="plain" data-wide onClick={() => setAsking(true)}>
        {t(activity ? 'portal.activity.button' : 'portal.cancel.button')}
      </button>
      {asking ? (
        <Sheet title={t('portal.cancel.sure', { name: trip.residentName })} onClose={() => setAsking(false)}>
          <p className="r-who">
            {dayText(trip.localDate)} {trip.startTime} · {tripWho(trip)}
          </p>
          <p>{t('portal.cancel.what_happens')}</p>
          <Trouble problem={cancel.problem} />
          <button type="button" className="r-button" data-look="main" data-wide onClick={() => setAsking(false)}>
            {t('portal.cancel.keep')}
          </button>
          <button
            type="button"
            className="r-button"
            data-look="plain"
            data-wide
            disabled={cancel.pending}
            onClick={() => void run()}
          >
            {t(cancel.pending ? 'portal.cancel.running' : 'portal.cancel.yes')}
          </button>
        </Sheet>
      ) : null}
    </section>
  )
}

const goneText = (trip: Appointment): string => {
  if (trip.moved) return t('portal.status.moved')
  return t(
    isActivity(trip.kind) && trip.status === 'cancelled' ? 'portal.activity.cancelled' : `portal.visit.${trip.status}`,
  )
}

type Was = { readonly day: string; readonly time: string }

/** 已从 08:30 改到 10:30; the days as well where they differ. */
const doneText = (trip: Appointment, was: Was | null): string => {
  if (isActivity(trip.kind)) return t('portal.activity.done')
  if (was === null || trip.replacesId === null) return t('portal.visit.done')
  const sameDay = was.day === trip.localDate
  const from = sameDay ? was.time : `${dayText(was.day)} ${was.time}`
  const to = sameDay ? trip.startTime : `${dayText(trip.localDate)} ${trip.startTime}`
  return t('portal.visit.done_move', { from, to })
}

const Details = ({
  trip,
  fresh,
  was,
}: {
  readonly trip: Appointment
  readonly fresh: boolean
  readonly was: Was | null
}) => {
  const activity = isActivity(trip.kind)
  const coming = trip.status === 'booked' && trip.endsAt >= serverNow().toISOString()
  return (
    <>
      {fresh && trip.status === 'booked' ? (
        <div className="r-done r-stack-tight" role="status">
          <Icon name="good" />
          <p className="r-when">{doneText(trip, was)}</p>
          <p>{t('portal.visit.done_next', { day: dayText(trip.localDate), time: arriveText(trip.startTime) })}</p>
        </div>
      ) : null}
      <section className="r-card r-stack" data-next={coming || undefined}>
        <div className="r-section-title">
          <p className="r-when">
            {dayText(trip.localDate)} {timesText(trip.startTime, trip.endTime)}
          </p>
          <Tag tone={statusTone[trip.status]}>{statusText(trip)}</Tag>
        </div>
        {trip.ticketNo === null ? null : (
          <p className="r-number">{t('portal.trip.ticket', { number: trip.ticketNo })}</p>
        )}
        <dl className="r-facts">
          <dt>{t(isActivity(trip.kind) ? 'portal.activity.for_whom' : 'portal.confirm.for')}</dt>
          <dd>{trip.residentName}</dd>
          <dt>{t(isActivity(trip.kind) ? 'portal.activity.what' : 'portal.confirm.doctor')}</dt>
          <dd>{whoAndWhat(trip)}</dd>
          <dt>{t('portal.clinic.where')}</dt>
          <dd>
            {trip.institutionName}
            {trip.roomName ? ` · ${trip.roomName}` : ''}
            {trip.institutionAddress ? <span className="r-quiet r-block">{trip.institutionAddress}</span> : null}
          </dd>
          <dt>{t('portal.clinic.fee')}</dt>
          <dd>
            <Fee of={trip} residentId={coming ? trip.residentId : undefined} />
          </dd>
          {trip.agentName ? (
            <>
              <dt>{t('portal.visit.booked_by')}</dt>
              <dd>{trip.agentName}</dd>
            </>
          ) : null}
        </dl>
        {coming ? (
          <div className="r-actions">
            <WayThere
              target={{ name: trip.institutionName, address: trip.institutionAddress, phone: trip.institutionPhone }}
            />
            <TellFamily trip={trip} />
            <AddToCalendar trip={trip} />
            <GoButton to={`/visit/${trip.appointmentId}/slip`} look="plain">
              <Icon name="ticket" />
              {t('portal.slip.open')}
            </GoButton>
            <CallPlace phone={trip.institutionPhone} />
          </div>
        ) : null}
      </section>
      {coming ? (
        <section className="r-card r-stack-tight">
          <h2 className="r-who">{t('portal.visit.on_the_day')}</h2>
          <ol className="r-steps">
            {activity ? (
              <li>
                {t('portal.activity.step_bring', {
                  arrive: arriveText(trip.startTime),
                  place: [trip.institutionName, trip.roomName].filter(Boolean).join(' · '),
                })}
              </li>
            ) : (
              <>
                <li>{t('portal.visit.step_bring', { arrive: arriveText(trip.startTime) })}</li>
                <li>{t('portal.visit.step_desk', { place: trip.institutionName })}</li>
                <li>{t('portal.visit.step_screen')}</li>
              </>
            )}
          </ol>
          <GoButton to={`/health?for=${trip.residentId}&show=1`} wide>
            <Icon name="card" />
            {t('portal.visit.show_code')}
          </GoButton>
        </section>
      ) : null}
      {trip.status === 'arrived' ? (
        <section className="r-card r-stack-tight">
          <h2 className="r-who">{t('portal.arrived.title')}</h2>
          <ol className="r-steps">
            <li>{t('portal.arrived.where', { place: trip.roomName ?? trip.department })}</li>
            <li>{t('portal.arrived.turn', { times: timesText(trip.startTime, trip.endTime) })}</li>
            <li>{t('portal.arrived.missed')}</li>
          </ol>
          <CallPlace phone={trip.institutionPhone} wide />
        </section>
      ) : null}
      {coming ? <CancelTrip trip={trip} /> : null}
      {trip.status === 'cancelled' || trip.status === 'no_show' || trip.status === 'expired' ? (
        <Notice tone="info" title={goneText(trip)}>
          <GoButton to={activity ? '/activities' : '/book'} look="main">
            {t(activity ? 'portal.activity.title' : 'portal.visit.book_again')}
          </GoButton>
        </Notice>
      ) : null}
    </>
  )
}

/** One booked visit: the result of booking, what to do on the day, and what can be changed. */
export const VisitPage = () => {
  const [params] = usePageParams()
  const visitor = useVisitor()
  const answer = useTrip(params.appointmentId ?? '')
  const { trip } = answer
  const held = trip?.status === 'held'
  const says = useHospitalAnswer(trip?.appointmentId)
  const fresh = params.new === '1' && trip?.status !== 'cancelled'
  const activity = trip !== undefined && isActivity(trip.kind)
  const was = params.day && params.from ? { day: params.day, time: params.from } : null
  return (
    <Page
      title={t(fresh ? (activity ? 'portal.activity.join' : 'portal.visit.new_title') : 'portal.visit.title')}
      back={!params.new}
      narrow
    >
      {visitor === 'linked' ? null : <SignInCard next={`/visit/${params.appointmentId ?? ''}`} />}
      {visitor === 'linked' && !trip && answer.isPending ? <Skeleton label={t('portal.loading')} cards={1} /> : null}
      <Asked answer={answer} />
      {trip && !held ? <ChangedTrips appointmentId={trip.appointmentId} /> : null}
      {trip && !held ? <HospitalSays trip={trip} /> : null}
      {trip && !held ? <Details trip={trip} fresh={fresh && says !== 'asking'} was={was} /> : null}
      {trip?.status === 'arrived' ? <FaceOfVisit trip={trip} /> : null}
      {trip && held ? <HeldSeat trip={trip} /> : null}
      {answer.isUnknown ? <Notice tone="info">{t('portal.visit.unknown')}</Notice> : null}
      <GoButton to={params.new ? '/' : '/visits'} look={params.new ? 'main' : 'plain'} wide>
        {t(params.new ? 'portal.visit.to_home' : 'portal.visit.to_list')}
      </GoButton>
    </Page>
  )
}
