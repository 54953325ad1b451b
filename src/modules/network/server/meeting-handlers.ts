import type { Refusal } from '#src/platform/kernel/errors.ts'
import { type Handler, handle, type LoopKind } from '#src/platform/server/module.ts'
import * as councilContract from '../contract-council.ts'
import * as contract from '../contract-meetings.ts'
import { endsBeforeStart } from '../errors.ts'
import { charterEmpty, seatTwice, secondChair } from '../errors-meetings.ts'
import * as council from './council.ts'
import { listMeetings, meetingDetail } from './meeting.query.ts'
import { addMeetingAction, closeMeetingAction } from './meeting-actions.ts'
import * as meetings from './meetings.ts'

/** What the module plugs in about meetings, charters and councils. */
export const meetingHandlers: readonly Handler[] = [
  handle(contract.listMeetings, listMeetings),
  handle(contract.meetingDetail, meetingDetail),
  handle(contract.callMeeting, meetings.callMeeting),
  handle(contract.writeMinutes, meetings.writeMinutes),
  handle(contract.confirmMinutes, meetings.confirmMinutes),
  handle(contract.cancelMeeting, meetings.cancelMeeting),
  handle(contract.addAddendum, meetings.addAddendum),
  handle(contract.addMeetingAction, addMeetingAction),
  handle(contract.closeMeetingAction, closeMeetingAction),
  handle(councilContract.council, council.council),
  handle(councilContract.adoptCharter, council.adoptCharter),
  handle(councilContract.giveSeat, council.giveSeat),
  handle(councilContract.endSeat, council.endSeat),
]

const managers = ['consortium_manager', 'centre_manager', 'it_admin']
export const meetingPermissions: Readonly<Record<string, readonly string[]>> = {
  'network.meeting.read': [...managers, 'health_bureau', 'auditor', 'head_of_department'],
  'network.meeting.manage': managers,
  'network.meeting.act': [...managers, 'head_of_department'],
  'network.council.manage': ['consortium_manager', 'it_admin'],
}

export const meetingConstraints: Readonly<Record<string, () => Refusal>> = {
  a_charter_has_a_text_or_a_file: charterEmpty,
  a_seat_ends_after_it_began: () => endsBeforeStart(),
  nobody_sits_twice_in_a_council: seatTwice,
  one_chair_at_a_time: secondChair,
}

export const meetingLoops: readonly LoopKind[] = [
  {
    kind: 'network.meeting_action',
    dueMinutes: 14 * 24 * 60,
    escalation: ['centre_manager', 'consortium_manager', 'health_bureau'],
    escalateMinutes: 3 * 24 * 60,
  },
]
