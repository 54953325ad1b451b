type Seat = { readonly status: string; readonly holdExpiresAt: string | null }
type Visit = {
  readonly appointmentId: string
  readonly residentId: string
  readonly startsAt: string
  readonly endsAt: string
}

/** PORT-12 Whether a seat waits to be confirmed and there is still time; from the last instant on it is nobody's. */
export const isHeldAt = (seat: Seat, now: string): boolean =>
  seat.status === 'held' && (seat.holdExpiresAt === null || seat.holdExpiresAt > now)

/** PORT-12 Another visit of the same person that overlaps this one: allowed, but said before it is confirmed. */
export const isAtTheSameTime = (other: Visit & { readonly status: string }, hold: Visit): boolean =>
  other.appointmentId !== hold.appointmentId &&
  other.residentId === hold.residentId &&
  (other.status === 'booked' || other.status === 'arrived') &&
  other.startsAt < hold.endsAt &&
  hold.startsAt < other.endsAt
