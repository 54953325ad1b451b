import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { regionalIdSchema, textSchema } from '#src/platform/kernel/schema.ts'
import { bookedSchema, bookingErrors, channelSchema, openSessionSchema, slotSchema } from './contract-shapes.ts'

/** How seats move: 改约, 候补, 加号. */

// 改约 -----------------------------------------------------------------------------------------------------------
export const rescheduleOptions = query({
  name: 'booking.rescheduleOptions',
  method: 'GET',
  path: '/booking/appointments/:appointmentId/other-times',
  permission: 'booking.appointment.cancel',
  summary: 'Other times of the same expert or department that this appointment could be moved to now',
  subject: 'none',
  input: Type.Object({ appointmentId: regionalIdSchema }),
  output: Type.Object({
    channel: channelSchema,
    sessions: Type.Array(Type.Object({ session: openSessionSchema, slots: Type.Array(slotSchema) })),
  }),
  errors: ['booking.appointment_not_found'],
})

export const rescheduleAppointment = command({
  name: 'booking.rescheduleAppointment',
  method: 'POST',
  path: '/booking/appointments/:appointmentId/reschedule',
  permission: 'booking.appointment.cancel',
  summary: 'Moves an appointment to another time: the old seat is given back only when the new one is booked',
  subject: 'none',
  input: Type.Object({
    appointmentId: regionalIdSchema,
    poolId: regionalIdSchema,
    reason: Type.Optional(textSchema(200)),
  }),
  output: bookedSchema,
  errors: [
    'booking.appointment_not_found',
    'booking.not_reschedulable',
    'booking.same_time',
    'booking.other_department',
    'booking.too_late_to_cancel',
    ...bookingErrors,
  ],
})
