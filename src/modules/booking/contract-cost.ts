import Type, { type Static } from 'typebox'
import { costPreviewView } from '#src/modules/network/public-web.ts'
import { query } from '#src/platform/kernel/endpoint.ts'
import { nullable, oneOf, regionalIdSchema } from '#src/platform/kernel/schema.ts'

/** What a visit will probably cost the person who is to come: always an estimate, settled at the counter. */
export const costSchema = Type.Object({
  /** `estimate`: from prices and rules · `price_only`: only the session's own fee is known · `unknown`: nothing is. */
  known: oneOf(['estimate', 'price_only', 'unknown'] as const),
  feeFen: nullable(Type.Integer()),
  preview: nullable(costPreviewView),
  /** On what the estimate rests. */
  basis: Type.Object({
    expert: nullable(Type.String()),
    titleCode: nullable(Type.String()),
    insuranceType: nullable(Type.String()),
    insuredPlace: nullable(oneOf(['local', 'other'] as const)),
    age: Type.Integer(),
    contracted: Type.Boolean(),
  }),
})
export type Cost = Static<typeof costSchema>

export const costOfVisit = query({
  name: 'booking.costOfVisit',
  method: 'GET',
  path: '/booking/sessions/:sessionId/cost',
  permission: 'booking.appointment.book',
  summary: 'Estimates what a visit in this session costs one resident, by the doctor who really comes, line by line',
  subject: 'resident',
  input: Type.Object({ sessionId: regionalIdSchema, residentId: regionalIdSchema }),
  output: costSchema,
  errors: ['booking.session_not_found', 'records.no_relationship'],
})
