import { instantAt, type LocalDate, type LocalTime } from '#src/platform/kernel/dates.ts'

/** A part of the day with its real times, as the region or the institution keeps them. */
export type PartOfDay = {
  readonly key: string
  readonly name: string
  readonly startsAt: LocalTime
  readonly endsAt: LocalTime
}
export type Times = { readonly startsAt: LocalTime; readonly endsAt: LocalTime }

/**
 * The times of a session: those given, else those of the part of the day (DEP-6).
 * @returns undefined when the session would end before it starts.
 */
export const timesOf = (part: Times, given: Partial<Times>): Times | undefined => {
  const times = { startsAt: given.startsAt ?? part.startsAt, endsAt: given.endsAt ?? part.endsAt }
  return times.endsAt > times.startsAt ? times : undefined
}

export const instantsOf = (
  date: LocalDate,
  times: Times,
  timeZone: string,
): { readonly startsAt: Date; readonly endsAt: Date } => ({
  startsAt: instantAt(date, times.startsAt, timeZone),
  endsAt: instantAt(date, times.endsAt, timeZone),
})
