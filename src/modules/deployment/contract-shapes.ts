import Type, { type Static } from 'typebox'
import {
  fenSchema,
  instantSchema,
  localDateSchema,
  localTimeSchema,
  monthSchema,
  nullable,
  oneOf,
  regionalIdSchema,
  textSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'

export const sessionKinds = [
  'outpatient',
  'ward_round',
  'demonstration',
  'teaching',
  'lecture',
  'posting_day',
  'joint_ward',
  'free_clinic',
  'remote_round',
] as const
export const staffRoles = ['lead', 'joint_gp', 'follower', 'nurse'] as const
export const sessionStatuses = ['draft', 'published', 'cancelled', 'closed'] as const
export const cancelReasons = [
  'illness',
  'leave',
  'hospital_duty',
  'site_closed',
  'weather',
  'few_residents',
  'other',
] as const
export const absenceKinds = ['leave', 'sick', 'training', 'hospital_duty', 'other'] as const
export const holidayHabits = ['skip', 'keep', 'make_up'] as const
/** What can be wrong with a session; `stop` keeps it from being laid out or published, `warn` only tells. */
export const problemCodes = [
  'person_busy',
  'room_busy',
  'on_leave',
  'may_not_work_here',
  'no_staff',
  'no_lead',
  'in_the_past',
  'no_capacity',
  'bad_times',
  'room_elsewhere',
  'holiday',
  'short_travel',
  'no_room',
  'no_department',
  'no_speciality',
  'no_filing',
  'not_named',
] as const

/** What of a published session can differ after a change. */
export const sessionParts = ['site', 'room', 'time', 'staff', 'seats', 'fee', 'words'] as const

export type SessionPart = (typeof sessionParts)[number]
export type SessionKind = (typeof sessionKinds)[number]
export type StaffRole = (typeof staffRoles)[number]
export type SessionStatus = (typeof sessionStatuses)[number]
export type CancelReason = (typeof cancelReasons)[number]
export type AbsenceKind = (typeof absenceKinds)[number]
export type HolidayHabit = (typeof holidayHabits)[number]
export type ProblemCode = (typeof problemCodes)[number]

const staffing = Type.Object({ staffId: uuidSchema, role: oneOf(staffRoles) })
export const staffingList = Type.Array(staffing, { maxItems: 30 })

/** 义诊 and 讲座: place, departments, filing number; for the expert: who receives, which car; who names the person. */
export const sessionExtras = {
  placeText: Type.Optional(nullable(textSchema(80))),
  takingPart: Type.Optional(nullable(textSchema(200))),
  filingNumber: Type.Optional(nullable(textSchema(60))),
  contactName: Type.Optional(nullable(textSchema(40))),
  contactPhone: Type.Optional(nullable(textSchema(30))),
  carPlate: Type.Optional(nullable(textSchema(20))),
  /** The sending department that names who comes; without it the team does. */
  namedByDepartmentId: Type.Optional(nullable(uuidSchema)),
  /** Days before the session by which the person must be named; null or absent: nobody is awaited. */
  namesPersonDays: Type.Optional(nullable(Type.Integer({ minimum: 0, maximum: 60 }))),
}

/** What a session is, apart from its day: given when it is laid out, kept by a series for each of its days. */
export const sessionFields = {
  institutionId: uuidSchema,
  departmentId: Type.Optional(nullable(uuidSchema)),
  roomId: Type.Optional(nullable(uuidSchema)),
  kind: oneOf(sessionKinds),
  speciality: Type.Optional(nullable(textSchema(40))),
  theme: Type.Optional(nullable(textSchema(80))),
  partOfDay: Type.String({ minLength: 1, maxLength: 20 }),
  /** Without them the times of the part of the day. */
  startsAt: Type.Optional(localTimeSchema),
  endsAt: Type.Optional(localTimeSchema),
  capacity: Type.Integer({ minimum: 0, maximum: 500 }),
  bucketMinutes: Type.Integer({ minimum: 5, maximum: 480 }),
  feeFen: Type.Optional(nullable(fenSchema)),
  note: Type.Optional(nullable(textSchema(200))),
  ...sessionExtras,
  /** Its members come as they are on the day of laying out, unless `staff` names others. */
  teamId: Type.Optional(nullable(uuidSchema)),
  staff: staffingList,
}
export const sessionDraft = Type.Object({ ...sessionFields, localDate: localDateSchema })
export const sessionTemplate = Type.Object(sessionFields)
export type SessionTemplate = Static<typeof sessionTemplate>
export type SessionDraft = Static<typeof sessionDraft>

const weekday = Type.Integer({ minimum: 1, maximum: 7 })
const pattern = Type.Union([
  Type.Object({
    kind: Type.Literal('weekly'),
    everyWeeks: Type.Integer({ minimum: 1, maximum: 12 }),
    weekdays: Type.Array(weekday, { minItems: 1, maxItems: 7 }),
    /** A day of a week that counts; every second week is told from it. Without it, `from`. */
    anchor: Type.Optional(localDateSchema),
  }),
  Type.Object({
    kind: Type.Literal('monthly_weekday'),
    /** 1 the first, 2 the second …, -1 the last. */
    ordinals: Type.Array(Type.Integer({ minimum: -1, maximum: 5 }), { minItems: 1, maxItems: 6 }),
    weekdays: Type.Array(weekday, { minItems: 1, maxItems: 7 }),
  }),
  Type.Object({
    kind: Type.Literal('monthly_day'),
    days: Type.Array(Type.Integer({ minimum: 1, maximum: 31 }), { minItems: 1, maxItems: 31 }),
  }),
  Type.Object({
    kind: Type.Literal('market_day'),
    /** 逢三六九: [3, 6, 9], the last digit of the day of the month; 逢十 is 0. */
    digits: Type.Array(Type.Integer({ minimum: 0, maximum: 9 }), { minItems: 1, maxItems: 10 }),
  }),
  Type.Object({ kind: Type.Literal('dates'), dates: Type.Array(localDateSchema, { minItems: 1, maxItems: 400 }) }),
])
export const recurrenceSchema = Type.Object({
  pattern,
  from: localDateSchema,
  until: localDateSchema,
  exceptions: Type.Optional(Type.Array(localDateSchema, { maxItems: 200 })),
  onHoliday: oneOf(holidayHabits),
})
export type Recurrence = Static<typeof recurrenceSchema>

export const problem = Type.Object({
  code: oneOf(problemCodes),
  level: oneOf(['stop', 'warn'] as const),
  sessionId: nullable(regionalIdSchema),
  localDate: localDateSchema,
  partOfDay: Type.String(),
  institutionId: nullable(uuidSchema),
  staffId: nullable(uuidSchema),
  roomId: nullable(uuidSchema),
  /** The other session of a clash. */
  otherSessionId: nullable(regionalIdSchema),
  otherInstitutionId: nullable(uuidSchema),
})
export type Problem = Static<typeof problem>

export const chip = Type.Object({
  sessionId: regionalIdSchema,
  institutionId: uuidSchema,
  departmentId: nullable(uuidSchema),
  roomId: nullable(uuidSchema),
  roomName: nullable(Type.String()),
  kind: oneOf(sessionKinds),
  speciality: nullable(Type.String()),
  theme: nullable(Type.String()),
  localDate: localDateSchema,
  partOfDay: Type.String(),
  startsAt: localTimeSchema,
  endsAt: localTimeSchema,
  capacity: Type.Integer(),
  bucketMinutes: Type.Integer(),
  feeFen: nullable(fenSchema),
  note: nullable(Type.String()),
  status: oneOf(sessionStatuses),
  teamId: nullable(uuidSchema),
  seriesId: nullable(regionalIdSchema),
  placeText: nullable(Type.String()),
  takingPart: nullable(Type.String()),
  filingNumber: nullable(Type.String()),
  contactName: nullable(Type.String()),
  contactPhone: nullable(Type.String()),
  carPlate: nullable(Type.String()),
  /** Minutes by which the expert comes later than planned. */
  lateMinutes: nullable(Type.Integer()),
  namedByDepartmentId: nullable(uuidSchema),
  namesPersonBy: nullable(instantSchema),
  /** Department or team that has still to name who leads; null when somebody leads. */
  awaited: nullable(Type.String()),
  substituteSessionId: nullable(regionalIdSchema),
  version: Type.Integer(),
  staff: Type.Array(
    Type.Object({
      staffId: uuidSchema,
      role: oneOf(staffRoles),
      name: Type.String(),
      titleCode: nullable(Type.String()),
    }),
  ),
})
export type SessionChip = Static<typeof chip>

/** Said of a session only when there is something to say: on most chips nothing of it is. */
const seldom = [
  'departmentId',
  'roomId',
  'speciality',
  'theme',
  'feeFen',
  'note',
  'teamId',
  'seriesId',
  'placeText',
  'takingPart',
  'filingNumber',
  'contactName',
  'contactPhone',
  'carPlate',
  'lateMinutes',
  'namedByDepartmentId',
  'namesPersonBy',
  'awaited',
  'substituteSessionId',
] as const satisfies readonly (keyof SessionChip)[]
export const seldomOnChip: readonly (typeof seldom)[number][] = seldom

/** A chip as a month sends it: names of people and rooms come once beside the chips; what is missing is null. */
export const boardChip = Type.Object({
  ...Type.Omit(chip, [...seldom, 'roomName', 'staff']).properties,
  ...Type.Partial(Type.Pick(chip, [...seldom])).properties,
  staff: Type.Array(Type.Object({ staffId: uuidSchema, role: oneOf(staffRoles) })),
})
export type BoardChip = Static<typeof boardChip>
export const boardPerson = Type.Object({ staffId: uuidSchema, name: Type.String(), titleCode: nullable(Type.String()) })
export const boardRoom = Type.Object({ roomId: uuidSchema, name: Type.String() })

export const day = Type.Object({
  date: localDateSchema,
  kind: oneOf(['work', 'weekend', 'holiday', 'work_day'] as const),
  name: nullable(Type.String()),
})
export const part = Type.Object({
  key: Type.String(),
  name: Type.String(),
  startsAt: localTimeSchema,
  endsAt: localTimeSchema,
})
export const site = Type.Object({ institutionId: uuidSchema, name: Type.String(), shortName: Type.String() })
export const version = Type.Integer({ minimum: 1 })
export const written = Type.Object({ sessionId: regionalIdSchema, version, warnings: Type.Array(problem) })

const occurrence = Type.Object({
  date: localDateSchema,
  /** The day the pattern names; another than `date` when a holiday moved it. */
  patternDate: localDateSchema,
  calendarKind: Type.String(),
  calendarName: nullable(Type.String()),
  problems: Type.Array(problem),
})
export const preview = Type.Object({
  occurrences: Type.Array(occurrence),
  left: Type.Array(
    Type.Object({
      date: localDateSchema,
      why: oneOf(['holiday', 'no_make_up_day', 'exception', 'no_such_day'] as const),
    }),
  ),
})
export const laidOut = Type.Object({
  sessionIds: Type.Array(regionalIdSchema),
  /** Days that were not laid out, each with what stands in the way. */
  problems: Type.Array(problem),
})
export const copy = Type.Object({
  fromMonth: monthSchema,
  toMonth: monthSchema,
  institutionIds: Type.Array(uuidSchema, { minItems: 1, maxItems: 400 }),
  /** The third Tuesday becomes the third Tuesday; or the 17th the 17th. */
  by: oneOf(['nth_weekday', 'day_of_month'] as const),
  onHoliday: oneOf(holidayHabits),
})
export const publication = Type.Object({
  published: Type.Integer(),
  institutions: Type.Array(
    Type.Object({ institutionId: uuidSchema, sessions: Type.Integer(), version: Type.Integer() }),
  ),
  warnings: Type.Array(problem),
})
