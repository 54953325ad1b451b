import Type, { type Static } from 'typebox'
import { instantSchema, localDateSchema, nullable, regionalIdSchema } from '#src/platform/kernel/schema.ts'

/** What a person did at the grass roots, and the certificate of it. */

export const figures = Type.Object({
  /** Days (天) with a confirmed session or confirmed attendance. */
  days: Type.Integer(),
  /** 场 */
  sessions: Type.Integer(),
  /** 人次, first and return visits */
  patients: Type.Integer(),
  /** 人次 */
  rounds: Type.Integer(),
  taught: Type.Integer(),
  attended: Type.Integer(),
  /** 例 */
  operations: Type.Integer(),
  postingDays: Type.Integer(),
})
export type ServiceFigures = Static<typeof figures>
export const serviceRow = Type.Object({
  sessionId: regionalIdSchema,
  localDate: localDateSchema,
  institutionName: Type.String(),
  kind: Type.String(),
  speciality: nullable(Type.String()),
  patients: Type.Integer(),
  rounds: Type.Integer(),
  taught: Type.Integer(),
  attended: Type.Integer(),
  operations: Type.Integer(),
  confirmedAt: instantSchema,
})
export const servicePosting = Type.Object({
  postingId: regionalIdSchema,
  placeName: Type.String(),
  postHeld: Type.String(),
  firstDay: localDateSchema,
  lastDay: localDateSchema,
  confirmedDays: Type.Integer(),
})
export const certificate = Type.Object({
  number: Type.String(),
  code: Type.String(),
  from: localDateSchema,
  to: localDateSchema,
  issuedAt: instantSchema,
  figures,
})
