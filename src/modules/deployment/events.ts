import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { SheetCounts } from './contract-closing.ts'
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
export type SessionChanged = {
  readonly sessionId: RegionalId
  readonly changed: readonly SessionPart[]
  /** 替诊 or a swap: who was to come and who comes. Residents who booked may cancel free of charge. */
  readonly replaced?: readonly { readonly staffId: string; readonly byStaffId: string }[]
}

/** A published session was stopped (停诊). */
export const sessionCancelled = 'deployment.session_cancelled'
export type SessionCancelled = {
  readonly sessionId: RegionalId
  readonly reason: string
  /** The session that is offered to those who had booked; null when there is none. */
  readonly substituteSessionId: RegionalId | null
}

/** The expert comes later than planned, or (0) in time after all. Everyone booked must hear of it. */
export const sessionLate = 'deployment.session_late'
export type SessionLate = { readonly sessionId: RegionalId; readonly minutes: number }

/** Somebody of the session came to the site. */
export const expertArrived = 'deployment.expert_arrived'
export type ExpertArrived = { readonly sessionId: RegionalId; readonly staffId: string }

/** The receiving centre confirmed the closing sheet; a corrected sheet tells again with a higher version. */
export const sessionClosed = 'deployment.session_closed'
export type SessionClosed = {
  readonly sessionId: RegionalId
  readonly institutionId: string
  readonly localDate: string
  readonly sheetVersion: number
  readonly counts: SheetCounts
}
