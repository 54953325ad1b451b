import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { nothing, nullable, oneOf, regionalIdSchema, textSchema, uuidSchema } from '#src/platform/kernel/schema.ts'
import { councilBenches, councilPosts } from './contract-tie-codes.ts'
import { date, dateOrNull, staffIdSchema, textOrNull } from './contract-views.ts'

/** 章程与理事会: by which rules a consortium is run, and who decides. */

export const council = query({
  name: 'network.council',
  method: 'GET',
  path: '/network/consortia/:consortiumId/council',
  permission: 'network.meeting.read',
  summary: 'Shows the charter of a consortium with its versions and who sits in its council.',
  subject: 'none',
  input: Type.Object({ consortiumId: uuidSchema }),
  output: Type.Object({
    charters: Type.Array(
      Type.Object({
        charterId: uuidSchema,
        version: Type.Integer(),
        title: Type.String(),
        text: textOrNull,
        fileReference: textOrNull,
        adoptedOn: date,
        meetingId: nullable(regionalIdSchema),
        meetingTitle: textOrNull,
        inForce: Type.Boolean(),
      }),
    ),
    seats: Type.Array(
      Type.Object({
        seatId: uuidSchema,
        staffId: nullable(uuidSchema),
        name: Type.String(),
        organisation: Type.String(),
        post: oneOf(councilPosts),
        bench: oneOf(councilBenches),
        validFrom: date,
        validUntil: dateOrNull,
        current: Type.Boolean(),
      }),
    ),
    /** Seats in force, and how many of them come from the base. */
    seatCount: Type.Integer(),
    grassRootsCount: Type.Integer(),
    mayManage: Type.Boolean(),
  }),
  errors: ['network.unknown_consortium'],
})

export const adoptCharter = command({
  name: 'network.adoptCharter',
  method: 'POST',
  path: '/network/consortia/:consortiumId/charters',
  permission: 'network.council.manage',
  summary:
    'Enters a version of the charter: its text or where the file lies, when and by which meeting it was adopted.',
  subject: 'none',
  input: Type.Object({
    consortiumId: uuidSchema,
    title: textSchema(80),
    text: Type.Optional(nullable(Type.String({ minLength: 1, maxLength: 20_000 }))),
    fileReference: Type.Optional(nullable(textSchema(200))),
    adoptedOn: date,
    meetingId: Type.Optional(nullable(regionalIdSchema)),
  }),
  output: Type.Object({ charterId: uuidSchema, version: Type.Integer() }),
  errors: [
    'network.unknown_consortium',
    'network.unknown_meeting',
    'network.charter_empty',
    'network.charter_before_the_last',
    'network.meeting_on_another_day',
    'network.outside_reach',
  ],
})

export const giveSeat = command({
  name: 'network.giveSeat',
  method: 'POST',
  path: '/network/consortia/:consortiumId/seats',
  permission: 'network.council.manage',
  summary: 'Gives a seat in the council to a member of staff, or to somebody from outside by name and organisation.',
  subject: 'none',
  input: Type.Object({
    consortiumId: uuidSchema,
    staffId: Type.Optional(nullable(staffIdSchema)),
    name: Type.Optional(nullable(textSchema(30))),
    organisation: Type.Optional(nullable(textSchema(60))),
    post: oneOf(councilPosts),
    validFrom: date,
    validUntil: Type.Optional(nullable(date)),
  }),
  output: Type.Object({ seatId: uuidSchema }),
  errors: [
    'network.unknown_consortium',
    'network.unknown_staff',
    'network.councillor_needed',
    'network.second_chair',
    'network.seat_twice',
    'network.ends_before_start',
    'network.outside_reach',
  ],
})

export const endSeat = command({
  name: 'network.endSeat',
  method: 'POST',
  path: '/network/seats/:seatId/end',
  permission: 'network.council.manage',
  summary: 'Ends a seat with a reason; the given day is its last.',
  subject: 'none',
  input: Type.Object({ seatId: uuidSchema, validUntil: date, reason: textSchema(200) }),
  output: nothing,
  errors: ['network.unknown_seat', 'network.ends_before_start', 'network.outside_reach'],
})
