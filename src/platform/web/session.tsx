import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { currentSession } from '#src/platform/contract/session.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { AccountKeyContext } from './account.ts'
import { holdCommands, onSessionExpired } from './client.ts'
import { setLanguage } from './i18n.ts'
import { chosenLanguage, currentLanguage } from './language.ts'
import { ProblemAlert } from './problem.tsx'
import { queryKeyOf, useQueryEndpoint } from './query.ts'
import { setServerNow, setTimeZone } from './zone.ts'

export type SessionState = OutputOf<typeof currentSession>
type WireSession = NonNullable<SessionState['session']>
export type SessionInstitution = NonNullable<WireSession['institution']>

/** Who is signed in, where, and what that allows; `permissions` is a set here. */
export type Session = Omit<WireSession, 'permissions'> & {
  readonly account: { readonly accountId: string; readonly name: string; readonly staffId: string | null }
  readonly permissions: ReadonlySet<string>
  readonly demo: boolean
  readonly regions: SessionState['regions']
}

export type SessionControl = {
  readonly session: Session | null
  readonly demo: boolean
  readonly regions: SessionState['regions']
  /** Takes over what a sign-in, a sign-out or a switch answered. */
  readonly adopt: (state: SessionState) => void
  readonly refresh: () => Promise<void>
  /** Covers the page until the same person has signed in again. */
  readonly lock: () => void
}

const SessionContext = createContext<SessionControl | null>(null)

export const useSessionControl = (): SessionControl => {
  const control = useContext(SessionContext)
  if (control === null) throw new Error('no session provider above')
  return control
}

/** The signed-in session; only for pages behind sign-in. */
export const useSession = (): Session => {
  const { session } = useSessionControl()
  if (session === null) throw new Error('nobody is signed in')
  return session
}

export const mayUse = (session: Session | null, permission: string): boolean =>
  permission === 'public' || (session !== null && (permission === 'signed-in' || session.permissions.has(permission)))

/** Whether the roles held here include this permission; the server decides again. */
export const useCan = (permission: string): boolean => mayUse(useSessionControl().session, permission)

const sessionOf = (state: SessionState): Session | null =>
  state.session && {
    ...state.session,
    account: { accountId: state.session.accountId, name: state.session.name, staffId: state.session.staffId },
    permissions: new Set(state.session.permissions),
    demo: state.demo,
    regions: state.regions,
  }

const placeOf = (state: SessionState | undefined): string =>
  `${state?.session?.accountId ?? ''} ${state?.session?.institution?.institutionId ?? ''}`

/** Tabs of one browser share the cookie: when one of them changes person or institution, the others start afresh. */
const useOtherTabs = (place: string): ((next: string) => void) => {
  const channel = useRef<BroadcastChannel | null>(null)
  const held = useRef(place)
  held.current = place
  useEffect(() => {
    if (typeof BroadcastChannel === 'undefined') return undefined
    const opened = new BroadcastChannel('doorstep.session')
    opened.onmessage = (event: MessageEvent<string>) => {
      if (held.current.trim() !== '' && event.data !== held.current) window.location.reload()
    }
    channel.current = opened
    return () => opened.close()
  }, [])
  return useCallback((next: string) => channel.current?.postMessage(next), [])
}

export type ExpiredProps = {
  readonly session: Session
  /** the answer of the renewed sign-in */
  readonly onDone: (state: SessionState) => void
  readonly onLeave: () => void
}

