import { t } from '#src/platform/web/i18n.ts'
import { Notice } from '#src/ui/resident/notice.tsx'
import { isActivity } from '../../domain/bookable.ts'
import type { ClinicView } from '../../domain/view.ts'
import type { Appointment } from './endpoints.ts'
import { HeldSeat, isHeld } from './held-seat.tsx'
import { GoButton } from './page.tsx'
import { whoAndWhat } from './trip-card.tsx'
import { useComing } from './use-family.ts'

const alive: readonly string[] = ['booked', 'arrived', 'held']

/** One department gives a person one seat a day: another time of the same doctor or speciality that day counts as this one. */
const isSameDay = (trip: Appointment, clinic: ClinicView): boolean =>
  trip.localDate === clinic.localDate &&
  trip.institutionId === clinic.institutionId &&
  !isActivity(clinic.kind) &&
  !isActivity(trip.kind) &&
  (trip.department === clinic.speciality ||
    (trip.experts[0] !== undefined && trip.experts[0].staffId === clinic.experts[0]?.staffId))

/** The visit this person has here already: of this session first, else of the same department on the day. */
export const useBookedHere = (clinic: ClinicView, residentId: string | undefined): Appointment | undefined => {
  const { data } = useComing()
  const own = data?.appointments.filter(
    trip => trip.residentId === residentId && alive.includes(trip.status) && (trip.status !== 'held' || isHeld(trip)),
  )
  return own?.find(trip => trip.sessionId === clinic.sessionId) ?? own?.find(trip => isSameDay(trip, clinic))
}

/** Says that this person is coming already, or has a seat waiting to be confirmed, and what can be done with it. */
export const AlreadyBooked = ({
  trip,
  clinic,
  onReleased,
}: {
  readonly trip: Appointment
  readonly clinic: ClinicView
  readonly onReleased?: () => void
}) => {
  if (trip.status === 'held') return <HeldSeat trip={trip} brief {...(onReleased ? { onReleased } : {})} />
  const visit = `/visit/${trip.appointmentId}`
  return (
    <Notice tone="good" title={t('portal.clinic.already', { name: trip.residentName, time: trip.startTime })}>
      {trip.sessionId === clinic.sessionId ? null : <p>{whoAndWhat(trip)}</p>}
      <div className="r-actions">
        {trip.status === 'booked' && !isActivity(trip.kind) ? (
          <GoButton to={`${visit}/move`}>{t('portal.move.title')}</GoButton>
        ) : null}
        <GoButton to={visit} look="plain">
          {t('portal.clinic.see_booking')}
        </GoButton>
      </div>
    </Notice>
  )
}
