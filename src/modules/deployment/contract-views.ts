import Type, { type Static } from 'typebox'
import {
  fenSchema,
  instantSchema,
  localDateSchema,
  nullable,
  oneOf,
  regionalIdSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'
import { absenceKinds, sessionKinds, staffRoles } from './contract-shapes.ts'

export const publicSession = Type.Object({
  sessionId: regionalIdSchema,
  institutionId: uuidSchema,
  institutionName: Type.String(),
  roomName: nullable(Type.String()),
  kind: oneOf(sessionKinds),
  speciality: nullable(Type.String()),
  theme: nullable(Type.String()),
  note: nullable(Type.String()),
  localDate: localDateSchema,
  partOfDay: Type.String(),
  startsAt: instantSchema,
  endsAt: instantSchema,
  feeFen: nullable(fenSchema),
  placeText: nullable(Type.String()),
  takingPart: nullable(Type.String()),
  filingNumber: nullable(Type.String()),
  lateMinutes: nullable(Type.Integer()),
  /** 专家待定: the department or team that will name who comes. */
  awaited: nullable(Type.String()),
  status: oneOf(['published', 'cancelled'] as const),
  staff: Type.Array(
    Type.Object({
      staffId: uuidSchema,
      role: oneOf(staffRoles),
      name: Type.String(),
      titleCode: nullable(Type.String()),
      fromInstitution: nullable(Type.String()),
    }),
  ),
})
export type PublicSession = Static<typeof publicSession>

export const absence = Type.Object({
  absenceId: regionalIdSchema,
  staffId: uuidSchema,
  name: Type.String(),
  kind: oneOf(absenceKinds),
  from: localDateSchema,
  to: localDateSchema,
  partOfDay: nullable(Type.String()),
  note: nullable(Type.String()),
})
