import { findRooms, mayWorkAtMany, travelTimesAmong, type WorkPlace } from '#src/modules/network/public.ts'
import { addDays } from '#src/platform/kernel/dates.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { settingOf } from '#src/platform/server/settings.ts'
import type { Problem, ProblemCode } from '../contract-shapes.ts'
import { awaitsPerson } from '../domain/awaits-person.ts'
import { type Booked, type Clash, clashesAmong } from '../domain/clashes.ts'
import { levelOf, wantsSeats } from '../domain/kinds.ts'
import { type AbsenceRecord, findAbsences } from './absence.repository.ts'
import { calendarDays } from './day-facts.ts'
import { findBusyRecords, type SessionRecord } from './session.repository.ts'

export type CheckFor = 'lay_out' | 'publish'

/** Who may work where and which room is whose; a workbook knows people and rooms that are not written yet. */
export type Knowledge = {
  /** Answers in the order asked. */
  readonly mayWorkAt: (places: readonly WorkPlace[]) => readonly boolean[] | Promise<readonly boolean[]>
  readonly sitesOfRooms: (
    roomIds: readonly string[],
  ) => ReadonlyMap<string, string> | Promise<ReadonlyMap<string, string>>
}
export const knowledgeOf = (ctx: Ctx): Knowledge => ({
  mayWorkAt: places => mayWorkAtMany(ctx, places),
  sitesOfRooms: async roomIds =>
    new Map((await findRooms(ctx, roomIds)).map(room => [room.roomId, room.institutionId])),
})

const bookedOf = (record: SessionRecord): Booked => ({
  sessionId: record.sessionId,
  institutionId: record.institutionId,
  roomId: record.roomId,
  startsAt: record.startsAt,
  endsAt: record.endsAt,
  staffIds: record.staff.map(person => person.staffId),
})

type More = { readonly staffId?: string | null; readonly roomId?: string | null; readonly clash?: Clash }

const problem = (record: SessionRecord, code: ProblemCode, more: More = {}): Problem => ({
  code,
  level: levelOf(code),
  sessionId: record.sessionId,
  localDate: record.localDate,
  partOfDay: record.partOfDay,
  institutionId: record.institutionId,
  staffId: more.clash?.staffId ?? more.staffId ?? null,
  roomId: more.clash?.roomId ?? more.roomId ?? null,
  otherSessionId: more.clash?.other ?? null,
  otherInstitutionId: more.clash?.otherInstitutionId ?? null,
})

/** What can be said of a session by looking at it alone. */
const ownProblems = (record: SessionRecord, purpose: CheckFor, now: Date): readonly Problem[] => {
  const found: Problem[] = []
  if (record.startsAt <= now) found.push(problem(record, 'in_the_past'))
  const awaited = awaitsPerson(record)
  if (awaited && record.namesPersonBy !== null && record.namesPersonBy <= now) found.push(problem(record, 'not_named'))
  if (purpose === 'publish' && record.staff.length === 0 && !awaited) found.push(problem(record, 'no_staff'))
  // Residents are told where to go and what for; only a session they can book needs it before it is published.
  if (purpose === 'publish' && wantsSeats(record.kind)) {
    if (record.roomId === null && record.placeText === null) found.push(problem(record, 'no_room'))
    if (record.departmentId === null && record.takingPart === null) found.push(problem(record, 'no_department'))
    if (record.speciality === null && record.theme === null) found.push(problem(record, 'no_speciality'))
    if (record.kind === 'free_clinic' && record.filingNumber === null) found.push(problem(record, 'no_filing'))
  }
  if (!awaited && record.staff.length > 0 && !record.staff.some(person => person.role === 'lead'))
    found.push(problem(record, 'no_lead'))
  if (record.capacity === 0 && wantsSeats(record.kind)) found.push(problem(record, 'no_capacity'))
  return found
}

export const isAway = (absence: AbsenceRecord, record: SessionRecord, staffId: string): boolean =>
  absence.staffId === staffId &&
  absence.from <= record.localDate &&
  record.localDate <= absence.to &&
  (absence.partOfDay === null || absence.partOfDay === record.partOfDay || record.partOfDay === 'full_day')

const peopleProblems = async (
  known: Knowledge,
  records: readonly SessionRecord[],
  absences: readonly AbsenceRecord[],
): Promise<readonly Problem[]> => {
  const posts = records.flatMap(record => record.staff.map(({ staffId }) => ({ record, staffId })))
  const allowed = await known.mayWorkAt(
    posts.map(({ record, staffId }) => ({ staffId, institutionId: record.institutionId, date: record.localDate })),
  )
  return posts.flatMap(({ record, staffId }, index) => [
    ...(allowed[index] ? [] : [problem(record, 'may_not_work_here', { staffId })]),
    ...(absences.some(absence => isAway(absence, record, staffId)) ? [problem(record, 'on_leave', { staffId })] : []),
  ])
}

