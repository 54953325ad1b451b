import Type, { type Static, type TSchema } from 'typebox'
import {
  localDateSchema,
  localTimeSchema,
  nullable,
  oneOf,
  textSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'
import {
  consortiumKinds,
  dayKinds,
  institutionGrades,
  institutionKinds,
  institutionLevels,
  membershipRoles,
  partKeys,
} from './contract-codes.ts'

/** What the endpoints of this module show. */

export const date = localDateSchema
export const dateOrNull = nullable(localDateSchema)
export const textOrNull = nullable(Type.String())
export const codeSchema = Type.String({ minLength: 1, maxLength: 30, pattern: '^[A-Za-z0-9_\\-]+$' })
export const usccSchema = Type.String({ minLength: 18, maxLength: 18 })

export const institutionIdSchema = uuidSchema
export const staffIdSchema = uuidSchema
export const departmentIdSchema = uuidSchema
export const roomIdSchema = uuidSchema
export const teamIdSchema = uuidSchema

/** Lists are paged: `cursor` is what the page before returned. */
export const paging = {
  cursor: Type.Optional(Type.String({ maxLength: 300 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
}
export const pageOf = <T extends TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), nextCursor: textOrNull, total: Type.Integer() })

export const consortiumView = Type.Object({
  consortiumId: uuidSchema,
  regionId: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  kind: oneOf(consortiumKinds),
  startedOn: dateOrNull,
  endedOn: dateOrNull,
  note: textOrNull,
  demo: Type.Boolean(),
  version: Type.Integer(),
  headInstitutionId: nullable(uuidSchema),
  headName: textOrNull,
  memberCount: Type.Integer(),
})

export const institutionView = Type.Object({
  institutionId: uuidSchema,
  regionId: Type.Integer(),
  code: Type.String(),
  uscc: textOrNull,
  name: Type.String(),
  shortName: Type.String(),
  kind: Type.String(),
  level: oneOf(institutionLevels),
  grade: oneOf(institutionGrades),
  parentInstitutionId: nullable(uuidSchema),
  address: Type.String(),
  phone: textOrNull,
  latitude: nullable(Type.Number()),
  longitude: nullable(Type.Number()),
  openedOn: dateOrNull,
  closedOn: dateOrNull,
  /** No membership on the day asked: a hospital outside every consortium. */
  external: Type.Boolean(),
  demo: Type.Boolean(),
  version: Type.Integer(),
})
export type InstitutionView = Static<typeof institutionView>

export const membershipView = Type.Object({
  membershipId: uuidSchema,
  consortiumId: uuidSchema,
  consortiumName: Type.String(),
  institutionId: uuidSchema,
  institutionName: Type.String(),
  institutionShortName: Type.String(),
  institutionKind: Type.String(),
  parentInstitutionId: nullable(uuidSchema),
  role: oneOf(membershipRoles),
  validFrom: date,
  validUntil: dateOrNull,
  endReason: textOrNull,
  current: Type.Boolean(),
})
export const departmentView = Type.Object({
  departmentId: uuidSchema,
  institutionId: uuidSchema,
  code: Type.String(),
  name: Type.String(),
  standardCode: textOrNull,
  introduction: textOrNull,
  closedOn: dateOrNull,
})
export const roomView = Type.Object({
  roomId: uuidSchema,
  institutionId: uuidSchema,
  departmentId: nullable(uuidSchema),
  departmentName: textOrNull,
  code: Type.String(),
  name: Type.String(),
  place: textOrNull,
  closedOn: dateOrNull,
})
export const calendarDayView = Type.Object({
  date,
  kind: oneOf(dayKinds),
  name: textOrNull,
  provisional: Type.Boolean(),
  source: textOrNull,
})
export const partOfDayView = Type.Object({
  key: oneOf(partKeys),
  name: Type.String(),
  startsAt: localTimeSchema,
  endsAt: localTimeSchema,
  /** Set by the institution itself, not taken from its region. */
  own: Type.Boolean(),
})
/** Fields of an institution as a form sends them. */
export const institutionFields = {
  code: codeSchema,
  uscc: Type.Optional(nullable(usccSchema)),
  name: textSchema(60),
  shortName: textSchema(20),
  kind: oneOf(institutionKinds),
  level: oneOf(institutionLevels),
  grade: oneOf(institutionGrades),
  parentInstitutionId: Type.Optional(nullable(uuidSchema)),
  address: textSchema(100),
  phone: Type.Optional(nullable(Type.String({ maxLength: 20 }))),
  latitude: Type.Optional(nullable(Type.Number({ minimum: 3, maximum: 54 }))),
  longitude: Type.Optional(nullable(Type.Number({ minimum: 73, maximum: 136 }))),
  openedOn: Type.Optional(nullable(date)),
  closedOn: Type.Optional(nullable(date)),
  demo: Type.Optional(Type.Boolean()),
}
