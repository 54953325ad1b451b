import { daysOfMonth, type LocalDate, type Month, weekdayOf } from '#src/platform/kernel/dates.ts'
import type { CalendarDay } from './calendar.ts'
import { makeUpDayFor } from './recurrence.ts'

export type CopyRule = { readonly by: 'nth_weekday' | 'day_of_month'; readonly onHoliday: 'skip' | 'keep' | 'make_up' }
export type Copied = { readonly date: LocalDate } | { readonly why: 'no_such_day' | 'holiday' | 'no_make_up_day' }

const sameWeekday = (from: LocalDate, toMonth: Month): LocalDate | undefined => {
  const ordinal = Math.ceil(Number(from.slice(8)) / 7)
  return daysOfMonth(toMonth).filter(date => weekdayOf(date) === weekdayOf(from))[ordinal - 1]
}
const sameDay = (from: LocalDate, toMonth: Month): LocalDate | undefined =>
  daysOfMonth(toMonth).find(date => date.slice(8) === from.slice(8))

/**
 * The day of another month that a day becomes: the third Tuesday the third Tuesday, or the 17th the 17th (DEP-8).
 * A fifth Tuesday or a 31st that the month lacks is left out rather than guessed.
 */
export const copiedDay = (
  from: LocalDate,
  toMonth: Month,
  rule: CopyRule,
  calendar: readonly CalendarDay[],
): Copied => {
  const date = rule.by === 'nth_weekday' ? sameWeekday(from, toMonth) : sameDay(from, toMonth)
  if (date === undefined) return { why: 'no_such_day' }
  if (rule.onHoliday === 'keep' || calendar.find(day => day.date === date)?.kind !== 'holiday') return { date }
  if (rule.onHoliday === 'skip') return { why: 'holiday' }
  const workDays = calendar.filter(day => day.kind === 'work_day' && day.date.startsWith(toMonth)).map(day => day.date)
  const moved = makeUpDayFor(date, workDays)
  return moved === undefined ? { why: 'no_make_up_day' } : { date: moved }
}
