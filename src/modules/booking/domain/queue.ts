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

/** A turn with where it comes from; priority, being passed and coming back with results make anybody's turn an ordinary one. */
export type Turn = Waiting & { readonly isWalkIn: boolean }
export type Interleaving = {
  /** So many booked people for each walk-in; 0: by time alone. */
  readonly booked: number
  /** Booked people called since the last walk-in. */
  readonly since: number
  /** A key of now: whose turn counts from later has no claim yet. */
  readonly nowKey: number
}

/**
 * BOOK-97 Booked people and walk-ins in turns: after so many booked ones a walk-in, whoever has waited longer. A booked person
 * whose time has not come does not hold a walk-in back, and with only one kind waiting nobody waits for the other.
 */
export const interleaved = <T extends Turn>(
  waiting: readonly T[],
  { booked, since, nowKey }: Interleaving,
): readonly T[] => {
  const ordered = inCallingOrder(waiting)
  if (booked === 0) return ordered
  const [due, walkIns] = [ordered.filter(one => !one.isWalkIn), ordered.filter(one => one.isWalkIn)]
  const turns: T[] = []
  let row = since
  while (due[0] !== undefined && walkIns[0] !== undefined) {
    const hasClaim = due[0].queueKey <= Math.max(nowKey, walkIns[0].queueKey)
    const takesBooked = hasClaim && row < booked
    turns.push((takesBooked ? due : walkIns).shift() as T)
    row = takesBooked ? row + 1 : 0
  }
  return [...turns, ...due, ...walkIns]
}

/** Booked people called since the last walk-in, the newest call last. */
export const calledSince = (called: readonly { readonly calledAt: Date; readonly isWalkIn: boolean }[]): number => {
  const order = [...called].sort((a, b) => a.calledAt.getTime() - b.calledAt.getTime())
  return order.length - 1 - order.findLastIndex(one => one.isWalkIn)
}

/**
 * BOOK-98 Who was booked and comes after the own time stands behind so many of those who wait, never worse than by arrival;
 * with 0 behind all who came before, by the moment of arrival.
 */
export const keyOfLate = (waiting: readonly Waiting[], ownKey: number, places: number): number =>
  places === 0 ? ownKey : Math.min(ownKey, keyAfter(waiting, places))

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
