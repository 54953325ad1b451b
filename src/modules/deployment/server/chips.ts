import { localTimeAt } from '#src/platform/kernel/dates.ts'
import { regionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { SessionChip } from '../contract-shapes.ts'
import { awaitedNames, peopleAndRooms } from './names.ts'
import type { SessionRecord } from './session.repository.ts'

const extrasOfChip = (record: SessionRecord) => ({
  placeText: record.placeText,
  takingPart: record.takingPart,
  filingNumber: record.filingNumber,
  contactName: record.contactName,
  contactPhone: record.contactPhone,
  carPlate: record.carPlate,
  lateMinutes: record.lateMinutes,
  namedByDepartmentId: record.namedByDepartmentId,
  namesPersonBy: record.namesPersonBy?.toISOString() ?? null,
  substituteSessionId: record.substituteSessionId,
})

/** Sessions as the board shows them, with the names of people and rooms. */
export const chipsOf = async (ctx: Ctx, records: readonly SessionRecord[]): Promise<SessionChip[]> => {
  const { people, rooms } = await peopleAndRooms(ctx, records)
  const awaited = await awaitedNames(ctx, records)
  return records.map(record => ({
    sessionId: record.sessionId,
    institutionId: record.institutionId,
    departmentId: record.departmentId,
    roomId: record.roomId,
    roomName: record.roomId === null ? null : (rooms.get(record.roomId)?.name ?? null),
    kind: record.kind,
    speciality: record.speciality,
    theme: record.theme,
    localDate: record.localDate,
    partOfDay: record.partOfDay,
    startsAt: localTimeAt(record.startsAt, ctx.timeZone),
    endsAt: localTimeAt(record.endsAt, ctx.timeZone),
    capacity: record.capacity,
    bucketMinutes: record.bucketMinutes,
    feeFen: record.feeFen,
    note: record.note,
    status: record.status,
    teamId: record.teamId,
    seriesId: record.seriesId === null ? null : regionalId(ctx.regionId, record.seriesId),
    ...extrasOfChip(record),
    awaited: awaited.get(record.sessionId) ?? null,
    version: record.version,
    staff: record.staff.map(({ staffId, role }) => ({
      staffId,
      role,
      name: people.get(staffId)?.name ?? '',
      titleCode: people.get(staffId)?.titleCode ?? null,
    })),
  }))
}
