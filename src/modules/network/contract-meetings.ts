import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import {
  instantSchema,
  localTimeSchema,
  nothing,
  nullable,
  oneOf,
  regionalIdSchema,
  textSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'
import { actionOutcomes, actionStates, meetingKinds, meetingStates, presences } from './contract-tie-codes.ts'
import { date, institutionIdSchema, staffIdSchema, textOrNull } from './contract-views.ts'

/** 会议: who met, what was written down, and what somebody must do afterwards. */

const meetingRow = {
  meetingId: regionalIdSchema,
  kind: oneOf(meetingKinds),
  title: Type.String(),
  on: date,
  startsAt: nullable(localTimeSchema),
  place: Type.String(),
  host: Type.Object({ institutionId: uuidSchema, name: Type.String() }),
  status: oneOf(meetingStates),
  actions: Type.Object({ open: Type.Integer(), overdue: Type.Integer(), closed: Type.Integer() }),
  demo: Type.Boolean(),
}

export const listMeetings = query({
  name: 'network.listMeetings',
  method: 'GET',
  path: '/network/meetings',
  permission: 'network.meeting.read',
  summary:
    'Lists meetings of the institutions that one manages or belongs to, the newest first, with what is still to do.',
  subject: 'none',
  input: Type.Object({
    kind: Type.Optional(oneOf(meetingKinds)),
    /** Only meetings that left something undone. */
    undone: Type.Optional(Type.Boolean()),
    /** The meeting that gave this action item. */
    actionId: Type.Optional(uuidSchema),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  output: Type.Object({ items: Type.Array(Type.Object(meetingRow)) }),
  errors: [],
})

export const meetingDetail = query({
  name: 'network.meetingDetail',
  method: 'GET',
  path: '/network/meetings/:meetingId',
  permission: 'network.meeting.read',
  summary: 'Shows a meeting: people, agenda, minutes, addenda and action items with how they stand.',
  subject: 'none',
  input: Type.Object({ meetingId: regionalIdSchema }),
  output: Type.Object({
    ...meetingRow,
    institutions: Type.Array(Type.Object({ institutionId: uuidSchema, name: Type.String() })),
    people: Type.Array(
      Type.Object({
        meetingPersonId: uuidSchema,
        staffId: nullable(uuidSchema),
        name: Type.String(),
        organisation: Type.String(),
        presence: oneOf(presences),
      }),
    ),
    agenda: textOrNull,
    minutes: textOrNull,
    confirmedBy: textOrNull,
    confirmedAt: nullable(instantSchema),
    cancelReason: textOrNull,
    addenda: Type.Array(
      Type.Object({ addendumId: uuidSchema, text: Type.String(), writtenBy: Type.String(), writtenAt: instantSchema }),
    ),
    actionItems: Type.Array(
      Type.Object({
        actionId: uuidSchema,
        what: Type.String(),
        reason: Type.String(),
        institutionId: uuidSchema,
        institutionName: Type.String(),
        ownerName: textOrNull,
        /** Who holds it now: a person's account name, or a role. */
        heldBy: textOrNull,
        heldByRole: textOrNull,
        dueOn: date,
        state: oneOf(actionStates),
        /** Steps it has climbed since it fell due. */
        level: Type.Integer(),
        outcome: textOrNull,
        note: textOrNull,
        closedAt: nullable(instantSchema),
        mayClose: Type.Boolean(),
      }),
    ),
    version: Type.Integer(),
    mayManage: Type.Boolean(),
  }),
  errors: ['network.unknown_meeting'],
})

export const callMeeting = command({
  name: 'network.callMeeting',
  method: 'POST',
  path: '/network/meetings',
  permission: 'network.meeting.manage',
  summary: 'Enters a meeting: kind, day, place, institutions, people and agenda.',
  subject: 'none',
  input: Type.Object({
    kind: oneOf(meetingKinds),
    title: textSchema(80),
    on: date,
    startsAt: Type.Optional(nullable(localTimeSchema)),
    place: textSchema(60),
    hostInstitutionId: institutionIdSchema,
    consortiumId: Type.Optional(nullable(uuidSchema)),
    institutionIds: Type.Array(institutionIdSchema, { maxItems: 100 }),
    staffIds: Type.Array(staffIdSchema, { maxItems: 100 }),
    guests: Type.Array(Type.Object({ name: textSchema(30), organisation: textSchema(60) }), { maxItems: 40 }),
    agenda: Type.Optional(nullable(Type.String({ maxLength: 2000 }))),
    demo: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({ meetingId: regionalIdSchema }),
  errors: [
    'network.unknown_institution',
    'network.unknown_consortium',
    'network.unknown_staff',
    'network.no_such_day',
    'network.outside_reach',
  ],
})

export const writeMinutes = command({
  name: 'network.writeMinutes',
  method: 'PUT',
  path: '/network/meetings/:meetingId/minutes',
  permission: 'network.meeting.manage',
  summary: 'Writes minutes and attendance while they are a draft.',
  subject: 'none',
  input: Type.Object({
    meetingId: regionalIdSchema,
    version: Type.Integer({ minimum: 1 }),
    agenda: Type.Optional(nullable(Type.String({ maxLength: 2000 }))),
    minutes: Type.Optional(nullable(Type.String({ maxLength: 8000 }))),
    attendance: Type.Array(Type.Object({ meetingPersonId: uuidSchema, presence: oneOf(presences) }), { maxItems: 140 }),
    /** People who came without having been invited. */
    alsoStaffIds: Type.Optional(Type.Array(staffIdSchema, { maxItems: 40 })),
  }),
  output: Type.Object({ version: Type.Integer() }),
  errors: [
    'network.unknown_meeting',
    'network.minutes_confirmed',
    'network.meeting_cancelled',
    'network.changed_meanwhile',
    'network.unknown_staff',
    'network.outside_reach',
  ],
})

export const confirmMinutes = command({
  name: 'network.confirmMinutes',
  method: 'POST',
  path: '/network/meetings/:meetingId/confirm',
  permission: 'network.meeting.manage',
  summary: 'Confirms the minutes: from then on they are amended only by an addendum.',
  subject: 'none',
  input: Type.Object({ meetingId: regionalIdSchema, version: Type.Integer({ minimum: 1 }) }),
  output: nothing,
  errors: [
    'network.unknown_meeting',
    'network.minutes_confirmed',
    'network.meeting_cancelled',
    'network.changed_meanwhile',
    'network.minutes_empty',
    'network.attendance_missing',
    'network.meeting_to_come',
    'network.outside_reach',
  ],
})

export const cancelMeeting = command({
  name: 'network.cancelMeeting',
  method: 'POST',
  path: '/network/meetings/:meetingId/cancel',
  permission: 'network.meeting.manage',
  summary: 'Cancels a meeting that will not take place, with the reason.',
  subject: 'none',
  input: Type.Object({ meetingId: regionalIdSchema, reason: textSchema(200) }),
  output: nothing,
  errors: [
    'network.unknown_meeting',
    'network.minutes_confirmed',
    'network.meeting_cancelled',
    'network.meeting_has_actions',
    'network.outside_reach',
  ],
})

export const addAddendum = command({
  name: 'network.addAddendum',
  method: 'POST',
  path: '/network/meetings/:meetingId/addenda',
  permission: 'network.meeting.manage',
  summary: 'Adds to confirmed minutes; what was confirmed stays as it was.',
  subject: 'none',
  input: Type.Object({ meetingId: regionalIdSchema, text: textSchema(2000) }),
  output: Type.Object({ addendumId: uuidSchema }),
  errors: ['network.unknown_meeting', 'network.minutes_not_confirmed', 'network.outside_reach'],
})

export const addMeetingAction = command({
  name: 'network.addMeetingAction',
  method: 'POST',
  path: '/network/meetings/:meetingId/actions',
  permission: 'network.meeting.manage',
  summary:
    'Gives somebody something to do until a day; it stands in their to-do list until it is closed with an outcome.',
  subject: 'none',
  input: Type.Object({
    meetingId: regionalIdSchema,
    what: textSchema(200),
    reason: textSchema(200),
    /** Where it is to be done. */
    byInstitutionId: institutionIdSchema,
    /** Who; without it the manager there. */
    ownerStaffId: Type.Optional(nullable(staffIdSchema)),
    dueOn: date,
  }),
  output: Type.Object({ actionId: uuidSchema }),
  errors: [
    'network.unknown_meeting',
    'network.meeting_cancelled',
    'network.unknown_institution',
    'network.unknown_staff',
    'network.not_at_the_meeting',
    'network.owner_elsewhere',
    'network.due_before_the_meeting',
    'network.outside_reach',
  ],
})

export const closeMeetingAction = command({
  name: 'network.closeMeetingAction',
  method: 'POST',
  path: '/network/meeting-actions/:actionId/close',
  permission: 'network.meeting.act',
  summary: 'Closes an action item with its outcome; whoever says that it was not done says why.',
  subject: 'none',
  input: Type.Object({
    actionId: uuidSchema,
    outcome: oneOf(actionOutcomes),
    note: Type.Optional(nullable(Type.String({ maxLength: 300 }))),
  }),
  output: nothing,
  errors: ['network.unknown_action', 'network.action_closed', 'network.note_needed', 'network.outside_reach'],
})
