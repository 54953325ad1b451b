import { conflict, fieldRefused, notFound, type Refusal, refused } from '#src/platform/kernel/errors.ts'

/** Refusals about meetings, their action items, charters and councils. */

export const unknownMeeting = (meetingId: string): Refusal => notFound('network.unknown_meeting', { meetingId })
export const unknownAction = (actionId: string): Refusal => notFound('network.unknown_action', { actionId })
export const unknownSeat = (seatId: string): Refusal => notFound('network.unknown_seat', { seatId })

export const minutesConfirmed = (): Refusal => conflict('network.minutes_confirmed')
export const minutesNotConfirmed = (): Refusal => refused('network.minutes_not_confirmed')
export const meetingCancelled = (): Refusal => refused('network.meeting_cancelled')
export const minutesEmpty = (): Refusal => fieldRefused('/minutes', 'network.minutes_empty')
/** @param count people of whom nobody said whether they came */
export const attendanceMissing = (count: number): Refusal =>
  fieldRefused('/attendance', 'network.attendance_missing', { count })
export const meetingToCome = (): Refusal => refused('network.meeting_to_come')
/** @param count action items that are still open */
export const meetingHasActions = (count: number): Refusal => refused('network.meeting_has_actions', { count })

export const notAtTheMeeting = (): Refusal => fieldRefused('/byInstitutionId', 'network.not_at_the_meeting')
export const ownerElsewhere = (): Refusal => fieldRefused('/ownerStaffId', 'network.owner_elsewhere')
export const dueBeforeTheMeeting = (): Refusal => fieldRefused('/dueOn', 'network.due_before_the_meeting')
export const actionClosed = (): Refusal => conflict('network.action_closed')
export const noteNeeded = (): Refusal => fieldRefused('/note', 'network.note_needed')

export const charterEmpty = (): Refusal => fieldRefused('/text', 'network.charter_empty')
export const charterBeforeTheLast = (): Refusal => fieldRefused('/adoptedOn', 'network.charter_before_the_last')
export const meetingOnAnotherDay = (): Refusal => fieldRefused('/adoptedOn', 'network.meeting_on_another_day')
export const councillorNeeded = (): Refusal => fieldRefused('/name', 'network.councillor_needed')
export const secondChair = (): Refusal => fieldRefused('/post', 'network.second_chair')
export const seatTwice = (): Refusal => fieldRefused('/staffId', 'network.seat_twice')
