import { linkTo } from '#src/platform/web/navigation.tsx'

/** The desk with this person before it. */
export const linkToDesk = (residentId?: string, date?: string): string =>
  linkTo('/desk', { resident: residentId, date })
/** The desk with the person and the day of this appointment: where a loop or an audit row leads. */
export const linkToAppointment = (appointmentId: string): string => linkTo('/desk', { appointment: appointmentId })
export const linkToQueue = (sessionId?: string): string => linkTo('/queue', { session: sessionId })
export const linkToSlots = (sessionId?: string, from?: string): string => linkTo('/slots', { session: sessionId, from })
/** The call list with this person open. */
export const linkToCalls = (appointmentId?: string): string => linkTo('/calls', { appointment: appointmentId })
