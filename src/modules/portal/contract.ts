import Type, { type Static } from 'typebox'
import { query } from '#src/platform/kernel/endpoint.ts'
import {
  fenSchema,
  instantSchema,
  localDateSchema,
  localTimeSchema,
  monthSchema,
  nullable,
  oneOf,
  regionalIdSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'

/** Why a resident can or cannot book a session now; decided by `domain/bookable.ts`, said in words by the screens. */
export const bookableStates = ['open', 'not_yet', 'full', 'over', 'stopped', 'elsewhere'] as const
export type BookableState = (typeof bookableStates)[number]

export const placeSchema = Type.Object({
  institutionId: uuidSchema,
  code: Type.String(),
  name: Type.String(),
  shortName: Type.String(),
  regionId: Type.Integer(),
  address: nullable(Type.String()),
  phone: nullable(Type.String()),
  longitude: nullable(Type.Number()),
  latitude: nullable(Type.Number()),
  /** Clinics in the period asked for; beside a list of clinics, those in the list. */
  clinics: Type.Integer(),
})
export type Place = Static<typeof placeSchema>

export const personSchema = Type.Object({
  staffId: uuidSchema,
  name: Type.String(),
  /** GB/T 8561 code; the screens say it in words. */
  titleCode: nullable(Type.String()),
  specialities: Type.Array(Type.String()),
  /** What the expert treats, in the words of the institution that sends them. */
  introduction: nullable(Type.String()),
  /** Where the expert works when not here. */
  homeName: nullable(Type.String()),
  photoId: nullable(uuidSchema),
})
export type Person = Static<typeof personSchema>

export const clinicSchema = Type.Object({
  sessionId: regionalIdSchema,
  institutionId: uuidSchema,
  roomName: nullable(Type.String()),
  kind: Type.String(),
  /** What is written over it: the theme, else the speciality. */
  title: nullable(Type.String()),
  speciality: nullable(Type.String()),
  note: nullable(Type.String()),
  localDate: localDateSchema,
  partOfDay: Type.String(),
  startsAt: instantSchema,
  endsAt: instantSchema,
  startTime: localTimeSchema,
  endTime: localTimeSchema,
  staff: Type.Array(Type.Object({ staffId: uuidSchema, role: Type.String() })),
  feeFen: nullable(fenSchema),
  seatsTotal: Type.Integer(),
  /** Seats that the public may book now, or from `opensAt` on. */
  seatsLeft: Type.Integer(),
  /** When the public may book; null when this session is not booked by phone at all. */
  opensAt: nullable(instantSchema),
  state: oneOf(bookableStates),
  /** 义诊 and 讲座, as far as they are said: where in words, who takes part, under which number it was filed. */
  placeText: Type.Optional(Type.String()),
  takingPart: Type.Optional(Type.String()),
  filingNumber: Type.Optional(Type.String()),
})
export type Clinic = Static<typeof clinicSchema>

/** Places and people of these clinics are sent once, not with each clinic: a month on a slow phone stays small. */
const clinicsFields = {
  clinics: Type.Array(clinicSchema),
  places: Type.Array(placeSchema),
  people: Type.Array(personSchema),
}

export const clinicList = query({
  name: 'portal.clinicList',
  method: 'GET',
  path: '/portal/clinics',
  permission: 'public',
  summary: 'Published clinics of a period that residents can see, with seats left, by place, speciality and words',
  subject: 'none',
  input: Type.Object({
    month: Type.Optional(monthSchema),
    from: Type.Optional(localDateSchema),
    to: Type.Optional(localDateSchema),
    institutionId: Type.Optional(uuidSchema),
    regionId: Type.Optional(Type.Integer()),
    speciality: Type.Optional(Type.String({ maxLength: 60 })),
    words: Type.Optional(Type.String({ maxLength: 60 })),
    /** Only clinics with a seat that can be booked now. */
    openOnly: Type.Optional(Type.Boolean()),
    /** Only 义诊 and 讲座. */
    activities: Type.Optional(Type.Boolean()),
    /** `next` of the page before. */
    after: Type.Optional(regionalIdSchema),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 400 })),
  }),
  output: Type.Object({
    today: localDateSchema,
    from: localDateSchema,
    to: localDateSchema,
    ...clinicsFields,
    /** Where the next page begins; null when nothing follows. */
    next: nullable(regionalIdSchema),
  }),
  errors: ['portal.period_too_long'],
  rateLimit: 240,
})

export const clinicDetail = query({
  name: 'portal.clinicDetail',
  method: 'GET',
  path: '/portal/clinics/:sessionId',
  permission: 'public',
  summary: 'One published clinic: who comes, where, what it costs, and where else there are seats',
  subject: 'none',
  input: Type.Object({ sessionId: regionalIdSchema }),
  output: Type.Object({
    clinic: clinicSchema,
    /** Other dates and sites of the same speciality that still have seats, nearest date first. */
    others: Type.Array(clinicSchema),
    places: Type.Array(placeSchema),
    people: Type.Array(personSchema),
  }),
  errors: ['portal.clinic_unknown'],
  rateLimit: 240,
})

export const places = query({
  name: 'portal.places',
  method: 'GET',
  path: '/portal/places',
  permission: 'public',
  summary: 'Institutions that receive experts in the next weeks, or the one of a code (lobby screen)',
  subject: 'none',
  input: Type.Object({
    code: Type.Optional(Type.String({ maxLength: 40 })),
    regionId: Type.Optional(Type.Integer()),
  }),
  output: Type.Object({ places: Type.Array(placeSchema) }),
  errors: [],
  rateLimit: 240,
})
