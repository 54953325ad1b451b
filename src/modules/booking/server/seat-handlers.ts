import { type Handler, handle } from '#src/platform/server/module.ts'
import * as seats from '../contract-seats.ts'
import { findOtherTimes, reschedule } from './reschedule.ts'

/** How seats move: 改约, 候补, 加号. */
export const seatHandlers: readonly Handler[] = [
  handle(seats.rescheduleOptions, findOtherTimes),
  handle(seats.rescheduleAppointment, reschedule),
]
