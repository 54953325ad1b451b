import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { serverNow } from '#src/platform/web/zone.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { BookSegments } from './find-page.tsx'
import { HeldSeat, isHeld } from './held-seat.tsx'
import { Asked, GoButton, Page, SectionTitle } from './page.tsx'
import { SignInCard } from './sign-in-card.tsx'
import { TripCard } from './trip-card.tsx'
import { useAllAppointments, useComing, useFamily } from './use-family.ts'
import { isOffered, useWaiting, WaitingList } from './waiting-box.tsx'
import { WishList } from './wish-box.tsx'

const alive: readonly string[] = ['booked', 'arrived']

/** What was is asked for by a tap: a helper who reads it has looked, and the person concerned can see so. */
const Past = () => {
  const [params, setParams] = usePageParams()
  const { members } = useFamily()
  const wanted = params.past === '1'
  const answer = useAllAppointments(wanted)
  const now = serverNow().toISOString()
  const past = (answer.data?.appointments ?? []).filter(
    trip => trip.status !== 'expired' && trip.status !== 'held' && !(alive.includes(trip.status) && trip.endsAt >= now),
  )
  if (!wanted)
    return (
      <>
        <button type="button" className="r-button" data-look="plain" data-wide onClick={() => setParams({ past: '1' })}>
          {t('portal.visits.show_past')}
        </button>
        {members.length > 1 ? <p className="r-help">{t('portal.visits.past_note')}</p> : null}
      </>
    )
  return (
    <section>
      <SectionTitle>{t('portal.visits.past')}</SectionTitle>
      {answer.isPending ? <Skeleton label={t('portal.loading')} /> : null}
      <Asked answer={answer} />
      {answer.data && past.length === 0 ? <p className="r-card">{t('portal.visits.past_none')}</p> : null}
      <div className="r-cards">
        {past.map(trip => (
          <TripCard key={trip.appointmentId} trip={trip} />
        ))}
      </div>
    </section>
  )
}

/** Bookings of oneself and the family: what is coming first, then what was. */
export const VisitsPage = () => {
  const { visitor } = useFamily()
  const answer = useComing()
  const now = serverNow().toISOString()
  const trips = answer.data?.appointments ?? []
  const coming = trips.filter(trip => alive.includes(trip.status) && trip.endsAt >= now)
  // A seat from the waiting list is shown once, where it says whose turn it is, and first: it runs out.
  const offered = (useWaiting().data?.places ?? []).filter(isOffered).map(place => place.appointmentId)
  const held = trips.filter(trip => isHeld(trip) && !offered.includes(trip.appointmentId))
  return (
    <Page title={t('portal.tab.book')}>
      <BookSegments at="visits" />
      {visitor === 'linked' ? null : <SignInCard next="/visits" />}
      {visitor === 'linked' && answer.isPending ? <Skeleton label={t('portal.loading')} /> : null}
      <Asked answer={answer} />
      {offered.length > 0 ? <WaitingList /> : null}
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
      {visitor === 'linked' && offered.length === 0 ? <WaitingList /> : null}
      {visitor === 'linked' ? <WishList /> : null}
      {visitor === 'linked' ? <Past /> : null}
    </Page>
  )
}
