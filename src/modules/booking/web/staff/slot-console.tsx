import { Table } from 'antd'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { formatDateTime, formatTimeRange } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useLive } from '#src/platform/web/live.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan, useSession } from '#src/platform/web/session.tsx'
import { Skeleton } from '#src/ui/layout.tsx'
import { slotConsole } from '../../contract-desk.ts'
import { type Appointment, channels } from '../../contract-shapes.ts'
import { sum } from '../../domain/channels.ts'
import { appointmentWord, channelWord, dayWords, expertsWord, sessionWord } from '../words.ts'
import { MissedList } from './missed-list.tsx'
import { QuotaTable } from './quota-table.tsx'
import { SeatLog } from './seat-log.tsx'
import { SourcePanel } from './source-panel.tsx'
import { StopFigures } from './stop-figures.tsx'
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

type RowsProps = { readonly rows: readonly Appointment[]; readonly title: string; readonly none: string }
const Rows = ({ rows, title, none }: RowsProps) => (
  <section aria-label={title}>
    <h3 className="book-heading">{title}</h3>
    <Table<Appointment>
      size="small"
      rowKey="appointmentId"
      dataSource={[...rows]}
      columns={columns}
      pagination={rows.length > 20 ? { pageSize: 20 } : false}
      locale={{ emptyText: none }}
    />
  </section>
)

/** Names are the site's: another house counts from the buckets, and a stopped session says that it was stopped. */
const Booked = ({ data }: { readonly data: Console }) => {
  const { institution } = useSession()
  const { session, appointments } = data
  const mayAskFigures = useCan('booking.slots.change')
  const isOurs = institution?.institutionId === session.institutionId
  const count = isOurs
    ? appointments.length
    : sum(data.pools.map(pool => sum(channels.map(channel => pool.taken[channel]))))
  if (data.pools.length > 0 && data.pools.every(pool => pool.status === 'stopped') && appointments.length === 0)
    return (
      <section aria-label={t('booking.console.stopped')}>
        <h3 className="book-heading">{t('booking.console.stopped')}</h3>
        {mayAskFigures ? <StopFigures sessionId={session.sessionId} stopped /> : null}
      </section>
    )
  return (
    <Rows
      rows={appointments}
      title={t('booking.console.booked', { count })}
      none={
        count === 0
          ? t('booking.console.none')
          : t('booking.console.names_there', { count, site: session.institutionName })
      }
    />
  )
}

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
      <Booked data={data} />
      {data.returned.length > 0 ? (
        <Rows rows={data.returned} title={t('booking.console.returned', { count: data.returned.length })} none="" />
      ) : null}
    </>
  )
}
