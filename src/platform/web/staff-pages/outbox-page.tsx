import { Segmented } from 'antd'
import { demoOutbox } from '#src/platform/contract/messages.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import type { Tone } from '#src/ui/tone.ts'
import { formatMoment } from '../format.ts'
import { t } from '../i18n.ts'
import { usePageParams } from '../navigation.tsx'
import { Pager, useTrail } from '../pager.tsx'
import { ProblemAlert } from '../problem.tsx'
import { useQueryEndpoint } from '../query.ts'

type Message = OutputOf<typeof demoOutbox>['messages'][number]
const channels = ['all', 'sms', 'wechat', 'inbox'] as const
const toneOf: Readonly<Record<Message['status'], Tone>> = {
  queued: 'info',
  sent: 'good',
  failed: 'critical',
  read: 'neutral',
}

const Bubble = ({ message }: { readonly message: Message }) => (
  <li className="outbox-message">
    <div className="outbox-head">
      <b>{t(`platform.shell.outbox.channel.${message.channel}`)}</b>
      <span className="ds-figure">{message.maskedAddress ?? '–'}</span>
      <StatusBadge tone={toneOf[message.status]}>{t(`platform.shell.outbox.status.${message.status}`)}</StatusBadge>
      <span className="ds-quiet ds-figure outbox-time">{formatMoment(message.sentAt ?? message.createdAt)}</span>
    </div>
    <p>{message.text}</p>
    {message.status === 'queued' && message.notBefore > message.createdAt ? (
      <p className="ds-quiet">{t('platform.shell.outbox.not_before', { time: formatMoment(message.notBefore) })}</p>
    ) : null}
  </li>
)

/** What would have been sent, for the demo: nothing leaves this machine. */
export const OutboxPage = () => {
  const [params, setParams] = usePageParams()
  const trail = useTrail()
  const channel = channels.find(value => value === params.channel && value !== 'all') as Message['channel'] | undefined
  const before = trail.cursor
  const answer = useQueryEndpoint(
    demoOutbox,
    { limit: 50, ...(channel ? { channel } : {}), ...(before ? { before } : {}) },
    { keepPrevious: true, refetchSeconds: 10 },
  )
  const messages = answer.data?.messages ?? []
  return (
    <>
      <PageHeader title={t('platform.shell.nav.outbox')} purpose={t('platform.shell.outbox.purpose')}>
        <Segmented
          aria-label={t('platform.shell.outbox.channel')}
          value={channel ?? 'all'}
          onChange={next => {
            trail.restart()
            setParams({ channel: next === 'all' ? undefined : String(next) })
          }}
          options={channels.map(value => ({ value, label: t(`platform.shell.outbox.channel.${value}`) }))}
        />
      </PageHeader>
      <div className="ds-page-body outbox">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        {answer.isPending ? <Skeleton label={t('platform.shell.loading')} /> : null}
        {answer.data && messages.length === 0 ? (
          <EmptyState title={t('platform.shell.outbox.none')}>{t('platform.shell.outbox.none_hint')}</EmptyState>
        ) : null}
        <ul>
          {messages.map(message => (
            <Bubble key={message.notificationId} message={message} />
          ))}
        </ul>
        {messages.length > 0 ? (
          <Pager
            trail={trail}
            next={answer.data?.next}
            words={[t('platform.shell.newer'), t('platform.shell.older')]}
          />
        ) : null}
      </div>
    </>
  )
}
