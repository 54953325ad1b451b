import { App } from 'antd'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDate } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/layout.tsx'
import { acceptOffer, type Contact, offersFor } from '../../contract-contacts.ts'
import { dayWords, expertsWord, sessionWord } from '../words.ts'

const slotsShown = 6

/** Other dates and sites of the same department: one click books the time that the person chose on the phone. */
export const OfferChoice = ({ contact }: { readonly contact: Contact }) => {
  const { message } = App.useApp()
  const answer = useQueryEndpoint(offersFor, { contactId: contact.contactId })
  const accept = useCommand(acceptOffer)
  const take = async (poolId: string, when: string) => {
    const booked = await accept.run({ contactId: contact.contactId, poolId })
    if (booked === null) return
    void message.success(t('booking.calls.moved_to', { name: contact.appointment.residentName, when }))
  }
  const offers = answer.data?.offers ?? []
  return (
    <section aria-label={t('booking.calls.offers')}>
      <h3 className="book-heading">{t('booking.calls.offers')}</h3>
      <ProblemAlert problem={answer.error ?? accept.problem} onRetry={() => void answer.refetch()} />
      {answer.isPending ? <Skeleton label={t('booking.loading')} lines={2} /> : null}
      {answer.data && offers.length === 0 ? <p className="ds-quiet">{t('booking.calls.no_offer')}</p> : null}
      <ul className="book-list">
        {offers.map(({ session, slots }) => (
          <li key={session.sessionId} className="book-session">
            <p className="book-session-head">
              <b>{dayWords(session)}</b>
              <span>{session.institutionName}</span>
              <span>{sessionWord(session)}</span>
              <span className="ds-quiet">{expertsWord(session.experts)}</span>
            </p>
            <div className="book-slots">
              {slots.slice(0, slotsShown).map(slot => (
                <button
                  key={slot.poolId}
                  type="button"
                  className="book-slot"
                  disabled={accept.pending}
                  onClick={() => void take(slot.poolId, `${formatDate(session.localDate, 'short')} ${slot.startTime}`)}
                >
                  <b className="ds-figure">{slot.startTime}</b>
                  <span className="ds-quiet">{t('booking.calls.free', { free: slot.free })}</span>
                </button>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
