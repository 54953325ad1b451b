import { t } from '#src/platform/web/i18n.ts'
import { serverNow } from '#src/platform/web/zone.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { BookSegments } from './find-page.tsx'
import { HeldSeat, isHeld } from './held-seat.tsx'
import { GoButton, Page, SectionTitle, Trouble } from './page.tsx'
import { SignInCard } from './sign-in-card.tsx'
import { TripCard } from './trip-card.tsx'
import { useAppointments, useFamily } from './use-family.ts'

const alive: readonly string[] = ['booked', 'arrived']

/** Bookings of oneself and the family: what is coming first, then what was. */
export const VisitsPage = () => {
  const { visitor } = useFamily()
  const answer = useAppointments()
  const now = serverNow().toISOString()
  const trips = answer.data?.appointments ?? []
  const coming = trips.filter(trip => alive.includes(trip.status) && trip.endsAt >= now)
  const held = trips.filter(isHeld)
  const past = trips.filter(trip => !coming.includes(trip) && trip.status !== 'expired' && trip.status !== 'held')
  return (
    <Page title={t('portal.tab.book')}>
      <BookSegments at="visits" />
      {visitor === 'linked' ? null : <SignInCard next="/visits" />}
      {visitor === 'linked' && answer.isPending ? <Skeleton label={t('portal.loading')} /> : null}
      <Trouble problem={answer.error} onRetry={() => void answer.refetch()} />
      {answer.data ? (
        <section>
          <SectionTitle>{t('portal.visits.coming')}</SectionTitle>
          {held.map(trip => (
            <HeldSeat key={trip.appointmentId} trip={trip} />
          ))}
          {coming.length === 0 && held.length > 0 ? null : coming.length === 0 ? (
            <div className="r-card r-stack">
              <p>{t('portal.visits.none')}</p>
              <GoButton to="/book" look="main" wide>
                {t('portal.home.find')}
              </GoButton>
            </div>
          ) : (
            <div className="r-cards">
              {coming.map(trip => (
                <TripCard key={trip.appointmentId} trip={trip} />
              ))}
            </div>
          )}
        </section>
      ) : null}
      {past.length > 0 ? (
        <section>
          <SectionTitle>{t('portal.visits.past')}</SectionTitle>
          <div className="r-cards">
            {past.map(trip => (
              <TripCard key={trip.appointmentId} trip={trip} />
            ))}
          </div>
        </section>
      ) : null}
    </Page>
  )
}
