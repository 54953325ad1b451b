import { addDays, addMinutes, instantAt, localDateAt } from '#src/platform/kernel/dates.ts'

/** Hours in which nobody is offered a seat; `from` later than `to` means over midnight, equal times mean none. */
export type QuietHours = { readonly from: string; readonly to: string }

/** The next moment at or after `at` at which this local time of day begins. */
const nextTime = (at: Date, time: string, timeZone: string): Date => {
  const today = localDateAt(at, timeZone)
  const sameDay = instantAt(today, time, timeZone)
  return sameDay >= at ? sameDay : instantAt(addDays(today, 1), time, timeZone)
}

/** Whether no offer is made now. */
export const isQuiet = (at: Date, quiet: QuietHours, timeZone: string): boolean =>
  quiet.from !== quiet.to &&
  nextTime(at, quiet.to, timeZone) < nextTime(new Date(at.getTime() + 1), quiet.from, timeZone) &&
  nextTime(at, quiet.to, timeZone) > at

/**
 * BOOK-35 When an offer made now runs out: its minutes are counted in waking hours only, so that nobody loses a seat
 * asleep. Offers are not made in quiet hours, so the count begins at once.
 */
export const offerUntil = (now: Date, minutes: number, quiet: QuietHours, timeZone: string): Date => {
  if (quiet.from === quiet.to) return addMinutes(now, minutes)
  const start = isQuiet(now, quiet, timeZone) ? nextTime(now, quiet.to, timeZone) : now
  const nightfall = nextTime(new Date(start.getTime() + 1), quiet.from, timeZone)
  const end = addMinutes(start, minutes)
  if (end <= nightfall) return end
  const left = (end.getTime() - nightfall.getTime()) / 60_000
  return offerUntil(nextTime(nightfall, quiet.to, timeZone), left, quiet, timeZone)
}

export type WaitingOrder = {
  readonly urgent: number
  readonly contracted: number
  readonly elder: number
  readonly other: number
}
export type WaitingFacts = { readonly urgent: boolean; readonly contracted: boolean; readonly elder: boolean }

/** BOOK-33 The best place that anything true of the person gives, by the site's own order. */
export const rankOf = (order: WaitingOrder, facts: WaitingFacts): number =>
  Math.min(
    order.other,
    facts.urgent ? order.urgent : order.other,
    facts.contracted ? order.contracted : order.other,
    facts.elder ? order.elder : order.other,
  )

export const chances = ['good', 'fair', 'small'] as const
export type Chance = (typeof chances)[number]

/**
 * How likely a place is to become a seat, told in words: compared with the seats that usually come back.
 * @param returnPercent share of seats that usually come back (a setting)
 */
export const chanceOf = (ahead: number, capacity: number, returnPercent: number): Chance => {
  const expected = (capacity * returnPercent) / 100
  return ahead + 1 <= expected ? 'good' : ahead < expected * 2 ? 'fair' : 'small'
}
