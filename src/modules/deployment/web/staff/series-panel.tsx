import { App, Button, Checkbox } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { useDraft } from '#src/platform/web/drafts.ts'
import { EntryForm } from '#src/platform/web/entry-form.tsx'
import { t } from '#src/platform/web/i18n.ts'
import { Notice } from '#src/ui/notice.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { contract } from '../../contract.ts'
import { dayWords, reasonOf } from '../words.ts'
import { Panel } from './panel.tsx'
import { emptyPattern, type PatternValues, RecurrenceFields, recurrenceOf } from './recurrence-fields.tsx'
import { type BoardPlaces, SessionFields } from './session-fields.tsx'
import { Refused } from './session-form.tsx'
import { emptyValues, missingIn, type SessionValues, templateOf } from './session-values.ts'
import { boardQueries } from './use-board-acts.ts'

type Rehearsal = OutputOf<typeof contract.rehearseSeries>
type Names = Readonly<Record<string, string>>

const isStopped = (day: Rehearsal['occurrences'][number]): boolean => day.problems.some(found => found.level === 'stop')

/** Each day with its holiday and its clash, before anything is written. */
const Days = ({ rehearsal, names }: { readonly rehearsal: Rehearsal; readonly names: Names }) => (
  <ul className="dep-list" aria-label={t('deployment.series.preview')}>
    {rehearsal.occurrences.map(day => (
      <li key={day.date}>
        <span className="ds-figure">{dayWords(day.date)}</span>{' '}
        {day.calendarName ? <span className="ds-quiet">{day.calendarName}</span> : null}{' '}
        {day.date === day.patternDate ? null : (
          <StatusBadge tone="info">{t('deployment.series.moved_from', { day: dayWords(day.patternDate) })}</StatusBadge>
        )}
        {day.problems.map(found => (
          <div key={`${found.code} ${found.staffId}`}>
            <StatusBadge tone={found.level === 'stop' ? 'critical' : 'warn'}>{reasonOf(found, names)}</StatusBadge>
          </div>
        ))}
      </li>
    ))}
    {rehearsal.left.map(day => (
      <li key={`left ${day.date}`} className="ds-quiet">
        <span className="ds-figure">{dayWords(day.date)}</span> {t(`deployment.series.left.${day.why}`)}
      </li>
    ))}
  </ul>
)

type Props = {
  readonly places: BoardPlaces
  readonly names: Names
  readonly at: Parameters<typeof emptyValues>[0]
  readonly until: string
  readonly onClose: () => void
}

/** A session on every day of a pattern; first shown, then laid out. */
export const SeriesPanel = ({ places, names, at, until, onClose }: Props) => {
  const { message } = App.useApp()
  const session = useDraft<SessionValues>('deployment.series.session', emptyValues(at))
  const pattern = useDraft<PatternValues>('deployment.series.pattern', emptyPattern(at.localDate, until))
  const rehearse = useCommand(contract.rehearseSeries, { refresh: [] })
  const layOut = useCommand(contract.layOutSeries, { refresh: boardQueries })
  const [rehearsal, setRehearsal] = useState<Rehearsal | null>(null)
  const [leaveOutClashes, setLeaveOut] = useState(false)
  const [tried, setTried] = useState(false)
  const missing = missingIn(session.value, false)
  const recurrence = recurrenceOf(pattern.value)
  const changed = (): void => setRehearsal(null)
  const look = async (): Promise<void> => {
    setTried(true)
    if (recurrence === undefined || Object.keys(missing).length > 0) return
    setRehearsal(await rehearse.run({ template: templateOf(session.value), recurrence }))
  }
  const save = async (): Promise<void> => {
    if (recurrence === undefined) return
    const answer = await layOut.run({ template: templateOf(session.value), recurrence, leaveOutClashes })
    if (answer === null) return
    session.clear()
    pattern.clear()
    void message.success(t('deployment.series.done', { count: answer.sessionIds.length }))
    onClose()
  }
  const preview = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (rehearsal) preview.current?.scrollIntoView({ block: 'start' })
  }, [rehearsal])
  const stopped = rehearsal?.occurrences.filter(isStopped).length ?? 0
  const standing = (rehearsal?.occurrences.length ?? 0) - stopped
  return (
    <Panel title={t('deployment.panel.series')} onClose={onClose}>
      <EntryForm className="dep-form" save={look}>
        <RecurrenceFields
          values={pattern.value}
          set={patch => {
            pattern.set(patch)
            changed()
          }}
        />
        {tried && recurrence === undefined ? (
          <Notice tone="warn" role="alert">
            <p>{t('deployment.series.incomplete')}</p>
          </Notice>
        ) : null}
        <SessionFields
          places={places}
          values={session.value}
          set={patch => {
            session.set(patch)
            changed()
          }}
          withDate={false}
          errors={tried ? missing : {}}
        />
        <Refused problem={rehearse.problem ?? layOut.problem} names={names} />
        <Button htmlType="submit" type={rehearsal === null ? 'primary' : 'default'} loading={rehearse.pending}>
          {t('deployment.series.look')}
        </Button>
      </EntryForm>
      {rehearsal ? (
        <div className="dep-panel" ref={preview}>
          <Days rehearsal={rehearsal} names={names} />
          {stopped > 0 ? (
            <Checkbox checked={leaveOutClashes} onChange={event => setLeaveOut(event.target.checked)}>
              {t('deployment.series.leave_out', { count: stopped })}
            </Checkbox>
          ) : null}
          <Button
            type="primary"
            disabled={standing === 0 || (stopped > 0 && !leaveOutClashes)}
            loading={layOut.pending}
            onClick={() => void save()}
          >
            {t('deployment.series.lay_out', { count: standing })}
          </Button>
        </div>
      ) : null}
    </Panel>
  )
}
