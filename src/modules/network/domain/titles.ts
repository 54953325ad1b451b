import type { LocalDate } from '#src/platform/kernel/dates.ts'
import { covers, dayBefore, type Period } from './periods.ts'

export type HeldTitle = Period & { readonly staffTitleId: string; readonly titleCode: string }

/** Which series of GB/T 8561 a profession's title comes from: 23x doctors, 24x pharmacists, 25x nurses, 26x technicians. */
const seriesOf: Readonly<Record<string, readonly string[]>> = {
  doctor: ['23'],
  assistant_doctor: ['23'],
  village_doctor: ['23'],
  nurse: ['25'],
  pharmacist: ['24'],
  technician: ['26'],
  therapist: ['26', '23'],
  manager: ['23', '24', '25', '26'],
}

/** Whether a title belongs to the profession (a nurse is not a chief pharmacist). */
export const titleFits = (profession: string, titleCode: string): boolean =>
  (seriesOf[profession] ?? []).includes(titleCode.slice(0, 2))

export const titleOn = <T extends HeldTitle>(titles: readonly T[], on: LocalDate): T | undefined =>
  titles.find(title => covers(title, on))

export type TitleChange =
  | { readonly fault: 'title_not_later' | 'title_unchanged' }
  | { readonly close: { readonly staffTitleId: string; readonly validUntil: LocalDate } | null }

/**
 * A new title begins after every other began, and ends the one that is open the day before (NET-5).
 * Corrections of the past come through the workbook, where the whole history is seen.
 */
export const decideTitleChange = (
  titles: readonly HeldTitle[],
  titleCode: string,
  validFrom: LocalDate,
): TitleChange => {
  if (titles.some(title => title.validFrom >= validFrom)) return { fault: 'title_not_later' }
  const last = titleOn(titles, validFrom)
  if (last === undefined) return { close: null }
  if (last.titleCode === titleCode) return { fault: 'title_unchanged' }
  return { close: { staffTitleId: last.staffTitleId, validUntil: dayBefore(validFrom) } }
}
