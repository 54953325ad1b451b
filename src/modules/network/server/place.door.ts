import type { Static } from 'typebox'
import type { Ctx } from '#src/platform/server/context.ts'
import type { departmentView, roomView } from '../contract-views.ts'
import { unknownDepartment, unknownRoom } from '../errors.ts'
import { tables } from './tables.ts'

export type DepartmentFacts = Static<typeof departmentView>
export type RoomFacts = Static<typeof roomView>

const selectDepartments = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('network.department as d')
    .select([
      'd.department_id as departmentId',
      'd.institution_id as institutionId',
      'd.code',
      'd.name',
      'd.standard_code as standardCode',
      'd.introduction',
      'd.closed_on as closedOn',
    ])

const selectRooms = (ctx: Ctx) =>
  tables(ctx)
    .selectFrom('network.room as r')
    .leftJoin('network.department as d', 'd.department_id', 'r.department_id')
    .select([
      'r.room_id as roomId',
      'r.institution_id as institutionId',
      'r.department_id as departmentId',
      'd.name as departmentName',
      'r.code',
      'r.name',
      'r.place',
      'r.closed_on as closedOn',
    ])

export const findDepartments = async (
  ctx: Ctx,
  departmentIds: readonly string[],
): Promise<readonly DepartmentFacts[]> =>
  departmentIds.length === 0
    ? []
    : selectDepartments(ctx)
        .where('d.department_id', 'in', [...new Set(departmentIds)])
        .execute()

/** @throws network.unknown_department */
export const requireDepartment = async (ctx: Ctx, departmentId: string): Promise<DepartmentFacts> => {
  const [found] = await findDepartments(ctx, [departmentId])
  if (!found) throw unknownDepartment(departmentId)
  return found
}

export const departmentsOf = (ctx: Ctx, institutionId: string): Promise<readonly DepartmentFacts[]> =>
  selectDepartments(ctx).where('d.institution_id', '=', institutionId).orderBy('d.code').execute()

export const findRooms = async (ctx: Ctx, roomIds: readonly string[]): Promise<readonly RoomFacts[]> =>
  roomIds.length === 0
    ? []
    : selectRooms(ctx)
        .where('r.room_id', 'in', [...new Set(roomIds)])
        .execute()

/** @throws network.unknown_room */
export const requireRoom = async (ctx: Ctx, roomId: string): Promise<RoomFacts> => {
  const [found] = await findRooms(ctx, [roomId])
  if (!found) throw unknownRoom(roomId)
  return found
}

export const roomsOf = (ctx: Ctx, institutionId: string): Promise<readonly RoomFacts[]> =>
  selectRooms(ctx).where('r.institution_id', '=', institutionId).orderBy('r.code').execute()
