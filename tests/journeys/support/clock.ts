import { liveDay, loadingDay } from '#scenarios/engine/times.ts'
import type { Moment } from './staff.ts'

/** When the clinics of the demo's day are held; `null` when that is now, and nobody has to move the clock. */
export const liveMoment = (now = new Date()): Moment | null => {
  const { date, isToday, live } = liveDay(loadingDay(now, 'Asia/Shanghai'))
  return isToday ? null : { date, time: live.startsAt }
}
