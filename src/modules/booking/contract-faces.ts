import Type, { type Static } from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import {
  instantSchema,
  localDateSchema,
  monthSchema,
  nothing,
  nullable,
  oneOf,
  regionalIdSchema,
  textSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'

/** 满意度: one of three faces for each visit, given once by the resident; staff see numbers. */

export const faces = ['good', 'fair', 'bad'] as const
export type Face = (typeof faces)[number]

const answerFields = {
  visitId: regionalIdSchema,
  face: oneOf(faces),
  words: Type.Optional(textSchema(300)),
  /** The manager of the site may read name and words and ring; only with the sad face and words. */
  contactMe: Type.Optional(Type.Boolean()),
}
const answerErrors = [
  'booking.visit_not_found',
  'booking.face_not_seen',
  'booking.face_too_late',
  'booking.face_given',
  'booking.face_words_needed',
] as const

export const visitToJudgeSchema = Type.Object({
  visitId: regionalIdSchema,
  appointmentId: nullable(regionalIdSchema),
  localDate: localDateSchema,
  institutionName: Type.String(),
  title: Type.String(),
  experts: Type.Array(Type.String()),
  /** Null as long as nobody has answered; only the resident reads it. */
  face: nullable(oneOf(faces)),
  words: nullable(Type.String()),
  /** What became of a complaint; null when the resident did not ask to be rung. */
  complaint: nullable(Type.Object({ status: oneOf(['open', 'answered'] as const), answer: nullable(Type.String()) })),
})
export type VisitToJudge = Static<typeof visitToJudgeSchema>

export const myFaces = query({
  name: 'booking.myFaces',
  method: 'GET',
  path: '/booking/my-faces',
  permission: 'booking.appointment.see_own',
  summary: 'Visits of the last days that can be answered with a face, and those of them that were',
  subject: 'resident',
  input: Type.Object({ residentId: regionalIdSchema }),
  output: Type.Object({ visits: Type.Array(visitToJudgeSchema) }),
  errors: ['booking.not_your_resident'],
})

export const giveFace = command({
  name: 'booking.giveFace',
  method: 'POST',
  path: '/booking/faces',
  permission: 'booking.appointment.see_own',
  summary: 'A resident, or who acts for them, answers a visit with one of three faces, once',
  subject: 'resident',
  input: Type.Object({ residentId: regionalIdSchema, ...answerFields }),
  output: Type.Object({ visitId: regionalIdSchema }),
  errors: ['booking.not_your_resident', ...answerErrors],
})

export const facesAtDesk = query({
  name: 'booking.facesAtDesk',
  method: 'GET',
  path: '/booking/desk-faces',
  permission: 'booking.desk.use',
  summary: 'Tickets seen here today that have no face yet, for the tablet at the desk',
  subject: 'none',
  input: nothing,
  output: Type.Object({
    visits: Type.Array(
      Type.Object({
        visitId: regionalIdSchema,
        ticketNo: Type.Integer(),
        maskedName: Type.String(),
        title: Type.String(),
        seenAt: instantSchema,
      }),
    ),
  }),
  errors: [],
})

export const giveFaceAtDesk = command({
  name: 'booking.giveFaceAtDesk',
  method: 'POST',
  path: '/booking/desk-faces',
  permission: 'booking.desk.use',
  summary: 'The resident answers with a face on the tablet at the desk, once',
  subject: 'none',
  input: Type.Object(answerFields),
  output: Type.Object({ visitId: regionalIdSchema }),
  errors: [...answerErrors],
})

const resultFields = {
  /** People seen, and how many of them answered. */
  seen: Type.Integer(),
  answered: Type.Integer(),
  /** Null when too few answered, or when the numbers beside it would give them away. */
  counts: nullable(Type.Object({ good: Type.Integer(), fair: Type.Integer(), bad: Type.Integer() })),
}
export const faceResultSchema = Type.Object(resultFields)
export type FaceResult = Static<typeof faceResultSchema>

export const faceResults = query({
  name: 'booking.faceResults',
  method: 'GET',
  path: '/booking/face-results',
  permission: 'booking.face.see_results',
  summary: 'Faces of one month here: the site, each expert, each session; small numbers are hidden',
  subject: 'none',
  input: Type.Object({ month: monthSchema }),
  output: Type.Object({
    month: monthSchema,
    /** From how many answers on faces are shown. */
    minimum: Type.Integer(),
    site: faceResultSchema,
    atDesk: Type.Integer(),
    experts: Type.Array(Type.Object({ staffId: uuidSchema, name: Type.String(), ...resultFields })),
    sessions: Type.Array(
      Type.Object({
        sessionId: regionalIdSchema,
        localDate: localDateSchema,
        title: Type.String(),
        experts: Type.Array(Type.String()),
        ...resultFields,
      }),
    ),
  }),
  errors: [],
})

export const complaintSchema = Type.Object({
  complaintId: regionalIdSchema,
  residentId: regionalIdSchema,
  residentName: Type.String(),
  localDate: localDateSchema,
  title: Type.String(),
  experts: Type.Array(Type.String()),
  words: Type.String(),
  askedAt: instantSchema,
  status: oneOf(['open', 'answered'] as const),
  answer: nullable(Type.String()),
  answeredAt: nullable(instantSchema),
})
export type Complaint = Static<typeof complaintSchema>

export const complaintList = query({
  name: 'booking.complaintList',
  method: 'GET',
  path: '/booking/complaints',
  permission: 'booking.complaint.answer',
  summary: 'What residents asked this site to look into, open ones first',
  subject: 'none',
  input: nothing,
  output: Type.Object({ complaints: Type.Array(complaintSchema) }),
  errors: [],
})

export const showComplaintPhone = command({
  name: 'booking.showComplaintPhone',
  method: 'POST',
  path: '/booking/complaints/:complaintId/phone',
  permission: 'booking.complaint.answer',
  summary: 'The number of a resident who asked to be rung; the look is on record',
  subject: 'none',
  input: Type.Object({ complaintId: regionalIdSchema }),
  output: Type.Object({ phone: nullable(Type.String()), own: Type.Boolean() }),
  errors: ['booking.complaint_not_found'],
  secretAnswer: true,
})

export const answerComplaint = command({
  name: 'booking.answerComplaint',
  method: 'POST',
  path: '/booking/complaints/:complaintId/answer',
  permission: 'booking.complaint.answer',
  summary: 'What was found and done, said to the resident; ends the task',
  subject: 'none',
  input: Type.Object({ complaintId: regionalIdSchema, answer: textSchema(300) }),
  output: complaintSchema,
  errors: ['booking.complaint_not_found', 'booking.complaint_answered'],
})
