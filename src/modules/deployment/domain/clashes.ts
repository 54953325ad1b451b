import type { RegionalId } from '#src/platform/kernel/ids.ts'

/** One session of the day as far as clashes go. */
export type Booked = {
  readonly sessionId: RegionalId
  readonly institutionId: string
  readonly roomId: string | null
  readonly startsAt: Date
  readonly endsAt: Date
  readonly staffIds: readonly string[]
}
export type Clash = {
  readonly code: 'person_busy' | 'room_busy' | 'short_travel'
  readonly other: RegionalId
  readonly otherInstitutionId: string
  readonly staffId: string | null
  readonly roomId: string | null
}
/** Minutes a person needs from one site to another. */
export type TravelMinutes = (fromInstitutionId: string, toInstitutionId: string) => number

export const overlap = (
  one: Pick<Booked, 'startsAt' | 'endsAt'>,
  other: Pick<Booked, 'startsAt' | 'endsAt'>,
): boolean => one.startsAt < other.endsAt && other.startsAt < one.endsAt

/** Minutes between two sessions that don't overlap. */
const gapMinutes = (one: Booked, other: Booked): number =>
  (Math.max(one.startsAt.getTime(), other.startsAt.getTime()) -
    Math.min(one.endsAt.getTime(), other.endsAt.getTime())) /
  60_000

/** How two sessions stand in each other's way, told from the first one's side (DEP-2). */
const clashesBetween = (session: Booked, other: Booked, travel: TravelMinutes): readonly Clash[] => {
  const both = session.staffIds.filter(staffId => other.staffIds.includes(staffId))
  const seen = { other: other.sessionId, otherInstitutionId: other.institutionId }
  if (overlap(session, other)) {
    const people = both.map((staffId): Clash => ({ ...seen, code: 'person_busy', staffId, roomId: null }))
    const room = session.roomId !== null && session.roomId === other.roomId
    return room ? [...people, { ...seen, code: 'room_busy', staffId: null, roomId: session.roomId }] : people
  }
  if (both.length === 0 || session.institutionId === other.institutionId) return []
  const needed = travel(session.institutionId, other.institutionId)
  if (gapMinutes(session, other) >= needed) return []
  return both.map((staffId): Clash => ({ ...seen, code: 'short_travel', staffId, roomId: null }))
}

/** What stands in the way of one session among those that are already there. */
export const clashesOf = (session: Booked, others: readonly Booked[], travel: TravelMinutes): readonly Clash[] =>
  others.filter(other => other.sessionId !== session.sessionId).flatMap(other => clashesBetween(session, other, travel))

/**
 * Every clash inside a set of sessions, both sides of each. Sorted once by start, so that a month of some hundred
 * sessions is compared only with those of the same day.
 */
export const clashesAmong = (
  sessions: readonly Booked[],
  travel: TravelMinutes,
  longestTravelMinutes: number,
): ReadonlyMap<RegionalId, readonly Clash[]> => {
  const sorted = [...sessions].sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
  const found = new Map<RegionalId, Clash[]>()
  const add = (session: Booked, clashes: readonly Clash[]): void => {
    if (clashes.length > 0) found.set(session.sessionId, [...(found.get(session.sessionId) ?? []), ...clashes])
  }
  sorted.forEach((session, index) => {
    const horizon = session.endsAt.getTime() + longestTravelMinutes * 60_000
    for (let next = index + 1; next < sorted.length; next += 1) {
      const other = sorted[next] as Booked
      if (other.startsAt.getTime() > horizon) break
      add(session, clashesBetween(session, other, travel))
      add(other, clashesBetween(other, session, travel))
    }
  })
  return found
}
