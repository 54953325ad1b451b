import { sql } from 'kysely'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract-assets.ts'
import type { EquipmentView, GapView } from '../contract-assets.ts'
import { gapsOf } from '../domain/equipment-gaps.ts'
import { requireInstitution } from './institution.door.ts'
import { managedInstitutions, mayManage } from './reach.ts'
import { tables } from './tables.ts'

/** Devices of some institutions by room and kind, those that are gone last. */
export const equipmentOf = async (ctx: Ctx, institutionIds: readonly string[]): Promise<readonly EquipmentView[]> => {
  if (institutionIds.length === 0) return []
  const rows = await tables(ctx)
    .selectFrom('network.equipment as e')
    .innerJoin('network.equipment_kind as k', 'k.equipment_kind_code', 'e.equipment_kind_code')
    .leftJoin('network.room as r', 'r.room_id', 'e.room_id')
    .selectAll('e')
    .select(['k.name as kind_name', 'k.name_en as kind_name_en', 'r.name as room_name'])
    .where('e.institution_id', 'in', [...institutionIds])
    .orderBy(sql`e.state = 'retired'`)
    .orderBy('k.position')
    .orderBy('e.code')
    .execute()
  return rows.map(row => ({
    equipmentId: row.equipment_id,
    institutionId: row.institution_id,
    code: row.code,
    kindCode: row.equipment_kind_code,
    kindName: row.kind_name,
    kindNameEn: row.kind_name_en,
    model: row.model,
    count: row.count,
    roomId: row.room_id,
    roomName: row.room_name,
    state: row.state as EquipmentView['state'],
    acquiredOn: row.acquired_on,
    note: row.note,
    demo: row.demo,
  }))
}

type Listed = Omit<GapView, 'working' | 'broken' | 'state'>

/** The basic list of each kind of institution. */
const basicLists = async (ctx: Ctx): Promise<(kind: string) => readonly Listed[]> => {
  const rows = await tables(ctx)
    .selectFrom('network.basic_equipment as b')
    .innerJoin('network.equipment_kind as k', 'k.equipment_kind_code', 'b.equipment_kind_code')
    .selectAll('b')
    .select(['k.name as kind_name', 'k.name_en as kind_name_en'])
    .orderBy('k.position')
    .execute()
  return kind =>
    rows
      .filter(row => row.institution_kinds.includes(kind))
      .map(row => ({
        kindCode: row.equipment_kind_code,
        kindName: row.kind_name,
        kindNameEn: row.kind_name_en,
        minimum: row.minimum,
        source: row.source,
        confidence: row.confidence as GapView['confidence'],
      }))
}

/** What an institution has against its basic list; empty where no list is written for its kind (NET-44). */
export const gapsAt = async (ctx: Ctx, institutionId: string, kind: string): Promise<readonly GapView[]> =>
  gapsOf((await basicLists(ctx))(kind), await equipmentOf(ctx, [institutionId]))

const bedsOf = async (ctx: Ctx, institutionId: string) => {
  const rows = await tables(ctx)
    .selectFrom('network.bed_group as b')
    .leftJoin('network.department as d', 'd.department_id', 'b.department_id')
    .selectAll('b')
    .select('d.name as department_name')
    .where('b.institution_id', '=', institutionId)
    .orderBy('d.code')
    .orderBy('b.kind')
    .execute()
  return rows.map(row => ({
    bedGroupId: row.bed_group_id,
    departmentId: row.department_id,
    departmentName: row.department_name,
    kind: row.kind as 'general',
    approved: row.approved,
    open: row.open,
    demo: row.demo,
  }))
}

/** Village rooms (D6) that belong to an institution, each with its devices. */
const villageRoomsOf = async (
  ctx: Ctx,
  institutionId: string,
): Promise<OutputOf<typeof contract.listAssets>['villageRooms']> => {
  const rooms = await tables(ctx)
    .selectFrom('network.institution')
    .select(['institution_id', 'short_name', 'kind'])
    .where('parent_institution_id', '=', institutionId)
    .where('kind', '=', 'D6')
    .where('closed_on', 'is', null)
    .orderBy('pinyin')
    .execute()
  const [devices, listOf] = [
    await equipmentOf(
      ctx,
      rooms.map(room => room.institution_id),
    ),
    await basicLists(ctx),
  ]
  return rooms.map(room => {
    const own = devices.filter(device => device.institutionId === room.institution_id && device.state !== 'retired')
    return {
      institutionId: room.institution_id,
      shortName: room.short_name,
      equipment: own,
      missing: gapsOf(listOf(room.kind), own).filter(gap => gap.state !== 'have').length,
    }
  })
}

export const listAssets = async (
  ctx: Ctx,
  { institutionId }: InputOf<typeof contract.listAssets>,
): Promise<OutputOf<typeof contract.listAssets>> => {
  const institution = await requireInstitution(ctx, institutionId)
  const kinds = await tables(ctx).selectFrom('network.equipment_kind').selectAll().orderBy('position').execute()
  return {
    equipment: [...(await equipmentOf(ctx, [institutionId]))],
    beds: await bedsOf(ctx, institutionId),
    gaps: [...(await gapsAt(ctx, institutionId, institution.kind))],
    villageRooms: await villageRoomsOf(ctx, institutionId),
    kinds: kinds.map(kind => ({ code: kind.equipment_kind_code, name: kind.name, nameEn: kind.name_en })),
    mayManage: await mayManage(ctx, 'network.asset.manage', institutionId),
  }
}

/** Every institution in reach whose kind has a basic list, the one that lacks most first, those without an entry last. */
export const equipmentGaps = async (
  ctx: Ctx,
  { search }: InputOf<typeof contract.equipmentGaps>,
): Promise<OutputOf<typeof contract.equipmentGaps>> => {
  const managed = await managedInstitutions(ctx)
  const listOf = await basicLists(ctx)
  const institutions = (
    await tables(ctx)
      .selectFrom('network.institution')
      .select(['institution_id', 'name', 'short_name', 'kind'])
      .where('institution_id', 'in', [...managed])
      .where('closed_on', 'is', null)
      .orderBy('pinyin')
      .execute()
  ).filter(row => listOf(row.kind).length > 0 && (search === undefined || row.name.includes(search.trim())))
  const devices = await equipmentOf(
    ctx,
    institutions.map(row => row.institution_id),
  )
  const items = institutions.map(row => {
    const own = devices.filter(device => device.institutionId === row.institution_id)
    const gaps = gapsOf(listOf(row.kind), own)
    const of = (state: GapView['state']) => gaps.filter(gap => gap.state === state)
    return {
      institutionId: row.institution_id,
      institutionName: row.short_name,
      entered: own.length,
      listed: gaps.length,
      have: of('have').length,
      missing: of('missing'),
      broken: of('broken'),
    }
  })
  const order = (item: (typeof items)[number]): number => (item.entered === 0 ? 2 : item.have / item.listed)
  return { items: items.sort((one, other) => order(one) - order(other)) }
}
