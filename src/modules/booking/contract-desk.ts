import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import {
  instantSchema,
  localDateSchema,
  localTimeSchema,
  nothing,
  nullable,
  oneOf,
  regionalIdSchema,
  textSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'
import {
  appointmentSchema,
  appointmentStatuses,
  byChannelSchema,
  channelSchema,
  instantByChannelSchema,
  openSessionSchema,
  priorityReasons,
  seats,
  slotSchema,
  ticketSchema,
  visitSchema,
} from './contract-shapes.ts'

/** What is done at the site: desk, queue, lobby screen, slot console. */

// Desk and queue -------------------------------------------------------------------------------------------------
export const deskDay = query({
  name: 'booking.deskDay',
  method: 'GET',
  path: '/booking/desk-day',
  permission: 'booking.desk.use',
  summary: 'One day at the desk: sessions here with their times, and the appointments of the day',
  subject: 'none',
  input: Type.Object({ date: Type.Optional(localDateSchema), residentId: Type.Optional(regionalIdSchema) }),
  output: Type.Object({
    date: localDateSchema,
    /** On the day itself the desk gives on-site seats, for later days it books as agent for the public channel. */
    channel: channelSchema,
    elderAge: Type.Integer(),
    sessions: Type.Array(Type.Object({ session: openSessionSchema, slots: Type.Array(slotSchema) })),
    appointments: Type.Array(appointmentSchema),
  }),
  errors: [],
})

export const appointmentDetail = query({
  name: 'booking.appointmentDetail',
  method: 'GET',
  path: '/booking/appointments/:appointmentId',
  permission: 'booking.desk.use',
  summary: 'One appointment of this site or booked from here: where a loop or a message leads',
  subject: 'none',
  input: Type.Object({ appointmentId: regionalIdSchema }),
  output: appointmentSchema,
  errors: ['booking.appointment_not_found'],
})

export const checkIn = command({
  name: 'booking.checkIn',
  method: 'POST',
  path: '/booking/appointments/:appointmentId/check-in',
  permission: 'booking.desk.use',
  summary: 'The person has come: gives the ticket and opens the visit',
  subject: 'none',
  input: Type.Object({
    appointmentId: regionalIdSchema,
    priority: Type.Optional(oneOf(priorityReasons)),
  }),
  output: ticketSchema,
  errors: [
    'booking.appointment_not_found',
    'booking.not_today',
    'booking.already_arrived',
    'booking.not_booked',
    'booking.hospital_not_confirmed',
  ],
})

export const takeBackTicket = command({
  name: 'booking.takeBackTicket',
  method: 'POST',
  path: '/booking/appointments/:appointmentId/take-back',
  permission: 'booking.desk.use',
  summary: 'Takes back a ticket that was given by mistake, while it has not been called; the seat returns',
  subject: 'none',
  input: Type.Object({ appointmentId: regionalIdSchema, reason: textSchema(200) }),
  output: Type.Object({ appointmentId: regionalIdSchema, status: oneOf(appointmentStatuses) }),
  errors: ['booking.appointment_not_found', 'booking.ticket_not_returnable'],
})

export const todaysSessions = query({
  name: 'booking.todaysSessions',
  method: 'GET',
  path: '/booking/todays-sessions',
  permission: 'booking.queue.see',
  summary: 'Sessions of one day here, with how many are booked, waiting, passed and seen',
  subject: 'none',
  input: Type.Object({ date: Type.Optional(localDateSchema) }),
  output: Type.Object({
    date: localDateSchema,
    sessions: Type.Array(
      Type.Object({
        session: openSessionSchema,
        roomName: nullable(Type.String()),
        booked: seats,
        waiting: seats,
        passed: seats,
        seen: seats,
      }),
    ),
  }),
  errors: [],
})

export const queueOf = query({
  name: 'booking.queueOf',
  method: 'GET',
  path: '/booking/sessions/:sessionId/queue',
  permission: 'booking.queue.see',
  summary: 'The queue of one session in calling order: now, next, waiting, passed, returned, seen',
  subject: 'none',
  input: Type.Object({ sessionId: regionalIdSchema }),
  output: Type.Object({
    session: openSessionSchema,
    roomName: nullable(Type.String()),
    /** The expert comes so much later, as everybody booked was told. */
    lateMinutes: nullable(Type.Integer()),
    now: Type.Array(visitSchema),
    waiting: Type.Array(visitSchema),
    passed: Type.Array(visitSchema),
    seen: Type.Array(visitSchema),
    /** Gone unseen: the ticket taken back, or the person left. */
    left: Type.Array(visitSchema),
    /** Booked, not yet arrived. */
    expected: Type.Array(appointmentSchema),
  }),
  errors: ['booking.session_not_found'],
})

const visitCommand = (verb: string, path: string, summary: string) =>
  command({
    name: `booking.${verb}`,
    method: 'POST',
    path: `/booking/visits/:visitId/${path}`,
    permission: 'booking.queue.call',
    summary,
    subject: 'none',
    input: Type.Object({ visitId: regionalIdSchema }),
    output: visitSchema,
    errors: ['booking.visit_not_found', 'booking.visit_not_possible'],
  })

export const callNext = command({
  name: 'booking.callNext',
  method: 'POST',
  path: '/booking/sessions/:sessionId/call-next',
  permission: 'booking.queue.call',
  summary:
    'Calls the next person of the queue; whoever is in the room has been seen, and of whoever was only called it must be said whether they came',
  subject: 'none',
  input: Type.Object({
    sessionId: regionalIdSchema,
    /** What became of the person who was called and is not in the room. */
    called: Type.Optional(oneOf(['seen', 'passed'] as const)),
  }),
  output: Type.Object({ called: nullable(visitSchema), finished: nullable(visitSchema) }),
  errors: ['booking.session_not_found', 'booking.called_undecided'],
})
export const recallVisit = visitCommand('recallVisit', 'recall', 'Calls the same person once more')
export const passVisit = visitCommand('passVisit', 'pass', 'Called and not there: some places back in the queue')
export const returnVisit = visitCommand('returnVisit', 'return', 'Back with results: interleaved without a new number')
export const startVisit = visitCommand('startVisit', 'start', 'The person has entered the room')
export const finishVisit = visitCommand('finishVisit', 'finish', 'The person has been seen')
export const leaveVisit = visitCommand('leaveVisit', 'leave', 'The person has gone without being seen')

export const lobbyScreen = query({
  name: 'booking.lobbyScreen',
  method: 'GET',
  path: '/booking/lobby/:institutionId',
  permission: 'public',
  summary: 'What the lobby screen shows: who is called where, next numbers, today’s sessions; names are masked',
  subject: 'none',
  input: Type.Object({
    institutionId: uuidSchema,
    /** A screen has no login that would tell the region. */
    regionId: Type.Optional(Type.Integer()),
  }),
  output: Type.Object({
    institutionName: Type.String(),
    date: localDateSchema,
    at: instantSchema,
    /** Whether the site wants its calls read aloud. */
    speaks: Type.Boolean(),
    sessions: Type.Array(
      Type.Object({
        sessionId: regionalIdSchema,
        department: Type.String(),
        title: Type.String(),
        experts: Type.Array(Type.Object({ name: Type.String(), titleCode: nullable(Type.String()) })),
        roomName: nullable(Type.String()),
        startTime: localTimeSchema,
        endTime: localTimeSchema,
        left: seats,
        waiting: seats,
        stopped: Type.Boolean(),
        /** 晚到: by how many minutes the expert said to be late; null when nothing was said. */
        lateMinutes: nullable(Type.Integer()),
        now: Type.Array(
          Type.Object({ ticketNo: Type.Integer(), maskedName: Type.String(), callCount: Type.Integer() }),
        ),
        next: Type.Array(Type.Object({ ticketNo: Type.Integer(), maskedName: Type.String() })),
        passed: Type.Array(Type.Object({ ticketNo: Type.Integer(), maskedName: Type.String() })),
      }),
    ),
  }),
  errors: ['booking.institution_not_found'],
  rateLimit: 600,
})

export const slotConsole = query({
  name: 'booking.slotConsole',
  method: 'GET',
  path: '/booking/sessions/:sessionId/console',
  permission: 'booking.slots.see',
  summary: 'The seats of one session: buckets by channel, windows on a time line, who booked',
  subject: 'none',
  input: Type.Object({ sessionId: regionalIdSchema }),
  output: Type.Object({
    session: openSessionSchema,
    pools: Type.Array(
      Type.Object({
        poolId: regionalIdSchema,
        startTime: localTimeSchema,
        endTime: localTimeSchema,
        capacity: seats,
        quota: byChannelSchema,
        taken: byChannelSchema,
        held: seats,
        status: oneOf(['open', 'stopped'] as const),
      }),
    ),
    opensAt: instantByChannelSchema,
    returnsAt: instantByChannelSchema,
    appointments: Type.Array(appointmentSchema),
    /** Seats that were given back, newest first. */
    returned: Type.Array(appointmentSchema),
  }),
  errors: ['booking.session_not_found'],
})

export const changeQuotas = command({
  name: 'booking.changeQuotas',
  method: 'POST',
  path: '/booking/sessions/:sessionId/quotas',
  permission: 'booking.slots.change',
  summary: 'Changes how the seats of the buckets are shared among the channels',
  subject: 'none',
  input: Type.Object({
    sessionId: regionalIdSchema,
    pools: Type.Array(Type.Object({ poolId: regionalIdSchema, quota: byChannelSchema }), { minItems: 1, maxItems: 96 }),
    reason: textSchema(200),
  }),
  output: nothing,
  errors: ['booking.session_not_found', 'booking.quota_below_taken', 'booking.quota_over_capacity'],
})

export const changeWindows = command({
  name: 'booking.changeWindows',
  method: 'POST',
  path: '/booking/sessions/:sessionId/windows',
  permission: 'booking.slots.change',
  summary: 'Changes when each channel opens and when its unused seats go to the others, for one session',
  subject: 'none',
  input: Type.Object({
    sessionId: regionalIdSchema,
    opensAt: instantByChannelSchema,
    returnsAt: instantByChannelSchema,
    reason: textSchema(200),
  }),
  output: nothing,
  errors: ['booking.session_not_found'],
})
