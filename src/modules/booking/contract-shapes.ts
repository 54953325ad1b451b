import Type, { type Static } from 'typebox'
import {
  fenSchema,
  instantSchema,
  localDateSchema,
  localTimeSchema,
  nullable,
  oneOf,
  regionalIdSchema,
  textSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'

/** The fixed order of the channels: it is the order of every array of four in the database. */
export const channels = ['family_doctor', 'public', 'on_site', 'referral'] as const
export type Channel = (typeof channels)[number]
export const channelSchema = oneOf(channels)

export const appointmentStatuses = ['held', 'booked', 'cancelled', 'expired', 'arrived', 'no_show'] as const
export const visitStatuses = ['waiting', 'called', 'passed', 'returned', 'in_room', 'seen', 'left'] as const
export const priorityReasons = ['none', 'elder', 'veteran', 'pregnant', 'disabled', 'urgent', 'referral'] as const
/** Who spoke for the resident: oneself, or an agent (product: without a smartphone). */
export const agentRelations = [
  'self',
  'family',
  'family_doctor',
  'village_doctor',
  'grid_worker',
  'desk',
  'telephone',
] as const
export type AppointmentStatus = (typeof appointmentStatuses)[number]
export type VisitStatus = (typeof visitStatuses)[number]
export type PriorityReason = (typeof priorityReasons)[number]
export type AgentRelation = (typeof agentRelations)[number]

export const seats = Type.Integer({ minimum: 0 })
/** One number for each channel. */
export const byChannelSchema = Type.Object({
  family_doctor: seats,
  public: seats,
  on_site: seats,
  referral: seats,
})
export const instantByChannelSchema = Type.Object({
  family_doctor: nullable(instantSchema),
  public: nullable(instantSchema),
  on_site: nullable(instantSchema),
  referral: nullable(instantSchema),
})
export type ByChannel = Static<typeof byChannelSchema>
export type InstantByChannel = Static<typeof instantByChannelSchema>

const expertSchema = Type.Object({
  staffId: uuidSchema,
  name: Type.String(),
  titleCode: nullable(Type.String()),
  role: Type.String(),
})

/** Whether the asking channel can get a seat at this instant, and if not, why. */
export const bookableStates = ['open', 'not_yet', 'full', 'past', 'stopped'] as const
export type BookableState = (typeof bookableStates)[number]

export const openSessionSchema = Type.Object({
  sessionId: regionalIdSchema,
  institutionId: uuidSchema,
  institutionName: Type.String(),
  department: Type.String(),
  title: Type.String(),
  kind: Type.String(),
  localDate: localDateSchema,
  partOfDay: Type.String(),
  startsAt: instantSchema,
  endsAt: instantSchema,
  experts: Type.Array(expertSchema),
  feeFen: nullable(fenSchema),
  capacity: seats,
  /** Seats this channel can book now, its own and those that other channels have returned. */
  free: seats,
  /** Seats nobody has taken, whatever their channel. */
  left: seats,
  state: oneOf(bookableStates),
  /** When this channel may book first; null when it never may. */
  opensAt: nullable(instantSchema),
})
export type OpenSession = Static<typeof openSessionSchema>

export const slotSchema = Type.Object({
  poolId: regionalIdSchema,
  startsAt: instantSchema,
  endsAt: instantSchema,
  startTime: localTimeSchema,
  endTime: localTimeSchema,
  capacity: seats,
  free: seats,
  /** Of the channel's own share. */
  own: seats,
  /** Seats nobody has taken, whatever their channel. */
  left: seats,
  state: oneOf(bookableStates),
  opensAt: nullable(instantSchema),
})
export type Slot = Static<typeof slotSchema>

const appointmentFields = {
  appointmentId: regionalIdSchema,
  poolId: regionalIdSchema,
  sessionId: regionalIdSchema,
  institutionId: uuidSchema,
  residentId: regionalIdSchema,
  seatNo: Type.Integer({ minimum: 1 }),
  channel: channelSchema,
  /** The channel whose quota paid for the seat; a cancelled seat goes back there. */
  quotaChannel: channelSchema,
  status: oneOf(appointmentStatuses),
  localDate: localDateSchema,
  startsAt: instantSchema,
  endsAt: instantSchema,
  holdExpiresAt: nullable(instantSchema),
}
export const bookedSchema = Type.Object(appointmentFields)
export type Booked = Static<typeof bookedSchema>

export const appointmentSchema = Type.Object({
  ...appointmentFields,
  residentName: Type.String(),
  institutionName: Type.String(),
  institutionAddress: nullable(Type.String()),
  institutionPhone: nullable(Type.String()),
  department: Type.String(),
  title: Type.String(),
  /** Kind of the session: what is said of a clinic is not said of a lecture. */
  kind: Type.String(),
  roomName: nullable(Type.String()),
  experts: Type.Array(expertSchema),
  feeFen: nullable(fenSchema),
  startTime: localTimeSchema,
  endTime: localTimeSchema,
  bookedAt: instantSchema,
  cancelledAt: nullable(instantSchema),
  /** Cancelled because another time took its place (改约). */
  moved: Type.Boolean(),
  cancelReason: nullable(Type.String()),
  /** The appointment this one took the place of (改约). */
  replacesId: nullable(regionalIdSchema),
  /** 加号: a seat beyond the seats. */
  isExtra: Type.Boolean(),
  /** The last instant at which the resident may cancel alone. */
  cancelUntil: instantSchema,
  agentRelation: oneOf(agentRelations),
  agentName: nullable(Type.String()),
  ticketNo: nullable(Type.Integer()),
  /** Why a seat of the referral reserve was given; for staff. */
  referralNote: nullable(Type.String()),
})
export type Appointment = Static<typeof appointmentSchema>

export const visitSchema = Type.Object({
  visitId: regionalIdSchema,
  appointmentId: nullable(regionalIdSchema),
  sessionId: regionalIdSchema,
  residentId: regionalIdSchema,
  residentName: Type.String(),
  maskedName: Type.String(),
  ticketNo: Type.Integer({ minimum: 1 }),
  status: oneOf(visitStatuses),
  priority: oneOf(priorityReasons),
  channel: channelSchema,
  arrivedAt: instantSchema,
  calledAt: nullable(instantSchema),
  callCount: Type.Integer({ minimum: 0 }),
  seenAt: nullable(instantSchema),
  slotStart: nullable(localTimeSchema),
  /** Came with a seat beyond the seats (加号). */
  isExtra: Type.Boolean(),
})
export type Visit = Static<typeof visitSchema>

export const ticketSchema = Type.Object({
  visitId: regionalIdSchema,
  ticketNo: Type.Integer({ minimum: 1 }),
  ahead: Type.Integer({ minimum: 0 }),
  residentName: Type.String(),
  institutionName: Type.String(),
  department: Type.String(),
  title: Type.String(),
  roomName: nullable(Type.String()),
  experts: Type.Array(expertSchema),
  localDate: localDateSchema,
  startTime: nullable(localTimeSchema),
  /** A lecture calls nobody. */
  isCalled: Type.Boolean(),
  printedAt: instantSchema,
})
export type Ticket = Static<typeof ticketSchema>

export const agentSchema = Type.Object({
  relation: oneOf(agentRelations),
  name: Type.Optional(textSchema(40)),
})
export const bookInput = Type.Object({
  poolId: regionalIdSchema,
  residentId: regionalIdSchema,
  channel: channelSchema,
  agent: Type.Optional(agentSchema),
})
export type BookInput = Static<typeof bookInput>
export const bookingErrors = [
  'booking.slot_not_found',
  'booking.slot_full',
  'booking.window_not_open',
  'booking.channel_not_offered',
  'booking.session_past',
  'booking.session_stopped',
  'booking.already_booked',
  'booking.department_day_limit',
  'booking.person_limit',
  'booking.day_limit',
  'booking.month_limit',
  'booking.phone_limit',
  'booking.suspended',
  'booking.resident_not_found',
  'booking.channel_not_yours',
  'booking.not_your_resident',
  'booking.busy',
] as const
