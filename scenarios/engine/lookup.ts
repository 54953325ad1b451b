import { listDepartments, listInstitutions, listRooms } from '#src/modules/network/contract.ts'
import { listStaff } from '#src/modules/network/contract-people.ts'
import { listTeams } from '#src/modules/network/contract-teams.ts'
import { invariant } from '#src/platform/kernel/errors.ts'
import type { StaffActor } from '#src/platform/server/actor.ts'
import type { NetworkData } from './network-data.ts'
import type { Player } from './player.ts'

/** From the codes and names of a scenario to the ids that the import gave. */
export type Lookup = {
  readonly institution: (code: string) => string
  readonly staff: (code: string) => string
  readonly team: (code: string) => string
  readonly department: (institutionCode: string, name: string) => string
  readonly room: (institutionCode: string, name: string) => string
}

const all = async <T>(
  page: (cursor: string | undefined) => Promise<{ readonly items: readonly T[]; readonly nextCursor: string | null }>,
): Promise<readonly T[]> => {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const read = await page(cursor)
    items.push(...read.items)
    cursor = read.nextCursor ?? undefined
  } while (cursor !== undefined)
  return items
}

const finder =
  (kind: string, ids: ReadonlyMap<string, string>) =>
  (key: string): string => {
    const id = ids.get(key)
    invariant(id, `the scenario names a ${kind} that was not imported: ${key}`)
    return id
  }

const paged = (cursor: string | undefined) => ({ limit: 500, ...(cursor === undefined ? {} : { cursor }) })

export const readLookup = async (player: Player, actor: StaffActor, network: NetworkData): Promise<Lookup> => {
  const [institutions, staff, teams] = await Promise.all([
    all(cursor => player.play(actor, listInstitutions, paged(cursor))),
    all(cursor => player.play(actor, listStaff, paged(cursor))),
    player.play(actor, listTeams, {}),
  ])
  const institution = finder('institution', new Map(institutions.map(row => [row.code, row.institutionId])))
  const departments = new Map<string, string>()
  const rooms = new Map<string, string>()
  for (const { code } of network.institutions) {
    const at = { institutionId: institution(code) }
    for (const row of (await player.play(actor, listDepartments, at)).items)
      departments.set(`${code} ${row.name}`, row.departmentId)
    for (const row of (await player.play(actor, listRooms, at)).items) rooms.set(`${code} ${row.name}`, row.roomId)
  }
  const department = finder('department', departments)
  const room = finder('room', rooms)
  return {
    institution,
    staff: finder('member of staff', new Map(staff.map(row => [row.code, row.staffId]))),
    team: finder('team', new Map(teams.items.map(row => [row.code, row.teamId]))),
    department: (institutionCode, name) => department(`${institutionCode} ${name}`),
    room: (institutionCode, name) => room(`${institutionCode} ${name}`),
  }
}
