import { useEffect } from 'react'
import { markRead, myMessages } from '#src/platform/contract/messages.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { formatMoment } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { Skeleton } from '#src/ui/resident/bits.tsx'
import { Tag } from '#src/ui/resident/notice.tsx'
import { Asked, Page } from './page.tsx'
import { SignInCard } from './sign-in-card.tsx'
import { useVisitor } from './use-family.ts'

/** What the clinic has written to this phone; opening the page is reading it. */
export const MessagesPage = () => {
  const visitor = useVisitor()
  const answer = useQueryEndpoint(myMessages, { limit: 50 }, { enabled: visitor !== 'nobody' })
  const { run } = useCommand(markRead, { refresh: [] })
  const unread = answer.data?.unread ?? 0
  useEffect(() => {
    if (unread > 0) void run({})
  }, [unread, run])
  return (
    <Page title={t('portal.messages.title')} back narrow>
      {visitor === 'nobody' ? <SignInCard next="/messages" /> : null}
      {visitor !== 'nobody' && answer.isPending ? <Skeleton label={t('portal.loading')} /> : null}
      <Asked answer={answer} />
      {answer.data?.messages.length === 0 ? <p className="r-card">{t('portal.messages.none')}</p> : null}
      {answer.data && answer.data.messages.length > 0 ? (
        <ul className="r-menu">
          {answer.data.messages.map(message => (
            <li key={message.notificationId} className="r-entry r-stack-tight">
              <p>{message.text}</p>
              <p className="r-quiet r-small">
                {formatMoment(message.createdAt)}{' '}
                {message.read ? null : <Tag tone="info">{t('portal.messages.new')}</Tag>}
              </p>
            </li>
          ))}
        </ul>
      ) : null}
    </Page>
  )
}
