import type { Session } from '../session.tsx'

/** What a list of loops listens to: those of the visible institution. */
export const loopTopics = (session: Session): readonly string[] =>
  session.institution ? [`loops:${session.institution.institutionId}`] : []
