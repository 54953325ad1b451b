import {
  findTeams,
  type KnownInstitution,
  partsOfDay,
  type RowFinding,
  type SheetRow,
  type WorkbookLookups,
} from '#src/modules/network/public.ts'
import type { LocalTime } from '#src/platform/kernel/dates.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { type PartOfDay, timesOf } from '../domain/part-of-day.ts'
import { draftOn } from './plan-session.ts'
import type { SessionRecord, Staffing } from './session.repository.ts'
import type { SessionRow } from './session-sheet-columns.ts'

type Collected = {
  readonly entries: { readonly row: number; readonly record: SessionRecord }[]
  readonly findings: RowFinding[]
  /** Room → its institution, rooms of this workbook included. */
  readonly rooms: Map<string, string>
}

type Say = (column: keyof SessionRow, code: string, details?: RowFinding['details']) => void

const roles = [
  ['lead', 'lead'],
  ['joint', 'joint_gp'],
  ['followers', 'follower'],
  ['nurses', 'nurse'],
] as const

const codesIn = (text: string | null): readonly string[] =>
  (text ?? '').split(/[、,，;；\s]+/).filter(code => code !== '')

/** People named in the row; each once, whatever the column. */
const staffOfRow = (values: SessionRow, lookups: WorkbookLookups, say: Say): readonly Staffing[] => {
  const staff: Staffing[] = []
  for (const [column, role] of roles)
    for (const code of codesIn(values[column])) {
      const person = lookups.staff(code)
      if (person === undefined) say(column, 'deployment.sheet_unknown_staff', { code })
      else if (staff.some(one => one.staffId === person.staffId)) say(column, 'deployment.person_twice')
      else staff.push({ staffId: person.staffId, role })
    }
  return staff
}

/** Parts of the day of each site, asked once a site. */
const partsReader = (ctx: Ctx) => {
  const read = new Map<string, readonly PartOfDay[]>()
  return async (institutionId: string): Promise<readonly PartOfDay[]> => {
    const parts = read.get(institutionId) ?? (await partsOfDay(ctx, institutionId))
    read.set(institutionId, parts)
    return parts
  }
}

const given = (startsAt: LocalTime | null, endsAt: LocalTime | null) => ({
  ...(startsAt === null ? {} : { startsAt }),
  ...(endsAt === null ? {} : { endsAt }),
})

const siteOf = (ctx: Ctx, values: SessionRow, lookups: WorkbookLookups, say: Say): KnownInstitution | undefined => {
  const code = values.institution
  if (code === null) return undefined
  const site = lookups.institution(code)
  if (site === undefined) say('institution', 'deployment.sheet_unknown_institution', { code })
  else if (!site.inReach) say('institution', 'deployment.sheet_outside_reach', { code })
  else if (site.regionId !== ctx.regionId) say('institution', 'deployment.site_in_another_region')
  else return site
  return undefined
}

/** Turns rows into drafts; whatever can't be read or is unknown is told by cell and makes no draft. */
export const recordsOfRows = async (
  ctx: Ctx,
  rows: readonly SheetRow<SessionRow>[],
  lookups: WorkbookLookups,
): Promise<Collected> => {
  const collected: Collected = { entries: [], findings: [], rooms: new Map() }
  const partsOf = partsReader(ctx)
  for (const row of rows) {
    const before = collected.findings.length
    const say: Say = (column, code, details) => {
      collected.findings.push({ row: row.number, column, severity: 'error', code, ...(details ? { details } : {}) })
    }
    const record = await recordOfRow(ctx, row, { lookups, say, partsOf, rooms: collected.rooms })
    if (record !== undefined && collected.findings.length === before)
      collected.entries.push({ row: row.number, record })
  }
  return collected
}

type Help = {
  readonly lookups: WorkbookLookups
  readonly say: Say
  readonly partsOf: (institutionId: string) => Promise<readonly PartOfDay[]>
  readonly rooms: Map<string, string>
}

const placesOfRow = (values: SessionRow, site: KnownInstitution, { lookups, say, rooms }: Help) => {
  const department = values.department === null ? undefined : lookups.department(site.institutionId, values.department)
  if (values.department !== null && department === undefined)
    say('department', 'deployment.sheet_unknown_department', { name: values.department })
  const room = values.room === null ? undefined : lookups.room(site.institutionId, values.room)
  if (values.room !== null && room === undefined) say('room', 'deployment.sheet_unknown_room', { name: values.room })
  if (room !== undefined) rooms.set(room.roomId, site.institutionId)
  return { departmentId: department?.departmentId ?? null, roomId: room?.roomId ?? null }
}

const teamOfRow = async (ctx: Ctx, values: SessionRow, named: readonly Staffing[], { lookups, say }: Help) => {
  if (values.team === null) return { teamId: null, staff: named }
  const team = lookups.team(values.team)
  if (team === undefined) say('team', 'deployment.sheet_unknown_team', { code: values.team })
  if (team === undefined || named.length > 0 || values.date === null)
    return { teamId: team?.teamId ?? null, staff: named }
  const [written] = await findTeams(ctx, [team.teamId], values.date)
  // A team of this very workbook has no members yet that could be read.
  if (written === undefined) say('team', 'deployment.sheet_team_not_yet', { code: values.team })
  return { teamId: team.teamId, staff: (written?.members ?? []).map(({ staffId, role }) => ({ staffId, role })) }
}

const recordOfRow = async (ctx: Ctx, row: SheetRow<SessionRow>, help: Help): Promise<SessionRecord | undefined> => {
  const { values } = row
  const site = siteOf(ctx, values, help.lookups, help.say)
  const { teamId, staff } = await teamOfRow(ctx, values, staffOfRow(values, help.lookups, help.say), help)
  // Every cell of the row is looked at, also beside one that is wrong.
  const places = site && placesOfRow(values, site, help)
  if (
    site === undefined ||
    places === undefined ||
    values.date === null ||
    values.part === null ||
    values.kind === null ||
    values.capacity === null
  )
    return undefined
  if (row.wrong.size > 0) return undefined
  const part = (await help.partsOf(site.institutionId)).find(candidate => candidate.key === values.part)
  if (part === undefined) help.say('part', 'deployment.part_unknown', { partOfDay: values.part })
  const times = part && timesOf(part, given(values.startsAt, values.endsAt))
  if (part !== undefined && times === undefined) help.say('endsAt', 'deployment.bad_times')
  if (times === undefined) return undefined
  const fields = {
    institutionId: site.institutionId,
    ...places,
    kind: values.kind,
    speciality: values.speciality,
    theme: values.theme,
    partOfDay: values.part,
    capacity: values.capacity,
    bucketMinutes: values.bucketMinutes ?? 30,
    feeFen: values.feeYuan === null ? null : Math.round(values.feeYuan * 100),
    note: values.note,
    teamId,
    staff: [...staff],
  }
  return draftOn(ctx, { fields, times, staff }, values.date)
}
