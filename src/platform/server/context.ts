import type { Kysely } from 'kysely'
import type { RefusalDetails } from '#src/platform/kernel/errors.ts'
import { forbidden } from '#src/platform/kernel/errors.ts'
import type { Actor, StaffActor } from './actor.ts'
import type { App } from './app.ts'

/** What happened, told to other modules after commit. Past tense: `booking.appointment_booked`. Ids and numbers only. */
export type DomainEvent = { readonly name: string; readonly data: Readonly<Record<string, unknown>> }

/** What one act adds to its audit row beyond actor, act and time. */
export type AuditNote = {
  readonly subjectKind?: string
  readonly subjectId?: string
  readonly residentId?: string
  readonly institutionId?: string
  readonly reason?: string
  /** SHA-256 of the clinical version written, so that a later change of the row is found. */
  readonly contentHash?: string
  readonly details?: RefusalDetails
}

/** A cookie to set; an empty value ends it. Always HttpOnly, SameSite=Lax, and Secure under HTTPS. */
export type Cookie = { readonly name: string; readonly value: string; readonly maxAgeSeconds: number }

/** What the HTTP request says beside its input; null for jobs, imports and scenarios. */
export type RequestInfo = {
  readonly address: string
  readonly userAgent: string
  readonly cookies: Readonly<Record<string, string>>
}

/** Collected while a command runs and written in its transaction, just before commit. */
export type Effects = {
  readonly audits: AuditNote[]
  readonly events: DomainEvent[]
  readonly liveTopics: Set<string>
  /** Set on the answer after commit; only sign-in and the shared-computer list use cookies. */
  readonly cookies: Cookie[]
  /** An answer given again to the same request is not a second act. */
  replayed: boolean
}

/** One act: who, when, where, and the one connection whose transaction everything shares. */
export type Ctx = {
  readonly app: App
  readonly actor: Actor
  readonly regionId: number
  readonly timeZone: string
  readonly now: Date
  readonly requestId: string
  readonly request: RequestInfo | null
  readonly tx: Kysely<unknown>
  readonly effects: Effects
}

/** The transaction as one module sees it: its own tables only. */
export const tablesOf = <Tables>(ctx: Ctx): Kysely<Tables> => ctx.tx as unknown as Kysely<Tables>

export const emit = (ctx: Ctx, event: DomainEvent): void => {
  ctx.effects.events.push(event)
}

/** Adds to the act's audit row; a second call adds a row of its own. */
export const audit = (ctx: Ctx, note: AuditNote): void => {
  ctx.effects.audits.push(note)
}

/** After commit, screens that listen to this topic ask again. A topic names no person: `queue:<session id>`. */
export const touchLive = (ctx: Ctx, topic: string): void => {
  ctx.effects.liveTopics.add(topic)
}

/** @throws platform.staff_only when a resident or a job asks. */
export const requireStaff = (ctx: Ctx): StaffActor => {
  if (ctx.actor.kind !== 'staff') throw forbidden('platform.staff_only')
  return ctx.actor
}

/** @throws platform.wrong_institution when the institution is outside what this person manages from here. */
export const requireReach = (ctx: Ctx, institutionId: string): void => {
  if (!requireStaff(ctx).reach.includes(institutionId)) throw forbidden('platform.wrong_institution')
}
