import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract.ts'
import { unknownDepartment, unknownRoom } from '../errors.ts'
import { requireInstitution } from './institution.door.ts'
import { spellingOf } from './pinyin.ts'
import { requireManaged } from './reach.ts'
import { idAt, tables } from './tables.ts'

export type DepartmentInput = Omit<InputOf<typeof contract.saveDepartment>, 'departmentId'>
export type RoomInput = Omit<InputOf<typeof contract.saveRoom>, 'roomId'>

const departmentColumns = async (input: DepartmentInput) => ({
  code: input.code,
  name: input.name.trim(),
  ...(await spellingOf(input.name, 'thing')),
  standard_code: input.standardCode ?? null,
  introduction: input.introduction ?? null,
  closed_on: input.closedOn ?? null,
})

export const insertDepartment = async (ctx: Ctx, input: DepartmentInput, departmentId = idAt(ctx)): Promise<string> => {
  await tables(ctx)
    .insertInto('network.department')
    .values({
      department_id: departmentId,
      institution_id: input.institutionId,
      ...(await departmentColumns(input)),
      created_at: ctx.now,
    })
    .execute()
  return departmentId
}
export const changeDepartment = async (ctx: Ctx, departmentId: string, input: DepartmentInput): Promise<void> => {
  const changed = await tables(ctx)
    .updateTable('network.department')
    .set(await departmentColumns(input))
    .where('department_id', '=', departmentId)
    .where('institution_id', '=', input.institutionId)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw unknownDepartment(departmentId)
}

/** Enters a department, or changes the one named. */
export const saveDepartment = async (ctx: Ctx, input: InputOf<typeof contract.saveDepartment>) => {
  await requireInstitution(ctx, input.institutionId)
  await requireManaged(ctx, input.institutionId)
  const departmentId = input.departmentId ?? (await insertDepartment(ctx, input))
  if (input.departmentId) await changeDepartment(ctx, input.departmentId, input)
  audit(ctx, { subjectKind: 'department', subjectId: departmentId, institutionId: input.institutionId })
  return { departmentId }
}

const roomColumns = (input: RoomInput) => ({
  code: input.code,
  name: input.name.trim(),
  department_id: input.departmentId ?? null,
  place: input.place ?? null,
  closed_on: input.closedOn ?? null,
})

export const insertRoom = async (ctx: Ctx, input: RoomInput, roomId = idAt(ctx)): Promise<string> => {
  await tables(ctx)
    .insertInto('network.room')
    .values({ room_id: roomId, institution_id: input.institutionId, ...roomColumns(input), created_at: ctx.now })
    .execute()
  return roomId
}
export const changeRoom = async (ctx: Ctx, roomId: string, input: RoomInput): Promise<void> => {
  const changed = await tables(ctx)
    .updateTable('network.room')
    .set(roomColumns(input))
    .where('room_id', '=', roomId)
    .where('institution_id', '=', input.institutionId)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw unknownRoom(roomId)
}

/** Enters a room, or changes the one named; its department belongs to the same institution. */
export const saveRoom = async (ctx: Ctx, input: InputOf<typeof contract.saveRoom>) => {
  await requireInstitution(ctx, input.institutionId)
  await requireManaged(ctx, input.institutionId)
  if (input.departmentId) await requireDepartmentAt(ctx, input.departmentId, input.institutionId)
  const roomId = input.roomId ?? (await insertRoom(ctx, input))
  if (input.roomId) await changeRoom(ctx, input.roomId, input)
  audit(ctx, { subjectKind: 'room', subjectId: roomId, institutionId: input.institutionId })
  return { roomId }
}

/** @throws network.unknown_department when it is of another institution. */
export const requireDepartmentAt = async (ctx: Ctx, departmentId: string, institutionId: string): Promise<void> => {
  const found = await tables(ctx)
    .selectFrom('network.department')
    .select('department_id')
    .where('department_id', '=', departmentId)
    .where('institution_id', '=', institutionId)
    .executeTakeFirst()
  if (!found) throw unknownDepartment(departmentId)
}
