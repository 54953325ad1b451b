import { useEffect, useRef, useSyncExternalStore } from 'react'

/** One event stream for all open parts of a page; topics name things, never people (`queue:<session id>`). */

type Listener = (topic: string) => void

const listeners = new Map<string, Set<Listener>>()
const watchers = new Set<() => void>()
const longestPauseMillis = 30_000
/** A browser keeps six connections to one server: a tab that nobody sees gives its stream back. */
const hiddenPatienceMillis = 60_000

let source: EventSource | null = null
let openedFor = ''
let plan: ReturnType<typeof setTimeout> | null = null
let failures = 0
let wasOpen = false
let resting = false
let restPlan: ReturnType<typeof setTimeout> | null = null
let offlineSince: Date | null = null

const setOffline = (since: Date | null): void => {
  if ((since === null) === (offlineSince === null)) return
  offlineSince = since
  for (const watcher of watchers) watcher()
}

const tellAll = (): void => {
  for (const [topic, set] of [...listeners]) for (const listener of [...set]) listener(topic)
}

const topicOf = (data: string): string => {
  if (!data.startsWith('{')) return data
  const parsed = JSON.parse(data) as { topic?: string }
  return parsed.topic ?? ''
}

const close = (): void => {
  source?.close()
  source = null
  openedFor = ''
}

const reopenLater = (): void => {
  close()
  failures += 1
  setOffline(offlineSince ?? new Date())
  const millis = Math.min(1000 * 2 ** (failures - 1), longestPauseMillis) * (0.7 + Math.random() * 0.6)
  schedule(millis)
}

const open = (): void => {
  plan = null
  if (resting) return
  const topics = [...listeners.keys()].sort()
  const wanted = topics.map(topic => `topic=${encodeURIComponent(topic)}`).join('&')
  if (wanted === openedFor && source) return
  close()
  if (topics.length === 0) return
  const stream = new EventSource(`/api/live?${wanted}`)
  source = stream
  openedFor = wanted
  const deliver = (event: MessageEvent<string>): void => {
    const topic = topicOf(event.data)
    if (topic === '*') {
      tellAll() // the server itself had missed something
      return
    }
    for (const listener of [...(listeners.get(topic) ?? [])]) listener(topic)
  }
  stream.onmessage = deliver
  stream.addEventListener('touch', deliver as (event: Event) => void)
  stream.onopen = () => {
    const missed = wasOpen && failures > 0
    wasOpen = true
    failures = 0
    setOffline(null)
    if (missed) tellAll()
  }
  stream.onerror = () => {
    if (source === stream) reopenLater()
  }
}

const schedule = (millis: number): void => {
  if (plan !== null) clearTimeout(plan)
  plan = setTimeout(open, millis)
}

const onVisibility = (): void => {
  if (restPlan !== null) clearTimeout(restPlan)
  restPlan = null
  if (document.visibilityState === 'hidden') {
    restPlan = setTimeout(() => {
      resting = true
      close()
    }, hiddenPatienceMillis)
  } else if (resting) {
    resting = false
    open()
    tellAll()
  }
}

if (typeof document !== 'undefined') document.addEventListener('visibilitychange', onVisibility)

const listen = (topics: readonly string[], listener: Listener): (() => void) => {
  for (const topic of topics) {
    const set = listeners.get(topic) ?? new Set()
    set.add(listener)
    listeners.set(topic, set)
  }
  schedule(50)
  return () => {
    for (const topic of topics) {
      listeners.get(topic)?.delete(listener)
      if (listeners.get(topic)?.size === 0) listeners.delete(topic)
    }
    schedule(50)
  }
}

/** Calls back when something under these topics changed, and after every gap in the connection. */
export const useLive = (topics: readonly string[], onTouch: (topic: string) => void): void => {
  const latest = useRef(onTouch)
  latest.current = onTouch
  const names = topics.join('\n')
  useEffect(() => {
    if (names === '') return undefined
    return listen(names.split('\n'), topic => latest.current(topic))
  }, [names])
}

/** Since when nothing can be heard from the server; null while connected. */
export const useOfflineSince = (): Date | null =>
  useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => offlineSince,
  )
