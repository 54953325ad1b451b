import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { Problem } from '../contract-shapes.ts'

type Parted<T> = { readonly kept: readonly T[]; readonly problems: readonly Problem[] }

/**
 * Of sessions laid out together, those that can stand (DEP-8): one that only stands in the way of a later one of the
 * same batch stays, the later one is left out.
 * @param problems with `sessionId` set; those of level `warn` leave nothing out.
 * @returns the sessions in their order, and the problems that left the others out.
 */
export const leaveOut = <T extends { readonly sessionId: RegionalId }>(
  sessions: readonly T[],
  problems: readonly Problem[],
): Parted<T> => {
  const batch = new Set(sessions.map(session => session.sessionId))
  const bySession = new Map<RegionalId | null, Problem[]>()
  for (const found of problems)
    if (found.level === 'stop') bySession.set(found.sessionId, [...(bySession.get(found.sessionId) ?? []), found])
  const keptIds = new Set<RegionalId>()
  const kept: T[] = []
  const reasons: Problem[] = []
  for (const session of sessions) {
    const against = (bySession.get(session.sessionId) ?? []).filter(
      ({ otherSessionId: other }) => other === null || !batch.has(other) || keptIds.has(other),
    )
    if (against.length > 0) reasons.push(...against)
    else {
      keptIds.add(session.sessionId)
      kept.push(session)
    }
  }
  return { kept, problems: reasons }
}
