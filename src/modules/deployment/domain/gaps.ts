import { addDays, daysOfMonth, type LocalDate, type Month, weekdayOf } from '#src/platform/kernel/dates.ts'

/** A week of a month: Monday to Sunday, cut at the month's ends, with its working days. */
export type PlanWeek = { readonly from: LocalDate; readonly to: LocalDate; readonly workDays: readonly LocalDate[] }
export type Coverage = {
  readonly institutionId: string
  readonly speciality: string | null
  readonly localDate: LocalDate
}
export type OpenNeed = {
  readonly institutionId: string
  readonly speciality: string
  readonly residents: number
  readonly wishedFrom: LocalDate | null
  readonly wishedUntil: LocalDate | null
}
export type Gap = {
  readonly institutionId: string
  readonly speciality: string
  readonly from: LocalDate
  readonly to: LocalDate
  /** Where something can be laid out: the week's first working day that is still to come. */
  readonly firstDay: LocalDate
  readonly why: 'came_last_month' | 'open_need'
  readonly lastMonth: number
  readonly needs: number
  readonly residents: number
}

/** A week with a single working day is the month's edge, not a week to plan. */
const fewestWorkDays = 2

const mondayOf = (date: LocalDate): LocalDate => addDays(date, 1 - weekdayOf(date))

/** @param isWorkDay holidays and weekends are none, make-up work-days are. */
export const weeksOf = (month: Month, isWorkDay: (date: LocalDate) => boolean): readonly PlanWeek[] => {
  const weeks = new Map<LocalDate, LocalDate[]>()
  for (const date of daysOfMonth(month)) {
    const monday = mondayOf(date)
    weeks.set(monday, [...(weeks.get(monday) ?? []), date])
  }
  return [...weeks.values()]
    .map(days => ({
      from: days[0] as LocalDate,
      to: days.at(-1) as LocalDate,
      workDays: days.filter(isWorkDay),
    }))
    .filter(week => week.workDays.length >= fewestWorkDays)
}

const within = (date: LocalDate, week: PlanWeek): boolean => week.from <= date && date <= week.to
const keyOf = (one: { readonly institutionId: string; readonly speciality: string | null }): string =>
  `${one.institutionId} ${one.speciality}`

const groupBy = <T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row])
  return groups
}

/**
 * Weeks that nobody covers although the speciality came as often as that last month: what came every week leaves no
 * week empty, what came every second week may leave every second one; what came at all comes at least once.
 */
const emptyWeeks = (
  here: readonly Coverage[],
  before: readonly Coverage[],
  weeks: readonly PlanWeek[],
  weeksBefore: readonly PlanWeek[],
): readonly PlanWeek[] => {
  const empty = weeks.filter(week => !here.some(one => within(one.localDate, week)))
  const emptyBefore = weeksBefore.filter(week => !before.some(one => within(one.localDate, week)))
  return empty.length === weeks.length || empty.length > emptyBefore.length ? empty : []
}

const meets = (need: OpenNeed, week: PlanWeek): boolean =>
  (need.wishedFrom === null || need.wishedFrom <= week.to) &&
  (need.wishedUntil === null || week.from <= need.wishedUntil)

/** A request is met by one visit of its speciality in the time it names, or anywhere in the month. */
const unmet = (needs: readonly OpenNeed[], here: readonly Coverage[], weeks: readonly PlanWeek[]) =>
  needs.filter(need => !weeks.some(week => meets(need, week) && here.some(one => within(one.localDate, week))))

export type GapsInput = {
  readonly weeks: readonly PlanWeek[]
  readonly weeksBefore: readonly PlanWeek[]
  /** Sessions of this month and of the last that were not cancelled. */
  readonly sessions: readonly Coverage[]
  readonly before: readonly Coverage[]
  readonly needs: readonly OpenNeed[]
  /** Weeks that are over can't be planned any more. */
  readonly today: LocalDate
}

/** Site × speciality × week without anyone, although somebody came last month or somebody asks (DEP-60). */
export const gapsOf = ({ weeks, weeksBefore, sessions, before, needs, today }: GapsInput): readonly Gap[] => {
  const now = groupBy(sessions, keyOf)
  const earlier = groupBy(
    before.filter(one => one.speciality !== null),
    keyOf,
  )
  const asked = groupBy(needs, keyOf)
  const gaps: Gap[] = []
  for (const key of new Set([...earlier.keys(), ...asked.keys()])) {
    const here = now.get(key) ?? []
    const came = earlier.get(key) ?? []
    const open = unmet(asked.get(key) ?? [], here, weeks)
    const first = (came[0] ?? open[0]) as { institutionId: string; speciality: string } | undefined
    if (first === undefined) continue
    const missing = new Set(came.length > 0 ? emptyWeeks(here, came, weeks, weeksBefore) : [])
    for (const week of weeks) {
      const wanted = open.filter(need => meets(need, week))
      const firstDay = week.workDays.find(date => date >= today)
      if (firstDay === undefined || (wanted.length === 0 && !missing.has(week))) continue
      gaps.push({
        institutionId: first.institutionId,
        speciality: first.speciality,
        from: week.from,
        to: week.to,
        firstDay,
        why: wanted.length > 0 ? 'open_need' : 'came_last_month',
        lastMonth: came.length,
        needs: wanted.length,
        residents: wanted.reduce((sum, need) => sum + need.residents, 0),
      })
    }
  }
  return gaps.sort((one, other) => (one.from === other.from ? other.needs - one.needs : one.from < other.from ? -1 : 1))
}
