import { App, Button } from 'antd'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useCommand } from '#src/platform/web/command.ts'
import { formatDateTime, formatMoment } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useLive } from '#src/platform/web/live.ts'
import { Go, usePageParams } from '#src/platform/web/navigation.tsx'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan } from '#src/platform/web/session.tsx'
import { EmptyState } from '#src/ui/empty-state.tsx'
import { PageHeader, Skeleton } from '#src/ui/layout.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { PersonName } from '#src/ui/text.tsx'
import { type callOutcomes, leaveWaiting, noteWaitingCall, waitingHere } from '../../contract-waiting.ts'
import { linkToDesk } from '../links.ts'
import { dayWords, expertsWord, sessionWord } from '../words.ts'
import '../booking.css'

type Place = OutputOf<typeof waitingHere>['places'][number]
type Outcome = (typeof callOutcomes)[number]

/** Rung, and what came of it; only while the seat is kept. */
const Offered = ({ place, onDone }: { readonly place: Place; readonly onDone: () => void }) => {
  const { message } = App.useApp()
  const call = useCommand(noteWaitingCall)
  const say = async (outcome: Outcome) => {
    if ((await call.run({ waitingId: place.waitingId, outcome })) === null) return
    void message.success(t(`booking.waiting.called.${outcome}`, { name: place.residentName }))
    onDone()
  }
  return (
    <>
      <p className="book-line">
        {(['will_come', 'not_reached', 'declined'] as const).map(outcome => (
          <Button
            key={outcome}
            size="small"
            type={outcome === 'will_come' ? 'primary' : 'default'}
            disabled={call.pending}
            onClick={() => void say(outcome)}
          >
            {t(`booking.waiting.outcome.${outcome}`)}
          </Button>
        ))}
        {place.callOutcome === null ? null : (
          <span className="ds-quiet">
            {t('booking.waiting.last_call', {
              outcome: t(`booking.waiting.outcome.${place.callOutcome}`),
              moment: place.calledAt ? formatDateTime(place.calledAt, 'short') : '',
            })}
          </span>
        )}
      </p>
      <ProblemAlert problem={call.problem} />
    </>
  )
}

const Row = ({ place, onDone }: { readonly place: Place; readonly onDone: () => void }) => {
  const mayCall = useCan('booking.desk.use')
  const leave = useCommand(leaveWaiting)
  const offered = place.status === 'offered'
  return (
    <li className="book-session">
      <p className="book-session-head">
        <StatusBadge tone={offered ? 'good' : 'info'}>
          {offered && place.offerExpiresAt
            ? t('booking.waiting.kept_until', { moment: formatMoment(place.offerExpiresAt) })
            : t('booking.waiting.number', { number: place.ahead + 1 })}
        </StatusBadge>
        <PersonName name={place.residentName} />
        <span className="ds-quiet">{t(`booking.waiting.rank.${place.rank}`)}</span>
        <span className="ds-quiet ds-figure">{place.maskedPhone ?? t('booking.waiting.no_phone')}</span>
        <span className="ds-quiet">
          {t('booking.waiting.since', {
            moment: formatDateTime(place.joinedAt, 'short'),
            agent: t(`booking.agent.${place.agentRelation}`),
          })}
        </span>
        <Go to={linkToDesk(place.residentId)}>{t('booking.waiting.to_person')}</Go>
      </p>
      {offered && mayCall ? (
        <Offered place={place} onDone={onDone} />
      ) : (
        <Button
          size="small"
          disabled={leave.pending}
          onClick={() => void leave.run({ waitingId: place.waitingId }).then(done => (done ? onDone() : undefined))}
        >
          {t('booking.waiting.leave')}
        </Button>
      )}
      <ProblemAlert problem={leave.problem} />
    </li>
  )
}

const bySession = (places: readonly Place[]): readonly (readonly Place[])[] => {
  const groups = new Map<string, Place[]>()
  for (const place of places)
    groups.set(place.session.sessionId, [...(groups.get(place.session.sessionId) ?? []), place])
  return [...groups.values()].sort((one, other) =>
    (one[0] as Place).session.startsAt.localeCompare((other[0] as Place).session.startsAt),
  )
}

/** 候补: who waits for which session, in order; seats that are kept for somebody stand first, with what came of ringing. */
export const WaitingPage = () => {
  const [params] = usePageParams()
  const answer = useQueryEndpoint(
    waitingHere,
    { ...(params.session ? { sessionId: params.session } : {}) },
    { keepPrevious: true, refetchSeconds: 60 },
  )
  const places = answer.data?.places ?? []
  useLive([...new Set(places.map(place => `slots:${place.session.sessionId}`))], () => void answer.refetch())
  return (
    <>
      <PageHeader title={t('booking.nav.waiting')} purpose={t('booking.waiting.purpose')}>
        <span className="ds-quiet" role="status">
          {t('booking.waiting.count', {
            count: places.length,
            kept: places.filter(place => place.status === 'offered').length,
          })}
        </span>
      </PageHeader>
      <div className="ds-page-body">
        <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
        {answer.isPending ? <Skeleton label={t('booking.loading')} /> : null}
        {answer.data && places.length === 0 ? (
          <EmptyState icon="calendar" title={t('booking.waiting.nobody')}>
            {t('booking.waiting.nobody_why')}
          </EmptyState>
        ) : null}
        {bySession(places).map(group => {
          const { session } = group[0] as Place
          return (
            <section key={session.sessionId} aria-label={sessionWord(session)}>
              <h2 className="book-heading">
                {dayWords(session)} {sessionWord(session)} {expertsWord(session.experts)} · {session.institutionName}
              </h2>
              <ul className="book-list">
                {group.map(place => (
                  <Row key={place.waitingId} place={place} onDone={() => void answer.refetch()} />
                ))}
              </ul>
            </section>
          )
        })}
      </div>
    </>
  )
}
