import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { serverNow } from '#src/platform/web/zone.ts'
import { Notice } from '#src/ui/resident/notice.tsx'
import { isHeldAt } from '../../domain/held-seats.ts'
import { type Appointment, cancelAppointment } from './endpoints.ts'
import { forgetHold } from './hold-memory.ts'
import { GoButton, Trouble } from './page.tsx'
import { tripWho } from './trip-card.tsx'
import { clockText, useCountdown } from './use-countdown.ts'
import { dayText } from './words.ts'

/** Whether this seat waits to be confirmed and there is still time. */
export const isHeld = (trip: Pick<Appointment, 'status' | 'holdExpiresAt'>): boolean =>
  isHeldAt(trip, serverNow().toISOString())

/** A seat that is kept and not yet booked: how long there is time, to confirm it or to give it back. */
export const HeldSeat = ({
  trip,
  brief = false,
  onReleased,
}: {
  readonly trip: Appointment
  /** On the clinic's own page the doctor and the day stand above already. */
  readonly brief?: boolean
  readonly onReleased?: () => void
}) => {
  const left = useCountdown(trip.holdExpiresAt)
  const release = useCommand(cancelAppointment)
  const letGo = async () => {
    if (!(await release.run({ appointmentId: trip.appointmentId }))) return
    forgetHold()
    onReleased?.()
  }
  if (left === 0)
    return (
      <Notice tone="warn" title={t('portal.confirm.lost')}>
        <p>{t('portal.confirm.lost_why')}</p>
        <GoButton to={`/clinic/${trip.sessionId}`}>{t('portal.confirm.again')}</GoButton>
      </Notice>
    )
  return (
    <Notice tone="warn" title={t('portal.held.title', { name: trip.residentName })}>
      <p className="r-strong">
        {brief ? '' : `${dayText(trip.localDate)} `}
        {trip.startTime}
        {brief ? '' : ` · ${tripWho(trip)} · ${trip.institutionName}`}
      </p>
      {left === null ? null : (
        <p className="r-who" role="timer">
          {t('portal.confirm.left', { time: clockText(left) })}
        </p>
      )}
      <p>{t('portal.held.why')}</p>
      <div className="r-actions">
        <GoButton to={`/confirm/${trip.appointmentId}`} look="next">
          {t('portal.visit.held_confirm')}
        </GoButton>
        <button
          type="button"
          className="r-button"
          data-look="plain"
          disabled={release.pending}
          onClick={() => void letGo()}
        >
          {t('portal.held.let_go')}
        </button>
      </div>
      <Trouble problem={release.problem} />
    </Notice>
  )
}
