import { addDays, instantAt, type LocalDate, localDateAt } from '#src/platform/kernel/dates.ts'

export const regionId = 330683
export const timeZone = 'Asia/Shanghai'

/** Days around the day on which the data were made; instants of a day are computed once. */
export type Days = {
  readonly now: Date
  /** The day so many days after today, before it when negative. */
  readonly date: (offset: number) => LocalDate
  /** An instant of that day, so many minutes after its midnight. */
  readonly at: (offset: number, minutes: number) => Date
}

export const daysAround = (now: Date): Days => {
  const today = localDateAt(now, timeZone)
  const known = new Map<number, { date: LocalDate; midnight: number }>()
  const of = (offset: number) => {
    const existing = known.get(offset)
    if (existing) return existing
    const date = addDays(today, offset)
    const created = { date, midnight: instantAt(date, '00:00', timeZone).getTime() }
    known.set(offset, created)
    return created
  }
  return {
    now,
    date: offset => of(offset).date,
    at: (offset, minutes) => new Date(of(offset).midnight + minutes * 60_000),
  }
}
