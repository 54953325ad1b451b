import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDateTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Tag } from '#src/ui/resident/notice.tsx'
import { appeal, mySuspensions } from './endpoints.ts'
import { Trouble } from './page.tsx'
import { useFamily } from './use-family.ts'
import { dayText } from './words.ts'

const AppealForm = ({ residentId, onDone }: { readonly residentId: string; readonly onDone: () => void }) => {
  const send = useCommand(appeal)
  const [words, setWords] = useState('')
  const run = async () => {
    if (await send.run({ residentId, words: words.trim() })) onDone()
  }
  return (
    <form
      className="r-stack"
      onSubmit={event => {
        event.preventDefault()
        void run()
      }}
    >
      <label className="r-field">
        <span>{t('portal.suspended.why_not')}</span>
        <textarea
          className="r-input"
          rows={3}
          maxLength={500}
          value={words}
          onChange={event => setWords(event.target.value)}
        />
      </label>
      <Trouble problem={send.problem} />
      <button
        type="submit"
        className="r-button"
        data-look="main"
        data-wide
        disabled={send.pending || words.trim() === ''}
      >
        {t('portal.suspended.send')}
      </button>
    </form>
  )
}

/** Until when and why somebody of the family cannot book, and what can be said against it. */
export const Suspensions = () => {
  const { visitor, members } = useFamily()
  const answer = useQueryEndpoint(mySuspensions, {}, { enabled: visitor === 'linked', staleSeconds: 30 })
  const [writing, setWriting] = useState<string | null>(null)
  const suspended = (answer.data?.people ?? []).filter(person => person.suspendedUntil !== null)
  return (
    <>
      {suspended.map(person => {
        const name = members.find(member => member.residentId === person.residentId)?.name ?? ''
        const isOpen = person.appeal?.status === 'open'
        return (
          <section key={person.residentId} className="r-card r-stack-tight" aria-label={t('portal.suspended.title')}>
            <p>
              <Tag tone="warn">{t('portal.suspended.title')}</Tag>{' '}
              <Tag tone="info">{t('portal.trip.for', { name })}</Tag>
            </p>
            <p>{t('portal.suspended.until', { name, until: formatDateTime(person.suspendedUntil ?? '') })}</p>
            <p>{t('portal.suspended.why', { days: person.days, count: person.counted })}</p>
            <ul>
              {person.missed
                .filter(one => one.excuse === null)
                .map(one => (
                  <li key={one.appointmentId}>
                    {dayText(one.localDate)} {one.institutionName} {one.title}
                  </li>
                ))}
            </ul>
            <p className="r-quiet">{t('portal.suspended.desk')}</p>
            {isOpen ? <p role="status">{t('portal.suspended.asked')}</p> : null}
            {person.appeal?.status === 'refused' ? (
              <p>{t('portal.suspended.refused', { answer: person.appeal.answer ?? '' })}</p>
            ) : null}
            {isOpen ? null : writing === person.residentId ? (
              <AppealForm residentId={person.residentId} onDone={() => setWriting(null)} />
            ) : (
              <button
                type="button"
                className="r-button"
                data-look="plain"
                data-wide
                onClick={() => setWriting(person.residentId)}
              >
                {t('portal.suspended.appeal')}
              </button>
            )}
          </section>
        )
      })}
    </>
  )
}
