import { App, Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDate, formatDateTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { PersonName } from '#src/ui/text.tsx'
import { appealList, decideAppeal } from '../../contract-appeals.ts'
import '../booking.css'
import '../owners.css'
import { MissedList } from './missed-list.tsx'

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

/** What one person missed here: a line for each visit, with what excuses it. */
const Missed = ({ row }: { readonly row: Row }) => (
  <ul className="book-plain ds-quiet">
    {row.missed.map(one => (
      <li key={one.appointmentId}>
        <span className="ds-figure">{formatDate(one.localDate, 'day')}</span> {one.institutionName} {one.title}
        {one.excuse === null ? null : ` · ${t(`booking.excuse.${one.excuse}`)}`}
      </li>
    ))}
  </ul>
)

const AppealCard = ({ row }: { readonly row: Row }) => (
  <li className="book-session">
    <p className="book-session-head">
      <PersonName name={row.appeal.residentName} />
      <StatusBadge tone={row.appeal.status === 'open' ? 'warn' : 'neutral'}>
        {t(`booking.appeals.status.${row.appeal.status}`)}
      </StatusBadge>
      <span>{t('booking.appeals.until', { until: formatDateTime(row.appeal.suspendedUntil) })}</span>
      <span className="ds-quiet">{t('booking.appeals.asked', { at: formatDateTime(row.appeal.askedAt) })}</span>
    </p>
    <blockquote className="book-quote">{row.appeal.words}</blockquote>
    <p className="book-small-head">{t('booking.appeals.missed', { count: row.missed.length })}</p>
    <Missed row={row} />
    {row.appeal.status === 'open' ? (
      <Decision row={row} />
    ) : (
      <p>
        {t('booking.appeals.answered', { at: row.appeal.decidedAt ? formatDateTime(row.appeal.decidedAt) : '' })}
        {row.appeal.answer ?? t('booking.appeals.no_words')}
      </p>
    )}
  </li>
)

const Appeals = () => {
  const answer = useQueryEndpoint(appealList, {}, { keepPrevious: true })
  const rows = answer.data?.appeals ?? []
  return (
    <>
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
      {answer.isPending ? <Skeleton label={t('booking.loading')} /> : null}
      {answer.data && rows.length === 0 ? (
        <EmptyState icon="inbox" title={t('booking.appeals.none')}>
          {t('booking.appeals.none_why')}
        </EmptyState>
      ) : null}
      <ul className="book-list">
        {rows.map(row => (
          <AppealCard key={row.appeal.appealId} row={row} />
        ))}
      </ul>
    </>
  )
}

/** 爽约: what suspended people say against it, and who missed a visit here. */
export const AppealsPage = () => {
  const [params, setParams] = usePageParams()
  const tab = params.tab === 'missed' ? 'missed' : 'appeals'
  return (
    <>
      <PageHeader title={t('booking.nav.appeals')} purpose={t('booking.appeals.purpose')}>
        <Segmented
          aria-label={t('booking.nav.appeals')}
          value={tab}
          onChange={next => setParams({ tab: next === 'missed' ? 'missed' : undefined })}
          options={[
            { value: 'appeals', label: t('booking.appeals.tab') },
            { value: 'missed', label: t('booking.missed.title') },
          ]}
        />
      </PageHeader>
      <div className="ds-page-body book-narrow">{tab === 'missed' ? <MissedList /> : <Appeals />}</div>
    </>
  )
}
