import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { instantAt } from '#src/platform/kernel/dates.ts'
import { dateOf, formatTime } from '#src/platform/web/format.ts'
import { currentTimeZone } from '#src/platform/web/zone.ts'

/** The picker speaks in the region's clock, whatever the computer's zone is. */
export const toPicker = (instant: string | null): dayjs.Dayjs | null =>
  instant === null ? null : dayjs(`${dateOf(instant)}T${formatTime(instant)}`)
export const fromPicker = (value: dayjs.Dayjs | null): string | null =>
  value === null ? null : instantAt(value.format('YYYY-MM-DD'), value.format('HH:mm'), currentTimeZone()).toISOString()

type Props = {
  readonly id: string
  readonly value: string | null
  readonly onChange: (instant: string | null) => void
  readonly invalid: boolean
}

/** A moment in the region's clock. */
export const MomentPicker = ({ id, value, onChange, invalid }: Props) => (
  <DatePicker
    id={id}
    showTime={{ format: 'HH:mm', minuteStep: 5 }}
    format="YYYY-MM-DD HH:mm"
    needConfirm={false}
    value={toPicker(value)}
    {...(invalid ? { status: 'error' as const } : {})}
    onChange={next => onChange(fromPicker(next as dayjs.Dayjs | null))}
  />
)
