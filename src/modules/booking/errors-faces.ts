import { conflict, notFound, type Refusal, refused } from '#src/platform/kernel/errors.ts'

/** Refusals about faces and complaints. */

export const faceNotSeen = (visitId: string, status: string): Refusal =>
  conflict('booking.face_not_seen', { visitId, status })
export const faceTooLate = (days: number): Refusal => refused('booking.face_too_late', { days })
export const faceGiven = (visitId: string): Refusal => conflict('booking.face_given', { visitId })
export const faceWordsNeeded = (): Refusal => refused('booking.face_words_needed')
export const complaintNotFound = (complaintId: string): Refusal =>
  notFound('booking.complaint_not_found', { complaintId })
export const complaintAnswered = (complaintId: string): Refusal =>
  conflict('booking.complaint_answered', { complaintId })
