import { Button, Checkbox, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { addDays } from '#src/platform/kernel/dates.ts'
import { formatDateTime, formatTimeRange, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint, useRefresh } from '#src/platform/web/query.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { Skeleton } from '#src/ui/layout.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { findOpenSessions } from '../../contract.ts'
import { ownedSessions } from '../../contract-hospitals.ts'
import type { OpenSession } from '../../contract-shapes.ts'
import { dayWords, expertsWord, sessionWord } from '../words.ts'
import { declareAll, type Outcome } from './declare-all.ts'
import { cutOffFor, usualCutOff } from './owner-form.tsx'

const daysAhead = 45
const most = 200
const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/

const lineOf = (one: OpenSession): string =>
  [`${dayWords(one)} ${formatTimeRange(one.startsAt, one.endsAt)}`, sessionWord(one), expertsWord(one.experts)]
    .filter(Boolean)
    .join(' ')

/** What became of each session that was chosen. */
const Told = ({
  outcomes,
  sessions,
}: {
  readonly outcomes: readonly Outcome[]
  readonly sessions: readonly OpenSession[]
}) => {
  const refused = outcomes.filter(one => one.words !== null)
  const nameOf = (id: string) => sessions.filter(one => one.sessionId === id).map(lineOf)[0] ?? ''
  return (
    <Notice tone={refused.length === 0 ? 'good' : 'warn'} role="status">
      <p>{t('booking.owner.many_done', { count: outcomes.length - refused.length, refused: refused.length })}</p>
      <ul className="book-plain">
        {refused.map(one => (
          <li key={one.sessionId}>
            {nameOf(one.sessionId)}：{one.words}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

type Rule = { readonly kind: 'block' | 'live'; readonly days: number; readonly time: string }
const RuleFields = ({ rule, onChange }: { readonly rule: Rule; readonly onChange: (rule: Rule) => void }) => (
  <>
    <Radio.Group
      className="book-reasons"
      aria-label={t('booking.owner.title')}
      value={rule.kind}
      onChange={event => onChange({ ...rule, kind: event.target.value as Rule['kind'] })}
      options={(['block', 'live'] as const).map(value => ({ value, label: t(`booking.owner.choose.${value}`) }))}
    />
    {rule.kind === 'block' ? (
      <div className="book-line">
        <FormField label={t('booking.owner.days_before')}>
          {field => (
            <InputNumber
              id={field.id}
              min={0}
              max={30}
              precision={0}
              suffix={t('booking.owner.days')}
              value={rule.days}
              onChange={days => onChange({ ...rule, days: days ?? usualCutOff.days })}
            />
          )}
        </FormField>
        <FormField
          label={t('booking.owner.at_time')}
          error={timePattern.test(rule.time) ? undefined : t('booking.owner.time_wrong')}
        >
          {field => (
            <Input
              {...field}
              style={{ width: 100 }}
              maxLength={5}
              value={rule.time}
              onChange={event => onChange({ ...rule, time: event.target.value })}
            />
          )}
        </FormField>
      </div>
    ) : null}
  </>
)

type Props = { readonly institutionId: string; readonly onClose: () => void }

/** Several sessions of a hospital at once, as its letter of the month names them. */
export const DeclareMany = ({ institutionId, onClose }: Props) => {
  const from = today()
  const span = { from, to: addDays(from, daysAhead), institutionId, limit: most }
  const answer = useQueryEndpoint(findOpenSessions, { channel: 'public', ...span }, { keepPrevious: true })
  const owned = useQueryEndpoint(ownedSessions, { institutionId }, { keepPrevious: true })
  const refresh = useRefresh()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [rule, setRule] = useState<Rule>({ kind: 'block', ...usualCutOff })
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([])
  const [running, setRunning] = useState<number | null>(null)
  if (!answer.data || !owned.data)
    return (
      <>
        <ProblemAlert problem={answer.error ?? owned.error} />
        {answer.error || owned.error ? null : <Skeleton label={t('booking.loading')} />}
      </>
    )
  const theirs = new Set(owned.data.sessions.map(one => one.session.sessionId))
  const sessions = answer.data.sessions.filter(
    one => !theirs.has(one.sessionId) && one.state !== 'stopped' && one.state !== 'past',
  )
  const cutOff = (one: OpenSession) => cutOffFor(one.localDate, rule)
  const save = async () => {
    const wanted = sessions.filter(one => chosen.includes(one.sessionId))
    setRunning(0)
    const all = wanted.map(one => ({
      sessionId: one.sessionId,
      kind: rule.kind,
      ...(rule.kind === 'block' ? { cutOffAt: cutOff(one) } : {}),
    }))
    setOutcomes(await declareAll(all, told => setRunning(told.length)))
    setRunning(null)
    setChosen([])
    await refresh()
  }
  const isTimeWrong = rule.kind === 'block' && !timePattern.test(rule.time)
  return (
    <div className="book-form">
      <h2 className="book-heading">{t('booking.owner.new')}</h2>
      <p className="ds-quiet">{t('booking.owner.new_why')}</p>
      {outcomes.length > 0 ? <Told outcomes={outcomes} sessions={answer.data.sessions} /> : null}
      <RuleFields rule={rule} onChange={setRule} />
      <h3 className="book-heading">{t('booking.owner.which')}</h3>
      {sessions.length === 0 ? (
        <EmptyState icon="calendar" title={t('booking.owner.no_sessions')}>
          {t('booking.owner.no_sessions_why')}
        </EmptyState>
      ) : (
        <>
          <Checkbox
            checked={chosen.length === sessions.length}
            indeterminate={chosen.length > 0 && chosen.length < sessions.length}
            onChange={event => setChosen(event.target.checked ? sessions.map(one => one.sessionId) : [])}
          >
            {t('booking.owner.all', { count: sessions.length })}
          </Checkbox>
          <Checkbox.Group className="book-checks" value={[...chosen]} onChange={setChosen}>
            {sessions.map(one => (
              <Checkbox key={one.sessionId} value={one.sessionId}>
                {lineOf(one)}
                {rule.kind === 'block' && !isTimeWrong && chosen.includes(one.sessionId) ? (
                  <span className="ds-quiet ds-figure">
                    {' '}
                    {t('booking.owner.closes', { at: formatDateTime(cutOff(one), 'short') })}
                  </span>
                ) : null}
              </Checkbox>
            ))}
          </Checkbox.Group>
        </>
      )}
      <p className="book-line">
        <Button
          type="primary"
          disabled={chosen.length === 0 || isTimeWrong}
          loading={running !== null}
          onClick={() => void save()}
        >
          {running === null
            ? t('booking.owner.save_many', { count: chosen.length })
            : t('booking.owner.saving', { done: running, count: chosen.length })}
        </Button>
        <Button onClick={onClose}>{t('booking.console.leave')}</Button>
      </p>
    </div>
  )
}
