import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import {
  instantSchema,
  monthSchema,
  nothing,
  nullable,
  oneOf,
  textSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'
import { factSources } from './contract-codes.ts'
import { measureView } from './contract-measures.ts'
import { departmentIdSchema, institutionIdSchema, staffIdSchema, textOrNull } from './contract-views.ts'

/** 月度数据: figures by month, what is missing, what was locked, and how they have changed. */

const measureSchema = Type.String({ pattern: '^[a-z][a-z0-9_.]{1,59}$' })

const growthView = Type.Object({
  baseMonth: monthSchema,
  base: nullable(Type.Number()),
  /** `+299.6 %`; null where the base is missing or nothing. */
  text: textOrNull,
  /** Why the base is no fair one; printed beside the percentage. */
  baseAbnormal: textOrNull,
})

export const factCell = Type.Object({
  institutionId: uuidSchema,
  measure: Type.String(),
  month: monthSchema,
  value: Type.Number(),
  source: oneOf(factSources),
  status: oneOf(['draft', 'locked']),
  note: textOrNull,
  abnormalWhy: textOrNull,
  /** Other sources say otherwise. */
  others: Type.Array(Type.Object({ source: oneOf(factSources), value: Type.Number() })),
  year: nullable(growthView),
  month_before: nullable(growthView),
  baseline: nullable(growthView),
})

export const monthGrid = query({
  name: 'network.monthGrid',
  method: 'GET',
  path: '/network/month-grid',
  permission: 'network.fact.read',
  summary:
    'Shows figures of months, institution by institution or measure by measure, with growth, locks and what is missing.',
  subject: 'none',
  input: Type.Object({
    from: monthSchema,
    to: monthSchema,
    measure: Type.Optional(measureSchema),
    institutionId: Type.Optional(institutionIdSchema),
    departmentId: Type.Optional(departmentIdSchema),
  }),
  output: Type.Object({
    months: Type.Array(monthSchema),
    measures: Type.Array(measureView),
    institutions: Type.Array(
      Type.Object({
        institutionId: uuidSchema,
        name: Type.String(),
        /** Reports every month; a month without an expected figure is missing. */
        reports: Type.Boolean(),
        reporter: nullable(Type.Object({ staffId: uuidSchema, name: Type.String(), phone: Type.String() })),
        phone: textOrNull,
        mayManage: Type.Boolean(),
      }),
    ),
    cells: Type.Array(factCell),
    locks: Type.Array(
      Type.Object({
        institutionId: uuidSchema,
        month: monthSchema,
        lockedBy: Type.String(),
        lockedAt: instantSchema,
      }),
    ),
    /** Opened again: who, when, why. */
    unlocked: Type.Array(
      Type.Object({
        institutionId: uuidSchema,
        month: monthSchema,
        unlockedBy: Type.String(),
        unlockedAt: instantSchema,
        reason: Type.String(),
      }),
    ),
    /** Expected and not there, up to the last whole month: whom to ring. */
    missing: Type.Array(
      Type.Object({ institutionId: uuidSchema, month: monthSchema, measures: Type.Array(Type.String()) }),
    ),
  }),
  errors: ['network.ends_before_start', 'network.too_many_months', 'network.outside_reach', 'network.unknown_measure'],
})

export const recordMonthFacts = command({
  name: 'network.recordMonthFacts',
  method: 'PUT',
  path: '/network/month-grid',
  permission: 'network.fact.manage',
  summary: 'Enters or corrects several figures at once, all or none; an empty value takes a draft out again.',
  subject: 'none',
  input: Type.Object({
    source: oneOf(['his', 'excel', 'typed']),
    entries: Type.Array(
      Type.Object({
        institutionId: institutionIdSchema,
        departmentId: Type.Optional(nullable(departmentIdSchema)),
        month: monthSchema,
        measure: measureSchema,
        value: nullable(Type.Number({ minimum: -1e12, maximum: 1e12 })),
        note: Type.Optional(nullable(Type.String({ maxLength: 200 }))),
      }),
      { minItems: 1, maxItems: 1000 },
    ),
  }),
  output: Type.Object({ written: Type.Integer(), removed: Type.Integer() }),
  errors: [
    'network.fact_locked',
    'network.unknown_measure',
    'network.unknown_department',
    'network.unknown_institution',
    'network.too_many_decimals',
    'network.month_to_come',
    'network.outside_reach',
  ],
})

export const unlockMonthFacts = command({
  name: 'network.unlockMonthFacts',
  method: 'POST',
  path: '/network/month-facts/unlock',
  permission: 'network.fact.unlock',
  summary: 'Opens a locked month again, with the reason; who and when stay on record.',
  subject: 'none',
  input: Type.Object({ institutionId: institutionIdSchema, month: monthSchema, reason: textSchema(200) }),
  output: Type.Object({ unlocked: Type.Integer() }),
  errors: ['network.outside_reach', 'network.unknown_institution', 'network.month_not_locked'],
})

export const markAbnormalMonth = command({
  name: 'network.markAbnormalMonth',
  method: 'POST',
  path: '/network/month-facts/abnormal',
  permission: 'network.fact.manage',
  summary:
    'Says why a month is no fair base for comparison, for one measure or all; an empty reason takes the mark away.',
  subject: 'none',
  input: Type.Object({
    institutionId: institutionIdSchema,
    month: monthSchema,
    measure: Type.Optional(nullable(measureSchema)),
    why: nullable(textSchema(200)),
  }),
  output: Type.Object({ marked: Type.Integer() }),
  errors: ['network.outside_reach', 'network.unknown_institution', 'network.nothing_to_mark'],
})

export const setFactReporter = command({
  name: 'network.setFactReporter',
  method: 'PUT',
  path: '/network/fact-reporters/:institutionId',
  permission: 'network.fact.manage',
  summary: 'Says who reports the months of an institution and at which number.',
  subject: 'none',
  input: Type.Object({
    institutionId: institutionIdSchema,
    staffId: staffIdSchema,
    phone: Type.String({ minLength: 3, maxLength: 20, pattern: '^[0-9+() \\-]+$' }),
  }),
  output: nothing,
  errors: ['network.outside_reach', 'network.unknown_institution', 'network.unknown_staff'],
})

export const exportMonthFacts = command({
  name: 'network.exportMonthFacts',
  method: 'POST',
  path: '/network/month-grid/export',
  permission: 'network.fact.read',
  summary: 'Writes the figures of a period as the sheet 月度数据, with a line to fill for each that is missing.',
  subject: 'none',
  input: Type.Object({ from: monthSchema, to: monthSchema }),
  output: Type.Object({ fileName: Type.String(), fileBase64: Type.String() }),
  errors: ['network.ends_before_start', 'network.too_many_months'],
})
