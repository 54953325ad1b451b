import { Table } from 'antd'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { formatDateTime, formatTimeRange } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useLive } from '#src/platform/web/live.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { Skeleton } from '#src/ui/layout.tsx'
import { slotConsole } from '../../contract-desk.ts'
import { type Appointment, channels } from '../../contract-shapes.ts'
import { sum } from '../../domain/channels.ts'
import { appointmentWord, channelWord, dayWords, expertsWord, sessionWord } from '../words.ts'
import { MissedList } from './missed-list.tsx'
import { QuotaTable } from './quota-table.tsx'
import { SeatLog } from './seat-log.tsx'
import { SourcePanel } from './source-panel.tsx'
import { WindowLine } from './window-line.tsx'

export type Console = OutputOf<typeof slotConsole>

const columns = [
  { title: () => t('booking.console.time'), dataIndex: 'startTime', key: 'time' },
  { title: () => t('booking.console.name'), dataIndex: 'residentName', key: 'name' },
  {
    title: () => t('booking.console.channel'),
    key: 'channel',
    render: (_: unknown, row: Appointment) =>
      row.isExtra
        ? t('booking.extra.tag')
        : row.channel === row.quotaChannel
          ? channelWord(row.channel)
          : t('booking.console.paid_by', { channel: channelWord(row.channel), quota: channelWord(row.quotaChannel) }),
  },
  {
    title: () => t('booking.console.status'),
    key: 'status',
    render: (_: unknown, row: Appointment) => appointmentWord(row.status),
  },
  {
    title: () => t('booking.console.booked_at'),
    key: 'bookedAt',
    render: (_: unknown, row: Appointment) => (
      <span className="ds-figure">{formatDateTime(row.bookedAt, 'short')}</span>
    ),
  },
]

type RowsProps = { readonly rows: readonly Appointment[]; readonly title: string }
const Rows = ({ rows, title }: RowsProps) => (
  <section aria-label={title}>
    <h3 className="book-heading">{title}</h3>
    <Table<Appointment>
      size="small"
      rowKey="appointmentId"
      dataSource={[...rows]}
      columns={columns}
      pagination={rows.length > 20 ? { pageSize: 20 } : false}
      locale={{ emptyText: t('booking.console.none') }}
    />
  </section>
)

/** One session's seats: buckets by channel, windows on a time line, who booked, what came back. */
export const SlotConsole = ({ sessionId }: { readonly sessionId: string }) => {
  const mayChange = useCan('booking.slots.change')
  const mayExcuse = useCan('booking.appeal.decide')
  const answer = useQueryEndpoint(slotConsole, { sessionId }, { keepPrevious: true })
  useLive([`slots:${sessionId}`], () => void answer.refetch())
  const data = answer.data
  if (!data)
    return answer.error ? (
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
    ) : (
      <Skeleton label={t('booking.loading')} />
    )
  const { session } = data
  return (
    <>
      <h2 className="book-heading">
        {sessionWord(session)} {expertsWord(session.experts)}
      </h2>
      <p className="ds-quiet">
        {session.institutionName} · {dayWords(session)} {formatTimeRange(session.startsAt, session.endsAt)}
      </p>
      <SourcePanel
        sessionId={sessionId}
        localDate={session.localDate}
        isFree={data.pools.every(pool => sum(channels.map(channel => pool.taken[channel])) === 0)}
        mayChange={mayChange}
        onChanged={() => void answer.refetch()}
      />
      <QuotaTable key={sessionId} data={data} mayChange={mayChange} onChanged={() => void answer.refetch()} />
      <WindowLine data={data} mayChange={mayChange} onChanged={() => void answer.refetch()} />
      <SeatLog sessionId={sessionId} onChanged={() => void answer.refetch()} />
      {mayExcuse && data.appointments.some(one => one.status === 'no_show') ? (
        <section aria-label={t('booking.missed.title')}>
          <h3 className="book-heading">{t('booking.missed.title')}</h3>
          <MissedList sessionId={sessionId} />
        </section>
      ) : null}
      <Rows rows={data.appointments} title={t('booking.console.booked', { count: data.appointments.length })} />
      {data.returned.length > 0 ? (
        <Rows rows={data.returned} title={t('booking.console.returned', { count: data.returned.length })} />
      ) : null}
    </>
  )
}
