import type { Endpoint, InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import { coveredProblemCode, networkLost, Problem, problemOf, unreadableProblemCode } from './api-problem.ts'
import { currentLanguage } from './language.ts'
import { buildRequest, type WireRequest } from './request.ts'

export type CallOptions = {
  readonly idempotencyKey?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** `throw`: a 401 is an answer like others (who am I?), and asks no one to sign in. */
  readonly onExpired?: 'ask' | 'throw' | undefined
}

/** How often a busy server is asked again by itself, and how long one wait may be. */
const busyTries = 3
const longestWaitMillis = 8000

let askToSignIn: (() => Promise<void>) | null = null

/** The session dialog registers here: it resolves when the same person has signed in again, rejects when not. */
export const onSessionExpired = (ask: (() => Promise<void>) | null): void => {
  askToSignIn = ask
}

let isHeld = false

/** While the page is covered no act begins; one that was under way when the session ended goes on afterwards. */
export const holdCommands = (held: boolean): void => {
  isHeld = held
}

let running = 0
const busyListeners = new Set<() => void>()
const countRunning = (change: number): void => {
  running += change
  for (const listener of busyListeners) listener()
}
export const isBusy = (): boolean => running > 0
export const onBusyChange = (listener: () => void): (() => void) => {
  busyListeners.add(listener)
  return () => busyListeners.delete(listener)
}

/** A key for one filling of a form; `crypto.randomUUID` is missing on plain-HTTP intranets, so ours is used. */
export const newKey = (): string => newUuid()

const pause = (millis: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, millis)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })

const send = async (wire: WireRequest, key: string | undefined, signal: AbortSignal | undefined): Promise<unknown> => {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': currentLanguage() }
  if (wire.body !== undefined) headers['Content-Type'] = 'application/json'
  if (key !== undefined) headers['Idempotency-Key'] = key
  let response: Response
  let text: string
  try {
    response = await fetch(wire.url, {
      method: wire.method,
      headers,
      credentials: 'same-origin',
      ...(wire.body === undefined ? {} : { body: wire.body }),
      ...(signal === undefined ? {} : { signal }),
    })
    text = await response.text()
  } catch (error) {
    if (signal?.aborted) throw error
    throw networkLost()
  }
  let body: unknown
  try {
    body = text === '' ? {} : JSON.parse(text)
  } catch {
    if (response.ok) throw new Problem({ status: 502, code: unreadableProblemCode, title: '' })
  }
  if (response.ok) return body
  throw problemOf(response.status, body, response.headers.get('Retry-After'))
}

const callOnce = async <E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: CallOptions = {},
): Promise<OutputOf<E>> => {
  if (isHeld && endpoint.kind === 'command' && endpoint.permission !== 'public' && options.onExpired !== 'throw')
    throw new Problem({ status: 401, code: coveredProblemCode, title: '' })
  const wire = buildRequest(endpoint, input)
  const key = options.idempotencyKey ?? (endpoint.kind === 'command' ? newKey() : undefined)
  const { signal } = options
  let asked = false
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await send(wire, key, signal)) as OutputOf<E>
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const expired = error.status === 401 && endpoint.permission !== 'public' && options.onExpired !== 'throw'
      if (expired && askToSignIn && !asked) {
        asked = true
        await askToSignIn()
      } else if (error.status === 503 && attempt <= busyTries) {
        const seconds = error.retryAfterSeconds ?? attempt
        await pause(Math.min(seconds * 1000, longestWaitMillis) * (0.8 + Math.random() * 0.4), signal)
      } else throw error
    }
  }
}

/**
 * Calls an endpoint as its contract says. A busy server (503) is asked again with the same key, at most three times; an
 * expired session asks the person to sign in and goes on; everything else that is not a success throws a `Problem`.
 */
export const call = async <E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: CallOptions = {},
): Promise<OutputOf<E>> => {
  if (endpoint.kind !== 'command') return callOnce(endpoint, input, options)
  countRunning(1)
  try {
    return await callOnce(endpoint, input, options)
  } finally {
    countRunning(-1)
  }
}
