import { Button } from 'antd'
import { markRead, myMessages } from '#src/platform/contract/messages.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { useCommand } from '../command.ts'
import { formatMoment } from '../format.ts'
import { t } from '../i18n.ts'
import { ProblemAlert } from '../problem.tsx'
import { useQueryEndpoint } from '../query.ts'

/** 站内信: what the system told me; reading is marked on purpose, so that nothing goes by unseen. */
export const MessagesPage = () => {
  const answer = useQueryEndpoint(myMessages, { limit: 100 }, { refetchSeconds: 60 })
  const read = useCommand(markRead, { refresh: [myMessages] })
  const messages = answer.data?.messages ?? []
  const unread = answer.data?.unread ?? 0
  return (
    <>
      <PageHeader
        title={t('platform.shell.messages.title')}
        purpose={t('platform.shell.messages.purpose')}
        actions={
          unread > 0 ? (
            <Button loading={read.pending} onClick={() => void read.run({})}>
              {t('platform.shell.messages.read_all', { count: unread })}
            </Button>
          ) : null
        }
      />
      <div className="ds-page-body outbox">
        <ProblemAlert problem={answer.error ?? read.problem} onRetry={() => void answer.refetch()} />
        {answer.isPending ? <Skeleton label={t('platform.shell.loading')} /> : null}
        {answer.data && messages.length === 0 ? <EmptyState title={t('platform.shell.messages.none')} /> : null}
        <ul>
          {messages.map(message => (
            <li key={message.notificationId} className="outbox-message">
              <div className="outbox-head">
                {message.read ? null : <StatusBadge tone="info">{t('platform.shell.messages.unread')}</StatusBadge>}
                <span className="ds-quiet ds-figure">{formatMoment(message.createdAt)}</span>
                {message.read ? null : (
                  <Button
                    className="outbox-time"
                    size="small"
                    type="link"
                    onClick={() => void read.run({ notificationIds: [message.notificationId] })}
                  >
                    {t('platform.shell.messages.read')}
                  </Button>
                )}
              </div>
              <p>{message.text}</p>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}
