import { Input, InputNumber, Select } from 'antd'
import { t } from '#src/platform/web/i18n.ts'
import { FormField } from '#src/ui/form-field.tsx'
import { type HolidayHabit, holidayHabits, type Recurrence } from '../../contract-shapes.ts'
import { daysIn } from '../../domain/typed-days.ts'
import { dayWords, weekdayWord } from '../words.ts'
import { DayField } from './day-fields.tsx'

type PatternKind = Exclude<Recurrence['pattern']['kind'], 'dates'>
/** What the pattern form holds; one set of fields for every kind, so that changing the kind loses nothing. */
export type PatternValues = {
  readonly kind: PatternKind
  readonly everyWeeks: number
  readonly weekdays: readonly number[]
  readonly ordinals: readonly number[]
  readonly days: readonly number[]
  readonly digits: readonly number[]
  readonly from: string
  readonly until: string
  readonly exceptions: string
  readonly onHoliday: HolidayHabit
}

export const emptyPattern = (from: string, until: string): PatternValues => ({
  kind: 'weekly',
  everyWeeks: 1,
  weekdays: [],
  ordinals: [1],
  days: [],
  digits: [],
  from,
  until,
  exceptions: '',
  onHoliday: 'skip',
})

const kinds: readonly PatternKind[] = ['weekly', 'monthly_weekday', 'monthly_day', 'market_day']

const patternOf = (values: PatternValues): Recurrence['pattern'] => {
  switch (values.kind) {
    case 'weekly':
      return { kind: 'weekly', everyWeeks: values.everyWeeks, weekdays: [...values.weekdays] }
    case 'monthly_weekday':
      return { kind: 'monthly_weekday', ordinals: [...values.ordinals], weekdays: [...values.weekdays] }
    case 'monthly_day':
      return { kind: 'monthly_day', days: [...values.days] }
    case 'market_day':
      return { kind: 'market_day', digits: [...values.digits] }
  }
}

/** undefined while something is missing. */
export const recurrenceOf = (values: PatternValues): Recurrence | undefined => {
  const chosen = {
    weekly: values.weekdays,
    monthly_weekday: values.weekdays,
    monthly_day: values.days,
    market_day: values.digits,
  }[values.kind]
  if (chosen.length === 0 || values.from === '' || values.until === '' || values.until < values.from) return undefined
  if (values.kind === 'monthly_weekday' && values.ordinals.length === 0) return undefined
  const { days: exceptions, unread } = daysIn(values.exceptions, values.from, values.until)
  if (unread.length > 0) return undefined
  return {
    pattern: patternOf(values),
    from: values.from,
    until: values.until,
    onHoliday: values.onHoliday,
    ...(exceptions.length === 0 ? {} : { exceptions: [...exceptions] }),
  }
}

type Props = { readonly values: PatternValues; readonly set: (patch: Partial<PatternValues>) => void }

type Many = {
  readonly label: string
  readonly value: readonly number[]
  readonly onChange: (value: number[]) => void
  readonly options: readonly { readonly value: number; readonly label: string }[]
}
const ManyField = ({ label, value, onChange, options }: Many) => (
  <FormField label={label} required={t('platform.ui.required')}>
    {field => (
      <Select<number[]>
        {...field}
        className="dep-wide"
        mode="multiple"
        value={[...value]}
        onChange={onChange}
        options={[...options]}
      />
    )}
  </FormField>
)

const weekdays = (): Many['options'] => [1, 2, 3, 4, 5, 6, 7].map(value => ({ value, label: weekdayWord(value) }))
const ordinals = (): Many['options'] =>
  [1, 2, 3, 4, 5, -1].map(value => ({ value, label: t(`deployment.series.ordinal.${value}`) }))
const numbers = (from: number, to: number, key: string): Many['options'] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    value: from + index,
    label: t(key, { number: from + index }),
  }))

/** What was typed as days and can't be read as such; said beside the field at once. */
const unreadIn = (values: PatternValues): string | undefined => {
  const { unread } = daysIn(values.exceptions, values.from, values.until)
  return unread.length === 0 ? undefined : t('deployment.series.exceptions_wrong', { words: unread.join('、') })
}
const readIn = (values: PatternValues): string => {
  const { days } = daysIn(values.exceptions, values.from, values.until)
  return days.length === 0
    ? t('deployment.series.exceptions_hint')
    : t('deployment.series.exceptions_read', { days: days.map(day => dayWords(day)).join('、') })
}

/** 每周二下午 · 每两周 · 每月第一个周一 · 逢三六九 */
export const RecurrenceFields = ({ values, set }: Props) => (
  <>
    <FormField label={t('deployment.series.kind_label')}>
      {field => (
        <Select
          {...field}
          className="dep-wide"
          value={values.kind}
          onChange={kind => set({ kind })}
          options={kinds.map(kind => ({ value: kind, label: t(`deployment.series.kind.${kind}`) }))}
        />
      )}
    </FormField>
    {values.kind === 'weekly' ? (
      <FormField label={t('deployment.series.every_weeks')} hint={t('deployment.series.every_weeks_hint')}>
        {field => (
          <InputNumber
            {...field}
            className="dep-wide"
            min={1}
            max={12}
            precision={0}
            value={values.everyWeeks}
            onChange={everyWeeks => set({ everyWeeks: everyWeeks ?? 1 })}
          />
        )}
      </FormField>
    ) : null}
    {values.kind === 'monthly_weekday' ? (
      <ManyField
        label={t('deployment.series.ordinals')}
        value={values.ordinals}
        onChange={value => set({ ordinals: value })}
        options={ordinals()}
      />
    ) : null}
    {values.kind === 'weekly' || values.kind === 'monthly_weekday' ? (
      <ManyField
        label={t('deployment.series.weekdays')}
        value={values.weekdays}
        onChange={value => set({ weekdays: value })}
        options={weekdays()}
      />
    ) : null}
    {values.kind === 'monthly_day' ? (
      <ManyField
        label={t('deployment.series.days')}
        value={values.days}
        onChange={value => set({ days: value })}
        options={numbers(1, 31, 'deployment.series.day')}
      />
    ) : null}
    {values.kind === 'market_day' ? (
      <ManyField
        label={t('deployment.series.digits')}
        value={values.digits}
        onChange={value => set({ digits: value })}
        options={numbers(0, 9, 'deployment.series.digit')}
      />
    ) : null}
    <div className="dep-pair">
      <FormField label={t('deployment.series.from')} required={t('platform.ui.required')}>
        {field => <DayField {...field} value={values.from} onChange={from => set({ from })} />}
      </FormField>
      <FormField label={t('deployment.series.until')} required={t('platform.ui.required')}>
        {field => <DayField {...field} value={values.until} onChange={until => set({ until })} />}
      </FormField>
    </div>
    <FormField label={t('deployment.series.holidays')}>
      {field => (
        <Select
          {...field}
          className="dep-wide"
          value={values.onHoliday}
          onChange={onHoliday => set({ onHoliday })}
          options={holidayHabits.map(habit => ({ value: habit, label: t(`deployment.holiday.${habit}`) }))}
        />
      )}
    </FormField>
    <FormField label={t('deployment.series.exceptions')} hint={readIn(values)} error={unreadIn(values)}>
      {field => (
        <Input {...field} value={values.exceptions} onChange={event => set({ exceptions: event.target.value })} />
      )}
    </FormField>
  </>
)
