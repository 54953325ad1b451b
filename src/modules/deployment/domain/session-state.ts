import type { SessionStatus } from '../contract-shapes.ts'

/** What may be done to a session, by its state (DEP-1): draft → published → cancelled or closed; nothing comes back. */
export type SessionAct = 'change' | 'remove' | 'publish' | 'cancel' | 'close'

export type SessionMoment = { readonly status: SessionStatus; readonly startsAt: Date; readonly endsAt: Date }

/** Why an act is not possible, or undefined when it is. The words are keys of the locale: `refusal.<why>`. */
export type WhyNot =
  | 'only_drafts_are_removed'
  | 'already_published'
  | 'only_published_are_cancelled'
  | 'session_over'
  | 'in_the_past'

const statusesFor: Readonly<Record<SessionAct, readonly SessionStatus[]>> = {
  change: ['draft', 'published'],
  remove: ['draft'],
  publish: ['draft'],
  cancel: ['published'],
  close: ['published'],
}

const whyNotByStatus: Readonly<Record<SessionAct, WhyNot>> = {
  change: 'session_over',
  remove: 'only_drafts_are_removed',
  publish: 'already_published',
  cancel: 'only_published_are_cancelled',
  close: 'only_published_are_cancelled',
}

export const whyNot = (act: SessionAct, session: SessionMoment, now: Date): WhyNot | undefined => {
  if (!statusesFor[act].includes(session.status)) return whyNotByStatus[act]
  const over = session.endsAt <= now
  if (act === 'publish' && session.startsAt <= now) return 'in_the_past'
  if ((act === 'cancel' || (act === 'change' && session.status === 'published')) && over) return 'session_over'
  return undefined
}

export const may = (act: SessionAct, session: SessionMoment, now: Date): boolean =>
  whyNot(act, session, now) === undefined
