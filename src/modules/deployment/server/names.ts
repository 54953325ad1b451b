import {
  findDepartments,
  findInstitutions,
  findRooms,
  findStaffMembers,
  findTeams,
} from '#src/modules/network/public.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { Problem } from '../contract-shapes.ts'
import { awaitsPerson } from '../domain/awaits-person.ts'
import type { SessionRecord } from './session.repository.ts'

const unique = (ids: readonly (string | null)[]): string[] => [...new Set(ids.filter(id => id !== null))]

/** @param on the day whose title is told; without it, today. */
export const staffOf = async (ctx: Ctx, ids: readonly (string | null)[], on?: string) => {
  const wanted = unique(ids)
  const found = wanted.length === 0 ? [] : await findStaffMembers(ctx, wanted, on)
  return new Map(found.map(person => [person.staffId, person]))
}
export const roomsOf = async (ctx: Ctx, ids: readonly (string | null)[]) => {
  const wanted = unique(ids)
  const found = wanted.length === 0 ? [] : await findRooms(ctx, wanted)
  return new Map(found.map(room => [room.roomId, room]))
}
export const sitesOf = async (ctx: Ctx, ids: readonly (string | null)[]) => {
  const wanted = unique(ids)
  const found = wanted.length === 0 ? [] : await findInstitutions(ctx, wanted)
  return new Map(found.map(site => [site.institutionId, site]))
}

/** People and rooms of many sessions in two questions. */
export const peopleAndRooms = async (ctx: Ctx, records: readonly SessionRecord[]) => ({
  people: await staffOf(
    ctx,
    records.flatMap(record => record.staff.map(person => person.staffId)),
  ),
  rooms: await roomsOf(
    ctx,
    records.map(record => record.roomId),
  ),
})

/** Of sessions without a leading person: the department or team that will name one (DEP-33). */
export const awaitedNames = async (
  ctx: Ctx,
  records: readonly SessionRecord[],
): Promise<ReadonlyMap<RegionalId, string>> => {
  const awaiting = records.filter(awaitsPerson)
  if (awaiting.length === 0) return new Map()
  const departments = await findDepartments(ctx, unique(awaiting.map(record => record.namedByDepartmentId)))
  const teams = await findTeams(ctx, unique(awaiting.map(record => record.teamId)))
  const sites = await sitesOf(
    ctx,
    departments.map(department => department.institutionId),
  )
  const ofDepartment = new Map(
    departments.map(one => [one.departmentId, `${sites.get(one.institutionId)?.shortName ?? ''}${one.name}`]),
  )
  const ofTeam = new Map(teams.map(team => [team.teamId, team.name]))
  return new Map(
    awaiting.map(record => [
      record.sessionId,
      ofDepartment.get(record.namedByDepartmentId ?? '') ?? ofTeam.get(record.teamId ?? '') ?? '',
    ]),
  )
}

/** Words for the ids that a list of problems holds. */
export const namesIn = async (ctx: Ctx, problems: readonly Problem[]): Promise<Record<string, string>> => {
  const people = await staffOf(
    ctx,
    problems.map(found => found.staffId),
  )
  const rooms = await roomsOf(
    ctx,
    problems.map(found => found.roomId),
  )
  const sites = await sitesOf(
    ctx,
    problems.flatMap(found => [found.institutionId, found.otherInstitutionId]),
  )
  return Object.fromEntries([
    ...[...people].map(([id, person]) => [id, person.name] as const),
    ...[...rooms].map(([id, room]) => [id, room.name] as const),
    ...[...sites].map(([id, site]) => [id, site.shortName] as const),
  ])
}
