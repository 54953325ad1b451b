import { App, Button, Table } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { downloadText } from '#src/platform/web/download.ts'
import { formatDateTime, formatMoment } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { blockReport, hospitalOrders, type OrderState, reportBlock, sourceOfSession } from '../../contract-owners.ts'
import { appointmentWord } from '../words.ts'
import { OwnerForm } from './owner-form.tsx'

type Report = OutputOf<typeof blockReport>

/** One line a seat, as the hospital's office reads it; opens in Excel. */
const sheetOf = (report: Report): string => {
  const head = [
    t('booking.console.time'),
    t('booking.owner.seat'),
    t('booking.console.name'),
    t('booking.console.status'),
  ]
  const rows = report.used.map(one => [
    one.startTime,
    one.isExtra ? t('booking.extra.tag') : String(one.seatNo),
    one.residentName,
    appointmentWord(one.status),
  ])
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
  return `${[head, ...rows, ['', '', t('booking.owner.unused'), String(report.unused)]].map(row => row.map(quoted).join(',')).join('\r\n')}`
}

/** What of a block goes back: the list, and the word that it was reported. */
const Block = ({ sessionId, mayChange }: { readonly sessionId: string; readonly mayChange: boolean }) => {
  const { message } = App.useApp()
  const answer = useQueryEndpoint(blockReport, { sessionId })
  const report = useCommand(reportBlock)
  const data = answer.data
  if (!data) return <ProblemAlert problem={answer.error} />
  const extra = data.used.filter(one => one.isExtra).length
  const save = () =>
    downloadText(`${data.source.externalRef ?? 'block'}-${data.localDate}.csv`, sheetOf(data), 'text/csv;charset=utf-8')
  const done = async () => {
    if (await report.run({ sessionId })) void message.success(t('booking.owner.reported_now'))
  }
  return (
    <>
      <p>
        {t('booking.owner.used', { used: data.used.length - extra, unused: data.unused })}
        {extra > 0 ? t('booking.owner.extra', { count: extra }) : null}{' '}
        {data.source.reportedAt ? (
          <StatusBadge tone="good">
            {t('booking.owner.reported', { at: formatDateTime(data.source.reportedAt) })}
          </StatusBadge>
        ) : (
          <StatusBadge tone={data.isFinal ? 'warn' : 'info'}>
            {t(data.isFinal ? 'booking.owner.to_report' : 'booking.owner.still_open')}
          </StatusBadge>
        )}
      </p>
      <p className="book-line">
        <Button onClick={save}>{t('booking.owner.export')}</Button>
        {mayChange && data.isFinal && !data.source.reportedAt ? (
          <Button type="primary" loading={report.pending} onClick={() => void done()}>
            {t('booking.owner.report')}
          </Button>
        ) : null}
      </p>
      <ProblemAlert problem={report.problem} />
    </>
  )
}

const tones: Readonly<Record<OrderState, 'good' | 'info' | 'warn' | 'neutral'>> = {
  asked: 'info',
  reserved: 'info',
  confirmed: 'good',
  releasing: 'warn',
  released: 'neutral',
  refused: 'warn',
}
type Order = OutputOf<typeof hospitalOrders>['orders'][number]

/** Seats asked for at the hospital, and every answer it gave. */
const Live = ({ sessionId }: { readonly sessionId: string }) => {
  const answer = useQueryEndpoint(hospitalOrders, { sessionId }, { refetchSeconds: 10 })
  return (
    <Table<Order>
      size="small"
      rowKey="orderId"
      dataSource={[...(answer.data?.orders ?? [])]}
      pagination={false}
      locale={{ emptyText: t('booking.owner.no_orders') }}
      columns={[
        { title: t('booking.console.time'), dataIndex: 'startTime' },
        { title: t('booking.console.name'), dataIndex: 'residentName' },
        {
          title: t('booking.owner.state'),
          render: (_, one) => (
            <StatusBadge tone={tones[one.state]}>{t(`booking.owner.order.${one.state}`)}</StatusBadge>
          ),
        },
        { title: t('booking.owner.reference'), dataIndex: 'reference' },
        {
          title: t('booking.owner.receipts'),
          render: (_, one) =>
            one.receipts
              .map(
                receipt =>
                  `${t(`booking.owner.step.${receipt.step}`)} ${t(`booking.owner.outcome.${receipt.outcome}`)}`,
              )
              .join('；'),
        },
      ]}
    />
  )
}

type Props = {
  readonly sessionId: string
  readonly localDate: string
  /** Nobody has a seat yet: only then can be said whose seats these are. */
  readonly isFree: boolean
  readonly mayChange: boolean
  readonly onChanged: () => void
}

/** 号源归属: whose seats these are, what goes back to a hospital, and, before anybody has booked, the word that says so. */
export const SourcePanel = ({ sessionId, localDate, isFree, mayChange, onChanged }: Props) => {
  const [isOpen, setOpen] = useState(false)
  const answer = useQueryEndpoint(sourceOfSession, { sessionId })
  const source = answer.data
  const mayDeclare = mayChange && isFree
  if (source === undefined || (source.kind === 'ours' && !mayDeclare)) return null
  const close = () => {
    setOpen(false)
    void answer.refetch()
    onChanged()
  }
  return (
    <section aria-label={t('booking.owner.title')}>
      <h3 className="book-heading">{t('booking.owner.title')}</h3>
      <p className="book-line">
        <span>
          {t(`booking.owner.kind.${source.kind}`, {
            hospital: source.hospital ?? '',
            until: source.cutOffAt ? formatMoment(source.cutOffAt) : '',
          })}
          {source.externalRef ? <span className="ds-quiet"> {source.externalRef}</span> : null}
        </span>
        {mayDeclare && !isOpen ? <Button onClick={() => setOpen(true)}>{t('booking.owner.change')}</Button> : null}
      </p>
      {isOpen ? <OwnerForm sessionId={sessionId} localDate={localDate} source={source} onDone={close} /> : null}
      {source.kind === 'block' && !isOpen ? <Block sessionId={sessionId} mayChange={mayChange} /> : null}
      {source.kind === 'live' && !isOpen ? <Live sessionId={sessionId} /> : null}
    </section>
  )
}
