import { bedKinds, equipmentStates } from '../../contract-asset-codes.ts'
import {
  choiceColumn,
  codeColumn,
  dateColumn,
  integerColumn,
  textColumn,
  yesNoColumn,
} from '../../domain/workbook-columns.ts'
import { settleGaps } from '../assets.ts'
import { requireInstitution } from '../institution.door.ts'
import { equipmentKinds } from './equipment-kinds.ts'
import { institutionIdOf, plainSheet, roomIdOf } from './plain-sheet.ts'
import { checkDepartment, departmentCodeOf, departmentIdOf } from './sheets-places.ts'
import { wordsOf } from './words.ts'

type EquipmentRow = {
  readonly institutionCode: string
  readonly code: string
  readonly kindCode: string
  readonly model: string | null
  readonly count: number
  readonly roomCode: string | null
  readonly state: string
  readonly acquiredOn: string | null
  readonly note: string | null
  readonly demo: boolean
}

/** 设备 */
export const equipmentSheet = plainSheet<EquipmentRow>({
  key: 'network.equipment',
  title: '设备',
  order: 250,
  table: 'network.equipment',
  idColumn: 'equipment_id',
  identity: ['institutionCode', 'code'],
  columns: [
    codeColumn({ key: 'institutionCode', title: '机构代码', required: true }),
    codeColumn({ key: 'code', title: '设备编号', required: true }),
    choiceColumn({ key: 'kindCode', title: '设备类别', required: true, words: equipmentKinds }),
    textColumn({ key: 'model', title: '型号', max: 60 }),
    integerColumn({ key: 'count', title: '数量', required: true, minimum: 1, maximum: 10_000 }),
    textColumn({ key: 'roomCode', title: '诊室', max: 30, hint: '诊室代码或名称' }),
    choiceColumn({ key: 'state', title: '状态', required: true, words: wordsOf('equipment_state', equipmentStates) }),
    dateColumn({ key: 'acquiredOn', title: '购置日期' }),
    textColumn({ key: 'note', title: '备注', max: 200 }),
    yesNoColumn({ key: 'demo', title: '演示' }),
  ],
  fromRow: (row, codes) => ({
    institutionCode: codes.institution(row.institution_id),
    code: row.code as string,
    kindCode: row.equipment_kind_code as string,
    model: row.model as string | null,
    count: row.count as number,
    roomCode: codes.room(row.room_id),
    state: row.state as string,
    acquiredOn: row.acquired_on as string | null,
    note: row.note as string | null,
    demo: row.demo as boolean,
  }),
  normal: (values, maps) => {
    const room = values.roomCode === null ? null : roomIdOf(values.institutionCode, values.roomCode, maps)
    const code = [...maps.rooms.values()].find(known => known.roomId === room)?.code
    return { ...values, roomCode: code ?? values.roomCode, demo: values.demo ?? false }
  },
  toRow: (values, maps) => ({
    institution_id: institutionIdOf(values.institutionCode, maps),
    code: values.code,
    equipment_kind_code: values.kindCode,
    model: values.model,
    count: values.count,
    room_id: roomIdOf(values.institutionCode, values.roomCode, maps),
    state: values.state,
    acquired_on: values.acquiredOn,
    note: values.note,
    demo: values.demo,
  }),
  check: ({ row, values }, tools) => {
    if (
      values.roomCode !== null &&
      tools.maps.institutions.has(values.institutionCode) &&
      roomIdOf(values.institutionCode, values.roomCode, tools.maps) === null
    )
      tools.report(row.number, 'roomCode', 'unknown_room')
  },
  afterwards: async (ctx, entries, maps) => {
    // A gap can only be somebody's task where one was opened: most imports touch none.
    for (const code of new Set(entries.map(entry => entry.values.institutionCode))) {
      const institution = await requireInstitution(ctx, institutionIdOf(code, maps))
      const kinds = entries.filter(entry => entry.values.institutionCode === code).map(entry => entry.values.kindCode)
      await settleGaps(ctx, institution.institutionId, institution.kind, kinds)
    }
  },
})

type BedRow = {
  readonly institutionCode: string
  readonly departmentCode: string | null
  readonly kind: string
  readonly approved: number
  readonly open: number
  readonly demo: boolean
}

/** 床位 */
export const bedSheet = plainSheet<BedRow>({
  key: 'network.bed_group',
  title: '床位',
  order: 255,
  table: 'network.bed_group',
  idColumn: 'bed_group_id',
  identity: ['institutionCode', 'departmentCode', 'kind'],
  columns: [
    codeColumn({ key: 'institutionCode', title: '机构代码', required: true }),
    textColumn({ key: 'departmentCode', title: '科室', max: 30, hint: '科室代码或名称；空着表示全院' }),
    choiceColumn({ key: 'kind', title: '床位类别', required: true, words: wordsOf('bed_kind', bedKinds) }),
    integerColumn({ key: 'approved', title: '核定床位', required: true, minimum: 0, maximum: 10_000 }),
    integerColumn({ key: 'open', title: '开放床位', required: true, minimum: 0, maximum: 10_000 }),
    yesNoColumn({ key: 'demo', title: '演示' }),
  ],
  fromRow: (row, codes) => ({
    institutionCode: codes.institution(row.institution_id),
    departmentCode: codes.department(row.department_id),
    kind: row.kind as string,
    approved: row.approved as number,
    open: row.open as number,
    demo: row.demo as boolean,
  }),
  normal: (values, maps) => ({
    ...values,
    departmentCode: departmentCodeOf(values.institutionCode, values.departmentCode, maps),
    demo: values.demo ?? false,
  }),
  toRow: (values, maps) => ({
    institution_id: institutionIdOf(values.institutionCode, maps),
    department_id: departmentIdOf(values.institutionCode, values.departmentCode, maps),
    kind: values.kind,
    approved: values.approved,
    open: values.open,
    demo: values.demo,
  }),
  check: ({ row, values }, tools) => {
    checkDepartment(row.number, values.institutionCode, values.departmentCode, tools)
    if (values.approved !== null && values.open !== null && values.open > values.approved)
      tools.report(row.number, 'open', 'more_open_than_approved', { approved: values.approved }, 'warning')
  },
})
