import { App, Button, Checkbox, Select } from 'antd'
import { useEffect, useState } from 'react'
import { addMonths } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { EntryForm } from '#src/platform/web/entry-form.tsx'
import { formatMonth } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { contract } from '../../contract.ts'
import { type HolidayHabit, holidayHabits } from '../../contract-shapes.ts'
import { dayWords, headOf, reasonOf } from '../words.ts'
import { MonthField } from './day-fields.tsx'
import { Panel } from './panel.tsx'
import type { BoardPlaces } from './session-fields.tsx'
import { boardQueries } from './use-board-acts.ts'

type Rehearsal = OutputOf<typeof contract.rehearseCopy>
type Rule = InputOf<typeof contract.copyMonth>['by']
const rules: readonly Rule[] = ['nth_weekday', 'day_of_month']
type Props = {
  readonly month: string
  readonly places: BoardPlaces
  readonly names: Readonly<Record<string, string>>
  readonly onClose: () => void
}

const inDateOrder = <T,>(list: readonly T[], dateOf: (one: T) => string): readonly T[] =>
  [...list].sort((one, other) => dateOf(one).localeCompare(dateOf(other)))

const isEmpty = ({ sessions, left, problems }: Rehearsal): boolean =>
  sessions === 0 && left === 0 && problems.length === 0

const Outlook = ({ rehearsal, names }: { readonly rehearsal: Rehearsal; readonly names: Props['names'] }) => (
  <Notice tone={rehearsal.problems.length > 0 ? 'warn' : 'info'}>
    <p className="ds-notice-lead">
      {t(isEmpty(rehearsal) ? 'deployment.copy.empty_month' : 'deployment.copy.outlook', {
        sessions: rehearsal.sessions,
        left: rehearsal.left,
      })}
    </p>
    {rehearsal.problems.length > 0 ? <p>{t('deployment.copy.clashes', { count: rehearsal.skipped })}</p> : null}
    <ul>
      {inDateOrder(rehearsal.problems, found => found.localDate)
        .slice(0, 60)
        .map(found => (
          <li key={`${found.localDate} ${found.code} ${found.staffId} ${found.otherSessionId} ${found.institutionId}`}>
            {dayWords(found.localDate)} {found.institutionId ? names[found.institutionId] : ''}：
            {reasonOf(found, names)}
          </li>
        ))}
    </ul>
    {rehearsal.leftOut.length > 0 ? (
      <>
        <p>{t('deployment.copy.left_out')}</p>
        <ul>
          {inDateOrder(rehearsal.leftOut, one => one.session.localDate)
            .slice(0, 60)
            .map(({ session, institutionName, why }) => (
              <li key={session.sessionId}>
                {dayWords(session.localDate)} {institutionName} {headOf(session)}：{t(`deployment.copy.why.${why}`)}
              </li>
            ))}
        </ul>
      </>
    ) : null}
  </Notice>
)

/** A month like an earlier one: looked at first, then laid out as drafts. */
export const CopyPanel = ({ month, places, names, onClose }: Props) => {
  const { message } = App.useApp()
  const [fromMonth, setFrom] = useState(addMonths(month, -1))
  const [by, setBy] = useState<Rule>('nth_weekday')
  const [onHoliday, setHoliday] = useState<HolidayHabit>('skip')
  const [chosen, setChosen] = useState<readonly string[]>(places.sites.map(site => site.institutionId))
  const [rehearsal, setRehearsal] = useState<Rehearsal | null>(null)
  const rehearse = useCommand(contract.rehearseCopy, { refresh: [] })
  const copy = useCommand(contract.copyMonth, { refresh: boardQueries })
  const input = { fromMonth, toMonth: month, institutionIds: [...chosen], by, onHoliday }
  const changed = (): void => setRehearsal(null)
  const asked = JSON.stringify(input)
  const look = rehearse.run
  // What copying would do is shown at once and again after each change; the answer to an older question is dropped.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` is the whole of the input
  useEffect(() => {
    if (chosen.length === 0 || fromMonth === '') return
    let wanted = true
    void look(input).then(answer => wanted && setRehearsal(answer))
    return () => {
      wanted = false
    }
  }, [asked])
  const save = async (): Promise<void> => {
    const answer = await copy.run(input)
    if (answer === null) return
    void message.success(t('deployment.copy.done', { count: answer.sessionIds.length }))
    onClose()
  }
  return (
    <Panel title={t('deployment.panel.copy', { month: formatMonth(month) })} onClose={onClose}>
      <EntryForm
        className="dep-form"
        save={() => (rehearsal !== null ? save() : undefined)}
        problem={rehearse.problem ?? copy.problem}
      >
        <FormField label={t('deployment.copy.from')}>
          {field => (
            <MonthField
              {...field}
              value={fromMonth}
              onChange={value => {
                setFrom(value)
                changed()
              }}
            />
          )}
        </FormField>
        <FormField label={t('deployment.copy.by')}>
          {field => (
            <Select
              {...field}
              className="dep-wide"
              value={by}
              onChange={value => {
                setBy(value)
                changed()
              }}
              options={rules.map(rule => ({ value: rule, label: t(`deployment.copy.by.${rule}`) }))}
            />
          )}
        </FormField>
        <FormField label={t('deployment.series.holidays')}>
          {field => (
            <Select
              {...field}
              className="dep-wide"
              value={onHoliday}
              onChange={value => {
                setHoliday(value)
                changed()
              }}
              options={holidayHabits.map(habit => ({ value: habit, label: t(`deployment.holiday.${habit}`) }))}
            />
          )}
        </FormField>
        <FormField label={t('deployment.copy.sites')}>
          {field => (
            <Checkbox.Group
              {...field}
              value={[...chosen]}
              onChange={values => {
                setChosen(values as string[])
                changed()
              }}
              options={places.sites.map(site => ({ value: site.institutionId, label: site.shortName }))}
            />
          )}
        </FormField>
        <Button
          htmlType="submit"
          type="primary"
          disabled={rehearsal === null || rehearsal.sessions === 0}
          loading={copy.pending || rehearse.pending}
        >
          {rehearsal === null
            ? t('deployment.copy.looking')
            : t('deployment.copy.submit', { count: rehearsal.sessions })}
        </Button>
      </EntryForm>
      {rehearsal ? <Outlook rehearsal={rehearsal} names={names} /> : null}
    </Panel>
  )
}
