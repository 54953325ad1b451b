import Type from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import {
  instantSchema,
  nothing,
  nullable,
  oneOf,
  regionalIdSchema,
  textSchema,
  uuidSchema,
} from '#src/platform/kernel/schema.ts'

/** 待办: what someone must still do. The name of a kind on screens is the key `<module>.loop.<kind>`. */

export const loopRowSchema = Type.Object({
  loopId: regionalIdSchema,
  /** `booking.unfilled_call_list`: module and kind. */
  kind: Type.String(),
  institutionId: uuidSchema,
  institutionName: Type.String(),
  subjectKind: Type.String(),
  subjectId: Type.String(),
  residentId: nullable(regionalIdSchema),
  reason: Type.String(),
  details: Type.Record(Type.String(), Type.Unknown()),
  ownerAccountId: nullable(uuidSchema),
  ownerName: nullable(Type.String()),
  ownerRole: nullable(Type.String()),
  openedAt: instantSchema,
  dueAt: instantSchema,
  level: Type.Integer(),
  group: oneOf(['overdue', 'today', 'later']),
})

export const myLoops = query({
  name: 'platform.myLoops',
  method: 'GET',
  path: '/platform/loops',
  permission: 'platform.loop.use',
  summary: 'What I must still do: my own and that of my roles at the visible institution',
  subject: 'none',
  input: Type.Object({
    kind: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  output: Type.Object({
    loops: Type.Array(loopRowSchema),
    counts: Type.Object({ overdue: Type.Integer(), today: Type.Integer(), later: Type.Integer() }),
    /** When I or my roles last finished one today, for the empty page. */
    lastClosedAt: nullable(instantSchema),
  }),
  errors: [],
})

export const loopHistory = query({
  name: 'platform.loopHistory',
  method: 'GET',
  path: '/platform/loops/:loopId',
  permission: 'platform.loop.use',
  summary: 'One loop with every step it took',
  subject: 'none',
  input: Type.Object({ loopId: regionalIdSchema }),
  output: Type.Object({
    loop: loopRowSchema,
    status: oneOf(['open', 'closed']),
    outcome: nullable(Type.String()),
    outcomeNote: nullable(Type.String()),
    closedAt: nullable(instantSchema),
    steps: Type.Array(
      Type.Object({
        at: instantSchema,
        actor: Type.String(),
        actorName: nullable(Type.String()),
        step: oneOf(['opened', 'handed_over', 'escalated', 'closed', 'noted']),
        note: nullable(Type.String()),
        details: Type.Record(Type.String(), Type.Unknown()),
      }),
    ),
  }),
  errors: ['platform.loop_unknown'],
})

/** To whom a loop of the visible institution may be handed: people with a role there, and the roles. */
export const loopOwners = query({
  name: 'platform.loopOwners',
  method: 'GET',
  path: '/platform/loop-owners',
  permission: 'platform.loop.use',
  summary: 'People and roles of the visible institution that may take over a loop',
  subject: 'none',
  input: nothing,
  output: Type.Object({
    people: Type.Array(Type.Object({ accountId: uuidSchema, name: Type.String(), roles: Type.Array(Type.String()) })),
    roles: Type.Array(Type.String()),
  }),
  errors: [],
})

export const handOverLoop = command({
  name: 'platform.handOverLoop',
  method: 'POST',
  path: '/platform/loops/:loopId/hand-over',
  permission: 'platform.loop.use',
  summary: 'Hand a loop to a colleague or a role of the visible institution, with a note',
  subject: 'none',
  input: Type.Object({
    loopId: regionalIdSchema,
    toAccountId: Type.Optional(uuidSchema),
    toRole: Type.Optional(Type.String({ maxLength: 40 })),
    note: textSchema(300),
  }),
  output: nothing,
  errors: ['platform.loop_unknown', 'platform.loop_closed', 'platform.loop_not_yours', 'platform.loop_owner_unfit'],
})

export const noteLoop = command({
  name: 'platform.noteLoop',
  method: 'POST',
  path: '/platform/loops/:loopId/notes',
  permission: 'platform.loop.use',
  summary: 'Add a note to a loop',
  subject: 'none',
  input: Type.Object({ loopId: regionalIdSchema, note: textSchema(300) }),
  output: nothing,
  errors: ['platform.loop_unknown', 'platform.loop_closed'],
})

export const closeLoop = command({
  name: 'platform.closeLoop',
  method: 'POST',
  path: '/platform/loops/:loopId/close',
  permission: 'platform.loop.use',
  summary: 'Close a loop with its outcome',
  subject: 'none',
  input: Type.Object({
    loopId: regionalIdSchema,
    outcome: oneOf(['done', 'not_needed', 'not_reachable', 'declined']),
    note: Type.Optional(Type.String({ maxLength: 300 })),
  }),
  output: nothing,
  errors: ['platform.loop_unknown', 'platform.loop_closed', 'platform.loop_not_yours', 'platform.loop_note_needed'],
})
