/**
 * The order in which people are called. Everyone has a key, smaller is earlier: milliseconds from the start of the
 * session to the moment their turn counts from, and a thousandth for each ticket, so that no two are equal. Being passed,
 * coming back with results and priority move the key by places, never renumber a ticket.
 */
export type Waiting = { readonly queueKey: number; readonly ticketNo: number }

const inOrder = (a: Waiting, b: Waiting): number => a.queueKey - b.queueKey || a.ticketNo - b.ticketNo
export const inCallingOrder = <T extends Waiting>(waiting: readonly T[]): readonly T[] => [...waiting].sort(inOrder)

/**
 * BOOK-13 A booked person's turn counts from the start of the bucket while it lasts, a late one's from arrival; a
 * walk-in's from arrival too, but not before the bucket. So booked people and walk-ins interleave by time.
 */
export const turnOf = (
  arrivedAt: Date,
  slot: { readonly startsAt: Date; readonly endsAt: Date },
  isWalkIn: boolean,
): Date => {
  if (arrivedAt >= slot.endsAt) return arrivedAt
  return isWalkIn && arrivedAt > slot.startsAt ? arrivedAt : slot.startsAt
}

export const keyOf = (turn: Date, sessionStart: Date, ticketNo: number): number =>
  turn.getTime() - sessionStart.getTime() + ticketNo / 1_000

/**
 * BOOK-14, BOOK-15 A key behind the first `places` of those who wait, whatever their number; 0 is the very front.
 * With fewer waiting it is the end.
 */
export const keyAfter = (waiting: readonly Waiting[], places: number): number => {
  const ordered = inCallingOrder(waiting)
  const passing = Math.min(places, ordered.length)
  const [before, after] = [ordered[passing - 1], ordered[passing]]
  if (before === undefined) return after === undefined ? 0 : after.queueKey - 1
  if (after === undefined) return before.queueKey + 1
  return (before.queueKey + after.queueKey) / 2
}

/** BOOK-16 Priority moves some places ahead of where the turn would be, but never makes anyone later. */
export const keyWithPriority = (waiting: readonly Waiting[], ownKey: number, places: number): number => {
  if (places === 0) return ownKey
  const ahead = inCallingOrder(waiting).filter(other => other.queueKey <= ownKey).length
  return Math.min(ownKey, keyAfter(waiting, Math.max(0, ahead - places)))
}
