import { addDays, addMonths, instantAt, type LocalDate, localDateAt, monthOf } from '#src/platform/kernel/dates.ts'

/**
 * How different hospitals treat who did not come: so many in so long a window, then so long a pause. `own`: the three
 * numbers of the settings; a month's policy counts calendar months and pauses for the rest of it.
 */
export const noShowPolicies = [
  'own',
  'year_3_month',
  'month_4_rest',
  'half_year_3_half_year',
  'quarter_3_quarter',
  'quarter_3_half_year',
  'never',
] as const
export type NoShowPolicy = (typeof noShowPolicies)[number]

export type NoShowRule = {
  /** 0: nobody is suspended. */
  readonly limit: number
  readonly since: LocalDate
  readonly until: Date
}
type Numbers = { readonly limit: number; readonly days: number; readonly suspensionDays: number }

const fixed: Readonly<Partial<Record<NoShowPolicy, Numbers>>> = {
  year_3_month: { limit: 3, days: 365, suspensionDays: 30 },
  half_year_3_half_year: { limit: 3, days: 182, suspensionDays: 182 },
  quarter_3_quarter: { limit: 3, days: 91, suspensionDays: 91 },
  quarter_3_half_year: { limit: 3, days: 91, suspensionDays: 182 },
}

/** BOOK-66 What a policy means at this moment, in the region's own calendar. */
export const noShowRuleOf = (policy: NoShowPolicy, own: Numbers, now: Date, timeZone: string): NoShowRule => {
  const today = localDateAt(now, timeZone)
  const after = (days: number): Date => new Date(now.getTime() + days * 86_400_000)
  if (policy === 'never') return { limit: 0, since: today, until: now }
  if (policy === 'month_4_rest') {
    const month = monthOf(today)
    return { limit: 4, since: `${month}-01`, until: instantAt(`${addMonths(month, 1)}-01`, '00:00', timeZone) }
  }
  const { limit, days, suspensionDays } = fixed[policy] ?? own
  return { limit, since: addDays(today, -days), until: after(suspensionDays) }
}
