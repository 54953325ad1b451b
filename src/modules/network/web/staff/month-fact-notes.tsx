import { Button } from 'antd'
import { useState } from 'react'
import { addMonths, monthOf } from '#src/platform/kernel/dates.ts'
import { formatMoment, formatMonth, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { lockMonthFacts } from '../../contract-calendar.ts'
import { markAbnormalMonth, setFactReporter, unlockMonthFacts } from '../../contract-month-facts.ts'
import type { FieldSpec } from './field-control.tsx'
import { measureName } from './measure-figure.tsx'
import type { Grid } from './month-facts-page.tsx'
import { Section } from './panel.tsx'
import { RecordForm } from './record-form.tsx'

/** Whom to ring about the last whole month of the year that is shown. */
const Missing = ({ grid }: { readonly grid: Grid }) => {
  const whole = grid.months.filter(month => month < monthOf(today()))
  const month = whole.at(-1)
  // Nobody has to report what is not expected: then nothing can be said to be complete.
  if (month === undefined || !grid.measures.some(measure => measure.expected)) return null
  const gaps = grid.missing.filter(gap => gap.month === month)
  if (gaps.length === 0)
    return (
      <Notice tone="good" role="status">
        {t('network.facts.all_reported', { month: formatMonth(month) })}
      </Notice>
    )
  return (
    <Notice tone="warn" role="status">
      <p className="ds-notice-lead">
        {t('network.facts.ring_title', { month: formatMonth(month), count: gaps.length })}
      </p>
      <ul>
        {gaps.map(gap => {
          const house = grid.institutions.find(one => one.institutionId === gap.institutionId)
          const measures = gap.measures.map(code => grid.measures.find(one => one.measure === code))
          return (
            <li key={gap.institutionId}>
              {t('network.facts.ring', {
                name: house?.name ?? '',
                measures: measures.flatMap(one => (one ? [measureName(one)] : [])).join('、'),
                who: house?.reporter?.name ?? t('network.facts.ring_office'),
                phone: house?.reporter?.phone ?? house?.phone ?? '',
              })}
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}

/** † Why months that are shown, or that others are compared with, are no fair base. */
const Abnormal = ({ grid }: { readonly grid: Grid }) => {
  const nameOf = (institutionId: string): string =>
    grid.institutions.find(one => one.institutionId === institutionId)?.name ?? ''
  const notes = new Set<string>()
  const note = (institutionId: string, month: string, why: string | null | undefined): void => {
    if (why)
      notes.add(t('network.facts.abnormal_note', { month: formatMonth(month), name: nameOf(institutionId), why }))
  }
  for (const cell of grid.cells) {
    note(cell.institutionId, cell.month, cell.abnormalWhy)
    for (const growth of [cell.year, cell.month_before, cell.baseline])
      if (growth) note(cell.institutionId, growth.baseMonth, growth.baseAbnormal)
  }
  return notes.size === 0 ? null : (
    <ul className="ds-quiet">
      {[...notes].map(text => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
}

type Act = 'lock' | 'unlock' | 'mark' | 'reporter'

/** The one act that was chosen, for one institution and one month. */
const ActForm = ({
  act,
  grid,
  isHouse,
  onDone,
}: {
  readonly act: Act
  readonly grid: Grid
  readonly isHouse: boolean
  readonly onDone: () => void
}) => {
  const houses = grid.institutions.filter(house => house.mayManage)
  const locks = new Set(grid.locks.map(lock => `${lock.institutionId} ${lock.month}`))
  const first = houses[0]?.institutionId ?? ''
  const [measure] = grid.measures
  const thisMonth = monthOf(today())
  const months = [...grid.months, ...(act === 'mark' ? grid.months.map(month => addMonths(month, -12)) : [])]
  const house: FieldSpec = {
    key: 'institutionId',
    control: 'select',
    label: t('network.field.institution'),
    required: true,
    options: houses.map(one => ({ value: one.institutionId, label: one.name })),
  }
  const month = (institutionId: string): FieldSpec => ({
    key: 'month',
    control: 'select',
    label: t('network.facts.month'),
    required: true,
    beside: true,
    options: months
      .filter(one => one <= thisMonth)
      .filter(one =>
        act === 'unlock'
          ? locks.has(`${institutionId} ${one}`)
          : act === 'lock'
            ? !locks.has(`${institutionId} ${one}`)
            : true,
      )
      .sort()
      .reverse()
      .map(value => ({ value, label: formatMonth(value) })),
  })
  const shared = { name: `network.facts.${act}`, initial: { institutionId: first }, onDone, onCancel: onDone }
  const of = (values: Readonly<Record<string, unknown>>) => ({
    institutionId: values.institutionId as string,
    month: values.month as string,
  })
  const chosen = (values: Readonly<Record<string, unknown>>): string => (values.institutionId as string | null) ?? ''
  if (act === 'lock')
    return (
      <RecordForm
        {...shared}
        title={t('network.facts.lock')}
        endpoint={lockMonthFacts}
        fields={values => [house, month(chosen(values))]}
        toInput={of}
        submit={t('network.facts.lock')}
      />
    )
  if (act === 'unlock')
    return (
      <RecordForm
        {...shared}
        title={t('network.facts.unlock')}
        endpoint={unlockMonthFacts}
        fields={values => [
          house,
          month(chosen(values)),
          { key: 'reason', control: 'text', label: t('network.field.reason'), required: true, maxLength: 200 },
        ]}
        toInput={values => ({ ...of(values), reason: values.reason as string })}
        submit={t('network.facts.unlock')}
      />
    )
  if (act === 'mark')
    return (
      <RecordForm
        {...shared}
        title={t('network.facts.mark')}
        endpoint={markAbnormalMonth}
        fields={values => [
          house,
          month(chosen(values)),
          {
            key: 'why',
            control: 'text',
            label: t('network.facts.why_abnormal'),
            maxLength: 200,
            hint: t('network.facts.why_hint'),
          },
        ]}
        toInput={values => ({
          ...of(values),
          measure: isHouse ? null : (measure?.measure ?? null),
          why: (values.why as string | null) ?? null,
        })}
        submit={t('network.facts.mark_do')}
      />
    )
  return (
    <RecordForm
      {...shared}
      title={t('network.facts.reporter_set')}
      endpoint={setFactReporter}
      fields={values => [
        house,
        {
          key: 'staffId',
          control: 'staff',
          label: t('network.facts.reporter'),
          required: true,
          within: chosen(values) || undefined,
        },
        { key: 'phone', control: 'text', label: t('network.field.phone'), required: true, maxLength: 20, beside: true },
      ]}
      toInput={values => ({
        institutionId: values.institutionId as string,
        staffId: values.staffId as string,
        phone: values.phone as string,
      })}
      submit={t('network.facts.reporter_set')}
    />
  )
}

const History = ({ grid }: { readonly grid: Grid }) => {
  const nameOf = (institutionId: string): string =>
    grid.institutions.find(one => one.institutionId === institutionId)?.name ?? ''
  const entries = [
    ...grid.locks.map(lock => ({
      at: lock.lockedAt,
      key: `${lock.institutionId} ${lock.month}`,
      text: t('network.facts.locked_by', {
        month: formatMonth(lock.month),
        name: lock.lockedBy,
        at: formatMoment(lock.lockedAt),
      }),
      house: nameOf(lock.institutionId),
    })),
    ...grid.unlocked.map(one => ({
      at: one.unlockedAt,
      key: `${one.institutionId} ${one.month} ${one.unlockedAt}`,
      text: t('network.facts.unlocked_by', {
        month: formatMonth(one.month),
        name: one.unlockedBy,
        at: formatMoment(one.unlockedAt),
        reason: one.reason,
      }),
      house: nameOf(one.institutionId),
    })),
  ].sort((one, other) => (one.at < other.at ? 1 : -1))
  return (
    <Section title={t('network.facts.history')} count={entries.length} empty={t('network.facts.no_history')}>
      <ul className="net-lines">
        {entries.slice(0, 24).map(entry => (
          <li key={entry.key}>
            <span>{entry.house}</span>
            <span className="ds-quiet">{entry.text}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Below the grid: what is missing, what is no fair base, and locking. */
export const MonthFactNotes = ({ grid, isHouse }: { readonly grid: Grid; readonly isHouse: boolean }) => {
  const [act, setAct] = useState<Act | null>(null)
  const mayManage = useCan('network.fact.manage') && grid.institutions.some(house => house.mayManage)
  const mayUnlock = useCan('network.fact.unlock')
  const acts: readonly Act[] = mayUnlock ? ['lock', 'unlock', 'mark', 'reporter'] : ['lock', 'mark', 'reporter']
  const words = { lock: 'lock', unlock: 'unlock', mark: 'mark', reporter: 'reporter_set' } as const
  return (
    <div className="net-fact-notes">
      <Abnormal grid={grid} />
      <Missing grid={grid} />
      {mayManage && act === null ? (
        <div className="net-acts">
          {acts.map(one => (
            <Button key={one} onClick={() => setAct(one)}>
              {t(`network.facts.${words[one]}`)}
            </Button>
          ))}
        </div>
      ) : null}
      {act === null ? null : <ActForm key={act} act={act} grid={grid} isHouse={isHouse} onDone={() => setAct(null)} />}
      <History grid={grid} />
    </div>
  )
}
