import { useRef } from 'react'
import { today } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useLive } from '#src/platform/web/live.ts'
import { usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useSession } from '#src/platform/web/session.tsx'
import { serverNow } from '#src/platform/web/zone.ts'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton, SplitView } from '#src/ui/layout.tsx'
import { listKeys } from '#src/ui/list-keys.ts'
import { todaysSessions } from '../../contract-desk.ts'
import { hasQueue } from '../../domain/activities.ts'
import { sessionToOpen } from '../../domain/running-session.ts'
import { expertsWord, sessionWord } from '../words.ts'
import '../booking.css'
import { isOwn } from './own-sessions.ts'
import { QueuePanel } from './queue-panel.tsx'

/** 叫号: today's sessions here; one of them is called with one key. */
export const QueuePage = () => {
  const [params, setParams] = usePageParams()
  const me = useSession()
  const { institution } = me
  const answer = useQueryEndpoint(todaysSessions, { date: today() }, { keepPrevious: true })
  useLive(institution ? [`screen:${institution.institutionId}`] : [], () => void answer.refetch())
  const all = answer.data?.sessions ?? []
  const own = all.filter(({ session }) => isOwn(me, session))
  const sessions = [...own, ...all.filter(entry => !own.includes(entry))]
  // One's own come before a colleague's.
  const only = own.length > 0 ? own : sessions
  const opened = useRef<string | undefined>(undefined)
  const byItself = sessionToOpen(only, serverNow()) ?? (own.length > 0 ? own[0] : undefined)
  // What opened stays: it must not change under the hand when another queue fills.
  opened.current ??= byItself?.session.sessionId
  const chosen = params.session ?? opened.current

  return (
    <>
      <PageHeader title={t('booking.nav.queue')} purpose={t('booking.queue.purpose')} />
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        {answer.isPending ? <Skeleton label={t('booking.loading')} /> : null}
        {answer.data && sessions.length === 0 ? (
          <EmptyState icon="calendar" title={t('booking.desk.no_session')}>
            {t('booking.desk.no_session_why')}
          </EmptyState>
        ) : null}
        {sessions.length > 0 ? (
          <SplitView
            detailLabel={t('booking.queue.queue')}
            detailWidth={760}
            list={
              <ul className="book-list" onKeyDown={listKeys({ onClose: () => setParams({ session: undefined }) })}>
                {sessions.map(({ session, roomName, booked, waiting, passed, seen }) => (
                  <li key={session.sessionId}>
                    <button
                      type="button"
                      data-row
                      className="book-row"
                      aria-current={session.sessionId === chosen}
                      onClick={() => setParams({ session: session.sessionId }, { push: true })}
                    >
                      <b>{sessionWord(session)}</b>
                      <span>{expertsWord(session.experts)}</span>
                      <span className="ds-quiet">{roomName}</span>
                      <span className="ds-figure">
                        {hasQueue(session.kind)
                          ? t('booking.queue.counts', { booked, waiting, passed, seen })
                          : t('booking.queue.counts_lecture', { booked, seen })}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            }
            detail={chosen ? <QueuePanel key={chosen} sessionId={chosen} /> : null}
          />
        ) : null}
      </div>
    </>
  )
}
