import { Button } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Endpoint } from '#src/platform/kernel/endpoint.ts'
import { type Command, useCommand } from '#src/platform/web/command.ts'
import { formatTime } from '#src/platform/web/format.ts'
import { t } from '#src/platform/web/i18n.ts'
import { useLive } from '#src/platform/web/live.ts'
import { ProblemAlert } from '#src/platform/web/problem.tsx'
import { useQueryEndpoint } from '#src/platform/web/query.ts'
import { useCan, useSession } from '#src/platform/web/session.tsx'
import { Skeleton } from '#src/ui/layout.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { StatusBadge } from '#src/ui/status-badge.tsx'
import { Kbd, PersonName } from '#src/ui/text.tsx'
import {
  callNext,
  finishVisit,
  leaveVisit,
  passVisit,
  queueOf,
  recallVisit,
  returnVisit,
  startVisit,
} from '../../contract-desk.ts'
import type { Visit } from '../../contract-shapes.ts'
import { hasQueue } from '../../domain/activities.ts'
import { isAllowed, type VisitStep } from '../../domain/visit-steps.ts'
import { expertsWord, priorityWord, sessionWord, visitWord } from '../words.ts'
import { AttendancePanel } from './attendance-panel.tsx'
import { type CalledChoice, CalledChoices } from './called-choice.tsx'
import { DelayButton } from './delay-button.tsx'
import { ExtraButton } from './extra-button.tsx'
import { isColleagues } from './own-sessions.ts'

const useSteps = () => ({
  recall: useCommand(recallVisit),
  pass: useCommand(passVisit),
  return: useCommand(returnVisit),
  start: useCommand(startVisit),
  finish: useCommand(finishVisit),
  leave: useCommand(leaveVisit),
})
type Step = Exclude<VisitStep, 'call'>
type Steps = ReturnType<typeof useSteps>
type Move = (step: Step, visit: Visit) => void

/** After an act the same act rests, so that a second press by mistake does nothing. */
const restMillis = 700

/** Keys work unless somebody types. */
const useKeys = (keys: Readonly<Record<string, () => void>>, enabled: boolean) => {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    if (!enabled) return undefined
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        event.repeat ||
        /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
      )
        return
      const run = latest.current[event.key.toLowerCase()]
      if (run === undefined) return
      event.preventDefault()
      run()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [enabled])
}

const Person = ({ visit, children }: { readonly visit: Visit; readonly children?: ReactNode }) => (
  <li className="book-session">
    <p className="book-session-head">
      <b className="ds-figure">{t('booking.ticket.number', { number: visit.ticketNo })}</b>
      <PersonName name={visit.residentName} note={visit.slotStart ?? undefined} />
      {visit.priority === 'none' ? null : <StatusBadge tone="info">{priorityWord(visit.priority)}</StatusBadge>}
      {visit.isExtra ? <StatusBadge tone="info">{t('booking.extra.tag')}</StatusBadge> : null}
      {visit.status === 'waiting' ? null : (
        <StatusBadge tone={visit.status === 'passed' ? 'warn' : 'neutral'}>{visitWord(visit.status)}</StatusBadge>
      )}
    </p>
    {children ? <p className="book-line">{children}</p> : null}
  </li>
)

/** 已退号、已离开: not seen, and not counted as seen. */
const Gone = ({ visits }: { readonly visits: readonly Visit[] }) => (
  <>
    <h3 className="book-heading">{t('booking.queue.left_count', { count: visits.length })}</h3>
    <ul className="book-list">
      {visits.map(visit => (
        <Person key={visit.visitId} visit={visit} />
      ))}
    </ul>
  </>
)

type ButtonsProps = {
  readonly visit: Visit
  readonly steps: readonly Step[]
  readonly move: Move
  readonly busy: boolean
  readonly keys?: Partial<Record<Step, string>>
}
const StepButtons = ({ visit, steps, move, busy, keys = {} }: ButtonsProps) =>
  steps
    .filter(step => isAllowed(step, visit.status))
    .map(step => (
      <Button key={step} disabled={busy} onClick={() => move(step, visit)}>
        {t(`booking.step.${step}`)} {keys[step] ? <Kbd>{keys[step]}</Kbd> : null}
      </Button>
    ))

