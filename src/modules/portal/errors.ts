import { notFound, type Refusal, refused } from '#src/platform/kernel/errors.ts'

/** No published clinic with this id; it may have been taken back. */
export const clinicUnknown = (sessionId: string): Refusal => notFound('portal.clinic_unknown', { sessionId })

/** More days were asked for than a phone should load. */
export const periodTooLong = (maxDays: number): Refusal => refused('portal.period_too_long', { maxDays })
