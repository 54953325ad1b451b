import type { OwnedSession } from '../contract-hospitals.ts'

/** A closed block that nobody has reported back: the manager's next step. */
export const isToReport = (one: Pick<OwnedSession, 'source' | 'isFinal'>): boolean =>
  one.source.kind === 'block' && one.isFinal && one.source.reportedAt === null

/** BOOK-101 To be reported first, the oldest before; then what is still to come by its start; what is over last, the newest before. */
export const ownedOrder = <Row extends Pick<OwnedSession, 'source' | 'isFinal' | 'session'>>(
  rows: readonly Row[],
  now: string,
): Row[] => {
  const groupOf = (row: Row): number => (isToReport(row) ? 0 : row.session.endsAt > now ? 1 : 2)
  return [...rows].sort((one, other) => {
    const [a, b] = [groupOf(one), groupOf(other)]
    const byStart = one.session.startsAt.localeCompare(other.session.startsAt)
    return a - b || (a === 2 ? -byStart : byStart)
  })
}
