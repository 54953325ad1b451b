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
 * whose time has not come does not hold a walk-in back, nor the other way round, and with only one kind waiting nobody waits
 * for the other.
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
    const isTooEarly = walkIns[0].queueKey > Math.max(nowKey, due[0].queueKey)
    const takesBooked = hasClaim && (row < booked || isTooEarly)
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

export const keyOf = (turn: Date, sessionStart: Date, ticketNo: number): number =>
  turn.getTime() - sessionStart.getTime() + ticketNo / 1_000

/** A key behind the first `places` by key, whatever their number; 0 is the very front. With fewer waiting it is the end. */
const keyAfter = (waiting: readonly Waiting[], places: number): number => {
  const ordered = inCallingOrder(waiting)
  const passing = Math.min(places, ordered.length)
  const [before, after] = [ordered[passing - 1], ordered[passing]]
  if (before === undefined) return after === undefined ? 0 : after.queueKey - 1
  if (after === undefined) return before.queueKey + 1
  return (before.queueKey + after.queueKey) / 2
}

/** Those who wait, and the turns in which they are called. */
export type Line = { readonly waiting: readonly Turn[]; readonly turns: Interleaving }

const newcomer = Number.MAX_SAFE_INTEGER
/** How many would be called before somebody with this key. */
const aheadOf = ({ waiting, turns }: Line, queueKey: number, isWalkIn: boolean): number =>
  interleaved([...waiting, { queueKey, ticketNo: newcomer, isWalkIn }], turns).findIndex(
    one => one.ticketNo === newcomer,
  )

/** A key for each gap between those who wait, the front first. */
const gapsOf = ({ waiting }: Line): readonly number[] =>
  Array.from({ length: waiting.length + 1 }, (_, places) => keyAfter(waiting, places))

/**
 * BOOK-14, BOOK-15 A key behind the first `places` of those who will be called; 0 is the very front. Where walk-ins and booked
 * people take turns no key may stand for just that place: then it is the next one behind it, or the end.
 */
export const keyBehind = (line: Line, places: number): number => {
  const gaps = gapsOf(line)
  return gaps.find(key => aheadOf(line, key, false) >= places) ?? (gaps.at(-1) as number)
}

/**
 * BOOK-98 Who was booked and comes after the own time stands behind so many of those who wait, never worse than by arrival;
 * with 0 behind all who came before, by the moment of arrival.
 */
export const keyOfLate = (line: Line, ownKey: number, places: number): number =>
  places === 0 ? ownKey : Math.min(ownKey, keyBehind(line, places))

/**
 * BOOK-16 Priority moves some places ahead of where the turn would be without it, but never makes anyone later: a walk-in
 * with priority takes an ordinary turn, and that alone could be behind walk-ins who came later (BOOK-97).
 */
export const keyWithPriority = (
  line: Line,
  own: { readonly queueKey: number; readonly isWalkIn: boolean },
  places: number,
): number => {
  const target = Math.max(0, aheadOf(line, own.queueKey, own.isWalkIn) - places)
  const gaps = gapsOf(line)
  const keys = [...gaps.filter(key => key < own.queueKey), own.queueKey]
  return keys.findLast(key => aheadOf(line, key, false) <= target) ?? Math.min(own.queueKey, gaps[0] as number)
}
