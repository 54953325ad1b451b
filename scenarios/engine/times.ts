import {
  addDays,
  addMonths,
  daysOfMonth,
  type LocalDate,
  type LocalTime,
  localDateAt,
  localTimeAt,
  type Month,
  minutesOf,
  monthOf,
  timeOfMinutes,
} from '#src/platform/kernel/dates.ts'
import type { PartKey } from './clinics.ts'

/** The day of loading as the region's clock shows it, and what follows from it. */
export type LoadingDay = {
  readonly now: Date
  readonly timeZone: string
  readonly today: LocalDate
  readonly tomorrow: LocalDate
  readonly month: Month
  readonly nextMonth: Month
  readonly endOfMonth: LocalDate
  readonly endOfNextMonth: LocalDate
}

export const loadingDay = (now: Date, timeZone: string): LoadingDay => {
  const today = localDateAt(now, timeZone)
  const month = monthOf(today)
  const nextMonth = addMonths(month, 1)
  return {
    now,
    timeZone,
    today,
    tomorrow: addDays(today, 1),
    month,
    nextMonth,
    endOfMonth: daysOfMonth(month).at(-1) as LocalDate,
    endOfNextMonth: daysOfMonth(nextMonth).at(-1) as LocalDate,
  }
}

export type Window = { readonly part: PartKey; readonly startsAt: LocalTime; readonly endsAt: LocalTime }
export type LiveDay = {
  /** Today; tomorrow when so little of today is left that no clinic can be held. */
  readonly date: LocalDate
  readonly isToday: boolean
  /** The clinics that people are waiting for now. */
  readonly live: Window
  /** One more of the same day, in the evening; none when it is evening already. */
  readonly later: Window | null
}

/** A clinic can only be laid out before it begins; loading is over within this time. */
const leadMinutes = 5
const lastEnd = minutesOf('23:55')
const shortest = 45

const partAt = (minutes: number): PartKey =>
  minutes < minutesOf('12:00')
    ? 'morning'
    : minutes < minutesOf('13:30')
      ? 'noon'
      : minutes < minutesOf('17:30')
        ? 'afternoon'
        : 'evening'

const usualEnd: Readonly<Record<PartKey, LocalTime>> = {
  morning: '12:00',
  noon: '15:30',
  afternoon: '17:30',
  evening: '21:00',
  full_day: '17:30',
}

const windowFrom = (start: number): Window => {
  const part = partAt(start)
  const end = Math.min(lastEnd, Math.max(minutesOf(usualEnd[part]), start + 180))
  return { part, startsAt: timeOfMinutes(start), endsAt: timeOfMinutes(end) }
}

const evening: Window = { part: 'evening', startsAt: '18:00', endsAt: '20:30' }
const morning: Window = { part: 'morning', startsAt: '08:00', endsAt: '12:00' }

/**
 * When today's clinics are held, so that desk, queue and screen show life whenever the demo is loaded: in the morning
 * from eight, later from the next quarter of an hour, and tomorrow morning when the day is as good as over.
 */
export const liveDay = (day: LoadingDay): LiveDay => {
  const minutes = minutesOf(localTimeAt(day.now, day.timeZone)) + leadMinutes
  const start = Math.max(minutesOf('08:00'), Math.ceil(minutes / 15) * 15)
  if (start + shortest > lastEnd) return { date: day.tomorrow, isToday: false, live: morning, later: evening }
  const live = windowFrom(start)
  return { date: day.today, isToday: true, live, later: live.endsAt <= evening.startsAt ? evening : null }
}
