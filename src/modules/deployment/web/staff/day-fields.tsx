import { DatePicker, Select, TimePicker } from 'antd'
import dayjs from 'dayjs'
import { addMonths, type LocalDate, type LocalTime, type Month } from '#src/platform/kernel/dates.ts'
import { formatMonth, today } from '#src/platform/web/format.ts'

/** Days, times and months chosen or typed; the browser's own fields would speak the computer's language, not the page's. */

type Field = {
  readonly id?: string
  readonly 'aria-describedby'?: string | undefined
  readonly 'aria-invalid'?: boolean
}

type DayProps = Field & { readonly value: LocalDate; readonly onChange: (date: LocalDate) => void }
export const DayField = ({ value, onChange, ...field }: DayProps) => (
  <DatePicker
    {...field}
    className="dep-wide"
    value={value === '' ? null : dayjs(value)}
    onChange={picked => onChange(picked?.format('YYYY-MM-DD') ?? '')}
  />
)

type TimeProps = Field & { readonly value: LocalTime; readonly onChange: (time: LocalTime) => void }
export const TimeField = ({ value, onChange, ...field }: TimeProps) => (
  <TimePicker
    {...field}
    className="dep-wide"
    format="HH:mm"
    minuteStep={5}
    needConfirm={false}
    value={value === '' ? null : dayjs(`2000-01-01T${value}`)}
    onChange={picked => onChange(picked?.format('HH:mm') ?? '')}
  />
)

type MonthProps = Field & { readonly value: Month; readonly onChange: (month: Month) => void; readonly label?: string }
/** A year back and a year ahead; the chosen one is always among them. */
export const MonthField = ({ value, onChange, label, ...field }: MonthProps) => {
  const thisMonth = today().slice(0, 7)
  const around = Array.from({ length: 25 }, (_, index) => addMonths(thisMonth, index - 12))
  const months = around.includes(value) ? around : [...around, value].sort()
  return (
    <Select<Month>
      {...field}
      className="dep-month"
      {...(label === undefined ? {} : { 'aria-label': label })}
      value={value}
      onChange={onChange}
      options={months.map(month => ({ value: month, label: formatMonth(month) }))}
    />
  )
}
