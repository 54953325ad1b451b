import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import {
  localDateSchema,
  localTimeSchema,
  monthSchema,
  nothing,
  nullable,
  oneOf,
  textSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'
import { factSources, partKeys } from './contract-codes.ts'
import { calendarDayView, departmentIdSchema, institutionIdSchema, partOfDayView } from './contract-views.ts'

/** Calendar, parts of the day, roles, and the figures of each month. */

const date = localDateSchema

export const calendar = query({
  name: 'network.calendar',
  method: 'GET',
  path: '/network/calendar',
  permission: 'signed-in',
  summary: 'Shows the kind of each day from one to another (at most 400 days).',
  subject: 'none',
  input: Type.Object({ from: date, to: date }),
  output: Type.Object({ days: Type.Array(calendarDayView) }),
  errors: ['network.period_too_long', 'network.ends_before_start'],
})
export const setCalendarDay = command({
  name: 'network.setCalendarDay',
  method: 'PUT',
  path: '/network/calendar/:date',
  permission: 'network.calendar.manage',
  summary: 'Makes a day a holiday, a make-up work-day, a work-day or a weekend day in this region.',
  subject: 'none',
  input: Type.Object({
    date,
    kind: oneOf(['holiday', 'work_day', 'work', 'weekend']),
    name: textSchema(20),
    source: textSchema(100),
    provisional: Type.Optional(Type.Boolean()),
  }),
  output: nothing,
  errors: ['network.no_such_day'],
})
export const listPartsOfDay = query({
  name: 'network.listPartsOfDay',
  method: 'GET',
  path: '/network/parts-of-day',
  permission: 'signed-in',
  summary: 'Shows the times of the parts of the day in the region, or as an institution keeps them.',
  subject: 'none',
  input: Type.Object({ institutionId: Type.Optional(institutionIdSchema) }),
  output: Type.Object({ items: Type.Array(partOfDayView) }),
  errors: [],
})
/** Without `institutionId` for the whole region, which needs `network.calendar.manage` too. */
export const setPartOfDay = command({
  name: 'network.setPartOfDay',
  method: 'POST',
  path: '/network/parts-of-day',
  permission: 'network.part_of_day.manage',
  summary: 'Sets the times of a part of the day for the region or for one institution.',
  subject: 'none',
  input: Type.Object({
    institutionId: Type.Optional(institutionIdSchema),
    part: oneOf(partKeys),
    name: textSchema(10),
    startsAt: localTimeSchema,
    endsAt: localTimeSchema,
  }),
  output: nothing,
  errors: ['network.ends_before_start', 'network.outside_reach', 'network.unknown_institution'],
})
export const listRoles = query({
  name: 'network.listRoles',
  method: 'GET',
  path: '/network/roles',
  permission: 'signed-in',
  summary: 'Lists the role keys of the platform; their names are in the locales (`network.role.<key>`).',
  subject: 'none',
  input: nothing,
  output: Type.Object({ roles: Type.Array(Type.Object({ key: Type.String(), separatePower: Type.Boolean() })) }),
  errors: [],
})

/** A figure of one month: draft until locked; what is missing stays missing. */
export const monthFactView = Type.Object({
  monthFactId: uuidSchema,
  institutionId: uuidSchema,
  departmentId: nullable(uuidSchema),
  month: monthSchema,
  measure: Type.String(),
  value: Type.Number(),
  source: oneOf(factSources),
  status: oneOf(['draft', 'locked']),
  note: nullable(Type.String()),
  enteredAt: Type.String(),
})

export const listMonthFacts = query({
  name: 'network.listMonthFacts',
  method: 'GET',
  path: '/network/month-facts',
  permission: 'network.fact.read',
  summary: 'Lists the figures of an institution for one month.',
  subject: 'none',
  input: Type.Object({ institutionId: institutionIdSchema, month: monthSchema }),
  output: Type.Object({ items: Type.Array(monthFactView) }),
  errors: ['network.outside_reach'],
})
export const recordMonthFact = command({
  name: 'network.recordMonthFact',
  method: 'POST',
  path: '/network/month-facts',
  permission: 'network.fact.manage',
  summary: 'Enters or corrects one figure of a month that is not locked.',
  subject: 'none',
  input: Type.Object({
    institutionId: institutionIdSchema,
    departmentId: Type.Optional(nullable(departmentIdSchema)),
    month: monthSchema,
    measure: Type.String({ pattern: '^[a-z][a-z0-9_.]{1,59}$' }),
    value: Type.Number(),
    source: oneOf(['his', 'excel', 'typed']),
    note: Type.Optional(nullable(Type.String({ maxLength: 200 }))),
  }),
  output: Type.Object({ monthFactId: uuidSchema }),
  errors: [
    'network.fact_locked',
    'network.outside_reach',
    'network.unknown_institution',
    'network.unknown_department',
    'network.unknown_measure',
    'network.too_many_decimals',
    'network.month_to_come',
  ],
})
export const lockMonthFacts = command({
  name: 'network.lockMonthFacts',
  method: 'POST',
  path: '/network/month-facts/lock',
  permission: 'network.fact.manage',
  summary: 'Locks the figures of an institution for one month; nothing is added to it until it is opened again.',
  subject: 'none',
  input: Type.Object({ institutionId: institutionIdSchema, month: monthSchema }),
  output: Type.Object({ locked: Type.Integer() }),
  errors: [
    'network.outside_reach',
    'network.unknown_institution',
    'network.month_locked_already',
    'network.month_to_come',
  ],
})
