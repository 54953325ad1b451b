import { addDays, addMonths, type LocalDate, type Month, monthOf } from '#src/platform/kernel/dates.ts'

export type Asked = {
  readonly month?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** How far a phone looks ahead when nothing is chosen, in days; a month is published at the latest some days before it begins. */
export const lookAheadDays = 45
/** What one question may cover at most, in days: two whole months. */
export const maxDays = 62

const lastOf = (month: Month): LocalDate => addDays(`${addMonths(month, 1)}-01`, -1)

/** PORT-2 The days a question is about: a month as a whole, else from–to, else from today on; never before today unless asked. */
export const periodOf = (asked: Asked, today: LocalDate): { readonly from: LocalDate; readonly to: LocalDate } => {
  if (asked.month !== undefined) return { from: `${asked.month}-01`, to: lastOf(asked.month) }
  const from = asked.from ?? today
  return { from, to: asked.to ?? addDays(from, lookAheadDays) }
}

export const currentMonth = (today: LocalDate): Month => monthOf(today)
