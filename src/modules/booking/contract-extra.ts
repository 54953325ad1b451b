import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import {
  instantSchema,
  localDateSchema,
  localTimeSchema,
  nothing,
  nullable,
  regionalIdSchema,
  textSchema,
} from '#src/platform/kernel/schema.ts'
import { appointmentSchema, channelSchema, seats } from './contract-shapes.ts'

/** 加号, and what became of shares and of seats that came back. */

export const addExtraSeat = command({
  name: 'booking.addExtraSeat',
  method: 'POST',
  path: '/booking/extra-seats',
  permission: 'booking.extra.give',
  summary:
    'A seat beyond the seats for one person, with a reason: by the expert of the session or a manager, up to a limit',
  subject: 'none',
  input: Type.Object({ poolId: regionalIdSchema, residentId: regionalIdSchema, reason: textSchema(200) }),
  output: appointmentSchema,
  errors: [
    'booking.slot_not_found',
    'booking.extra_not_yours',
    'booking.extra_limit',
    'booking.session_stopped',
    'booking.session_past',
    'booking.already_booked',
    'booking.department_day_limit',
    'booking.resident_not_found',
    'booking.not_your_resident',
  ],
})

export const changeExtraLimit = command({
  name: 'booking.changeExtraLimit',
  method: 'POST',
  path: '/booking/sessions/:sessionId/extra-limit',
  permission: 'booking.slots.change',
  summary: 'How many seats beyond the seats one session may have; null leaves it to the site again',
  subject: 'none',
  input: Type.Object({
    sessionId: regionalIdSchema,
    limit: nullable(Type.Integer({ minimum: 0, maximum: 50 })),
    reason: textSchema(200),
  }),
  output: nothing,
  errors: ['booking.session_not_found'],
})

export const seatLog = query({
  name: 'booking.seatLog',
  method: 'GET',
  path: '/booking/sessions/:sessionId/seat-log',
  permission: 'booking.slots.see',
  summary: 'Shares of this session that went unused to everybody, seats that rest, extra seats given, people waiting',
  subject: 'none',
  input: Type.Object({ sessionId: regionalIdSchema }),
  output: Type.Object({
    /** Unused shares that went on, the newest first. */
    returns: Type.Array(
      Type.Object({
        startTime: localTimeSchema,
        channel: channelSchema,
        seats,
        at: instantSchema,
      }),
    ),
    resting: seats,
    extra: seats,
    extraLimit: seats,
    /** Set by hand for this session. */
    hasOwnLimit: Type.Boolean(),
    waiting: seats,
  }),
  errors: ['booking.session_not_found'],
})

export const returnedShares = query({
  name: 'booking.returnedShares',
  method: 'GET',
  path: '/booking/returned-shares',
  permission: 'booking.slots.see',
  summary: 'How many seats each channel left unused at the visible institution, between two days of sessions',
  subject: 'none',
  input: Type.Object({ from: localDateSchema, to: localDateSchema }),
  output: Type.Object({
    totals: Type.Array(Type.Object({ channel: channelSchema, seats, sessions: seats })),
  }),
  errors: ['booking.range_too_long'],
})
