import Type from 'typebox'
import { query } from '#src/platform/kernel/endpoint.ts'
import { instantSchema, nullable, oneOf, regionalIdSchema, uuidSchema } from '#src/platform/kernel/schema.ts'

/** Reading the audit: only the audit administrator, and every reading is itself written down. */

const filters = {
  from: Type.Optional(instantSchema),
  to: Type.Optional(instantSchema),
  /** Login name, account id or a job's name. */
  actor: Type.Optional(Type.String({ maxLength: 100 })),
  /** The act's name or its beginning: `booking.` */
  act: Type.Optional(Type.String({ maxLength: 100 })),
  outcome: Type.Optional(oneOf(['done', 'refused', 'failed'])),
  residentId: Type.Optional(regionalIdSchema),
  institutionId: Type.Optional(uuidSchema),
}

export const auditRowSchema = Type.Object({
  auditId: uuidSchema,
  at: instantSchema,
  actor: Type.String(),
  actorName: nullable(Type.String()),
  /** Whose account it is about: name and login name. */
  accountName: nullable(Type.String()),
  institutionId: nullable(uuidSchema),
  institutionName: nullable(Type.String()),
  act: Type.String(),
  outcome: oneOf(['done', 'refused', 'failed']),
  /** The refusal's code. */
  code: nullable(Type.String()),
  subjectKind: nullable(Type.String()),
  subjectId: nullable(Type.String()),
  residentId: nullable(regionalIdSchema),
  reason: nullable(Type.String()),
  details: Type.String(),
  requestId: Type.String(),
  sealed: Type.Boolean(),
})

export const searchAudit = query({
  name: 'platform.searchAudit',
  method: 'GET',
  path: '/platform/audit',
  permission: 'platform.audit.read',
  summary: 'Search the audit, newest first',
  subject: 'none',
  input: Type.Object({
    ...filters,
    before: Type.Optional(Type.String({ maxLength: 80 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  output: Type.Object({
    rows: Type.Array(auditRowSchema),
    next: nullable(Type.String()),
    newestSeal: nullable(Type.Object({ sealNo: Type.Integer(), sealedAt: instantSchema, totalCount: Type.Integer() })),
  }),
  errors: [],
})

export const exportAudit = query({
  name: 'platform.exportAudit',
  method: 'GET',
  path: '/platform/audit/export',
  permission: 'platform.audit.read',
  summary: 'The same search as a CSV file of at most 50 000 rows',
  subject: 'none',
  input: Type.Object(filters),
  output: Type.Object({ fileName: Type.String(), csv: Type.String(), rows: Type.Integer(), complete: Type.Boolean() }),
  errors: [],
  rateLimit: 6,
})
