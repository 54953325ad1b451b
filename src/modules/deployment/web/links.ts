import { linkTo } from '#src/platform/web/navigation.tsx'

/** Naming, swaps and leave; with a session that awaits its person open. */
export const linkToDuties = (sessionId?: string): string =>
  linkTo('/duties', sessionId === undefined ? {} : { session: sessionId })

/** The closing sheet of a session. */
export const linkToClosing = (sessionId: string): string => linkTo('/closing', { session: sessionId })

/** The month board with a session open beside it. */
export const linkToSession = (sessionId: string, month?: string): string =>
  linkTo('/roster', { ...(month === undefined ? {} : { month }), panel: 'session', session: sessionId })
