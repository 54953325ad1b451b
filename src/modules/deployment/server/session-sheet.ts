import {
  findDepartments,
  findInstitutions,
  findRooms,
  findStaffMembers,
  findTeams,
  type Rehearsed,
  type RowFinding,
  type SheetRow,
  type WorkbookLookups,
  type WorkbookSheet,
} from '#src/modules/network/public.ts'
import { addDays, localDateAt, localTimeAt } from '#src/platform/kernel/dates.ts'
import { audit, type Ctx, requireStaff } from '#src/platform/server/context.ts'
import type { Problem } from '../contract-shapes.ts'
import { isDayOff } from '../domain/calendar.ts'
import { changedParts } from '../domain/changed-parts.ts'
import { type Knowledge, problemsOf } from './check-sessions.ts'
import { calendarDays } from './day-facts.ts'
import { ownersOf } from './plan-session.ts'
import { findRecords, insertRecords, lockDiaries, type SessionRecord, updateRecord } from './session.repository.ts'
import { type SessionRow, sessionColumns } from './session-sheet-columns.ts'
import { recordsOfRows } from './session-sheet-rows.ts'

/** How far ahead sessions are read to recognise rows that are there already, and are exported. */
const horizonDays = 400

const upcoming = async (ctx: Ctx): Promise<readonly SessionRecord[]> => {
  const today = localDateAt(ctx.now, ctx.timeZone)
  return findRecords(ctx, {
    institutionIds: requireStaff(ctx).reach,
    from: today,
    to: addDays(today, horizonDays),
    status: ['draft', 'published'],
  })
}

/**
 * The same session again: site, day, part of the day, and who or what it is about. Two of one kind are told apart by
 * their order in the day, so that a changed time is a change and not another session.
 */
const identities = <T extends { readonly record: SessionRecord }>(entries: readonly T[]): ReadonlyMap<string, T> => {
  const found = new Map<string, T>()
  const counts = new Map<string, number>()
  const inOrder = [...entries].sort((one, other) => one.record.startsAt.getTime() - other.record.startsAt.getTime())
  for (const entry of inOrder) {
    const { record } = entry
    const about = record.staff.find(person => person.role === 'lead')?.staffId ?? record.teamId ?? record.theme ?? ''
    const key = [record.institutionId, record.localDate, record.partOfDay, about].join(' ')
    const count = counts.get(key) ?? 0
    counts.set(key, count + 1)
    found.set(`${key} ${count}`, entry)
  }
  return found
}

type Entry = { readonly row: number; readonly record: SessionRecord }
type Sorted = {
  readonly created: Entry[]
  readonly changed: Entry[]
  unchanged: number
  readonly findings: RowFinding[]
}

/** What the sheet has columns for is changed by its row; everything else a session carries stays as it was. */
const changedBy = (before: SessionRecord, row: SessionRecord): SessionRecord => ({
  ...before,
  departmentId: row.departmentId,
  roomId: row.roomId,
  teamId: row.teamId ?? before.teamId,
  kind: row.kind,
  speciality: row.speciality,
  theme: row.theme,
  startsAt: row.startsAt,
  endsAt: row.endsAt,
  capacity: row.capacity,
  bucketMinutes: row.bucketMinutes,
  feeFen: row.feeFen,
  note: row.note,
  staff: row.staff,
})

/** Rows that are on the board already stay or change their draft; a published session is changed on the board. */
const sortOut = (entries: readonly Entry[], existing: readonly SessionRecord[]): Sorted => {
  const known = identities(existing.map(record => ({ record })))
  const sorted: Sorted = { created: [], changed: [], unchanged: 0, findings: [] }
  for (const [identity, { row, record }] of identities(entries)) {
    const before = known.get(identity)?.record
    if (before === undefined) sorted.created.push({ row, record })
    else {
      const after = changedBy(before, record)
      if (changedParts(before, after).length === 0 && before.departmentId === after.departmentId) sorted.unchanged += 1
      else if (before.status === 'published')
        sorted.findings.push({ row, column: 'date', severity: 'error', code: 'deployment.sheet_published' })
      else sorted.changed.push({ row, record: { ...after, version: before.version + 1 } })
    }
  }
  return sorted
}

const columnOf: Readonly<Record<Problem['code'], keyof SessionRow>> = {
  person_busy: 'lead',
  room_busy: 'room',
  on_leave: 'lead',
  may_not_work_here: 'lead',
  no_staff: 'lead',
  no_lead: 'lead',
  in_the_past: 'date',
  no_capacity: 'capacity',
  bad_times: 'endsAt',
  room_elsewhere: 'room',
  holiday: 'date',
  short_travel: 'part',
  no_room: 'room',
  no_department: 'department',
  no_speciality: 'speciality',
  no_filing: 'kind',
  not_named: 'lead',
}

const columnOfPerson = (record: SessionRecord, staffId: string | null): keyof SessionRow => {
  const role = record.staff.find(person => person.staffId === staffId)?.role ?? 'lead'
  return ({ lead: 'lead', joint_gp: 'joint', follower: 'followers', nurse: 'nurses' } as const)[role]
}

