import { addDays, daysBetween, daysOfMonth, type LocalDate, type Month, monthOf } from '#src/platform/kernel/dates.ts'

export type PostingSpan = { readonly firstDay: LocalDate; readonly lastDay: LocalDate }

/** Half a year: the national indicator counts people posted for at least so many days of a calendar year. */
export const nationalDays = 183

/** Middle rank and above in GB/T 8561 health series: 主任, 副主任, 主治 (主管); the last figure is the grade. */
export const isMiddleOrAbove = (titleCode: string): boolean => /^2[3-6][1-3]$/.test(titleCode)

/** Months that a posting touches, in order. */
export const monthsOf = ({ firstDay, lastDay }: PostingSpan): readonly Month[] => {
  const months: Month[] = []
  for (let day = firstDay; day <= lastDay; day = addDays(daysOfMonth(monthOf(day)).at(-1) as string, 1))
    months.push(monthOf(day))
  return months
}

/** Days of a month that belong to the posting. */
export const daysWithin = (span: PostingSpan, month: Month): readonly LocalDate[] =>
  daysOfMonth(month).filter(date => span.firstDay <= date && date <= span.lastDay)

/** Calendar days of the posting in a year, in months whose attendance was confirmed with at least one day. */
export const confirmedSpanDays = (span: PostingSpan, year: number, confirmedMonths: readonly Month[]): number =>
  confirmedMonths
    .filter(month => month.startsWith(`${year}-`))
    .reduce((sum, month) => sum + daysWithin(span, month).length, 0)

export type NationalVerdict =
  | 'counts'
  | 'too_short'
  | 'part_time'
  | 'below_middle_rank'
  | 'no_title'
  | 'too_short_so_far'

/**
 * Whether a posting counts for 县域医共体监测指标 2024, indicator 4: full time, middle rank or above, at least 183 days in
 * the year. Someone without a recorded title is told apart, not counted as below.
 */
export const nationalVerdict = (
  posting: PostingSpan & { readonly isFullTime: boolean; readonly titleCode: string | null },
  year: number,
  confirmedMonths: readonly Month[],
): NationalVerdict => {
  if (!posting.isFullTime) return 'part_time'
  if (posting.titleCode === null) return 'no_title'
  if (!isMiddleOrAbove(posting.titleCode)) return 'below_middle_rank'
  if (confirmedSpanDays(posting, year, confirmedMonths) >= nationalDays) return 'counts'
  const from = posting.firstDay > `${year}-01-01` ? posting.firstDay : `${year}-01-01`
  const until = posting.lastDay < `${year}-12-31` ? posting.lastDay : `${year}-12-31`
  return daysBetween(from, until) + 1 >= nationalDays ? 'too_short_so_far' : 'too_short'
}
