import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDateTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { Go, linkTo } from '#src/platform/web/navigation.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { serverNow } from '#src/platform/web/zone.ts'
import { Choice } from '#src/ui/resident/choice.tsx'
import { Notice } from '#src/ui/resident/notice.tsx'
import type { ClinicView } from '../../domain/view.ts'
import { AlreadyBooked, useBookedHere } from './already-booked.tsx'
import { joinWaiting, leaveWaiting, myWaiting, type Waiting, type WaitingScope } from './endpoints.ts'
import { chooseResident, chosenResident } from './for-whom.ts'
import { GoButton, Refused, SectionTitle, Trouble } from './page.tsx'
import { useFamily, useVisitor } from './use-family.ts'
import { dayText, titleText } from './words.ts'

export const useWaiting = () => {
  const visitor = useVisitor()
  return useQueryEndpoint(myWaiting, {}, { enabled: visitor === 'linked', refetchSeconds: 60 })
}

/** One place on a waiting list: how many are before, the chance, and the seat that is kept when there is one. */
export const WaitingPlace = ({ place, brief = false }: { readonly place: Waiting; readonly brief?: boolean }) => {
  const leave = useCommand(leaveWaiting)
  const { session } = place
  const lead = session.experts[0]
  const offered = place.status === 'offered'
  const until = place.offerExpiresAt === null ? '' : formatDateTime(place.offerExpiresAt, 'day')
  return (
    <Notice
      tone={offered ? 'good' : 'info'}
      title={t(`portal.waiting.${offered ? 'offered' : 'place'}`, {
        name: place.residentName,
        number: place.ahead + 1,
      })}
    >
      {brief ? null : (
        <p className="r-strong">
          <Go to={`/clinic/${session.sessionId}`}>
            {dayText(session.localDate)} {lead ? `${lead.name} ${titleText(lead.titleCode)}` : ''} {session.title} ·{' '}
            {session.institutionName}
          </Go>
        </p>
      )}
      {offered ? (
        <>
          <p>{t('portal.waiting.confirm_before', { until })}</p>
          <GoButton to={`/confirm/${place.appointmentId}`} look="next" wide>
            {t('portal.waiting.confirm')}
          </GoButton>
        </>
      ) : (
        <>
          <p>{t(`portal.waiting.chance_${place.chance}`)}</p>
          <p className="r-quiet">{t('portal.waiting.how')}</p>
        </>
      )}
      <Trouble problem={leave.problem} />
      <button
        type="button"
        className="r-button"
        data-look="plain"
        disabled={leave.pending}
        onClick={() => void leave.run({ waitingId: place.waitingId })}
      >
        {t(offered ? 'portal.waiting.decline' : 'portal.waiting.leave')}
      </button>
    </Notice>
  )
}

/** A seat whose time ran out is nobody's any more, before anything has noted it. */
export const isOffered = (place: Waiting): boolean =>
  place.status === 'offered' && (place.offerExpiresAt ?? '') > serverNow().toISOString()
const isLive = (place: Waiting): boolean => place.status === 'waiting' || isOffered(place)
const isMissed = (place: Waiting): boolean =>
  place.status === 'missed' || (place.status === 'offered' && !isOffered(place))

/** What oneself and the family wait for; nothing where nobody waits. */
export const WaitingList = () => {
  const answer = useWaiting()
  const places = (answer.data?.places ?? []).filter(isLive)
  const missed = (answer.data?.places ?? []).filter(isMissed)
  if (places.length === 0 && missed.length === 0) return null
  return (
    <section>
      <SectionTitle>{t('portal.waiting.title')}</SectionTitle>
      <div className="r-cards">
        {places.map(place => (
          <WaitingPlace key={place.waitingId} place={place} />
        ))}
        {missed.map(place => (
          <Notice key={place.waitingId} tone="warn" title={t('portal.waiting.missed', { name: place.residentName })}>
            <p>
              {dayText(place.session.localDate)} {place.session.title} · {place.session.institutionName}
            </p>
            <GoButton to={`/clinic/${place.session.sessionId}`}>{t('portal.waiting.see_again')}</GoButton>
          </Notice>
        ))}
      </div>
    </section>
  )
}

const scopes: readonly WaitingScope[] = ['session', 'expert', 'department']

/** A full clinic is no dead end: one joins its list, or that of the expert or department. */
export const WaitingBox = ({
  clinic,
  alone = false,
}: {
  readonly clinic: ClinicView
  /** An activity: nothing else is the same. */
  readonly alone?: boolean
}) => {
  const { visitor, members } = useFamily()
  const [chosen, setChosen] = useState(chosenResident)
  const [scope, setScope] = useState<WaitingScope>('session')
  const answer = useWaiting()
  const join = useCommand(joinWaiting)
  const { sessionId } = clinic
  const here = `/clinic/${sessionId}`
  const forWhom = members.find(member => member.residentId === chosen) ?? members[0]
  const booked = useBookedHere(clinic, forWhom?.residentId)
  const own = (answer.data?.places ?? []).filter(place => place.session.sessionId === sessionId && isLive(place))
  if (visitor !== 'linked' || forWhom === undefined)
    return (
      <section className="r-card r-stack">
        <h2 className="r-who">{t('portal.waiting.offer')}</h2>
        <p>{t('portal.waiting.how')}</p>
        <GoButton to={linkTo(visitor === 'nobody' ? '/sign-in' : '/who', { next: here })} look="main" wide>
          {t('portal.waiting.sign_in')}
        </GoButton>
      </section>
    )
  const isIn = own.some(place => place.residentId === forWhom.residentId)
  const run = () =>
    join.run({
      residentId: forWhom.residentId,
      sessionId,
      scope,
      agent: { relation: forWhom.relation === 'self' ? 'self' : 'family' },
    })
  return (
    <>
      {own.map(place => (
        <WaitingPlace key={place.waitingId} place={place} brief />
      ))}
      {booked ? <AlreadyBooked trip={booked} clinic={clinic} /> : null}
      {(isIn || booked) && members.length < 2 ? null : (
        <section className="r-card r-stack">
          <h2 className="r-who">{t('portal.waiting.offer')}</h2>
          <p>{t('portal.waiting.how')}</p>
          {members.length > 1 ? (
            <Choice
              legend={t('portal.clinic.for_whom')}
              value={forWhom.residentId}
              options={members.map(member => ({ value: member.residentId, label: member.name }))}
              onChange={next => {
                chooseResident(next)
                setChosen(next)
              }}
            />
          ) : null}
          {booked || isIn ? null : (
            <>
              {alone ? null : (
                <Choice
                  legend={t('portal.waiting.scope')}
                  value={scope}
                  options={scopes
                    .filter(value => value !== 'expert' || clinic.experts.length > 0)
                    .map(value => ({ value, label: t(`portal.waiting.scope_${value}`) }))}
                  onChange={setScope}
                />
              )}
              <Refused problem={join.problem} name={forWhom.name} />
              <button
                type="button"
                className="r-button"
                data-look="next"
                data-wide
                disabled={join.pending}
                onClick={() => void run()}
              >
                {t(join.pending ? 'portal.waiting.joining' : 'portal.waiting.join', { name: forWhom.name })}
              </button>
            </>
          )}
        </section>
      )}
    </>
  )
}
