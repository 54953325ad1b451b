import '../network.css'
import { Button } from 'antd'
import { addDays, daysOfMonth, type LocalDate, type Month, weekdayOf } from '#src/platform/kernel/dates.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { formatDate, formatMonth, formatWeekday, today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { Facts, PageHeader, Skeleton, SplitView } from '#src/ui/layout.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { calendar, listPartsOfDay, setCalendarDay } from '../../contract-calendar.ts'
import { optionsOf, word } from '../words.ts'
import { Panel } from './panel.tsx'
import { PartsOfDaySection } from './parts-of-day.tsx'
import { RecordForm } from './record-form.tsx'

type Day = OutputOf<typeof calendar>['days'][number]

/** Weeks of a month, Monday first, empty places null. */
const weeksOf = (month: Month): readonly (readonly (LocalDate | null)[])[] => {
  const days = daysOfMonth(month)
  const before = weekdayOf(days[0] as string) - 1
  const cells: (LocalDate | null)[] = [...Array<null>(before).fill(null), ...days]
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}
const monday = '2026-11-16'
const weekdays = Array.from({ length: 7 }, (_, index) => addDays(monday, index))

const DayButton = ({
  day,
  open,
  onOpen,
}: {
  readonly day: Day
  readonly open: boolean
  readonly onOpen: () => void
}) => {
  const marked = day.kind === 'holiday' || day.kind === 'work_day'
  const name = [
    formatDate(day.date),
    word('day', day.kind),
    day.name ?? '',
    day.provisional ? t('network.calendar.provisional') : '',
  ]
    .filter(Boolean)
    .join(' ')
  return (
    <button
      type="button"
      className={`net-day net-day-${day.kind}${open ? ' net-day-open' : ''}`}
      aria-label={name}
      aria-pressed={open}
      onClick={onOpen}
    >
      {Number(day.date.slice(8))}
      <small>
        {marked
          ? day.kind === 'holiday'
            ? (day.name ?? t('network.calendar.off'))
            : t('network.calendar.on')
          : '\u00a0'}
        {day.provisional ? '?' : ''}
      </small>
    </button>
  )
}

const MonthTable = ({
  month,
  days,
  open,
  onOpen,
}: {
  readonly month: Month
  readonly days: ReadonlyMap<string, Day>
  readonly open: string | undefined
  readonly onOpen: (date: string) => void
}) => (
  <div className="net-month">
    <table>
      <caption>
        <b>{formatMonth(month)}</b>
      </caption>
      <thead>
        <tr>
          {weekdays.map(date => (
            <th key={date} scope="col">
              {formatWeekday(date)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map(week => (
          <tr key={week.find(date => date !== null)}>
            {week.map((date, index) => {
              const day = date === null ? undefined : days.get(date)
              return (
                <td key={date ?? index}>
                  {day ? <DayButton day={day} open={day.date === open} onOpen={() => onOpen(day.date)} /> : null}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const DayPanel = ({ day, onClose }: { readonly day: Day; readonly onClose: () => void }) => {
  const may = useCan('network.calendar.manage')
  return (
    <Panel
      title={formatDate(day.date)}
      badges={
        <>
          <StatusBadge
            tone={day.kind === 'holiday' ? 'warn' : day.kind === 'work_day' ? 'info' : 'neutral'}
            icon="calendar"
          >
            {word('day', day.kind)}
          </StatusBadge>
          {day.provisional ? <StatusBadge tone="warn">{t('network.calendar.provisional')}</StatusBadge> : null}
        </>
      }
      onClose={onClose}
    >
      <Facts
        items={[
          { name: t('network.field.name'), value: day.name ?? '–' },
          { name: t('network.field.source'), value: day.source ?? t('network.calendar.by_weekday') },
        ]}
      />
      {may ? (
        <RecordForm
          name={`network.calendar.${day.date}`}
          title={t('network.calendar.change')}
          endpoint={setCalendarDay}
          initial={{ kind: day.kind, name: day.name ?? '', source: '' }}
          fields={[
            {
              key: 'kind',
              control: 'select',
              label: t('network.field.day_kind'),
              required: true,
              options: optionsOf('day', ['holiday', 'work_day', 'work', 'weekend']),
            },
            {
              key: 'name',
              control: 'text',
              label: t('network.field.name'),
              required: true,
              maxLength: 20,
              beside: true,
            },
            {
              key: 'source',
              control: 'text',
              label: t('network.field.source'),
              required: true,
              maxLength: 100,
              hint: t('network.hint.source'),
            },
          ]}
          toInput={values => ({
            date: day.date,
            kind: values.kind as 'work',
            name: values.name as string,
            source: values.source as string,
          })}
          submit={t('network.calendar.save')}
          onDone={onClose}
          onCancel={onClose}
        />
      ) : null}
    </Panel>
  )
}

/** 日历: which days are worked, which are not, and why; and the times of the parts of the day. */
export const CalendarPage = () => {
  const [params, setParams] = usePageParams()
  const may = useCan('network.calendar.manage')
  const year = /^\d{4}$/.test(params.year ?? '') ? Number(params.year) : Number(today().slice(0, 4))
  const answer = useQueryEndpoint(calendar, { from: `${year}-01-01`, to: `${year}-12-31` }, { keepPrevious: true })
  const parts = useQueryEndpoint(listPartsOfDay, {})
  const days = new Map((answer.data?.days ?? []).map(day => [day.date, day]))
  const chosen = params.day ? days.get(params.day) : undefined
  const provisional = [...days.values()].some(day => day.provisional)
  const go = (next: number): void => setParams({ year: String(next), day: undefined })
  return (
    <>
      <PageHeader title={t('network.nav.calendar')} purpose={t('network.purpose.calendar')}>
        <Button onClick={() => go(year - 1)} aria-label={t('network.calendar.year_before')}>
          ‹
        </Button>
        <b className="ds-figure">{year}</b>
        <Button onClick={() => go(year + 1)} aria-label={t('network.calendar.year_after')}>
          ›
        </Button>
        <span className="net-legend">
          <StatusBadge tone="warn" icon="calendar">
            {word('day', 'holiday')}
          </StatusBadge>
          <StatusBadge tone="info" icon="clock">
            {word('day', 'work_day')}
          </StatusBadge>
        </span>
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error ?? parts.error} onRetry={() => void answer.refetch()} />
        {provisional ? (
          <div className="net-notice">
            <Notice tone="warn">
              <p>{t('network.calendar.provisional_why', { year })}</p>
            </Notice>
          </div>
        ) : null}
        {answer.isPending ? <Skeleton label={t('platform.shell.loading')} lines={8} /> : null}
        <SplitView
          detailLabel={t('network.calendar.detail')}
          detailWidth={360}
          list={
            <div className="net-months">
              {Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`).map(month => (
                <MonthTable
                  key={month}
                  month={month}
                  days={days}
                  open={params.day}
                  onOpen={day => setParams({ day })}
                />
              ))}
            </div>
          }
          detail={
            chosen ? (
              <DayPanel key={chosen.date} day={chosen} onClose={() => setParams({ day: undefined })} />
            ) : (
              <PartsOfDaySection parts={parts.data?.items ?? []} mayManage={may} />
            )
          }
        />
      </div>
    </>
  )
}
