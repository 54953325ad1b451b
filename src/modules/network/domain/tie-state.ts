import { daysBetween, type LocalDate } from '#src/platform/kernel/dates.ts'
import { type ServiceKind, serviceKinds } from '../contract-codes.ts'
import type { TieActivityKind, TieState } from '../contract-tie-codes.ts'
import type { Period } from './periods.ts'

/** Where a tie stands on a day; both days of its term count. */
export const tieState = (term: Period, on: LocalDate): TieState =>
  on < term.validFrom ? 'upcoming' : term.validUntil !== null && on > term.validUntil ? 'ended' : 'active'

/** Days without activity, from the last one or from the first day of the tie; never negative. */
export const daysWithoutActivity = (
  tie: { readonly validFrom: LocalDate; readonly lastActivityOn: LocalDate | null },
  on: LocalDate,
): number => Math.max(0, daysBetween(tie.lastActivityOn ?? tie.validFrom, on))

/** A tie in force goes quiet after `quietAfterDays` full days without activity (NET-72). */
export const isQuiet = (
  tie: Period & { readonly lastActivityOn: LocalDate | null },
  on: LocalDate,
  quietAfterDays: number,
): boolean => tieState(tie, on) === 'active' && daysWithoutActivity(tie, on) >= quietAfterDays

/** The service of a plaque that such an activity fulfils; null where no plaque promises it. */
export const serviceOfActivity = (kind: TieActivityKind): ServiceKind | null =>
  serviceKinds.find(service => service === kind) ?? null
