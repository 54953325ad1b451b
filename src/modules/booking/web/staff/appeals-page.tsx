import { App, Button, Input } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDate, formatDateTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { PersonName } from '#src/ui/text.tsx'
import { appealList, decideAppeal } from '../../contract-appeals.ts'
import '../booking.css'

type Row = OutputOf<typeof appealList>['appeals'][number]

const Decision = ({ row }: { readonly row: Row }) => {
  const { message } = App.useApp()
  const decide = useCommand(decideAppeal)
  const [answer, setAnswer] = useState('')
  const { appealId, residentName } = row.appeal
  const run = async (decision: 'granted' | 'refused') => {
    const words = answer.trim()
    const done = await decide.run({ appealId, decision, ...(words === '' ? {} : { answer: words }) })
    if (done !== null) void message.success(t(`booking.appeals.done.${decision}`, { name: residentName }))
  }
  return (
    <>
      <Input
        maxLength={300}
        value={answer}
        aria-label={t('booking.appeals.answer')}
        placeholder={t('booking.appeals.answer')}
        onChange={event => setAnswer(event.target.value)}
      />
      <p className="book-line">
        <Button type="primary" disabled={decide.pending} onClick={() => void run('granted')}>
          {t('booking.appeals.grant')}
        </Button>
        <Button disabled={decide.pending || answer.trim() === ''} onClick={() => void run('refused')}>
          {t('booking.appeals.refuse')}
        </Button>
      </p>
      <ProblemAlert problem={decide.problem} />
    </>
  )
}

/** 爽约申诉: what suspended people say, with what they missed here; granted or refused with a reason. */
export const AppealsPage = () => {
  const answer = useQueryEndpoint(appealList, {}, { keepPrevious: true })
  const rows = answer.data?.appeals ?? []
  return (
    <>
      <PageHeader title={t('booking.nav.appeals')} purpose={t('booking.appeals.purpose')} />
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        {answer.isPending ? <Skeleton label={t('booking.loading')} /> : null}
        {answer.data && rows.length === 0 ? (
          <EmptyState icon="inbox" title={t('booking.appeals.none')}>
            {t('booking.appeals.none_why')}
          </EmptyState>
        ) : null}
        <ul className="book-list">
          {rows.map(row => (
            <li key={row.appeal.appealId} className="book-session">
              <p className="book-session-head">
                <PersonName name={row.appeal.residentName} />
                <span>{t('booking.appeals.until', { until: formatDateTime(row.appeal.suspendedUntil) })}</span>
                <StatusBadge tone={row.appeal.status === 'open' ? 'warn' : 'neutral'}>
                  {t(`booking.appeals.status.${row.appeal.status}`)}
                </StatusBadge>
                <span className="ds-quiet">{formatDateTime(row.appeal.askedAt)}</span>
              </p>
              <blockquote>{row.appeal.words}</blockquote>
              <p className="ds-quiet">
                {row.missed
                  .map(one =>
                    [
                      formatDate(one.localDate, 'short'),
                      one.institutionName,
                      one.title,
                      one.excuse === null ? '' : t(`booking.excuse.${one.excuse}`),
                    ]
                      .filter(Boolean)
                      .join(' '),
                  )
                  .join('；')}
              </p>
              {row.appeal.status === 'open' ? <Decision row={row} /> : <p>{row.appeal.answer}</p>}
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}
