import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { serverNow } from '#src/platform/web/zone.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { Icon } from '#src/ui/resident/icons.tsx'
import { findExperts } from '../../contract-find.ts'
import { ChangedTrips, useChanged } from './changed-trips.tsx'
import { cardViewsOf, ExpertCardView } from './expert-card.tsx'
import { FaceToGive } from './face-card.tsx'
import { HeldSeat, isHeld } from './held-seat.tsx'
import { LookFoot } from './look-foot.tsx'
import { byDistance, Nearby } from './nearby.tsx'
import { Asked, GoButton, Page, SectionTitle } from './page.tsx'
import { setPreferences, usePreferences } from './preferences.ts'
import { Suspensions } from './suspension-card.tsx'
import { NextTrip } from './trip-card.tsx'
import { useWhere } from './use-distance.ts'
import { useComing, useFamily } from './use-family.ts'
import { RegionButton, useRegion } from './use-region.tsx'
import { greeting } from './words.ts'

const shown = 6
const mostSorted = 200

const LargeType = () => {
  const { large } = usePreferences()
  return (
    <button
      type="button"
      className="r-button"
      data-look="text"
      aria-pressed={large}
      onClick={() => setPreferences({ large: !large })}
    >
      <Icon name="type" />
      {t(large ? 'portal.look.normal' : 'portal.look.large')}
    </button>
  )
}

const WhatComesNext = () => {
  const { visitor } = useFamily()
  const appointments = useComing()
  // One next step a page: a visit that stopped comes first.
  const isFree = useChanged().length === 0
  if (visitor === 'nobody')
    return (
      <section className="r-card r-stack" data-next>
        <p>{t('portal.home.sign_in_why')}</p>
        <GoButton to="/sign-in" look="next" wide>
          {t('portal.home.sign_in')}
        </GoButton>
      </section>
    )
  if (visitor === 'unlinked')
    return (
      <section className="r-card r-stack" data-next>
        <p>{t('portal.home.who_why')}</p>
        <GoButton to="/who" look="next" wide>
          {t('portal.home.who')}
        </GoButton>
      </section>
    )
  if (appointments.isPending) return <Skeleton label={t('portal.loading')} cards={1} />
  if (!appointments.data) return <Asked answer={appointments} />
  const now = serverNow().toISOString()
  const held = appointments.data.appointments.filter(isHeld)
  const coming = appointments.data.appointments.filter(
    trip =>
      (trip.status === 'booked' && trip.endsAt >= now) || (trip.status === 'arrived' && trip.localDate >= today()),
  )
  const [next] = coming
  const waiting = held.map(trip => <HeldSeat key={trip.appointmentId} trip={trip} />)
  if (!next && held.length > 0) return <div className="r-stack">{waiting}</div>
  if (!next)
    return (
      <section className="r-card r-stack" data-next={isFree || undefined}>
        <p>{t('portal.home.nothing')}</p>
        <GoButton to="/book" look={isFree ? 'next' : 'plain'} wide>
          {t('portal.home.find')}
        </GoButton>
      </section>
    )
  return (
    <div className="r-stack">
      {waiting}
      <NextTrip trip={next} />
      {coming.length > 1 ? (
        <GoButton to="/visits" look="plain" wide>
          {t('portal.home.more_trips', { count: coming.length - 1 })}
        </GoButton>
      ) : null}
    </div>
  )
}

const Experts = () => {
  const { point } = useWhere()
  const regionId = useRegion()
  const answer = useQueryEndpoint(
    findExperts,
    {
      limit: point ? mostSorted : shown,
      dates: 2,
      ...(regionId === undefined ? {} : { regionId }),
    },
    { staleSeconds: 30, keep: true, keepPrevious: true },
  )
  const list = answer.data
  const cards = byDistance(list ? cardViewsOf(list.cards, list) : [], card => card.dates[0]?.place ?? null, point)
  return (
    <section className="r-stack">
      <SectionTitle
        beside={
          <Go to="/month" className="r-button" data-look="text">
            {t('portal.month_page.title')}
            <Icon name="next" />
          </Go>
        }
      >
        {t('portal.home.experts')}
      </SectionTitle>
      <RegionButton />
      <div className="r-chips">
        <Nearby places={list?.places ?? []} />
      </div>
      {answer.isPending ? <Skeleton label={t('portal.loading')} cards={3} /> : null}
      <Asked answer={answer} />
      {list && cards.length === 0 ? <p className="r-card">{t('portal.home.no_experts')}</p> : null}
      <div className="r-cards">
        {cards.slice(0, shown).map(card => (
          <ExpertCardView key={card.dates[0]?.sessionId} card={card} short />
        ))}
      </div>
      {list && (list.total === null || list.total > shown) ? (
        <p className="r-after">
          <GoButton to="/book" wide>
            {list.total === null ? t('portal.home.all_experts') : t('portal.home.all_count', { count: list.total })}
          </GoButton>
        </p>
      ) : null}
    </section>
  )
}

/** The first page: what comes next, four doors, and the experts who come near. */
export const HomePage = () => {
  const { members } = useFamily()
  const self = members.find(member => member.relation === 'self')
  return (
    <Page title={self ? greeting(self) : t('portal.greeting.nobody')} beside={<LargeType />}>
      <ChangedTrips />
      <Suspensions />
      <WhatComesNext />
      {self ? <FaceToGive residentId={self.residentId} /> : null}
      <nav className="r-doors" aria-label={t('portal.home.doors')}>
        <Go to="/book" className="r-door">
          <Icon name="stethoscope" />
          {t('portal.door.book')}
        </Go>
        <Go to="/visits" className="r-door">
          <Icon name="list" />
          {t('portal.door.visits')}
        </Go>
        <Go to="/health?show=1" className="r-door">
          <Icon name="card" />
          {t('portal.door.health')}
        </Go>
        <Go to="/family" className="r-door">
          <Icon name="people" />
          {t('portal.door.family')}
        </Go>
      </nav>
      <GoButton to="/activities" look="plain" wide>
        <Icon name="people" />
        {t('portal.home.activities')}
      </GoButton>
      <Experts />
      <LookFoot />
    </Page>
  )
}
