import Type from 'typebox'
import { command, type Method, query } from '#src/platform/kernel/endpoint.ts'
import {
  instantSchema,
  localDateSchema,
  nothing,
  nullable,
  oneOf,
  regionalIdSchema,
  textSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'
import { clashCodes } from './contract-life.ts'
import { absenceKinds, chip } from './contract-shapes.ts'

/** What colleagues settle among themselves and with those who plan: swaps (换班) and leave that is asked for. */

export const swapStates = ['offered', 'accepted', 'done', 'declined', 'refused', 'withdrawn', 'lapsed'] as const
export const leaveStates = ['asked', 'approved', 'refused', 'withdrawn'] as const
export type SwapState = (typeof swapStates)[number]
export type LeaveState = (typeof leaveStates)[number]

const head = (verb: string, method: Method, path: string, permission: string, summary: string) => ({
  name: `deployment.${verb}`,
  subject: 'none' as const,
  method,
  path,
  permission,
  summary,
})
const note = Type.Optional(nullable(textSchema(200)))

export const swap = Type.Object({
  swapId: regionalIdSchema,
  session: chip,
  institutionName: Type.String(),
  fromStaffId: uuidSchema,
  fromName: Type.String(),
  toStaffId: uuidSchema,
  toName: Type.String(),
  note: nullable(Type.String()),
  status: oneOf(swapStates),
  offeredAt: instantSchema,
  decisionNote: nullable(Type.String()),
  mayAnswer: Type.Boolean(),
  mayDecide: Type.Boolean(),
  mayWithdraw: Type.Boolean(),
})
export const leaveRequest = Type.Object({
  requestId: regionalIdSchema,
  staffId: uuidSchema,
  name: Type.String(),
  kind: oneOf(absenceKinds),
  from: localDateSchema,
  to: localDateSchema,
  partOfDay: nullable(Type.String()),
  note: nullable(Type.String()),
  status: oneOf(leaveStates),
  askedAt: instantSchema,
  decisionNote: nullable(Type.String()),
  /** Promised sessions that this leave would meet. */
  sessions: Type.Integer(),
  mayDecide: Type.Boolean(),
  mayWithdraw: Type.Boolean(),
})

const swapErrors = ['deployment.swap_unknown', 'deployment.swap_settled', 'deployment.not_your_swap']
const leaveErrors = [
  'deployment.leave_request_unknown',
  'deployment.leave_request_settled',
  'deployment.not_your_request',
]
const absent = [
  'deployment.absence_ends_before_it_starts',
  'deployment.absent_already',
  'deployment.absent_meanwhile',
  'deployment.part_unknown',
]

export const swapContract = {
  swaps: query({
    ...head(
      'swaps',
      'GET',
      '/deployment/swaps',
      'deployment.session.view_own',
      'Swaps I offer or am asked for, and those I may decide',
    ),
    input: Type.Object({}),
    output: Type.Object({ swaps: Type.Array(swap) }),
    errors: [],
  }),
  offerSwap: command({
    ...head(
      'offerSwap',
      'POST',
      '/deployment/sessions/:sessionId/swap',
      'deployment.session.view_own',
      'Ask a colleague to take over my session (换班)',
    ),
    input: Type.Object({ sessionId: regionalIdSchema, toStaffId: uuidSchema, note }),
    output: Type.Object({ swapId: regionalIdSchema }),
    errors: [
      ...clashCodes,
      'deployment.session_unknown',
      'deployment.not_your_session',
      'deployment.session_over',
      'deployment.only_published_are_cancelled',
      'deployment.swap_with_oneself',
      'deployment.person_twice',
      'deployment.swap_offered_already',
    ],
  }),
  answerSwap: command({
    ...head(
      'answerSwap',
      'POST',
      '/deployment/swaps/:swapId/answer',
      'deployment.session.view_own',
      'Accept or decline a session that a colleague offers',
    ),
    input: Type.Object({ swapId: regionalIdSchema, accept: Type.Boolean() }),
    output: Type.Object({ status: oneOf(swapStates) }),
    errors: [...swapErrors, ...clashCodes, 'deployment.session_over'],
  }),
  decideSwap: command({
    ...head(
      'decideSwap',
      'POST',
      '/deployment/swaps/:swapId/decision',
      'deployment.session.cancel',
      'Approve or refuse a swap that both agreed on',
    ),
    input: Type.Object({ swapId: regionalIdSchema, approve: Type.Boolean(), note }),
    output: Type.Object({ status: oneOf(swapStates) }),
    errors: [...swapErrors, ...clashCodes, 'platform.wrong_institution', 'deployment.session_over'],
  }),
  withdrawSwap: command({
    ...head(
      'withdrawSwap',
      'DELETE',
      '/deployment/swaps/:swapId',
      'deployment.session.view_own',
      'Take back a swap that is not settled',
    ),
    input: Type.Object({ swapId: regionalIdSchema }),
    output: nothing,
    errors: swapErrors,
  }),
  leaveRequests: query({
    ...head(
      'leaveRequests',
      'GET',
      '/deployment/leave-requests',
      'deployment.session.view_own',
      'Leave I asked for, and requests I may decide',
    ),
    input: Type.Object({}),
    output: Type.Object({ requests: Type.Array(leaveRequest) }),
    errors: [],
  }),
  requestLeave: command({
    ...head('requestLeave', 'POST', '/deployment/leave-requests', 'deployment.session.view_own', 'Ask for leave'),
    input: Type.Object({
      kind: oneOf(absenceKinds),
      from: localDateSchema,
      to: localDateSchema,
      partOfDay: Type.Optional(nullable(Type.String())),
      note,
    }),
    output: Type.Object({ requestId: regionalIdSchema, sessions: Type.Integer() }),
    errors: [
      ...absent,
      'deployment.account_without_person',
      'deployment.leave_in_the_past',
      'deployment.leave_needs_reason',
    ],
  }),
  decideLeave: command({
    ...head(
      'decideLeave',
      'POST',
      '/deployment/leave-requests/:requestId/decision',
      'deployment.absence.record',
      'Approve or refuse leave',
    ),
    input: Type.Object({ requestId: regionalIdSchema, approve: Type.Boolean(), note }),
    output: Type.Object({ status: oneOf(leaveStates), clashes: Type.Integer() }),
    errors: [...leaveErrors, ...absent, 'platform.wrong_institution'],
  }),
  withdrawLeave: command({
    ...head(
      'withdrawLeave',
      'DELETE',
      '/deployment/leave-requests/:requestId',
      'deployment.session.view_own',
      'Take back a request that is not decided',
    ),
    input: Type.Object({ requestId: regionalIdSchema }),
    output: nothing,
    errors: leaveErrors,
  }),
}
