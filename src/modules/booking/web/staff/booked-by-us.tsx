import { useDeferredValue } from 'react'
import { contractedResidents } from '#src/modules/records/public-web.ts'
import { addDays } from '#src/platform/kernel/dates.ts'
import { formatDate, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { PersonName } from '#src/ui/text.tsx'
import { bookedByUs } from '../../contract.ts'
import { expertsWord, sessionWord } from '../words.ts'
import { CancelButton } from './cancel-button.tsx'

const spanDays = 31

/** What this institution has booked for its residents, here and elsewhere; a seat that is not needed goes back. */
export const BookedByUs = ({ text = '' }: { readonly text?: string | undefined }) => {
  const asked = useDeferredValue(text.trim())
  const found = useQueryEndpoint(
    contractedResidents,
    { limit: 60, text: asked },
    { enabled: asked !== '', keepPrevious: true },
  )
  const ids = asked === '' ? null : new Set(found.data?.residents.map(person => person.residentId))
  const answer = useQueryEndpoint(bookedByUs, { from: today(), to: addDays(today(), spanDays) }, { keepPrevious: true })
  const rows = (answer.data?.appointments ?? []).filter(
    one =>
      (one.channel === 'family_doctor' || one.channel === 'referral') &&
      (ids === null || ids.has(one.residentId) || one.residentName.includes(asked)),
  )
  if (answer.data && rows.length === 0) return null
  return (
    <section aria-label={t('booking.experts.ours')}>
      <h2 className="book-heading">{t('booking.experts.ours_count', { count: rows.length })}</h2>
      <ProblemAlert problem={answer.error} />
      <ul className="book-list">
        {rows.map(one => (
          <li key={one.appointmentId} className="book-session">
            <p className="book-session-head">
              <PersonName name={one.residentName} />
              <span className="ds-figure">
                {formatDate(one.localDate, 'day')} {one.startTime}
              </span>
              <span>{sessionWord(one)}</span>
              <span>{expertsWord(one.experts)}</span>
              <span className="ds-quiet">{one.institutionName}</span>
            </p>
            {one.status === 'booked' ? <CancelButton size="small" appointment={one} /> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