const problemOf = (commands: readonly Command<Endpoint>[]) =>
  commands.map(command => command.problem).find(problem => problem !== null) ?? null

/** now · next · waiting · 过号 · 回诊, and the one key. */
export const QueuePanel = ({ sessionId }: { readonly sessionId: string }) => {
  const mayCall = useCan('booking.queue.call')
  const answer = useQueryEndpoint(queueOf, { sessionId }, { keepPrevious: true })
  useLive([`queue:${sessionId}`], () => void answer.refetch())
  const next = useCommand(callNext)
  const steps: Steps = useSteps()
  const queue = answer.data
  const all = Object.values(steps) as unknown as readonly Command<Endpoint>[]
  const busy = next.pending || all.some(command => command.pending)
  const [inHand] = queue?.now ?? []

  const [asking, setAsking] = useState(false)
  const rest = useRef({ act: '', until: 0 })
  const session = useSession()
  const [actsForColleague, setActsForColleague] = useState(false)
  const asksFirst = queue !== undefined && isColleagues(session, queue.session) && !actsForColleague
  const mayAct = mayCall && !asksFirst
  const undecided = queue?.now.find(visit => visit.status === 'called')
  const isAsking = asking && undecided !== undefined

  const isResting = (name: string) => rest.current.act === name && Date.now() < rest.current.until
  const act = (name: string, run: () => Promise<unknown>) => {
    if (busy || !mayAct || isResting(name)) return
    // One refusal at a time: the next act clears the one before.
    next.reset()
    for (const command of all) command.reset()
    setAsking(false)
    void run().finally(() => {
      rest.current = { act: name, until: Date.now() + restMillis }
      void answer.refetch()
    })
  }
  const callOn = () => {
    if (busy || !mayAct || isResting('next')) return
    if (undecided) setAsking(true)
    else act('next', () => next.run({ sessionId }))
  }
  const choose = (choice: CalledChoice) => {
    if (choice === 'again' && undecided) act('recall', () => steps.recall.run({ visitId: undecided.visitId }))
    else if (choice !== 'again') act('next', () => next.run({ sessionId, called: choice }))
  }
  const move: Move = (step, visit) => {
    if (isAllowed(step, visit.status)) act(step, () => steps[step].run({ visitId: visit.visitId }))
  }
  const withHand = (step: Step) => () => {
    if (inHand) move(step, inHand)
  }
  useKeys(
    isAsking
      ? {
          s: () => choose('seen'),
          p: () => choose('passed'),
          r: () => choose('again'),
          escape: () => setAsking(false),
        }
      : { n: callOn, r: withHand('recall'), p: withHand('pass'), i: withHand('start'), f: withHand('finish') },
    mayAct,
  )

  if (!queue)
    return answer.error ? (
      <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} />
    ) : (
      <Skeleton label={t('booking.loading')} />
    )
  const toTell = queue.expected.filter(one => one.status === 'booked').length
  if (!hasQueue(queue.session.kind)) return <AttendancePanel queue={queue} onChanged={() => void answer.refetch()} />
  return (
    <>
      <h2 className="book-heading">
        {sessionWord(queue.session)} {expertsWord(queue.session.experts)}{' '}
        <span className="ds-quiet">{queue.roomName}</span>
      </h2>
      <p className="book-line">
        <span className="ds-quiet">{t('booking.queue.order')}</span>
        {queue.lateMinutes === null ? null : (
          <StatusBadge tone="warn">{t('booking.delay.badge', { minutes: queue.lateMinutes })}</StatusBadge>
        )}
        {mayAct && (queue.lateMinutes !== null || toTell > 0) ? (
          <DelayButton sessionId={sessionId} minutes={queue.lateMinutes} people={toTell} />
        ) : null}
        <ExtraButton sessionId={sessionId} onDone={() => void answer.refetch()} />
      </p>
      <ProblemAlert problem={next.problem ?? problemOf(all)} />
      {mayCall && asksFirst ? (
        <Notice tone="warn">
          <p>{t('booking.queue.colleague', { experts: expertsWord(queue.session.experts) })}</p>
          <p className="book-line">
            <Button onClick={() => setActsForColleague(true)}>{t('booking.queue.colleague_do')}</Button>
          </p>
        </Notice>
      ) : null}
      <section className="book-now" aria-label={t('booking.queue.now')} aria-live="polite">
        <h3 className="book-heading">{t('booking.queue.now')}</h3>
        {queue.now.length === 0 ? <p>{t('booking.queue.nobody_called')}</p> : null}
        {queue.now.map(visit => (
          <div key={visit.visitId}>
            <p>
              <span className="book-now-number ds-figure">
                {t('booking.ticket.number', { number: visit.ticketNo })}
              </span>
              <span className="book-now-name">{visit.residentName}</span>{' '}
              <StatusBadge tone="primary">
                {visitWord(visit.status)}{' '}
                {visit.callCount > 1 ? t('booking.queue.called_times', { count: visit.callCount }) : ''}
              </StatusBadge>
            </p>
            {mayAct && !isAsking ? (
              <p className="book-line">
                <StepButtons
                  visit={visit}
                  steps={['recall', 'pass', 'start', 'finish']}
                  move={move}
                  busy={busy}
                  keys={{ recall: 'R', pass: 'P', start: 'I', finish: 'F' }}
                />
              </p>
            ) : null}
          </div>
        ))}
        {isAsking && undecided ? (
          <CalledChoices visit={undecided} busy={busy} onChoose={choose} onLeave={() => setAsking(false)} />
        ) : null}
        {mayAct ? (
          <button
            type="button"
            className="book-main"
            disabled={busy || (queue.waiting.length === 0 && queue.now.length === 0)}
            hidden={isAsking}
            onClick={callOn}
          >
            {queue.waiting[0]
              ? t('booking.queue.call_next', { number: queue.waiting[0].ticketNo, name: queue.waiting[0].residentName })
              : t('booking.queue.close_last')}{' '}
            <Kbd>N</Kbd>
          </button>
        ) : null}
      </section>
      <div className="book-queue">
        <section aria-label={t('booking.queue.waiting')}>
          <h3 className="book-heading">{t('booking.queue.waiting_count', { count: queue.waiting.length })}</h3>
          <ul className="book-list">
            {queue.waiting.map(visit => (
              <Person key={visit.visitId} visit={visit}>
                {mayAct ? <StepButtons visit={visit} steps={['start', 'leave']} move={move} busy={busy} /> : null}
              </Person>
            ))}
          </ul>
        </section>
        <section aria-label={t('booking.queue.expected')}>
          <h3 className="book-heading">{t('booking.queue.expected_count', { count: queue.expected.length })}</h3>
          <ul className="book-list">
            {queue.expected.map(one => (
              <li key={one.appointmentId} className="book-session">
                <span className="ds-figure">{one.startTime}</span> <PersonName name={one.residentName} />
              </li>
            ))}
          </ul>
        </section>
        <section aria-label={t('booking.queue.seen')}>
          <h3 className="book-heading">{t('booking.queue.seen_count', { count: queue.seen.length })}</h3>
          {mayAct && queue.seen.length > 0 ? <p className="ds-quiet">{t('booking.queue.return_what')}</p> : null}
          <ul className="book-list">
            {[...queue.seen].reverse().map(visit => (
              <Person key={visit.visitId} visit={visit}>
                <span className="ds-quiet ds-figure">{visit.seenAt ? formatTime(visit.seenAt) : ''}</span>
                {mayAct ? <StepButtons visit={visit} steps={['return']} move={move} busy={busy} /> : null}
              </Person>
            ))}
          </ul>
          {queue.left.length > 0 ? <Gone visits={queue.left} /> : null}
        </section>
      </div>
    </>
  )
}
