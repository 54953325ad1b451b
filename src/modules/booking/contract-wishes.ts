import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { instantSchema, nothing, regionalIdSchema, textSchema, uuidSchema } from '#src/platform/kernel/schema.ts'

/** A wish for what is not published yet: whoever wished is told once. */

export const makeWish = command({
  name: 'booking.makeWish',
  method: 'POST',
  path: '/booking/wishes',
  permission: 'booking.wish.make',
  summary: 'Asks to be told when a speciality comes to a place',
  subject: 'resident',
  input: Type.Object({ residentId: regionalIdSchema, institutionId: uuidSchema, speciality: textSchema(40) }),
  output: Type.Object({ wishId: regionalIdSchema }),
  errors: ['booking.wish_limit', 'booking.not_your_resident', 'booking.institution_not_found'],
})

export const endWish = command({
  name: 'booking.endWish',
  method: 'POST',
  path: '/booking/wishes/:wishId/end',
  permission: 'booking.wish.make',
  summary: 'Takes a wish back',
  subject: 'none',
  input: Type.Object({ wishId: regionalIdSchema }),
  output: nothing,
  errors: ['booking.wish_not_found'],
})

export const myWishes = query({
  name: 'booking.myWishes',
  method: 'GET',
  path: '/booking/my-wishes',
  permission: 'booking.wish.make',
  summary: 'Open wishes of oneself and those one acts for',
  subject: 'none',
  input: Type.Object({}),
  output: Type.Object({
    wishes: Type.Array(
      Type.Object({
        wishId: regionalIdSchema,
        residentId: regionalIdSchema,
        residentName: Type.String(),
        institutionId: uuidSchema,
        institutionName: Type.String(),
        speciality: Type.String(),
        wishedAt: instantSchema,
      }),
    ),
  }),
  errors: [],
})
