import type { Ctx } from '#src/platform/server/context.ts'
import type { Session } from '../public.ts'
import { awaitedNames, peopleAndRooms } from './names.ts'
import { findRecords, type RecordFilter } from './session.repository.ts'
import { findSubstitutions } from './substitution.repository.ts'

/** Sessions with the names that every reader needs: three questions, however many sessions. */
export const readSessions = async (ctx: Ctx, filter: RecordFilter): Promise<readonly Session[]> => {
  const records = await findRecords(ctx, filter)
  const { people, rooms } = await peopleAndRooms(ctx, records)
  const awaited = await awaitedNames(ctx, records)
  const replaced = await findSubstitutions(ctx, records)
  return records.map(({ seriesId: _series, seriesDate: _date, cancelledAt: _at, sheetAskedAt: _asked, ...record }) => ({
    ...record,
    awaited: awaited.get(record.sessionId) ?? null,
    replaced: replaced.get(record.sessionId) ?? [],
    title: record.theme ?? record.speciality,
    roomName: record.roomId === null ? null : (rooms.get(record.roomId)?.name ?? null),
    staff: record.staff.map(({ staffId, role }) => {
      const person = people.get(staffId)
      return {
        staffId,
        role,
        name: person?.name ?? '',
        titleCode: person?.titleCode ?? null,
        homeInstitutionId: person?.institutionId ?? '',
      }
    }),
  }))
}
