import type { Days } from './calendar.ts'
import type { Draw } from './draw.ts'
import type { RosterSession } from './roster.ts'

export type SeatStatus = 'held' | 'booked' | 'cancelled' | 'expired' | 'arrived' | 'no_show'

/** One seat somebody took or had taken. */
export type Seat = {
  readonly seatNo: number
  readonly status: SeatStatus
  /** Whose share paid: 1 family doctor, 2 public, 3 on site, 4 referral. */
  readonly channel: number
  readonly holdExpiresAt: Date | null
}

/** The seats of one bucket with everything that was ever done to them. */
export type PoolSeats = {
  readonly number: number
  readonly id: string
  readonly bucketNo: number
  readonly startsAt: Date
  readonly endsAt: Date
  readonly capacity: number
  readonly quota: readonly number[]
  readonly taken: readonly number[]
  readonly nextSeat: number
  readonly returnedSeats: readonly number[]
  readonly nextHoldExpiry: Date | null
  readonly seats: readonly Seat[]
}

/** Public, family doctor and on-site shares in turn, as the default shares would give. */
const quotaOf = (capacity: number, bucketNo: number): readonly number[] => {
  const onSite = Math.max(1, Math.round(capacity / 5))
  const rest = capacity - onSite
  const larger = Math.ceil(rest / 2)
  return bucketNo % 2 === 0 ? [larger, rest - larger, onSite, 0] : [rest - larger, larger, onSite, 0]
}

/** Of a past seat in a hundred: 88 came, 6 stayed away, 6 gave it back. */
const pastStatus = (chance: number): SeatStatus => (chance < 88 ? 'arrived' : chance < 94 ? 'no_show' : 'cancelled')

const comingStatus = (session: RosterSession, chance: number): SeatStatus | null => {
  const booked = session.day === 0 ? 70 : Math.max(6, 34 - session.day * 3)
  if (chance < booked) return session.day === 0 && session.part === 'morning' ? 'arrived' : 'booked'
  if (chance === 98) return 'cancelled'
  return chance === 99 && session.day > 0 && session.day < 3 ? 'held' : null
}

const isActive = (status: SeatStatus): boolean => status !== 'cancelled' && status !== 'expired'

const channelOrder = [2, 1, 3]

/** Seats are given in order; a channel's share pays while it lasts. */
const seatsOf = (
  draw: Draw,
  session: RosterSession,
  poolNumber: number,
  quota: readonly number[],
  days: Days,
): readonly Seat[] => {
  const left = [...quota]
  const seats: Seat[] = []
  for (let turn = 0; turn < session.seatsPerBucket; turn += 1) {
    const chance = draw.pick('pool', poolNumber * 16 + turn, 100)
    const status = session.day < 0 ? pastStatus(chance) : comingStatus(session, chance)
    if (status === null) continue
    const channel = channelOrder.find(one => (left[one - 1] as number) > 0) as number
    if (isActive(status)) left[channel - 1] = (left[channel - 1] as number) - 1
    // A hold may have run out a while ago: the next booking of the pool gives the seat back.
    const expires = status === 'held' ? new Date(days.now.getTime() + (chance % 2 === 0 ? 1 : -1) * 300_000) : null
    seats.push({
      seatNo: seats.length + 1,
      status: session.stopped ? 'cancelled' : status,
      channel,
      holdExpiresAt: session.stopped ? null : expires,
    })
  }
  return seats
}

export const poolSeats = (draw: Draw, session: RosterSession, index: number, days: Days): PoolSeats => {
  const number = session.number * 8 + index
  const minutes = (session.endsAt.getTime() - session.startsAt.getTime()) / session.buckets
  const startsAt = new Date(session.startsAt.getTime() + index * minutes)
  const quota = quotaOf(session.seatsPerBucket, index + 1)
  const seats = seatsOf(draw, session, number, quota, days)
  const active = seats.filter(seat => isActive(seat.status))
  return {
    number,
    id: draw.id('pool', number),
    bucketNo: index + 1,
    startsAt,
    endsAt: new Date(startsAt.getTime() + minutes),
    capacity: session.seatsPerBucket,
    quota,
    taken: [1, 2, 3, 4].map(channel => active.filter(seat => seat.channel === channel).length),
    nextSeat: seats.length + 1,
    returnedSeats: seats.filter(seat => !isActive(seat.status)).map(seat => seat.seatNo),
    nextHoldExpiry: active.map(seat => seat.holdExpiresAt).find(expiry => expiry !== null) ?? null,
    seats,
  }
}
