import Type, { type Static } from 'typebox'
import { query } from '#src/platform/kernel/endpoint.ts'
import { localDateSchema, nullable, uuidSchema } from '#src/platform/kernel/schema.ts'
import { clinicSchema, personSchema, placeSchema } from './contract.ts'

export const expertCardSchema = Type.Object({
  /** Dates in order, chosen so that those that can be booked are among them; the first names who comes and where. */
  clinics: Type.Array(clinicSchema),
  /** Dates that did not fit. */
  more: Type.Integer({ minimum: 0 }),
})
export type ExpertCard = Static<typeof expertCardSchema>

export const findExperts = query({
  name: 'portal.findExperts',
  method: 'GET',
  path: '/portal/experts',
  permission: 'public',
  summary:
    'Who comes in the next weeks, one card for each expert and place: by words, complaint, name or pinyin, speciality, place, day',
  subject: 'none',
  input: Type.Object({
    from: Type.Optional(localDateSchema),
    to: Type.Optional(localDateSchema),
    institutionId: Type.Optional(uuidSchema),
    regionId: Type.Optional(Type.Integer()),
    speciality: Type.Optional(Type.String({ maxLength: 60 })),
    words: Type.Optional(Type.String({ maxLength: 60 })),
    /** Only dates with a seat that can be booked now. */
    openOnly: Type.Optional(Type.Boolean()),
    /** Cards; by distance a phone asks for all, since only the phone knows where it is. */
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    /** Dates on one card. */
    dates: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })),
  }),
  output: Type.Object({
    today: localDateSchema,
    cards: Type.Array(expertCardSchema),
    /** Cards that fit; null when there are more than these, since a whole region is not counted for twelve. */
    total: nullable(Type.Integer()),
    people: Type.Array(personSchema),
    /** Every place in the next weeks; specialities and days of the place that was chosen, whatever the other filters. */
    places: Type.Array(placeSchema),
    specialities: Type.Array(Type.Object({ name: Type.String(), clinics: Type.Integer() })),
    days: Type.Array(Type.Object({ date: localDateSchema, clinics: Type.Integer(), isBookable: Type.Boolean() })),
    /** What the words were taken to mean, as keys of specialities; null when they are no complaint that we know. */
    understood: nullable(Type.Object({ specialities: Type.Array(Type.String()), urgent: Type.Boolean() })),
  }),
  errors: ['portal.period_too_long'],
  rateLimit: 240,
})
