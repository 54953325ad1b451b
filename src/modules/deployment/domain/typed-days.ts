import { addDays, type LocalDate } from '#src/platform/kernel/dates.ts'

export type TypedDays = { readonly days: readonly LocalDate[]; readonly unread: readonly string[] }

const exists = (date: LocalDate): boolean => {
  const day = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === date
}
const dateOf = (year: string | number, month: string, day: string): LocalDate =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`

const whole = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/
const short = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/

/** Without a year the day of the first year that lies within the range; the range's first year when none does. */
const readDay = (word: string, from: LocalDate, until: LocalDate): LocalDate | undefined => {
  const full = whole.exec(word)
  if (full) {
    const date = dateOf(full[1] as string, full[2] as string, full[3] as string)
    return exists(date) ? date : undefined
  }
  const part = short.exec(word)
  if (!part) return undefined
  const firstYear = Number(from.slice(0, 4))
  const years = Array.from({ length: Number(until.slice(0, 4)) - firstYear + 1 }, (_, index) => firstYear + index)
  const dates = years.map(year => dateOf(year, part[1] as string, part[2] as string)).filter(exists)
  return dates.find(date => date >= from && date <= until) ?? dates[0]
}

/** Days as people type them (`2026-12-16`, `12月16日`, `12/16`, several with 、 or commas), and what is none (DEP-18). */
export const daysIn = (typed: string, from: LocalDate, until: LocalDate): TypedDays => {
  const words = typed
    .replace(/(\d)\s*([-/.年月])\s*(\d)/g, '$1$2$3')
    .split(/[\s、，,;；和]+/)
    .filter(word => word !== '')
  const days: LocalDate[] = []
  const unread: string[] = []
  for (const word of words) {
    const [first, last, ...more] = word.split(/[~～至到]/)
    const start = readDay(first as string, from, until)
    const end = last === undefined ? start : readDay(last, from, until)
    if (start === undefined || end === undefined || end < start || more.length > 0) unread.push(word)
    else for (let day = start; day <= end && days.length < 400; day = addDays(day, 1)) days.push(day)
  }
  return { days: [...new Set(days)].sort(), unread }
}
