import Type from 'typebox'
import { command } from '#src/platform/kernel/endpoint.ts'
import { regionalIdSchema, textSchema } from '#src/platform/kernel/schema.ts'
import { bookedSchema, bookingErrors } from './contract-shapes.ts'

/** 转诊预留: the share that is kept for people whom a family doctor refers. */

export const bookReferred = command({
  name: 'booking.bookReferred',
  method: 'POST',
  path: '/booking/referred',
  permission: 'booking.referral.book',
  summary: 'A seat of the referral reserve for somebody whom the actor refers, with a note why',
  subject: 'resident',
  input: Type.Object({ poolId: regionalIdSchema, residentId: regionalIdSchema, note: textSchema(300) }),
  output: bookedSchema,
  errors: [...bookingErrors],
})
