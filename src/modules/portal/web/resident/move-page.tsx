import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { linkTo, useGo, usePageParams } from '#src/platform/web/navigation.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { Notice } from '#src/ui/resident/notice.tsx'
import { Sheet } from '#src/ui/resident/sheet.tsx'
import { type Appointment, type OpenSession, rescheduleAppointment, rescheduleOptions, type Slot } from './endpoints.ts'
import { Asked, GoButton, Page, Refused } from './page.tsx'
import { CallPlace, whoAndWhat } from './trip-card.tsx'
import { useComing } from './use-family.ts'
import { dayText, timesText, titleText } from './words.ts'

type Choice = { readonly session: OpenSession; readonly slot: Slot }

const whoOf = (session: OpenSession): string => {
  const lead = session.experts[0]
  return [lead ? `${lead.name} ${titleText(lead.titleCode)}`.trim() : '', session.title || session.department]
    .filter(Boolean)
    .join(' · ')
}

/** Asks once, with the old and the new time beside each other; the old seat is kept until the new one is booked. */
const Sure = ({
  trip,
  choice,
  onClose,
}: {
  readonly trip: Appointment
  readonly choice: Choice
  readonly onClose: () => void
}) => {
  const go = useGo()
  const move = useCommand(rescheduleAppointment)
  const run = async () => {
    const moved = await move.run({ appointmentId: trip.appointmentId, poolId: choice.slot.poolId })
    if (moved)
      go(linkTo(`/visit/${moved.appointmentId}`, { new: 1, day: trip.localDate, from: trip.startTime }), {
        replace: true,
      })
  }
  return (
    <Sheet title={t('portal.move.sure', { name: trip.residentName })} onClose={onClose}>
      <dl className="r-facts">
        <dt>{t('portal.move.from')}</dt>
        <dd>
          {dayText(trip.localDate)} {trip.startTime}
        </dd>
        <dt>{t('portal.move.to')}</dt>
        <dd className="r-who">
          {dayText(choice.session.localDate)} {timesText(choice.slot.startTime, choice.slot.endTime)}
          <span className="r-block">{whoOf(choice.session)}</span>
          <span className="r-quiet r-block">{choice.session.institutionName}</span>
        </dd>
      </dl>
      <Refused problem={move.problem} name={trip.residentName} />
      <button
        type="button"
        className="r-button"
        data-look="next"
        data-wide
        disabled={move.pending}
        onClick={() => void run()}
      >
        {t(move.pending ? 'portal.move.running' : 'portal.move.yes')}
      </button>
      <button type="button" className="r-button" data-look="plain" data-wide onClick={onClose}>
        {t('portal.move.keep')}
      </button>
    </Sheet>
  )
}

const Options = ({ trip }: { readonly trip: Appointment }) => {
  const [choice, setChoice] = useState<Choice | null>(null)
  const answer = useQueryEndpoint(rescheduleOptions, { appointmentId: trip.appointmentId }, { refetchSeconds: 30 })
  if (answer.isPending) return <Skeleton label={t('portal.loading')} />
  if (!answer.data) return <Asked answer={answer} />
  if (answer.data.sessions.length === 0)
    return (
      <Notice tone="info" title={t('portal.move.none')}>
        <p>{t('portal.move.none_now')}</p>
        <GoButton to={`/clinic/${trip.sessionId}`}>{t('portal.move.see_clinic')}</GoButton>
        <CallPlace phone={trip.institutionPhone} />
      </Notice>
    )
  return (
    <>
      {answer.data.sessions.map(({ session, slots }) => (
        <section key={session.sessionId} className="r-card r-stack-tight">
          <h2 className="r-who">{dayText(session.localDate)}</h2>
          <p>{whoOf(session)}</p>
          <p className="r-quiet">{session.institutionName}</p>
          <div className="r-choices">
            {slots.map(slot => (
              <button
                key={slot.poolId}
                type="button"
                className="r-chip r-time"
                onClick={() => setChoice({ session, slot })}
              >
                <span className="r-strong">{timesText(slot.startTime, slot.endTime)}</span>
                <small>{t('portal.seats.left', { seats: slot.free })}</small>
              </button>
            ))}
          </div>
        </section>
      ))}
      {choice ? <Sure trip={trip} choice={choice} onClose={() => setChoice(null)} /> : null}
    </>
  )
}

/** 改约: other times of the same expert or department; nothing is given back before the new time is booked. */
export const MovePage = () => {
  const [params] = usePageParams()
  const appointments = useComing()
  const trip = appointments.data?.appointments.find(one => one.appointmentId === params.appointmentId)
  return (
    <Page title={t('portal.move.title')} back narrow>
      {trip ? (
        <>
          <Notice tone="info" title={t('portal.move.now', { name: trip.residentName })}>
            <p className="r-strong">
              {dayText(trip.localDate)} {trip.startTime} · {whoAndWhat(trip)}
            </p>
            <p>{t('portal.move.kept')}</p>
          </Notice>
          {trip.status === 'booked' ? (
            <Options trip={trip} />
          ) : (
            <GoButton to={`/visit/${trip.appointmentId}`} wide>
              {t('portal.move.not_now')}
            </GoButton>
          )}
        </>
      ) : appointments.isFetching ? (
        <Skeleton label={t('portal.loading')} />
      ) : (
        <GoButton to="/visits" look="main" wide>
          {t('portal.visits.title')}
        </GoButton>
      )}
    </Page>
  )
}
