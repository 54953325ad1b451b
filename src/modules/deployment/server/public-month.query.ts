import { partsOfDay } from '#src/modules/network/public.ts'
import { daysOfMonth } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { contract } from '../contract.ts'
import { isPublicKind } from '../domain/kinds.ts'
import { calendarDays } from './day-facts.ts'
import { awaitedNames, peopleAndRooms, sitesOf } from './names.ts'
import { findRecords } from './session.repository.ts'

/**
 * What everyone may know: published sessions that residents can come to, and those stopped after they were published
 * (DEP-12). No draft, no seat, no reason of a person's absence.
 */
export const publicMonth = async (
  ctx: Ctx,
  input: InputOf<typeof contract.publicMonth>,
): Promise<OutputOf<typeof contract.publicMonth>> => {
  const days = daysOfMonth(input.month)
  const [from, to] = [days[0] as string, days.at(-1) as string]
  const found = await findRecords(ctx, {
    ...(input.institutionId === undefined ? {} : { institutionIds: [input.institutionId] }),
    from,
    to,
    status: ['published', 'closed', 'cancelled'],
  })
  const records = found.filter(record => isPublicKind(record.kind))
  const { people, rooms } = await peopleAndRooms(ctx, records)
  const awaited = await awaitedNames(ctx, records)
  const homes = [...people.values()].map(person => person.institutionId)
  const sites = await sitesOf(ctx, [...records.map(record => record.institutionId), ...homes])
  return {
    month: input.month,
    days: [...(await calendarDays(ctx, from, to))],
    parts: (await partsOfDay(ctx, input.institutionId)).map(({ key, name, startsAt, endsAt }) => ({
      key,
      name,
      startsAt,
      endsAt,
    })),
    sessions: records.map(record => ({
      sessionId: record.sessionId,
      institutionId: record.institutionId,
      institutionName: sites.get(record.institutionId)?.name ?? '',
      roomName: record.roomId === null ? null : (rooms.get(record.roomId)?.name ?? null),
      kind: record.kind,
      speciality: record.speciality,
      theme: record.theme,
      note: record.note,
      localDate: record.localDate,
      partOfDay: record.partOfDay,
      startsAt: record.startsAt.toISOString(),
      endsAt: record.endsAt.toISOString(),
      feeFen: record.feeFen,
      placeText: record.placeText,
      takingPart: record.takingPart,
      filingNumber: record.filingNumber,
      lateMinutes: record.lateMinutes,
      awaited: awaited.get(record.sessionId) ?? null,
      status: record.status === 'cancelled' ? ('cancelled' as const) : ('published' as const),
      staff: record.staff.map(({ staffId, role }) => {
        const person = people.get(staffId)
        return {
          staffId,
          role,
          name: person?.name ?? '',
          titleCode: person?.titleCode ?? null,
          fromInstitution: (person && sites.get(person.institutionId)?.shortName) ?? null,
        }
      }),
    })),
  }
}
