import { formatDate } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { comingOf } from '../../contract.ts'
import { appointmentWord, expertsWord, sessionWord } from '../words.ts'
import { CancelButton } from './cancel-button.tsx'
import { MoveButton } from './move-button.tsx'
import { SlipButton } from './slip-button.tsx'

type Props = {
  readonly residentId: string
  /** The day that is shown beside this list already. */
  readonly exceptDate?: string | undefined
  readonly onChanged?: (() => void) | undefined
}

/** What this person has booked from today on, at whatever site, with the way out of it. */
export const ComingList = ({ residentId, exceptDate, onChanged }: Props) => {
  const answer = useQueryEndpoint(comingOf, { residentId })
  const rows = (answer.data?.appointments ?? []).filter(one => one.localDate !== exceptDate)
  if (answer.error) return <ProblemAlert problem={answer.error} />
  if (rows.length === 0) return null
  return (
    <section aria-label={t('booking.coming.title')}>
      <h2 className="book-heading">{t('booking.coming.title')}</h2>
      <ul className="book-list">
        {rows.map(one => (
          <li key={one.appointmentId} className="book-session">
            <p className="book-session-head">
              <span className="ds-figure">
                {formatDate(one.localDate, 'day')} {one.startTime}
              </span>
              <b>{sessionWord(one)}</b>
              <span>{expertsWord(one.experts)}</span>
              <span className="ds-quiet">
                {one.institutionName} · {appointmentWord(one.status)}
              </span>
            </p>
            {one.status === 'booked' ? (
              <p className="book-line">
                <SlipButton size="small" appointment={one} />
                <MoveButton size="small" appointment={one} onDone={onChanged} />
                <CancelButton size="small" appointment={one} onDone={onChanged} />
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
