import { addDays, addMinutes, instantAt, type LocalDate, type LocalTime } from '#src/platform/kernel/dates.ts'

/** What an institution has set about opening; each is a setting with its source in `server/settings.ts`. */
export type WindowRules = {
  readonly publicDaysBefore: number
  readonly releaseTime: LocalTime
  readonly familyDoctorDaysEarlier: number
  /** Hours after the public opening at which unused family doctors' and referral seats go to everybody. */
  readonly reservedReturnHours: number
}

export type Windows = {
  /** In channel order: family doctor, public, on site, referral. */
  readonly opensAt: readonly (Date | null)[]
  readonly returnsAt: readonly (Date | null)[]
}

/**
 * BOOK-3 When each channel opens for a session of this day, and when its unused seats go to the others.
 * Days and times are the region's own clock; the result is instants, so a release across midnight or a change of
 * the clock is settled here, once.
 */
export const windowsOf = (localDate: LocalDate, rules: WindowRules, timeZone: string): Windows => {
  const at = (daysBefore: number, time: LocalTime) => instantAt(addDays(localDate, -daysBefore), time, timeZone)
  const publicOpens = at(rules.publicDaysBefore, rules.releaseTime)
  const familyDoctorOpens = at(rules.publicDaysBefore + rules.familyDoctorDaysEarlier, rules.releaseTime)
  const dayBegins = at(0, '00:00')
  const afterPublicOpening = addMinutes(publicOpens, rules.reservedReturnHours * 60)
  const reservedReturn = afterPublicOpening < dayBegins ? afterPublicOpening : dayBegins
  return {
    opensAt: [familyDoctorOpens, publicOpens, dayBegins, familyDoctorOpens],
    returnsAt: [reservedReturn, dayBegins, null, reservedReturn],
  }
}

type ToCancel = { readonly localDate: LocalDate; readonly startsAt: Date; readonly isActivity: boolean }
export type CancelRules = {
  readonly hoursBeforeDay: number
  /** Minutes before one's time until which the day itself is not too late; 0: it is. */
  readonly sameDayMinutes: number
}

/** BOOK-9, BOOK-93, BOOK-95 A place in an activity can be given up until it begins; a visit as the site has set it. */
export const lastCancelAt = (visit: ToCancel, rules: CancelRules, timeZone: string): Date => {
  if (visit.isActivity) return visit.startsAt
  if (rules.sameDayMinutes > 0) return addMinutes(visit.startsAt, -rules.sameDayMinutes)
  return cancelUntilOf(visit.localDate, rules.hoursBeforeDay, timeZone)
}

/** BOOK-9 The last instant at which a resident may cancel alone: some hours before the visit day begins (0 = midnight). */
export const cancelUntilOf = (localDate: LocalDate, hoursBeforeDay: number, timeZone: string): Date =>
  addMinutes(instantAt(localDate, '00:00', timeZone), -hoursBeforeDay * 60)
