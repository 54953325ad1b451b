import type { App } from '#src/platform/server/app.ts'

type Silence = { readonly inARow: number; readonly until: Date | null }

const silentBeforeRest = 2
const restSeconds = 30
const lines = new WeakMap<App, Map<string, Silence>>()

const linesOf = (app: App): Map<string, Silence> => {
  const known = lines.get(app) ?? new Map<string, Silence>()
  lines.set(app, known)
  return known
}

/**
 * BOOK-74 A hospital that was silent twice in a row is left alone for half a minute, so that several silent ones do not keep
 * the workers waiting by turns. Each process remembers for itself: nothing but waiting hangs on it.
 */
export const noteAnswer = (app: App, institutionId: string, wasSilent: boolean, now: Date): void => {
  if (!wasSilent) {
    linesOf(app).delete(institutionId)
    return
  }
  const inARow = (linesOf(app).get(institutionId)?.inARow ?? 0) + 1
  const until = inARow >= silentBeforeRest ? new Date(now.getTime() + restSeconds * 1_000) : null
  linesOf(app).set(institutionId, { inARow, until })
}

/** Until when this hospital is left alone; null: it may be asked. */
export const restsUntil = (app: App, institutionId: string, now: Date): Date | null => {
  const until = linesOf(app).get(institutionId)?.until ?? null
  return until !== null && until > now ? until : null
}

/** Its line was set anew: what the old one was like says nothing. */
export const forgetSilence = (app: App, institutionId: string): void => {
  linesOf(app).delete(institutionId)
}
