import { Temporal } from 'temporal-polyfill'

/** A day of the region's calendar, `2026-11-21`. Strings sort as the days do. */
export type LocalDate = string
/** A wall-clock time of the region, `08:30`. */
export type LocalTime = string
/** A month, `2026-11`. */
export type Month = string

const plain = (date: LocalDate): Temporal.PlainDate => Temporal.PlainDate.from(date)

export const isLocalDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

export const addDays = (date: LocalDate, days: number): LocalDate => plain(date).add({ days }).toString()
export const addMonths = (month: Month, months: number): Month =>
  Temporal.PlainYearMonth.from(month).add({ months }).toString()
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  plain(from).until(plain(to), { largestUnit: 'days' }).days
/** Monday is 1, Sunday is 7 (ISO 8601). */
export const weekdayOf = (date: LocalDate): number => plain(date).dayOfWeek
export const monthOf = (date: LocalDate): Month => date.slice(0, 7)
export const daysOfMonth = (month: Month): readonly LocalDate[] => {
  const length = Temporal.PlainYearMonth.from(month).daysInMonth
  return Array.from({ length }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`)
}

/** Completed years of age on a day (a child born on 29 February turns a year older on 1 March). */
export const ageOn = (birthDate: LocalDate, on: LocalDate): number => {
  const [birthYear, birthRest] = [Number(birthDate.slice(0, 4)), birthDate.slice(5)]
  const [year, rest] = [Number(on.slice(0, 4)), on.slice(5)]
  return year - birthYear - (rest < birthRest ? 1 : 0)
}

/** The instant at which the region's clock shows this time. */
export const instantAt = (date: LocalDate, time: LocalTime, timeZone: string): Date =>
  new Date(Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone).epochMilliseconds)

/** What the region's calendar and clock show at an instant. */
export const localDateAt = (instant: Date, timeZone: string): LocalDate =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()
export const localTimeAt = (instant: Date, timeZone: string): LocalTime =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainTime()
    .toString()
    .slice(0, 5)

export const addMinutes = (instant: Date, minutes: number): Date => new Date(instant.getTime() + minutes * 60_000)
/** Minutes after midnight of a wall-clock time. */
export const minutesOf = (time: LocalTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
export const timeOfMinutes = (minutes: number): LocalTime =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
