import { addDays, type LocalDate, weekdayOf } from '#src/platform/kernel/dates.ts'
import type { DayKind } from '../contract-codes.ts'

/** An entry of the calendar table: a day that differs from Monday-to-Friday, or a region's own decision. */
export type CalendarEntry = {
  readonly date: LocalDate
  /** 0 = the whole country. */
  readonly appliesTo: number
  readonly kind: DayKind
  readonly name: string
  readonly provisional: boolean
  readonly source: string
}
export type CalendarDay = {
  readonly date: LocalDate
  readonly kind: DayKind
  readonly name: string | null
  readonly provisional: boolean
  readonly source: string | null
}

/** Days on which people work: ordinary ones and make-up work-days (调休上班日). */
export const isWorkingDay = (kind: DayKind): boolean => kind === 'work' || kind === 'work_day'

/** Every day of a period with its kind (NET-9): the region's entry, else the country's, else the weekday. */
export const calendarDays = (
  from: LocalDate,
  to: LocalDate,
  entries: readonly CalendarEntry[],
): readonly CalendarDay[] => {
  const byDate = new Map<LocalDate, CalendarEntry>()
  for (const entry of entries) {
    const known = byDate.get(entry.date)
    if (known === undefined || entry.appliesTo > known.appliesTo) byDate.set(entry.date, entry)
  }
  const days: CalendarDay[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const entry = byDate.get(date)
    days.push(
      entry
        ? { date, kind: entry.kind, name: entry.name, provisional: entry.provisional, source: entry.source }
        : { date, kind: weekdayOf(date) >= 6 ? 'weekend' : 'work', name: null, provisional: false, source: null },
    )
  }
  return days
}
