import type { LocalDate } from '#src/platform/kernel/dates.ts'
import { instantAt } from '#src/platform/kernel/dates.ts'
import type { PlannedPool, SessionToPlan } from './plan-pools.ts'

/** 义诊 and 讲座: whoever likes may come; no visit of a department, and no limit of visits counts them. */
const activityKinds: readonly string[] = ['free_clinic', 'lecture']
export const isActivity = (kind: string): boolean => activityKinds.includes(kind)

/** A lecture has no queue: who has been let in at the door has come, and nobody is called. */
export const hasQueue = (kind: string): boolean => kind !== 'lecture'

/** As `booking.is_activity` reads it. */
export const activityKey = (sessionId: string): string => `activity:${sessionId}`
export const isActivityKey = (departmentKey: string): boolean => departmentKey.startsWith('activity:')

const minutesBetween = (from: Date, to: Date): number => Math.round((to.getTime() - from.getTime()) / 60_000)

/** A lecture begins once for everybody; a free clinic has times, so that not all come at once. */
export const bucketMinutesOf = (session: SessionToPlan & { readonly kind: string }): number =>
  hasQueue(session.kind) ? session.bucketMinutes : minutesBetween(session.startsAt, session.endsAt)

type Activity = { readonly localDate: LocalDate; readonly publishedAt: Date }

/**
 * BOOK-91 All seats are the public's from the publication on; family doctors book from the same shares for their people, and
 * on the day itself the door does.
 */
export const openToAll = (pool: PlannedPool, { localDate, publishedAt }: Activity, timeZone: string): PlannedPool => ({
  ...pool,
  quota: [0, pool.capacity, 0, 0],
  opensAt: [publishedAt, publishedAt, instantAt(localDate, '00:00', timeZone), null],
  returnsAt: [publishedAt, publishedAt, null, null],
})
