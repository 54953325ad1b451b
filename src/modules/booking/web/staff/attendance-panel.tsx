import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { formatTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { PersonName } from '#src/ui/text.tsx'
import type { queueOf } from '../../contract-desk.ts'
import { expertsWord, sessionWord } from '../words.ts'
import { ExtraButton } from './extra-button.tsx'

type Props = { readonly queue: OutputOf<typeof queueOf>; readonly onChanged: () => void }

/** BOOK-92 A lecture: who has come and who is still expected; there is nobody to call. */
export const AttendancePanel = ({ queue, onChanged }: Props) => {
  const came = queue.seen
  return (
    <>
      <h2 className="book-heading">
        {sessionWord(queue.session)} {expertsWord(queue.session.experts)}{' '}
        <span className="ds-quiet">{queue.roomName}</span>
      </h2>
      <p className="book-line">
        <span className="ds-quiet">{t('booking.queue.no_calls')}</span>
        <ExtraButton sessionId={queue.session.sessionId} onDone={onChanged} />
      </p>
      <div className="book-queue">
        <section aria-label={t('booking.queue.came_title')}>
          <h3 className="book-heading">{t('booking.queue.came_count', { count: came.length })}</h3>
          <ul className="book-list">
            {[...came].reverse().map(visit => (
              <li key={visit.visitId} className="book-session">
                <b className="ds-figure">{t('booking.ticket.number', { number: visit.ticketNo })}</b>{' '}
                <PersonName name={visit.residentName} />{' '}
                <span className="ds-quiet ds-figure">{formatTime(visit.arrivedAt)}</span>
              </li>
            ))}
          </ul>
        </section>
        <section aria-label={t('booking.queue.expected')}>
          <h3 className="book-heading">{t('booking.queue.expected_count', { count: queue.expected.length })}</h3>
          <ul className="book-list">
            {queue.expected.map(one => (
              <li key={one.appointmentId} className="book-session">
                <PersonName name={one.residentName} />
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  )
}
