import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { SessionPart } from './contract-shapes.ts'

/** What deployment tells after commit. Ids, codes and numbers only; ask `requireSession` for the rest. */

/** The drafts of a month at one institution became published; only those published by this act are listed. */
export const monthPublished = 'deployment.month_published'
export type MonthPublished = {
  readonly month: string
  readonly institutionId: string
  readonly version: number
  readonly sessionIds: readonly RegionalId[]
}

/** One session was published after its month. */
export const sessionPublished = 'deployment.session_published'
export type SessionPublished = { readonly sessionId: RegionalId }

/** A published session changed. */
export const sessionChanged = 'deployment.session_changed'
export type SessionChanged = { readonly sessionId: RegionalId; readonly changed: readonly SessionPart[] }

/** A published session was stopped (停诊). */
export const sessionCancelled = 'deployment.session_cancelled'
export type SessionCancelled = { readonly sessionId: RegionalId; readonly reason: string }
