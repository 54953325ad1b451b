import { sql } from 'kysely'
import type { LocalDate } from '#src/platform/kernel/dates.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { covers, type Period } from '../../domain/periods.ts'
import type {
  KnownConsortium,
  KnownDepartment,
  KnownInstitution,
  KnownRoom,
  KnownStaff,
  KnownTeam,
  WorkbookLookups,
} from '../../domain/workbook-types.ts'
import { managedInstitutions } from '../reach.ts'
import { tables } from '../tables.ts'

export type Site = Period & { readonly institutionId: string }
export type KnownAgreement = {
  readonly agreementId: string
  readonly code: string
  /** Who signed it, by their codes. */
  readonly partyCodes: readonly string[]
}

/** Everything that has a code, from the database and from the sheets read so far. */
export type Maps = {
  /** The acting region, meant where a row names none. */
  readonly regionId: number
  readonly consortia: Map<string, KnownConsortium>
  readonly institutions: Map<string, KnownInstitution>
  readonly institutionCodes: Map<string, string>
  readonly departments: Map<string, KnownDepartment>
  readonly rooms: Map<string, KnownRoom>
  readonly staff: Map<string, KnownStaff & { readonly leftOn: LocalDate | null }>
  readonly staffById: Map<string, KnownStaff & { readonly leftOn: LocalDate | null }>
  readonly teams: Map<string, KnownTeam>
  readonly agreements: Map<string, KnownAgreement>
  readonly sites: Map<string, Site[]>
}

export const placeKey = (institutionId: string, codeOrName: string): string => `${institutionId}/${codeOrName}`

const emptyMaps = (regionId: number): Maps => ({
  regionId,
  consortia: new Map(),
  institutions: new Map(),
  institutionCodes: new Map(),
  departments: new Map(),
  rooms: new Map(),
  staff: new Map(),
  staffById: new Map(),
  teams: new Map(),
  agreements: new Map(),
  sites: new Map(),
})

export const addInstitution = (maps: Maps, known: KnownInstitution): void => {
  maps.institutions.set(known.code, known)
  maps.institutionCodes.set(known.institutionId, known.code)
}
export const addDepartment = (maps: Maps, institutionId: string, known: KnownDepartment): void => {
  maps.departments.set(placeKey(institutionId, known.name), known)
  maps.departments.set(placeKey(institutionId, known.code), known)
}
export const addRoom = (maps: Maps, institutionId: string, known: KnownRoom): void => {
  maps.rooms.set(placeKey(institutionId, known.name), known)
  maps.rooms.set(placeKey(institutionId, known.code), known)
}
export const addStaff = (maps: Maps, known: KnownStaff & { readonly leftOn: LocalDate | null }): void => {
  maps.staff.set(known.code, known)
  maps.staffById.set(known.staffId, known)
}
export const addSite = (maps: Maps, staffId: string, site: Site): void => {
  const list = maps.sites.get(staffId) ?? []
  // A row of the workbook replaces the stored one that begins on the same day.
  maps.sites.set(staffId, [
    ...list.filter(other => other.institutionId !== site.institutionId || other.validFrom !== site.validFrom),
    site,
  ])
}

const readAgreements = async (ctx: Ctx): Promise<readonly KnownAgreement[]> => {
  const { rows } = await sql<KnownAgreement>`
    select a.agreement_id as "agreementId", a.code, coalesce(array_agg(i.code) filter (where i.code is not null), '{}') as "partyCodes"
    from network.agreement a
    left join network.agreement_party p on p.agreement_id = a.agreement_id
    left join network.institution i on i.institution_id = p.institution_id
    group by a.agreement_id, a.code`.execute(ctx.tx)
  return rows
}

/** Reads all that can be named; some thousands of small rows. */
export const loadMaps = async (ctx: Ctx): Promise<Maps> => {
  const maps = emptyMaps(ctx.regionId)
  const managed = ctx.actor.kind === 'staff' ? await managedInstitutions(ctx) : null
  const inReach = (institutionId: string): boolean => managed === null || managed.has(institutionId)
  const db = tables(ctx)
  for (const row of await db
    .selectFrom('network.institution')
    .select(['institution_id', 'code', 'name', 'region_id'])
    .execute())
    addInstitution(maps, {
      institutionId: row.institution_id,
      code: row.code,
      name: row.name,
      regionId: row.region_id,
      inReach: inReach(row.institution_id),
    })
  const heads = new Map<string, string>()
  for (const row of await db
    .selectFrom('network.membership')
    .select(['consortium_id', 'institution_id'])
    .where('role', '=', 'head')
    .orderBy('valid_from')
    .execute())
    heads.set(row.consortium_id, row.institution_id)
  for (const row of await db.selectFrom('network.consortium').select(['consortium_id', 'code']).execute()) {
    const head = heads.get(row.consortium_id)
    maps.consortia.set(row.code, {
      consortiumId: row.consortium_id,
      code: row.code,
      inReach: head === undefined || inReach(head),
    })
  }
  for (const row of await db
    .selectFrom('network.department')
    .select(['department_id', 'institution_id', 'code', 'name'])
    .execute())
    addDepartment(maps, row.institution_id, { departmentId: row.department_id, code: row.code, name: row.name })
  for (const row of await db.selectFrom('network.room').select(['room_id', 'institution_id', 'code', 'name']).execute())
    addRoom(maps, row.institution_id, { roomId: row.room_id, code: row.code, name: row.name })
  for (const row of await db
    .selectFrom('network.staff')
    .select(['staff_id', 'code', 'name', 'institution_id', 'left_on'])
    .execute())
    addStaff(maps, {
      staffId: row.staff_id,
      code: row.code,
      name: row.name,
      institutionId: row.institution_id,
      leftOn: row.left_on,
    })
  for (const row of await db.selectFrom('network.team').select(['team_id', 'code', 'institution_id']).execute())
    maps.teams.set(row.code, { teamId: row.team_id, code: row.code, institutionId: row.institution_id })
  for (const agreement of await readAgreements(ctx)) maps.agreements.set(agreement.code, agreement)
  for (const row of await db
    .selectFrom('network.practice_site')
    .select(['staff_id', 'institution_id', 'valid_from', 'valid_until'])
    .execute())
    addSite(maps, row.staff_id, {
      institutionId: row.institution_id,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
    })
  return maps
}

const mapsOfLookups = new WeakMap<WorkbookLookups, Maps>()

/** What every sheet may look up; only network's own sheets add to the maps behind it. */
export const lookupsOf = (maps: Maps): WorkbookLookups => {
  const lookups: WorkbookLookups = {
    consortium: code => maps.consortia.get(code),
    institution: code => maps.institutions.get(code),
    department: (institutionId, codeOrName) => maps.departments.get(placeKey(institutionId, codeOrName)),
    room: (institutionId, codeOrName) => maps.rooms.get(placeKey(institutionId, codeOrName)),
    staff: code => maps.staff.get(code),
    team: code => maps.teams.get(code),
    mayWorkAt: (staffId, institutionId, on) => {
      const person = maps.staffById.get(staffId)
      if (person === undefined || (person.leftOn !== null && person.leftOn < on)) return false
      return (
        person.institutionId === institutionId ||
        (maps.sites.get(staffId) ?? []).some(site => site.institutionId === institutionId && covers(site, on))
      )
    },
  }
  mapsOfLookups.set(lookups, maps)
  return lookups
}

export const mapsOf = (lookups: WorkbookLookups): Maps => mapsOfLookups.get(lookups) as Maps
