import { addDays, instantAt } from '#src/platform/kernel/dates.ts'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import { closeLoop, openLoop } from '#src/platform/server/loops.ts'
import type * as contract from '../contract-assets.ts'
import { unknownRoom } from '../errors.ts'
import { dueInThePast, gapActionOpen, noSuchGap, unknownEquipment, unknownEquipmentKind } from '../errors-assets.ts'
import { gapsAt } from './assets.query.ts'
import { requireInstitution } from './institution.door.ts'
import { requireDepartmentAt } from './places.ts'
import { requireManaged } from './reach.ts'
import { saveRow } from './rows.ts'
import { idAt, tables, todayOf } from './tables.ts'

export const gapLoop = 'network.equipment_gap'
const subjectOf = (institutionId: string, kindCode: string): string => `${institutionId}.${kindCode}`

/** Actions for gaps that are filled now close by themselves (NET-45). */
export const settleGaps = async (
  ctx: Ctx,
  institutionId: string,
  kind: string,
  kindCodes: readonly string[],
): Promise<void> => {
  const gaps = await gapsAt(ctx, institutionId, kind)
  for (const kindCode of new Set(kindCodes))
    if (gaps.find(gap => gap.kindCode === kindCode)?.state === 'have')
      await closeLoop(ctx, {
        kind: gapLoop,
        subjectKind: 'equipment_gap',
        subjectId: subjectOf(institutionId, kindCode),
        outcome: 'filled',
      })
}

const requireRoomAt = async (ctx: Ctx, roomId: string, institutionId: string): Promise<void> => {
  const found = await tables(ctx)
    .selectFrom('network.room')
    .select('room_id')
    .where('room_id', '=', roomId)
    .where('institution_id', '=', institutionId)
    .executeTakeFirst()
  if (!found) throw unknownRoom(roomId)
}

const requireKind = async (ctx: Ctx, kindCode: string): Promise<void> => {
  const found = await tables(ctx)
    .selectFrom('network.equipment_kind')
    .select('equipment_kind_code')
    .where('equipment_kind_code', '=', kindCode)
    .executeTakeFirst()
  if (!found) throw unknownEquipmentKind()
}

/** Enters devices or changes those named. */
export const saveEquipment = async (ctx: Ctx, input: InputOf<typeof contract.saveEquipment>) => {
  const institution = await requireInstitution(ctx, input.institutionId)
  await requireManaged(ctx, input.institutionId)
  await requireKind(ctx, input.kindCode)
  if (input.roomId) await requireRoomAt(ctx, input.roomId, input.institutionId)
  const equipmentId = input.equipmentId ?? idAt(ctx)
  const columns = {
    code: input.code,
    equipment_kind_code: input.kindCode,
    model: input.model ?? null,
    count: input.count,
    room_id: input.roomId ?? null,
    state: input.state,
    acquired_on: input.acquiredOn ?? null,
    note: input.note ?? null,
  }
  const saved = await saveRow(ctx, 'network.equipment', {
    key: { equipment_id: equipmentId, institution_id: input.institutionId },
    columns,
    isNew: input.equipmentId === undefined,
    demo: input.demo,
  })
  if (!saved) throw unknownEquipment(equipmentId)
  await settleGaps(ctx, input.institutionId, institution.kind, [input.kindCode])
  audit(ctx, {
    subjectKind: 'equipment',
    subjectId: equipmentId,
    institutionId: input.institutionId,
    details: { kindCode: input.kindCode, count: input.count, state: input.state },
  })
  return { equipmentId }
}

/** Beds of a department and kind; counted anew they replace the figures before. */
export const saveBeds = async (ctx: Ctx, input: InputOf<typeof contract.saveBeds>) => {
  await requireInstitution(ctx, input.institutionId)
  await requireManaged(ctx, input.institutionId)
  if (input.departmentId) await requireDepartmentAt(ctx, input.departmentId, input.institutionId)
  const { bed_group_id } = await tables(ctx)
    .insertInto('network.bed_group')
    .values({
      bed_group_id: idAt(ctx),
      institution_id: input.institutionId,
      department_id: input.departmentId ?? null,
      kind: input.kind,
      approved: input.approved,
      open: input.open,
      demo: input.demo ?? false,
      created_at: ctx.now,
    })
    .onConflict(conflict =>
      conflict
        .constraint('beds_of_a_kind_are_counted_once')
        .doUpdateSet({ approved: input.approved, open: input.open }),
    )
    .returning('bed_group_id')
    .executeTakeFirstOrThrow()
  audit(ctx, {
    subjectKind: 'bed_group',
    subjectId: bed_group_id,
    institutionId: input.institutionId,
    details: { kind: input.kind, approved: input.approved, open: input.open },
  })
  return { bedGroupId: bed_group_id }
}

const daysForGap = 30

/** Makes a gap the task of the centre's manager; one at a time for each kind of device (NET-45). */
export const openGapAction = async (ctx: Ctx, input: InputOf<typeof contract.openGapAction>) => {
  const institution = await requireInstitution(ctx, input.institutionId)
  await requireManaged(ctx, input.institutionId)
  const today = todayOf(ctx)
  if (input.dueOn && input.dueOn < today) throw dueInThePast()
  const gap = (await gapsAt(ctx, input.institutionId, institution.kind)).find(one => one.kindCode === input.kindCode)
  if (gap === undefined || gap.state === 'have') throw noSuchGap(input.kindCode)
  const { opened } = await openLoop(ctx, {
    kind: gapLoop,
    institutionId: input.institutionId,
    ownerRole: 'centre_manager',
    subjectKind: 'equipment_gap',
    subjectId: subjectOf(input.institutionId, input.kindCode),
    reason: 'network.loop.equipment_gap_reason',
    dueAt: instantAt(input.dueOn ?? addDays(today, daysForGap), '17:30', ctx.timeZone),
    details: { device: gap.kindName, minimum: gap.minimum, working: gap.working },
  })
  if (!opened) throw gapActionOpen(input.kindCode)
  audit(ctx, {
    subjectKind: 'institution',
    subjectId: input.institutionId,
    institutionId: input.institutionId,
    details: { kindCode: input.kindCode },
  })
  return { opened }
}
