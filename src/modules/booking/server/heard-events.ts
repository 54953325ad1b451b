import type { RegionalId } from '#src/platform/kernel/ids.ts'

/** What booking hears of deployment: names and data as that module tells them after commit. */
export const monthPublished = 'deployment.month_published'
export type MonthPublished = {
  readonly month: string
  readonly institutionId: string
  readonly sessionIds: readonly RegionalId[]
}

export const sessionPublished = 'deployment.session_published'
export type SessionPublished = { readonly sessionId: RegionalId }

export const sessionChanged = 'deployment.session_changed'
export type SessionChanged = {
  readonly sessionId: RegionalId
  /** Which parts: site, room, time, staff, seats, fee, words. */
  readonly changed: readonly string[]
}

export const sessionCancelled = 'deployment.session_cancelled'
export type SessionCancelled = { readonly sessionId: RegionalId; readonly reason: string }

export const sessionLate = 'deployment.session_late'
/** Minutes by which the expert comes later than planned; 0: in time after all. */
export type SessionLate = { readonly sessionId: RegionalId; readonly minutes: number }