const findingsOf = (problems: readonly Problem[], written: readonly Entry[]): readonly RowFinding[] => {
  const byId = new Map(written.map(entry => [entry.record.sessionId, entry]))
  return problems.flatMap((found): RowFinding[] => {
    const entry = byId.get(found.sessionId ?? '')
    if (entry === undefined) return []
    const other = byId.get(found.otherSessionId ?? '')
    // Two rows that meet are told once, at the later one.
    if (other !== undefined && other.row > entry.row) return []
    return [
      {
        row: entry.row,
        column: found.staffId === null ? columnOf[found.code] : columnOfPerson(entry.record, found.staffId),
        severity: found.level === 'stop' ? 'error' : 'warning',
        code: other === undefined ? `deployment.${found.code}` : `deployment.sheet_${found.code}`,
        ...(other === undefined ? {} : { details: { row: other.row } }),
      },
    ]
  })
}

const weekendFindings = async (ctx: Ctx, entries: readonly Entry[]): Promise<readonly RowFinding[]> => {
  const dates = entries.map(entry => entry.record.localDate).sort()
  if (dates.length === 0) return []
  const days = await calendarDays(ctx, dates[0] as string, dates.at(-1) as string)
  const weekends = new Set(days.filter(day => isDayOff(day.kind) && day.kind !== 'holiday').map(day => day.date))
  return entries
    .filter(entry => weekends.has(entry.record.localDate))
    .map(({ row }) => ({ row, column: 'date', severity: 'warning' as const, code: 'deployment.sheet_weekend' }))
}

const rehearse = async (
  ctx: Ctx,
  rows: readonly SheetRow<SessionRow>[],
  lookups: WorkbookLookups,
): Promise<Rehearsed> => {
  const { entries, findings, rooms } = await recordsOfRows(ctx, rows, lookups)
  const { created, changed, unchanged, findings: refused } = sortOut(entries, await upcoming(ctx))
  const entriesWritten = [...created, ...changed]
  const written = entriesWritten.map(entry => entry.record)
  const known: Knowledge = {
    mayWorkAt: places =>
      places.map(({ staffId, institutionId, date }) => lookups.mayWorkAt(staffId, institutionId, date)),
    sitesOfRooms: () => rooms,
  }
  const problems = await problemsOf(ctx, written, 'lay_out', known)
  return {
    findings: [
      ...findings,
      ...refused,
      ...findingsOf(problems, entriesWritten),
      ...(await weekendFindings(ctx, entriesWritten)),
    ],
    counts: { created: created.length, changed: changed.length, unchanged },
    apply: async () => {
      if (written.length === 0) return
      await lockDiaries(ctx, ownersOf(written))
      for (const { record } of changed) await updateRecord(ctx, record)
      await insertRecords(
        ctx,
        created.map(entry => entry.record),
      )
      audit(ctx, {
        subjectKind: 'sheet',
        subjectId: 'deployment.session',
        details: { created: created.length, changed: changed.length },
      })
    },
  }
}

const codesOf = (record: SessionRecord, role: string, staff: ReadonlyMap<string, string>): string | null => {
  const codes = record.staff.filter(person => person.role === role).map(person => staff.get(person.staffId) ?? '')
  return codes.length === 0 ? null : codes.join('、')
}

const exportRows = async (ctx: Ctx): Promise<readonly SessionRow[]> => {
  const records = await upcoming(ctx)
  const unique = (ids: readonly (string | null)[]) => [...new Set(ids.filter(id => id !== null))]
  const sites = new Map(
    (await findInstitutions(ctx, unique(records.map(record => record.institutionId)))).map(site => [
      site.institutionId,
      site.code,
    ]),
  )
  const staff = new Map(
    (await findStaffMembers(ctx, unique(records.flatMap(record => record.staff.map(person => person.staffId))))).map(
      person => [person.staffId, person.code],
    ),
  )
  const rooms = new Map(
    (await findRooms(ctx, unique(records.map(record => record.roomId)))).map(room => [room.roomId, room.code]),
  )
  const departments = new Map(
    (await findDepartments(ctx, unique(records.map(record => record.departmentId)))).map(one => [
      one.departmentId,
      one.code,
    ]),
  )
  const teams = new Map(
    (await findTeams(ctx, unique(records.map(record => record.teamId))))
      .filter(team => team.endedOn === null)
      .map(team => [team.teamId, team.code]),
  )
  return records.map(record => ({
    institution: sites.get(record.institutionId) ?? null,
    date: record.localDate,
    part: record.partOfDay,
    startsAt: localTimeAt(record.startsAt, ctx.timeZone),
    endsAt: localTimeAt(record.endsAt, ctx.timeZone),
    kind: record.kind,
    department: record.departmentId === null ? null : (departments.get(record.departmentId) ?? null),
    room: record.roomId === null ? null : (rooms.get(record.roomId) ?? null),
    speciality: record.speciality,
    theme: record.theme,
    lead: codesOf(record, 'lead', staff),
    joint: codesOf(record, 'joint_gp', staff),
    followers: codesOf(record, 'follower', staff),
    nurses: codesOf(record, 'nurse', staff),
    team: record.teamId === null ? null : (teams.get(record.teamId) ?? null),
    capacity: record.capacity,
    bucketMinutes: record.bucketMinutes,
    feeYuan: record.feeFen === null ? null : record.feeFen / 100,
    note: record.note,
  }))
}

/** 排班 in the workbook (DEP-16): drafts of the future; what is published is changed on the board. */
export const sessionSheet: WorkbookSheet<SessionRow> = {
  key: 'deployment.session',
  title: '排班',
  order: 1000,
  columns: sessionColumns,
  identity: [],
  rehearse,
  exportRows,
}
