import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go } from '#src/platform/web/navigation.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { serverNow } from '#src/platform/web/zone.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { Icon } from '#src/ui/resident/icons.tsx'
import { clinicList } from '../../contract.ts'
import { viewsOf } from '../../domain/view.ts'
import { ChangedTrips } from './changed-trips.tsx'
import { ClinicCard } from './clinic-card.tsx'
import { HeldSeat, isHeld } from './held-seat.tsx'
import { GoButton, Page, SectionTitle, Trouble } from './page.tsx'
import { setPreferences, usePreferences } from './preferences.ts'
import { NextTrip } from './trip-card.tsx'
import { askWhere, kilometresTo, mayAskWhere, useWhere } from './use-distance.ts'
import { useAppointments, useFamily } from './use-family.ts'
import { RegionButton, useRegion } from './use-region.tsx'
import { greeting } from './words.ts'

const shown = 6

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
  const appointments = useAppointments()
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
  if (appointments.error) return <Trouble problem={appointments.error} onRetry={() => void appointments.refetch()} />
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
      <section className="r-card r-stack" data-next>
        <p>{t('portal.home.nothing')}</p>
        <GoButton to="/book" look="next" wide>
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
  const where = useWhere()
  const regionId = useRegion()
  const answer = useQueryEndpoint(
    clinicList,
    { limit: 40, ...(regionId === undefined ? {} : { regionId }) },
    { staleSeconds: 30 },
  )
  const views = answer.data ? viewsOf(answer.data.clinics, answer.data) : []
  const bookable = views.filter(clinic => clinic.state === 'open' || clinic.state === 'not_yet')
  const near = where.point
    ? [...bookable].sort(
        (a, b) => (kilometresTo(where.point, a.place) ?? 9999) - (kilometresTo(where.point, b.place) ?? 9999),
      )
    : bookable
  return (
    <section className="r-stack">
      <SectionTitle
        beside={
          <Go to="/book" className="r-button" data-look="text">
            {t('portal.home.all')}
            <Icon name="next" />
          </Go>
        }
      >
        {t('portal.home.experts')}
      </SectionTitle>
      <RegionButton />
      {mayAskWhere() && where.state !== 'known' ? (
        <p>
          <button
            type="button"
            className="r-button"
            data-look="plain"
            disabled={where.state === 'asking'}
            onClick={askWhere}
          >
            <Icon name="place" />
            {t(where.state === 'asking' ? 'portal.distance.asking' : 'portal.distance.ask')}
          </button>
          {where.state === 'refused' ? <span className="r-help">{t('portal.distance.refused')}</span> : null}
        </p>
      ) : null}
      {answer.isPending ? <Skeleton label={t('portal.loading')} cards={3} /> : null}
      <Trouble problem={answer.error} onRetry={() => void answer.refetch()} />
      {answer.data && near.length === 0 ? <p className="r-card">{t('portal.home.no_experts')}</p> : null}
      <div className="r-cards">
        {near.slice(0, shown).map(clinic => (
          <ClinicCard key={clinic.sessionId} clinic={clinic} />
        ))}
      </div>
      {near.length > shown ? (
        <p className="r-after">
          <GoButton to="/book" wide>
            {t('portal.home.all_count', { count: answer.data?.total ?? near.length })}
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
      <WhatComesNext />
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
      <Experts />
    </Page>
  )
}