type Waiting = {
  readonly promise: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

const newWaiting = (): Waiting => {
  let resolve = (): void => undefined
  let reject = (_: Error): void => undefined
  const promise = new Promise<void>((done, failed) => {
    resolve = done
    reject = failed
  })
  promise.catch(() => undefined)
  return { promise, resolve, reject }
}

/**
 * While the page is covered nothing behind takes keys, neither a focused field nor a shortcut on the window; the dialog
 * keeps its own.
 */
const useCoveredKeys = (covered: boolean): void => {
  useEffect(() => {
    if (!covered) return undefined
    holdCommands(true)
    const isInside = (event: Event) => event.target instanceof Element && event.target.closest('[data-cover]') !== null
    const before = (event: KeyboardEvent): void => {
      if (isInside(event)) return
      event.stopImmediatePropagation()
      if (event.key !== 'Tab') event.preventDefault()
    }
    // The dialog has heard the key by now; the window's shortcuts must not.
    const behind = (event: KeyboardEvent): void => event.stopPropagation()
    const names = ['keydown', 'keypress', 'keyup'] as const
    for (const name of names) {
      window.addEventListener(name, before, { capture: true })
      document.addEventListener(name, behind)
    }
    return () => {
      holdCommands(false)
      for (const name of names) {
        window.removeEventListener(name, before, { capture: true })
        document.removeEventListener(name, behind)
      }
    }
  }, [covered])
}

type ProviderProps = {
  readonly children: ReactNode
  /** asks the same person to sign in again, over the page, which keeps what was typed */
  readonly expired?: ((props: ExpiredProps) => ReactNode) | undefined
  readonly loading?: ReactNode
}

/** Knows who is signed in; an expired session opens a dialog over the page and the waiting calls go on afterwards. */
export const SessionProvider = ({ children, expired, loading = null }: ProviderProps) => {
  const client = useQueryClient()
  const answer = useQueryEndpoint(currentSession, {}, { staleSeconds: 60 })
  const state = answer.data
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const waitingNow = useRef<Waiting | null>(null)
  /** the session that expired stays the page's until it is renewed or left */
  const last = useRef<SessionState | undefined>(undefined)
  if (state?.session) last.current = state
  const endedUnasked = state !== undefined && state.session === null && last.current?.session !== undefined
  const shown = (waiting || (endedUnasked && expired)) && !state?.session ? last.current : state
  const place = placeOf(shown)
  const tellTabs = useOtherTabs(place)
  if (shown?.session) setTimeZone(shown.session.timeZone)

  useEffect(() => {
    if (!state) return
    setServerNow(state.now)
    // Picked by hand on this device: the account follows when it signs in.
    const language = chosenLanguage() ?? state.session?.language
    if (language && language !== currentLanguage()) void setLanguage(language)
  }, [state])

  const ask = useCallback((): Promise<void> => {
    const existing = waitingNow.current
    if (existing) return existing.promise
    const fresh = newWaiting()
    waitingNow.current = fresh
    setWaiting(fresh)
    return fresh.promise
  }, [])

  useEffect(() => {
    onSessionExpired(expired ? ask : null)
    return () => onSessionExpired(null)
  }, [ask, expired])

  useEffect(() => {
    if (endedUnasked && expired) void ask().catch(() => undefined)
  }, [endedUnasked, expired, ask])

  const adopt = useCallback(
    (next: SessionState) => {
      const before = placeOf(last.current)
      const key = queryKeyOf(currentSession, {})
      last.current = next.session ? next : undefined
      if (placeOf(next) !== before)
        client.removeQueries({ predicate: query => query.queryKey[0] !== currentSession.name })
      client.setQueryData([...key], next)
      tellTabs(placeOf(next))
    },
    [client, tellTabs],
  )

  const finish = useCallback((error: Error | null) => {
    const current = waitingNow.current
    waitingNow.current = null
    setWaiting(null)
    if (error) current?.reject(error)
    else current?.resolve()
  }, [])

  const session = useMemo(() => (shown ? sessionOf(shown) : null), [shown])
  const control = useMemo<SessionControl>(
    () => ({
      session,
      demo: shown?.demo ?? false,
      regions: shown?.regions ?? [],
      adopt,
      refresh: async () => {
        await client.invalidateQueries({ queryKey: [currentSession.name] })
      },
      lock: () => void ask().catch(() => undefined),
    }),
    [session, shown, adopt, client, ask],
  )

  const covered = waiting !== null && session !== null && expired !== undefined
  useCoveredKeys(covered)

  if (!shown)
    return answer.error ? <ProblemAlert problem={answer.error} onRetry={() => void answer.refetch()} /> : loading
  return (
    <SessionContext.Provider value={control}>
      <AccountKeyContext.Provider value={session?.accountId ?? 'nobody'}>
        <div style={{ display: 'contents' }} inert={covered}>
          {children}
        </div>
        {waiting && session && expired ? (
          <div style={{ display: 'contents' }} data-cover>
            {expired({
              session,
              onDone: next => {
                const same = next.session?.accountId === session.accountId
                adopt(next)
                finish(same ? null : new Error('another person signed in'))
              },
              onLeave: () => {
                adopt({ ...shown, session: null })
                finish(new Error('the session has ended'))
              },
            })}
          </div>
        ) : null}
      </AccountKeyContext.Provider>
    </SessionContext.Provider>
  )
}
