import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { formatMonth, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { Facts, Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { type Posting, postingContract } from '../../contract-postings.ts'
import { titleWord } from '../words.ts'
import { DayField } from './day-fields.tsx'
import { Panel } from './panel.tsx'

type MonthSheet = OutputOf<typeof postingContract.postingDetail>['months'][number]
const refresh = [postingContract.postings, postingContract.postingDetail]
const column = (key: string): string => t(`deployment.postings.column.${key}`)
const dateOf = (month: string, day: number): string => `${month}-${String(day).padStart(2, '0')}`

/** One month: the days as boxes, all days until today offered; confirmed ones only to be read. */
const MonthLine = ({
  postingId,
  sheet,
  mayReport,
}: {
  readonly postingId: string
  readonly sheet: MonthSheet
  readonly mayReport: boolean
}) => {
  const report = useCommand(postingContract.reportPostingMonth, { refresh })
  const confirm = useCommand(postingContract.confirmPostingMonth, { refresh })
  const mayConfirm = useCan('deployment.posting.confirm')
  const past = sheet.possible.filter(day => dateOf(sheet.month, day) <= today())
  const [open, setOpen] = useState(false)
  const [days, setDays] = useState<readonly number[]>(sheet.days)
  if (past.length === 0) return null
  const state =
    sheet.confirmedAt !== null
      ? { tone: 'good' as const, words: t('deployment.postings.month_confirmed', { count: sheet.days.length }) }
      : sheet.reportedAt !== null
        ? { tone: 'info' as const, words: t('deployment.postings.month_reported', { count: sheet.days.length }) }
        : { tone: 'warn' as const, words: t('deployment.postings.month_none') }
  const save = async (): Promise<void> => {
    if (await report.run({ postingId, month: sheet.month, version: sheet.version, days: [...days] })) setOpen(false)
  }
  return (
    <article className="dep-need">
      <b>{formatMonth(sheet.month)}</b> <StatusBadge tone={state.tone}>{state.words}</StatusBadge>{' '}
      {sheet.confirmedAt === null && mayReport ? (
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('deployment.postings.report')}
        </Button>
      ) : null}{' '}
      {sheet.confirmedAt === null && sheet.reportedAt !== null && mayConfirm ? (
        <Button
          size="small"
          loading={confirm.pending}
          onClick={() => void confirm.run({ postingId, month: sheet.month, version: sheet.version })}
        >
          {t('deployment.postings.confirm')}
        </Button>
      ) : null}
      <ProblemAlert problem={report.problem ?? confirm.problem} />
      {open ? (
        <>
          <Checkbox.Group
            aria-label={formatMonth(sheet.month)}
            value={[...days]}
            onChange={values => setDays(values as number[])}
            options={past.map(day => ({ value: day, label: String(day) }))}
          />
          <div className="dep-acts">
            <Button type="primary" size="small" loading={report.pending} onClick={() => void save()}>
              {t('deployment.postings.report_save', { count: days.length })}
            </Button>
          </div>
        </>
      ) : null}
    </article>
  )
}

const EndForm = ({ posting }: { readonly posting: Posting }) => {
  const command = useCommand(postingContract.endPosting, { refresh })
  const [open, setOpen] = useState(false)
  const [lastDay, setLastDay] = useState(posting.lastDay)
  const [why, setWhy] = useState('')
  const save = async (): Promise<void> => {
    const { postingId, version } = posting
    if (await command.run({ postingId, version, lastDay, why: why.trim() })) setOpen(false)
  }
  return (
    <>
      <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('deployment.postings.end')}
      </Button>
      {open ? (
        <div className="dep-form">
          <ProblemAlert problem={command.problem} />
          <FormField label={column('to')}>
            {field => <DayField {...field} value={lastDay} onChange={setLastDay} />}
          </FormField>
          <FormField label={t('deployment.postings.end_why')}>
            {field => <Input {...field} maxLength={200} value={why} onChange={event => setWhy(event.target.value)} />}
          </FormField>
          <Button size="small" disabled={why.trim() === ''} loading={command.pending} onClick={() => void save()}>
            {t('deployment.postings.end_save')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** One posting with its letter and its months. */
export const PostingPanel = ({ postingId, onClose }: { readonly postingId: string; readonly onClose: () => void }) => {
  const answer = useQueryEndpoint(postingContract.postingDetail, { postingId })
  const mayManage = useCan('deployment.posting.manage')
  const mayReport = useCan('deployment.posting.report') && (answer.data?.mayReport ?? false)
  const posting = answer.data?.posting
  return (
    <Panel
      title={posting ? `${posting.name} · ${posting.placeName}` : t('deployment.postings.title')}
      onClose={onClose}
    >
      <ProblemAlert problem={answer.error} />
      {answer.isPending ? <Skeleton label={t('deployment.loading')} /> : null}
      {posting ? (
        <>
          <Facts
            items={[
              { name: column('title'), value: titleWord(posting.titleCode) || '–' },
              { name: column('home'), value: posting.homeInstitutionName },
              { name: column('post'), value: posting.postHeld },
              {
                name: column('duty'),
                value: `${t(`deployment.postings.duty.${posting.duty}`)} · ${t(`deployment.postings.${posting.isFullTime ? 'full_time' : 'part_time'}`)}`,
              },
              { name: column('letter'), value: [posting.letterNumber, posting.letterFile].filter(Boolean).join(' · ') },
              { name: `${column('from')}–${column('to')}`, value: `${posting.firstDay} – ${posting.lastDay}` },
              ...(posting.endedWhy ? [{ name: t('deployment.postings.end_why'), value: posting.endedWhy }] : []),
              { name: column('national'), value: t(`deployment.postings.national.${posting.national}`) },
            ]}
          />
          {mayManage ? <EndForm posting={posting} /> : null}
          <h3>{t('deployment.postings.months')}</h3>
          {answer.data?.months.map(sheet => (
            <MonthLine
              key={`${sheet.month} ${sheet.version}`}
              postingId={postingId}
              sheet={sheet}
              mayReport={mayReport}
            />
          ))}
        </>
      ) : null}
    </Panel>
  )
}
