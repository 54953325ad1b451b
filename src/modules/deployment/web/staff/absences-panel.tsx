import { App, Button, Select } from 'antd'
import { useState } from 'react'
import { StaffPicker } from '#src/modules/network/public-web.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { EntryForm } from '#src/platform/web/entry-form.tsx'
import { formatMonth } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { FormField } from '#src/ui/form-field.tsx'
import { contract } from '../../contract.ts'
import { type AbsenceKind, absenceKinds } from '../../contract-shapes.ts'
import { dayWords, partWord } from '../words.ts'
import { DayField } from './day-fields.tsx'
import { Panel } from './panel.tsx'
import type { BoardPlaces } from './session-fields.tsx'
import { boardQueries } from './use-board-acts.ts'

type Props = { readonly month: string; readonly places: BoardPlaces; readonly onClose: () => void }
const refresh = [...boardQueries, contract.absences]

const AbsenceForm = ({ month, places }: Pick<Props, 'month' | 'places'>) => {
  const { message } = App.useApp()
  const command = useCommand(contract.recordAbsence, { refresh })
  const [staffId, setStaff] = useState<string>()
  const [kind, setKind] = useState<AbsenceKind>('leave')
  const [from, setFrom] = useState(`${month}-01`)
  const [to, setTo] = useState(`${month}-01`)
  const [partOfDay, setPart] = useState<string>()
  const save = async (): Promise<void> => {
    if (staffId === undefined) return
    const answer = await command.run({ staffId, kind, from, to, ...(partOfDay === undefined ? {} : { partOfDay }) })
    if (answer === null) return
    setStaff(undefined)
    void message.success(
      answer.clashes.length === 0
        ? t('deployment.absence.done')
        : t('deployment.absence.done_clashes', { count: answer.clashes.length }),
    )
  }
  return (
    <EntryForm className="dep-form" save={save} problem={command.problem}>
      <FormField label={t('deployment.absence.who')} required={t('platform.ui.required')}>
        {field => <StaffPicker id={field.id} value={staffId} onChange={setStaff} />}
      </FormField>
      <div className="dep-pair">
        <FormField label={t('deployment.absence.from')} error={command.fieldProblems['/from']}>
          {field => <DayField {...field} value={from} onChange={setFrom} />}
        </FormField>
        <FormField label={t('deployment.absence.to')} error={command.fieldProblems['/to']}>
          {field => <DayField {...field} value={to} onChange={setTo} />}
        </FormField>
        <FormField label={t('deployment.absence.kind_label')}>
          {field => (
            <Select
              {...field}
              className="dep-wide"
              value={kind}
              onChange={setKind}
              options={absenceKinds.map(value => ({ value, label: t(`deployment.absence.kind.${value}`) }))}
            />
          )}
        </FormField>
        <FormField label={t('deployment.form.part')}>
          {field => (
            <Select
              {...field}
              className="dep-wide"
              allowClear
              placeholder={t('deployment.absence.whole_day')}
              value={partOfDay}
              onChange={setPart}
              options={places.parts.map(part => ({ value: part.key, label: partWord(places.parts, part.key) }))}
            />
          )}
        </FormField>
      </div>
      <Button type="primary" htmlType="submit" disabled={staffId === undefined} loading={command.pending}>
        {t('deployment.absence.submit')}
      </Button>
    </EntryForm>
  )
}

/** Who is away this month, and writing it down; sessions that meet it become problems of the board. */
export const AbsencesPanel = ({ month, places, onClose }: Props) => {
  const answer = useQueryEndpoint(contract.absences, { month })
  const withdraw = useCommand(contract.withdrawAbsence, { refresh })
  const mayRecord = useCan('deployment.absence.record')
  const absences = answer.data?.absences ?? []
  return (
    <Panel title={t('deployment.panel.absences', { month: formatMonth(month) })} onClose={onClose}>
      <ProblemAlert problem={answer.error ?? withdraw.problem} />
      {answer.data && absences.length === 0 ? (
        <EmptyState icon="calendar" title={t('deployment.absence.none')} />
      ) : null}
      <ul className="dep-list">
        {absences.map(absence => (
          <li key={absence.absenceId}>
            <b>{absence.name}</b> {t(`deployment.absence.kind.${absence.kind}`)}{' '}
            <span className="ds-quiet">
              {dayWords(absence.from)}
              {absence.to === absence.from ? '' : ` – ${dayWords(absence.to)}`}{' '}
              {absence.partOfDay ? partWord(places.parts, absence.partOfDay) : ''} {absence.note}
            </span>{' '}
            {mayRecord ? (
              <Button
                size="small"
                type="link"
                onClick={() => void withdraw.run({ absenceId: absence.absenceId })}
                aria-label={t('deployment.absence.withdraw_of', { name: absence.name })}
              >
                {t('deployment.absence.withdraw')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {mayRecord ? <AbsenceForm month={month} places={places} /> : null}
    </Panel>
  )
}
