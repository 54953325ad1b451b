import Type, { type Static } from 'typebox'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { localDateSchema, nullable, oneOf, textSchema, uuidSchema } from '#src/platform/kernel/schema.ts'
import { bedKinds, equipmentStates, gapStates } from './contract-asset-codes.ts'
import { confidences } from './contract-codes.ts'
import { codeSchema, departmentIdSchema, institutionIdSchema, roomIdSchema } from './contract-views.ts'

/** Devices and beds of institutions, and what is missing against the basic list. */

const kindCode = Type.String({ pattern: '^[a-z][a-z0-9_]{1,39}$' })
const textOrNull = nullable(Type.String())

export const equipmentKindView = Type.Object({ code: Type.String(), name: Type.String(), nameEn: Type.String() })
export const equipmentView = Type.Object({
  equipmentId: uuidSchema,
  institutionId: uuidSchema,
  code: Type.String(),
  kindCode: Type.String(),
  kindName: Type.String(),
  kindNameEn: Type.String(),
  model: textOrNull,
  count: Type.Integer(),
  roomId: nullable(uuidSchema),
  roomName: textOrNull,
  state: oneOf(equipmentStates),
  acquiredOn: nullable(localDateSchema),
  note: textOrNull,
  demo: Type.Boolean(),
})
export const bedGroupView = Type.Object({
  bedGroupId: uuidSchema,
  departmentId: nullable(uuidSchema),
  departmentName: textOrNull,
  kind: oneOf(bedKinds),
  approved: Type.Integer(),
  open: Type.Integer(),
  demo: Type.Boolean(),
})
export const gapView = Type.Object({
  kindCode: Type.String(),
  kindName: Type.String(),
  kindNameEn: Type.String(),
  minimum: Type.Integer(),
  working: Type.Integer(),
  broken: Type.Integer(),
  state: oneOf(gapStates),
  source: Type.String(),
  confidence: oneOf(confidences),
})
export type EquipmentView = Static<typeof equipmentView>
export type GapView = Static<typeof gapView>

export const listAssets = query({
  name: 'network.listAssets',
  method: 'GET',
  path: '/network/assets',
  permission: 'network.asset.read',
  summary: 'Shows devices and beds of an institution, what is missing against its basic list, and its village rooms.',
  subject: 'none',
  input: Type.Object({ institutionId: institutionIdSchema }),
  output: Type.Object({
    equipment: Type.Array(equipmentView),
    beds: Type.Array(bedGroupView),
    /** Empty where no basic list is written for this kind of institution. */
    gaps: Type.Array(gapView),
    villageRooms: Type.Array(
      Type.Object({
        institutionId: uuidSchema,
        shortName: Type.String(),
        equipment: Type.Array(equipmentView),
        missing: Type.Integer(),
      }),
    ),
    kinds: Type.Array(equipmentKindView),
    mayManage: Type.Boolean(),
  }),
  errors: ['network.unknown_institution'],
})
/** Without `equipmentId` a new device; with it the change of an old one. */
export const saveEquipment = command({
  name: 'network.saveEquipment',
  method: 'POST',
  path: '/network/equipment',
  permission: 'network.asset.manage',
  summary: 'Enters or changes devices of an institution; an action for a gap that is filled closes.',
  subject: 'none',
  input: Type.Object({
    institutionId: institutionIdSchema,
    equipmentId: Type.Optional(uuidSchema),
    code: codeSchema,
    kindCode,
    model: Type.Optional(nullable(Type.String({ maxLength: 60 }))),
    count: Type.Integer({ minimum: 1, maximum: 10_000 }),
    roomId: Type.Optional(nullable(roomIdSchema)),
    state: oneOf(equipmentStates),
    acquiredOn: Type.Optional(nullable(localDateSchema)),
    note: Type.Optional(nullable(Type.String({ maxLength: 200 }))),
    demo: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({ equipmentId: uuidSchema }),
  errors: [
    'network.unknown_institution',
    'network.unknown_equipment',
    'network.unknown_equipment_kind',
    'network.unknown_room',
    'network.outside_reach',
    'network.code_taken',
  ],
})
/** Beds of one department and kind: entered, or counted anew. */
export const saveBeds = command({
  name: 'network.saveBeds',
  method: 'POST',
  path: '/network/beds',
  permission: 'network.asset.manage',
  summary: 'Says how many beds of a kind a department has, approved and open.',
  subject: 'none',
  input: Type.Object({
    institutionId: institutionIdSchema,
    departmentId: Type.Optional(nullable(departmentIdSchema)),
    kind: oneOf(bedKinds),
    approved: Type.Integer({ minimum: 0, maximum: 10_000 }),
    open: Type.Integer({ minimum: 0, maximum: 10_000 }),
    demo: Type.Optional(Type.Boolean()),
  }),
  output: Type.Object({ bedGroupId: uuidSchema }),
  errors: ['network.unknown_institution', 'network.unknown_department', 'network.outside_reach'],
})
export const openGapAction = command({
  name: 'network.openGapAction',
  method: 'POST',
  path: '/network/equipment-gaps/actions',
  permission: 'network.asset.manage',
  summary: "Makes a missing or broken device a task of the centre's manager.",
  subject: 'none',
  input: Type.Object({ institutionId: institutionIdSchema, kindCode, dueOn: Type.Optional(nullable(localDateSchema)) }),
  output: Type.Object({ opened: Type.Boolean() }),
  errors: [
    'network.unknown_institution',
    'network.outside_reach',
    'network.no_such_gap',
    'network.gap_action_open',
    'network.due_in_the_past',
  ],
})
export const equipmentGaps = query({
  name: 'network.equipmentGaps',
  method: 'GET',
  path: '/network/equipment-gaps',
  permission: 'network.gap.read',
  summary: 'Shows what is missing or broken at every institution that one manages or watches.',
  subject: 'none',
  input: Type.Object({ search: Type.Optional(textSchema(60)) }),
  output: Type.Object({
    items: Type.Array(
      Type.Object({
        institutionId: uuidSchema,
        institutionName: Type.String(),
        /** Devices entered at all; with none nothing can be compared. */
        entered: Type.Integer(),
        listed: Type.Integer(),
        have: Type.Integer(),
        missing: Type.Array(gapView),
        broken: Type.Array(gapView),
      }),
    ),
  }),
  errors: [],
})