const roomProblems = async (known: Knowledge, records: readonly SessionRecord[]): Promise<readonly Problem[]> => {
  const roomIds = [...new Set(records.map(record => record.roomId).filter(id => id !== null))]
  const rooms = roomIds.length === 0 ? new Map<string, string>() : await known.sitesOfRooms(roomIds)
  return records
    .filter(record => record.roomId !== null && rooms.get(record.roomId) !== record.institutionId)
    .map(record => problem(record, 'room_elsewhere', { roomId: record.roomId }))
}

const holidayProblems = async (
  ctx: Ctx,
  records: readonly SessionRecord[],
  from: string,
  to: string,
): Promise<readonly Problem[]> => {
  const holidays = new Set(
    (await calendarDays(ctx, from, to)).filter(day => day.kind === 'holiday').map(day => day.date),
  )
  return records.filter(record => holidays.has(record.localDate)).map(record => problem(record, 'holiday'))
}

/** Minutes as network wrote them down, the quickest way; where nobody did, the region's usual ones (DEP-40). */
const waysAmong = async (ctx: Ctx, sessions: readonly Booked[], usual: number) => {
  const known = new Map<string, number>()
  for (const { from, to, minutes } of await travelTimesAmong(
    ctx,
    sessions.map(session => session.institutionId),
  ))
    known.set(`${from} ${to}`, Math.min(minutes, known.get(`${from} ${to}`) ?? minutes))
  return {
    minutes: (from: string, to: string): number => known.get(`${from} ${to}`) ?? known.get(`${to} ${from}`) ?? usual,
    longest: Math.max(usual, ...known.values()),
  }
}

const clashProblems = async (
  ctx: Ctx,
  records: readonly SessionRecord[],
  others: readonly SessionRecord[],
  travelMinutes: number,
): Promise<readonly Problem[]> => {
  const mine = new Set(records.map(record => record.sessionId))
  const all = [...records, ...others.filter(other => !mine.has(other.sessionId))].map(bookedOf)
  const ways = await waysAmong(ctx, all, travelMinutes)
  const clashes = clashesAmong(all, ways.minutes, ways.longest)
  return records.flatMap(record =>
    (clashes.get(record.sessionId) ?? []).map(clash => problem(record, clash.code, { clash })),
  )
}

const busyAround = async (
  ctx: Ctx,
  records: readonly SessionRecord[],
  from: string,
  to: string,
): Promise<readonly SessionRecord[]> =>
  findBusyRecords(ctx, {
    staffIds: [...new Set(records.flatMap(record => record.staff.map(person => person.staffId)))],
    roomIds: [...new Set(records.map(record => record.roomId).filter(id => id !== null))],
    // A night before may reach into the first day.
    from: addDays(from, -1),
    to: addDays(to, 1),
  })

/**
 * Everything that stands in the way of these sessions, or that their planner should know: against each other, against
 * what is laid out already (drafts too), leave, the right to work at the site, rooms, the calendar. A fixed number of
 * reads, however many sessions.
 */
export const problemsOf = async (
  ctx: Ctx,
  records: readonly SessionRecord[],
  purpose: CheckFor,
  known: Knowledge = knowledgeOf(ctx),
): Promise<readonly Problem[]> => {
  if (records.length === 0) return []
  const dates = records.map(record => record.localDate).sort()
  const [from, to] = [dates[0] as string, dates.at(-1) as string]
  const staffIds = [...new Set(records.flatMap(record => record.staff.map(person => person.staffId)))]
  const travelMinutes = await settingOf<number>(ctx, 'deployment.travel_minutes')
  return [
    ...records.flatMap(record => ownProblems(record, purpose, ctx.now)),
    ...(await clashProblems(ctx, records, await busyAround(ctx, records, from, to), travelMinutes)),
    ...(await peopleProblems(known, records, await findAbsences(ctx, { staffIds, from, to }))),
    ...(await roomProblems(known, records)),
    ...(await holidayProblems(ctx, records, from, to)),
  ]
}

export const stopping = (problems: readonly Problem[]): readonly Problem[] =>
  problems.filter(found => found.level === 'stop')
export const warning = (problems: readonly Problem[]): readonly Problem[] =>
  problems.filter(found => found.level === 'warn')
