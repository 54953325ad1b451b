import { useEffect, useRef, useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDateTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { linkTo, useGo, usePageParams } from '#src/platform/web/navigation.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { Choice } from '#src/ui/resident/choice.tsx'
import { Notice } from '#src/ui/resident/notice.tsx'
import { clinicDetail } from '../../contract.ts'
import { isActivity } from '../../domain/bookable.ts'
import { type ClinicView, viewsOf } from '../../domain/view.ts'
import { AlreadyBooked, useBookedHere } from './already-booked.tsx'
import { ClinicCard, ClinicPeople, SeatTag } from './clinic-card.tsx'
import { ClinicFacts } from './clinic-facts.tsx'
import { CostBox } from './cost-box.tsx'
import { holdAppointment, sessionSlots } from './endpoints.ts'
import { chooseResident, chosenResident } from './for-whom.ts'
import { rememberHold } from './hold-memory.ts'
import { WhoseSeats } from './hospital-says.tsx'
import { Asked, GoButton, Page, Refused, SectionTitle } from './page.tsx'
import { usePreferences } from './preferences.ts'
import { CallPlace, WayThere } from './trip-card.tsx'
import { useFamily } from './use-family.ts'
import { WaitingBox } from './waiting-box.tsx'
import { clinicTitle, dayText, timesText } from './words.ts'

/** States whose advice speaks of the clinics listed below. */
const endsHere: readonly string[] = ['full', 'over', 'stopped']

/** Why there is nothing to tap, and what else can be done. */
const NotNow = ({ clinic, alone }: { readonly clinic: ClinicView; readonly alone: boolean }) => {
  const phone = clinic.place?.phone ?? null
  // Nobody says 停诊 of a lecture.
  const off = clinic.state === 'stopped' && isActivity(clinic.kind) ? '_activity' : ''
  const when = clinic.opensAt ? formatDateTime(clinic.opensAt, 'day') : ''
  return (
    <Notice
      tone={clinic.state === 'not_yet' ? 'info' : 'warn'}
      title={t(`portal.why_not.${clinic.state}${off}`, { when })}
    >
      <p>{t(`portal.why_not.${clinic.state}${off}_${alone && endsHere.includes(clinic.state) ? 'alone' : 'now'}`)}</p>
      <CallPlace phone={phone} />
    </Notice>
  )
}

const Others = ({ clinics }: { readonly clinics: readonly ClinicView[] }) =>
  clinics.length === 0 ? null : (
    <section>
      <SectionTitle>{t('portal.clinic.others')}</SectionTitle>
      <div className="r-cards">
        {clinics.map(clinic => (
          <ClinicCard key={clinic.sessionId} clinic={clinic} />
        ))}
      </div>
    </section>
  )

/** The time buckets; one tap keeps the seat and leads to the page that confirms it. */
const Times = ({
  clinic,
  chosen,
  onChoose,
}: {
  readonly clinic: ClinicView
  readonly chosen: string | null
  readonly onChoose: (residentId: string) => void
}) => {
  const go = useGo()
  const [params, setParams] = usePageParams()
  const { visitor, members } = useFamily()
  const hold = useCommand(holdAppointment)
  const [tapped, setTapped] = useState<string | null>(null)
  const answer = useQueryEndpoint(
    sessionSlots,
    { sessionId: clinic.sessionId, channel: 'public' },
    { refetchSeconds: 30 },
  )
  const forWhom = members.find(member => member.residentId === chosen) ?? members[0]
  const booked = useBookedHere(clinic, forWhom?.residentId)
  const here = `/clinic/${clinic.sessionId}`
  const take = async (poolId: string) => {
    // The chosen time comes along through the sign-in and is held at once afterwards.
    const back = linkTo(here, { take: poolId })
    if (visitor === 'nobody') return go(linkTo('/sign-in', { next: back }))
    if (!forWhom) return go(linkTo('/who', { next: back }))
    setTapped(poolId)
    const held = await hold.run({
      poolId,
      residentId: forWhom.residentId,
      channel: 'public',
      agent: { relation: forWhom.relation === 'self' ? 'self' : 'family' },
    })
    setTapped(null)
    if (held) {
      rememberHold(held)
      go(`/confirm/${held.appointmentId}`)
    } else void answer.refetch()
  }
  const chosenBefore = params.take ?? ''
  const isReady = chosenBefore !== '' && visitor === 'linked' && forWhom !== undefined
  const taking = useRef('')
  useEffect(() => {
    if (!isReady || taking.current === chosenBefore) return
    taking.current = chosenBefore
    setParams({ take: undefined })
    void take(chosenBefore)
  })
  if (answer.isPending) return <Skeleton label={t('portal.loading')} cards={1} />
  if (!answer.data) return <Asked answer={answer} />
  // An activity is had as a whole: nothing is chosen, one takes part.
  const isOne = isActivity(clinic.kind) && answer.data.slots.length === 1
  const gone = taking.current !== '' && hold.problem !== null
  return (
    <section className="r-stack">
      {members.length > 1 && forWhom ? (
        <Choice
          legend={t(isActivity(clinic.kind) ? 'portal.activity.for_whom' : 'portal.clinic.for_whom')}
          value={forWhom.residentId}
          options={members.map(member => ({
            value: member.residentId,
            label: member.name,
            note: member.relation === 'self' ? t('portal.family.self') : t('portal.family.age', { age: member.age }),
          }))}
          onChange={next => {
            chooseResident(next)
            onChoose(next)
          }}
        />
      ) : null}
      {booked ? <AlreadyBooked trip={booked} clinic={clinic} onReleased={hold.reset} /> : null}
      {isOne ? null : (
        <SectionTitle>{t(isActivity(clinic.kind) ? 'portal.activity.times' : 'portal.clinic.times')}</SectionTitle>
      )}
      <WhoseSeats sessionId={clinic.sessionId} />
      {visitor === 'linked' ? null : (
        <p className="r-quiet">{t(visitor === 'nobody' ? 'portal.clinic.sign_in_first' : 'portal.clinic.who_first')}</p>
      )}
      {gone ? <Notice tone="warn">{t('portal.clinic.chosen_gone')}</Notice> : null}
      <Refused problem={hold.problem} name={forWhom?.name ?? ''} />
      <div className={isOne ? 'r-stack' : 'r-choices'}>
        {answer.data.slots.map(slot => (
          <button
            key={slot.poolId}
            type="button"
            className={isOne ? 'r-button r-time' : 'r-chip r-time'}
            data-look={isOne ? 'next' : undefined}
            data-wide={isOne || undefined}
            disabled={slot.state !== 'open' || hold.pending}
            onClick={() => void take(slot.poolId)}
          >
            <span className="r-strong">
              {isOne ? t('portal.activity.join') : timesText(slot.startTime, slot.endTime)}
            </span>
            <small>
              {tapped === slot.poolId
                ? t('portal.clinic.holding')
                : slot.state === 'open'
                  ? t(isActivity(clinic.kind) ? 'portal.activity.left' : 'portal.seats.left', { seats: slot.free })
                  : t(`portal.seats.${slot.state === 'past' ? 'over' : slot.state}_short`)}
            </small>
          </button>
        ))}
      </div>
      {isOne ? null : <p className="r-help">{t('portal.clinic.tap_to_hold')}</p>}
      {forWhom && !isActivity(clinic.kind) ? (
        <CostBox sessionId={clinic.sessionId} residentId={forWhom.residentId} />
      ) : null}
    </section>
  )
}

/** One clinic: who comes, when, where, what it costs, the times; and never a dead end. */
export const ClinicPage = () => {
  const [params] = usePageParams()
  const sessionId = params.sessionId ?? ''
  const { large } = usePreferences()
  const { members } = useFamily()
  const [chosen, setChosen] = useState(chosenResident)
  const answer = useQueryEndpoint(clinicDetail, { sessionId }, { staleSeconds: 20 })
  if (answer.isPending)
    return (
      <Page title={t('portal.clinic.title')} back>
        <Skeleton label={t('portal.loading')} />
      </Page>
    )
  if (!answer.data)
    return (
      <Page title={t('portal.clinic.title')} back>
        <Asked answer={answer} />
        <GoButton to="/book" look="main" wide>
          {t('portal.clinic.see_others')}
        </GoButton>
      </Page>
    )
  const [clinic] = viewsOf([answer.data.clinic], answer.data)
  const others = viewsOf(answer.data.others, answer.data)
  if (!clinic) return null
  const open = clinic.state === 'open'
  const forWhom = open ? (members.find(member => member.residentId === chosen) ?? members[0]) : undefined
  const facts = (
    <>
      <ClinicFacts clinic={clinic} residentId={forWhom?.residentId} />
      {clinic.place ? (
        <div className="r-actions">
          <WayThere target={clinic.place} />
          <CallPlace phone={clinic.place.phone} />
        </div>
      ) : null}
    </>
  )
  const followers = clinic.experts.slice(1)
  return (
    <Page title={clinicTitle(clinic)} back>
      <section className="r-card r-stack">
        <ClinicPeople clinic={clinic} />
        {clinic.experts[0]?.homeName ? <p>{t('portal.clinic.from', { name: clinic.experts[0].homeName })}</p> : null}
        {followers.length > 0 ? (
          <p className="r-quiet">
            {t('portal.clinic.with', { names: followers.map(person => person.name).join('、') })}
          </p>
        ) : null}
        <SeatTag clinic={clinic} />
        {large ? (
          <>
            <p className="r-strong">
              {dayText(clinic.localDate)} {timesText(clinic.startTime, clinic.endTime)}
            </p>
            <p>{clinic.place?.name}</p>
          </>
        ) : (
          facts
        )}
      </section>
      {open ? (
        <Times clinic={clinic} chosen={chosen} onChoose={setChosen} />
      ) : (
        <NotNow clinic={clinic} alone={others.length === 0} />
      )}
      {clinic.state === 'full' ? <WaitingBox clinic={clinic} alone={isActivity(clinic.kind)} /> : null}
      {large ? <section className="r-card r-stack">{facts}</section> : null}
      <Others clinics={others} />
    </Page>
  )
}
