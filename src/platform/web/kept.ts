import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { currentSession } from '#src/platform/contract/session.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { Problem } from './api-problem.ts'

/**
 * The last answers of a few questions stay on the device, so that a page without network shows something and says from
 * when it is. They belong to whoever is signed in: another person, or nobody, finds nothing.
 */
type Kept = { readonly input: unknown; readonly at: number; readonly data: unknown }
type SessionAnswer = OutputOf<typeof currentSession>

const prefix = 'doorstep.kept.'
/** After a day a plan may have changed too much to be shown at all. */
const longestMillis = 24 * 3_600_000

const storage = (): Storage | null => {
  try {
    return globalThis.localStorage ?? null
  } catch {
    return null // storage is switched off
  }
}

export const forgetKept = (): void => {
  const kept = storage()
  if (!kept) return
  for (const key of Object.keys(kept)) if (key.startsWith(prefix)) kept.removeItem(key)
}

const read = (name: string, now: number): Kept | null => {
  try {
    const kept = JSON.parse(storage()?.getItem(prefix + name) ?? 'null') as Kept | null
    if (kept === null) return null
    if (now - kept.at < longestMillis && kept.at <= now) return kept
    storage()?.removeItem(prefix + name) // too old to be shown is too old to lie about on a device
    return null
  } catch {
    return null // written by an older page
  }
}

const write = (name: string, kept: Kept): void => {
  try {
    storage()?.setItem(prefix + name, JSON.stringify(kept))
  } catch {
    // the storage is full: this page goes without
  }
}

/** The server's clock has gone on since the answer was kept. */
const aged = (answer: SessionAnswer, at: number, now: number): SessionAnswer => ({
  ...answer,
  now: new Date(Date.parse(answer.now) + now - at).toISOString(),
})

const accountOf = (answer: SessionAnswer | null | undefined): string => answer?.session?.accountId ?? ''

/** Puts back what was kept, as old as it is: each page asks again at once and shows the old answer meanwhile. */
export const restoreKept = (client: QueryClient, now = Date.now()): void => {
  const kept = storage()
  const session = read(currentSession.name, now)
  if (kept === null) return
  // Nobody is known to be signed in: what is left belongs to no one.
  if (session === null) {
    forgetKept()
    return
  }
  for (const key of Object.keys(kept)) {
    const name = key.slice(prefix.length)
    const answer = key.startsWith(prefix) && name !== currentSession.name ? read(name, now) : null
    if (!answer) continue
    // Nobody looks at it before its page is opened: it must not be dropped meanwhile.
    client.setQueryDefaults([name], { gcTime: longestMillis })
    client.setQueryData([name, answer.input], answer.data, { updatedAt: answer.at })
  }
  client.setQueryData([currentSession.name, {}], aged(session.data as SessionAnswer, session.at, now), {
    updatedAt: session.at,
  })
  // However young, it was kept before this page began: each is asked again when it is looked at.
  void client.invalidateQueries({ refetchType: 'none' })
}

/** Keeps who is signed in and the newest answer of each question asked with `keep`. Answers what stops it. */
export const keepAnswers = (client: QueryClient): (() => void) => {
  let account = accountOf(read(currentSession.name, Date.now())?.data as SessionAnswer | undefined)
  return client.getQueryCache().subscribe(event => {
    if (event.type !== 'updated' || event.action.type !== 'success') return
    const { queryKey, state, meta } = event.query
    const name = String(queryKey[0])
    const isSession = name === currentSession.name
    if (!isSession && meta?.keep !== true) return
    if (isSession) {
      const next = accountOf(state.data as SessionAnswer)
      if (next !== account) forgetKept()
      account = next
    }
    write(name, { input: queryKey[1], at: state.dataUpdatedAt, data: state.data })
  })
}

const isAway = (error: unknown): boolean => error instanceof Problem && error.status === 0

/** When what is shown was read, in ms, if the network is away; 0 when nothing can be shown; null while it is there. */
const shownFrom = (client: QueryClient): number | null => {
  const away = client
    .getQueryCache()
    .getAll()
    .filter(
      query => query.getObserversCount() > 0 && (isAway(query.state.error) || isAway(query.state.fetchFailureReason)),
    )
  if (away.length === 0) return null
  const times = away.flatMap(({ state }) => (state.data === undefined ? [] : [state.dataUpdatedAt]))
  return times.length === 0 ? 0 : Math.min(...times)
}

export const useShownFrom = (): number | null => {
  const client = useQueryClient()
  return useSyncExternalStore(
    listener => client.getQueryCache().subscribe(listener),
    () => shownFrom(client),
  )
}

/** Asks again what got no answer. */
export const useAskAgainAway = (): (() => void) => {
  const client = useQueryClient()
  return useCallback(
    () => void client.refetchQueries({ type: 'active', predicate: query => isAway(query.state.error) }),
    [client],
  )
}
