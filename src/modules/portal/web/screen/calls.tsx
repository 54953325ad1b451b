import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { t } from '#src/platform/web/i18n.ts'
import { callKey, orderCalls, pagesOf } from '../../domain/screen-pages.ts'
import { type LobbySession, useTurn } from './use-lobby.ts'
import { useVoice } from './use-voice.ts'

type Call = {
  readonly sessionId: string
  readonly ticketNo: number
  readonly callCount: number
  readonly maskedName: string
  readonly session: LobbySession
}

const newSeconds = 15
const turnSeconds = 10

const callsIn = (sessions: readonly LobbySession[]): readonly Call[] =>
  sessions.flatMap(session => session.now.map(call => ({ ...call, sessionId: session.sessionId, session })))

/** Keeps the newest call first and marks it for some seconds. */
const useCalls = (sessions: readonly LobbySession[] | null) => {
  const shown = useRef<readonly string[] | null>(null)
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  const calls = orderCalls(shown.current ?? [], callsIn(sessions ?? []))
  const keys = calls.map(callKey).join('\n')
  const known = sessions !== null
  useEffect(() => {
    if (!known) return undefined
    const now = keys === '' ? [] : keys.split('\n')
    const before = shown.current
    shown.current = now
    const added = before === null ? [] : now.filter(key => !before.includes(key))
    if (added.length === 0) return undefined
    setFresh(new Set(added))
    const timer = setTimeout(() => setFresh(new Set()), newSeconds * 1000)
    return () => clearTimeout(timer)
  }, [keys, known])
  return { calls, fresh }
}

const nextShown = 2
type Waiting = { readonly ticketNo: number; readonly maskedName: string }

const namesOf = (people: readonly Waiting[]): string =>
  people
    .map(one => `${t('portal.screen.number', { number: one.ticketNo })} ${one.maskedName}`)
    .join(t('portal.screen.comma'))

const CallCard = ({ call, isNew }: { readonly call: Call; readonly isNew: boolean }) => (
  <li className="s-call" data-new={isNew || undefined}>
    <p className="s-call-who">
      <b>{t('portal.screen.number', { number: call.ticketNo })}</b>
      <span>{call.maskedName}</span>
    </p>
    <p className="s-call-where">
      {call.session.roomName ? t('portal.screen.please', { room: call.session.roomName }) : call.session.department}
      {call.callCount > 1 ? ` · ${t('portal.screen.again')}` : ''}
    </p>
    <p className="s-call-next">
      {call.session.department}
      {call.session.next.length > 0
        ? ` · ${t('portal.screen.next')} ${namesOf(call.session.next.slice(0, nextShown))}`
        : ''}
    </p>
  </li>
)

/** Who is called where: always on the screen; more calls than fit take turns. */
export const Calls = ({
  sessions,
  speaks,
  perPage,
  children,
}: {
  readonly speaks: boolean
  readonly sessions: readonly LobbySession[] | null
  readonly perPage: number
  readonly children: ReactNode
}) => {
  const { calls, fresh } = useCalls(sessions)
  const spoken = useMemo(
    () =>
      sessions && callsIn(sessions).map(call => ({ ...call, where: call.session.roomName ?? call.session.department })),
    [sessions],
  )
  const voice = useVoice(spoken, speaks)
  const pages = pagesOf(calls, perPage)
  const turn = useTurn(pages.length, turnSeconds)
  const passed = (sessions ?? []).flatMap(session => session.passed)
  return (
    <section className="s-zone" aria-live="polite">
      <h2>
        {t('portal.screen.calling')}
        {pages.length > 1 ? <small>{t('portal.screen.page', { page: turn + 1, pages: pages.length })}</small> : null}
      </h2>
      {calls.length === 0 ? (
        <p className="s-empty">
          {t(sessions?.length === 0 ? 'portal.screen.today_none' : 'portal.screen.waiting_calls')}
        </p>
      ) : null}
      {voice.isRefused ? (
        <button type="button" className="s-voice" onClick={voice.allow}>
          {t('portal.screen.voice_touch')}
        </button>
      ) : null}
      <ul className="s-calls">
        {(pages[turn] ?? []).map(call => (
          <CallCard key={callKey(call)} call={call} isNew={fresh.has(callKey(call))} />
        ))}
      </ul>
      {passed.length > 0 ? (
        <p className="s-call-next s-passed">{t('portal.screen.passed', { names: namesOf(passed) })}</p>
      ) : null}
      {children}
    </section>
  )
}
