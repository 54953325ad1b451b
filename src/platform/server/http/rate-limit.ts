import { Refusal } from '#src/platform/kernel/errors.ts'

type Window = { startedAt: number; count: number }

export type RateLimiter = {
  /** Counts one call. @returns the refusal when this caller has used up the minute. */
  readonly take: (key: string, perMinute: number, now: number) => Refusal | undefined
  /** The same question without counting. */
  readonly look: (key: string, perMinute: number, now: number) => Refusal | undefined
}

const minute = 60_000
const maximumWindows = 20_000

const refusalFor = (window: Window, now: number): Refusal =>
  new Refusal('busy', 'platform.too_many_requests', {
    retryAfterSeconds: Math.max(1, Math.ceil((window.startedAt + minute - now) / 1000)),
  })

/** Counts calls by caller and endpoint in windows of a minute; forgets what is old, so that it stays small. */
export const createRateLimiter = (): RateLimiter => {
  const windows = new Map<string, Window>()
  const open = (key: string, now: number): Window | undefined => {
    const window = windows.get(key)
    return window === undefined || now - window.startedAt > minute ? undefined : window
  }
  // Whatever is over goes first, then what began first: a flood of addresses costs no memory.
  const makeRoom = (now: number): void => {
    for (const [key, window] of windows) if (now - window.startedAt > minute) windows.delete(key)
    for (const key of windows.keys()) {
      if (windows.size < maximumWindows) break
      windows.delete(key)
    }
  }
  return {
    take: (key, perMinute, now) => {
      const window = open(key, now)
      if (window === undefined) {
        if (windows.size >= maximumWindows) makeRoom(now)
        windows.delete(key)
        windows.set(key, { startedAt: now, count: 1 })
        return undefined
      }
      window.count += 1
      return window.count <= perMinute ? undefined : refusalFor(window, now)
    },
    look: (key, perMinute, now) => {
      const window = open(key, now)
      return window === undefined || window.count < perMinute ? undefined : refusalFor(window, now)
    },
  }
}
