import { addDays, daysBetween, daysOfMonth, type LocalDate, monthOf, weekdayOf } from '#src/platform/kernel/dates.ts'
import type { Recurrence } from '../contract-shapes.ts'
import type { CalendarDay } from './calendar.ts'

/** A make-up work-day further away than this doesn't stand in for a holiday. */
export const makeUpReachDays = 14

export type Occurrence = {
  readonly date: LocalDate
  /** The day the pattern names; another than `date` when a holiday moved it. */
  readonly patternDate: LocalDate
}
export type LeftOut = { readonly date: LocalDate; readonly why: 'holiday' | 'no_make_up_day' | 'exception' }
export type Occurrences = { readonly days: readonly Occurrence[]; readonly left: readonly LeftOut[] }
export type DateRange = { readonly from: LocalDate; readonly to: LocalDate }

const mondayOf = (date: LocalDate): LocalDate => addDays(date, 1 - weekdayOf(date))

/** The first Tuesday is 1, counted from the front; the last is -1, counted from the back. */
const ordinalsOf = (date: LocalDate): readonly [number, number] => {
  const day = Number(date.slice(8))
  const length = daysOfMonth(monthOf(date)).length
  return [Math.ceil(day / 7), -Math.ceil((length - day + 1) / 7)]
}

/** Whether the pattern names this day, holidays and exceptions apart (DEP-3, DEP-4, DEP-5). */
export const namesDay = (recurrence: Recurrence, date: LocalDate): boolean => {
  const { pattern } = recurrence
  if (date < recurrence.from || date > recurrence.until) return false
  const dayOfMonth = Number(date.slice(8))
  switch (pattern.kind) {
    case 'weekly': {
      const weeks = daysBetween(mondayOf(pattern.anchor ?? recurrence.from), mondayOf(date)) / 7
      return pattern.weekdays.includes(weekdayOf(date)) && weeks % pattern.everyWeeks === 0
    }
    case 'monthly_weekday': {
      const [first, last] = ordinalsOf(date)
      return (
        pattern.weekdays.includes(weekdayOf(date)) &&
        (pattern.ordinals.includes(first) || pattern.ordinals.includes(last))
      )
    }
    case 'monthly_day':
      return pattern.days.includes(dayOfMonth)
    case 'market_day':
      return pattern.digits.includes(dayOfMonth % 10)
    case 'dates':
      return pattern.dates.includes(date)
  }
}

/**
 * The make-up work-day that stands in for a holiday: the nearest within two weeks, the later of two equally near.
 * It depends on the calendar alone, so that a month laid out by itself and a year at once agree.
 */
export const makeUpDayFor = (holiday: LocalDate, workDays: readonly LocalDate[]): LocalDate | undefined =>
  workDays
    .map(date => ({ date, away: daysBetween(holiday, date) }))
    .filter(({ away }) => Math.abs(away) <= makeUpReachDays)
    .sort((one, other) => Math.abs(one.away) - Math.abs(other.away) || other.away - one.away)[0]?.date

const eachDay = (range: DateRange): readonly LocalDate[] =>
  Array.from({ length: Math.max(0, daysBetween(range.from, range.to) + 1) }, (_, index) => addDays(range.from, index))

const laterOf = (one: LocalDate, other: LocalDate): LocalDate => (one > other ? one : other)
const earlierOf = (one: LocalDate, other: LocalDate): LocalDate => (one < other ? one : other)

const widened = (range: DateRange, days: number): DateRange => ({
  from: addDays(range.from, -days),
  to: addDays(range.to, days),
})

/** What must be known of the calendar: days moved into the range come from two weeks around, their make-up days from four. */
export const calendarRange = (range: DateRange): DateRange => widened(range, 2 * makeUpReachDays)

const within = (recurrence: Recurrence, range: DateRange): DateRange => ({
  from: laterOf(recurrence.from, range.from),
  to: earlierOf(recurrence.until, range.to),
})

type Placed = { readonly occurrence?: Occurrence; readonly left?: LeftOut }

const place = (
  recurrence: Recurrence,
  patternDate: LocalDate,
  kind: string,
  workDays: readonly LocalDate[],
): Placed => {
  if (recurrence.exceptions?.includes(patternDate)) return { left: { date: patternDate, why: 'exception' } }
  if (kind !== 'holiday' || recurrence.onHoliday === 'keep') return { occurrence: { date: patternDate, patternDate } }
  if (recurrence.onHoliday === 'skip') return { left: { date: patternDate, why: 'holiday' } }
  const date = makeUpDayFor(patternDate, workDays)
  const usable =
    date !== undefined && date >= recurrence.from && date <= recurrence.until && !recurrence.exceptions?.includes(date)
  return usable ? { occurrence: { date, patternDate } } : { left: { date: patternDate, why: 'no_make_up_day' } }
}

/**
 * The days of a series inside `range` (both ends included), with what was left out and why.
 * A day comes once: a holiday moved onto a day of the pattern, or two holidays moved onto one day, make one session.
 * @param calendar the days of `calendarRange`; a day that is missing counts as an ordinary one.
 */
export const occurrencesIn = (
  recurrence: Recurrence,
  range: DateRange,
  calendar: readonly CalendarDay[],
): Occurrences => {
  const kinds = new Map(calendar.map(day => [day.date, day.kind]))
  const workDays = calendar.filter(day => day.kind === 'work_day').map(day => day.date)
  const days = new Map<LocalDate, Occurrence>()
  const left: LeftOut[] = []
  for (const patternDate of eachDay(within(recurrence, widened(range, makeUpReachDays)))) {
    if (!namesDay(recurrence, patternDate)) continue
    const placed = place(recurrence, patternDate, kinds.get(patternDate) ?? 'work', workDays)
    if (placed.left && patternDate >= range.from && patternDate <= range.to) left.push(placed.left)
    const { occurrence } = placed
    if (occurrence === undefined || occurrence.date < range.from || occurrence.date > range.to) continue
    // The day's own occurrence wins over one that was moved here; of two moved ones the earlier stays.
    if (!days.has(occurrence.date) || occurrence.date === occurrence.patternDate) days.set(occurrence.date, occurrence)
  }
  return { days: [...days.values()].sort((one, other) => (one.date < other.date ? -1 : 1)), left }
}
