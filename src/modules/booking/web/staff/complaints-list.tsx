import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDate, formatDateTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { PersonName } from '#src/ui/text.tsx'
import { answerComplaint, type Complaint, complaintList, showComplaintPhone } from '../../contract-faces.ts'

/** The number is shown when the manager is about to ring, and the audit says so. */
const PhoneToRing = ({ complaintId }: { readonly complaintId: string }) => {
  const show = useCommand(showComplaintPhone, { refresh: [] })
  const [found, setFound] = useState<{ readonly phone: string | null; readonly own: boolean } | null>(null)
  if (found !== null)
    return found.phone === null ? (
      <span>{t('booking.complaints.no_phone')}</span>
    ) : (
      <span>
        <b className="ds-figure book-phone">{found.phone}</b>{' '}
        {found.own ? null : <span className="ds-quiet">{t('booking.complaints.agent_phone')}</span>}
      </span>
    )
  return (
    <>
      <Button size="small" loading={show.pending} onClick={() => void show.run({ complaintId }).then(setFound)}>
        {t('booking.complaints.phone')}
      </Button>
      <ProblemAlert problem={show.problem} />
    </>
  )
}

const Answer = ({ complaint }: { readonly complaint: Complaint }) => {
  const { message } = App.useApp()
  const send = useCommand(answerComplaint)
  const [words, setWords] = useState('')
  const run = async () => {
    const done = await send.run({ complaintId: complaint.complaintId, answer: words.trim() })
    if (done !== null) void message.success(t('booking.complaints.done', { name: complaint.residentName }))
  }
  return (
    <>
      <p className="book-line">
        <PhoneToRing complaintId={complaint.complaintId} />
      </p>
      <Input.TextArea
        rows={2}
        maxLength={300}
        value={words}
        aria-label={t('booking.complaints.answer')}
        placeholder={t('booking.complaints.answer')}
        onChange={event => setWords(event.target.value)}
      />
      <p className="book-line">
        <Button type="primary" disabled={send.pending || words.trim() === ''} onClick={() => void run()}>
          {t('booking.complaints.send')}
        </Button>
      </p>
      <ProblemAlert problem={send.problem} />
    </>
  )
}

/** Who asked to be contacted, with their words; the answer goes to them and ends the task. */
export const Complaints = () => {
  const answer = useQueryEndpoint(complaintList, {}, { keepPrevious: true })
  const rows = answer.data?.complaints ?? []
  return (
    <>
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
      {answer.isPending ? <Skeleton label={t('booking.loading')} /> : null}
      {answer.data && rows.length === 0 ? (
        <EmptyState icon="inbox" title={t('booking.complaints.none')}>
          {t('booking.complaints.none_why')}
        </EmptyState>
      ) : null}
      <ul className="book-list">
        {rows.map(row => (
          <li key={row.complaintId} className="book-session">
            <p className="book-session-head">
              <PersonName name={row.residentName} />
              <span>{[formatDate(row.localDate, 'short'), row.title, ...row.experts].join(' ')}</span>
              <StatusBadge tone={row.status === 'open' ? 'warn' : 'neutral'}>
                {t(`booking.complaints.status.${row.status}`)}
              </StatusBadge>
              <span className="ds-quiet">{formatDateTime(row.askedAt)}</span>
            </p>
            <blockquote>{row.words}</blockquote>
            {row.status === 'open' ? <Answer complaint={row} /> : <p>{row.answer}</p>}
          </li>
        ))}
      </ul>
    </>
  )
}
