import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useNavigation } from '#src/platform/web/navigation.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { Tag } from '#src/ui/resident/notice.tsx'
import { acceptOffer, answerContact, type Contact, myContacts, offersFor, standing } from './endpoints.ts'
import { GoButton, Trouble } from './page.tsx'
import { CallPlace, whoAndWhat } from './trip-card.tsx'
import { useVisitor } from './use-family.ts'
import { dayText, titleText } from './words.ts'

const offersShown = 3
const timesShown = 4

/** Other days and sites: one tap takes a time instead of the stopped one. */
const Offers = ({ contact }: { readonly contact: Contact }) => {
  const navigation = useNavigation()
  const answer = useQueryEndpoint(offersFor, { contactId: contact.contactId })
  const accept = useCommand(acceptOffer)
  const take = async (poolId: string) => {
    const booked = await accept.run({ contactId: contact.contactId, poolId })
    if (booked) navigation.go(`/visit/${booked.appointmentId}?new=1`)
  }
  const offers = answer.data?.offers.slice(0, offersShown) ?? []
  return (
    <div className="r-stack">
      <Trouble problem={answer.error ?? accept.problem} />
      {answer.isPending ? <Skeleton label={t('portal.loading')} cards={1} /> : null}
      {answer.data && offers.length === 0 ? <p>{t('portal.changed.no_offer')}</p> : null}
      {offers.map(({ session, slots }) => (
        <section key={session.sessionId} className="r-stack-tight" aria-label={dayText(session.localDate)}>
          <p>
            <b>{dayText(session.localDate)}</b> {session.institutionName}{' '}
            {session.experts[0]
              ? [session.experts[0].name, titleText(session.experts[0].titleCode)].filter(Boolean).join(' ')
              : session.title}
          </p>
          <div className="r-choices">
            {slots.slice(0, timesShown).map(slot => (
              <button
                key={slot.poolId}
                type="button"
                className="r-chip r-time"
                disabled={accept.pending}
                onClick={() => void take(slot.poolId)}
              >
                <span className="r-strong">{slot.startTime}</span>
                <small>{t('portal.changed.take')}</small>
              </button>
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}

const Changed = ({ contact }: { readonly contact: Contact }) => {
  const answer = useCommand(answerContact)
  const [looking, setLooking] = useState(false)
  const trip = contact.appointment
  const isStopped = !standing.includes(contact.cause)
  const say = (word: 'accepted' | 'will_come' | 'gives_up') =>
    void answer.run({ contactId: contact.contactId, answer: word })
  return (
    <section className="r-card r-stack" data-next aria-label={t(`portal.changed.${contact.cause}`)}>
      <p>
        <Tag tone="warn">{t(`portal.changed.${contact.cause}`)}</Tag>{' '}
        <Tag tone="info">{t('portal.trip.for', { name: trip.residentName })}</Tag>
      </p>
      <p className="r-when">
        {dayText(trip.localDate)} {trip.startTime}
      </p>
      <p className="r-who">{whoAndWhat(trip)}</p>
      <p>{t(`portal.changed.why.${contact.cause}`, { place: trip.institutionName })}</p>
      <Trouble problem={answer.problem} />
      {isStopped ? (
        <>
          {looking ? (
            <Offers contact={contact} />
          ) : (
            <button type="button" className="r-button" data-look="next" data-wide onClick={() => setLooking(true)}>
              {t('portal.changed.other')}
            </button>
          )}
          <button
            type="button"
            className="r-button"
            data-look="plain"
            data-wide
            disabled={answer.pending}
            onClick={() => say('accepted')}
          >
            {t('portal.changed.known')}
          </button>
        </>
      ) : (
        <>
          <button
            type="button"
            className="r-button"
            data-look="next"
            data-wide
            disabled={answer.pending}
            onClick={() => say('will_come')}
          >
            {t('portal.changed.will_come')}
          </button>
          <GoButton to={`/visit/${trip.appointmentId}`} look="plain" wide>
            {t('portal.changed.cannot')}
          </GoButton>
        </>
      )}
      <CallPlace phone={trip.institutionPhone} wide />
    </section>
  )
}

/** Visits that stopped or changed and wait for a word. */
export const useChanged = () => {
  const visitor = useVisitor()
  return useQueryEndpoint(myContacts, {}, { enabled: visitor === 'linked', staleSeconds: 15 }).data?.contacts ?? []
}

/** 停诊、改期: what happened to a visit stands first until somebody has answered. */
export const ChangedTrips = ({ appointmentId }: { readonly appointmentId?: string }) => {
  const shown = useChanged().filter(
    one => appointmentId === undefined || one.appointment.appointmentId === appointmentId,
  )
  return (
    <>
      {shown.map(contact => (
        <Changed key={contact.contactId} contact={contact} />
      ))}
    </>
  )
}
