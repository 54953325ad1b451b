import type { LocalDate } from '#src/platform/kernel/dates.ts'

/** What the region's calendar says of a day: an ordinary one, a weekend, a holiday, or a weekend day that is worked (调休). */
export type DayKind = 'work' | 'weekend' | 'holiday' | 'work_day'
export type CalendarDay = { readonly date: LocalDate; readonly kind: DayKind; readonly name: string | null }

/** Days on which hospitals don't work unless someone wants it. */
export const isDayOff = (kind: DayKind): boolean => kind === 'weekend' || kind === 'holiday'
