import type { LocalTime } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { audit, type Ctx, emit, requireReach, touchLive } from '#src/platform/server/context.ts'
import type { contract } from '../contract.ts'
import type { SessionPart } from '../contract-shapes.ts'
import { awaitsPerson } from '../domain/awaits-person.ts'
import { changedParts } from '../domain/changed-parts.ts'
import { instantsOf } from '../domain/part-of-day.ts'
import { whyNot } from '../domain/session-state.ts'
import { changedMeanwhile, kindStands, sessionOver, sessionRefused, sessionUnknown } from '../errors.ts'
import { sessionChanged } from '../events.ts'
import { closeAwayLoop } from './away-loops.ts'
import { problemsOf, stopping, warning } from './check-sessions.ts'
import { requirePlannable, requireSite } from './day-facts.ts'
import { noteMonthChange } from './month-editions.ts'
import { closeNamingLoop } from './name-person.ts'
import {
  checkStaffExists,
  checkWhoNames,
  monthTopic,
  namedBy,
  ownersOf,
  sessionTimes,
  staffingOf,
  timesOfRecord,
} from './plan-session.ts'
import { findRecords, lockDiaries, type SessionRecord, updateRecord } from './session.repository.ts'
import { deadlineMoved } from './session-extras.ts'
import { settleSwapsOf } from './settle-swaps.ts'

/**
 * The session, locked, of a site within reach, as this screen last saw it.
 * @throws deployment.session_unknown, platform.wrong_institution, deployment.changed_meanwhile
 */
export const requireRecord = async (ctx: Ctx, sessionId: RegionalId, version: number): Promise<SessionRecord> => {
  const [record] = await findRecords(ctx, { sessionIds: [sessionId] }, true)
  if (record === undefined) throw sessionUnknown(sessionId)
  // Whoever may only propose touches drafts; what is published belongs to those who manage the site.
  if (record.status === 'draft') await requirePlannable(ctx, record.institutionId)
  else requireReach(ctx, record.institutionId)
  if (record.version !== version) throw changedMeanwhile(sessionId)
  return record
}

type Patch = Omit<InputOf<typeof contract.changeSession>, 'sessionId' | 'version'>
type Written = OutputOf<typeof contract.changeSession>

const given = <T>(value: T | undefined, kept: T): T => (value === undefined ? kept : value)

/** Times given win; another part of the day or another site brings its own; else the session keeps its own. */
const timesAfter = async (ctx: Ctx, record: SessionRecord, patch: Patch) => {
  const institutionId = patch.institutionId ?? record.institutionId
  const own = timesOfRecord(ctx, record)
  const isElsewhere =
    institutionId !== record.institutionId || (patch.partOfDay !== undefined && patch.partOfDay !== record.partOfDay)
  const pick = (time: LocalTime | undefined, kept: LocalTime) => time ?? (isElsewhere ? undefined : kept)
  return sessionTimes(ctx, institutionId, patch.partOfDay ?? record.partOfDay, {
    startsAt: pick(patch.startsAt, own.startsAt),
    endsAt: pick(patch.endsAt, own.endsAt),
  })
}

const patchedExtras = (record: SessionRecord, patch: Patch, startsAt: Date) => ({
  placeText: given(patch.placeText, record.placeText),
  takingPart: given(patch.takingPart, record.takingPart),
  filingNumber: given(patch.filingNumber, record.filingNumber),
  contactName: given(patch.contactName, record.contactName),
  contactPhone: given(patch.contactPhone, record.contactPhone),
  carPlate: given(patch.carPlate, record.carPlate),
  namedByDepartmentId: given(patch.namedByDepartmentId, record.namedByDepartmentId),
  namesPersonBy:
    patch.namesPersonDays === undefined ? deadlineMoved(record, startsAt) : namedBy(startsAt, patch.namesPersonDays),
})

const patched = async (ctx: Ctx, record: SessionRecord, patch: Patch): Promise<SessionRecord> => {
  const localDate = patch.localDate ?? record.localDate
  const institutionId = patch.institutionId ?? record.institutionId
  const teamId = given(patch.teamId, record.teamId)
  const newTeam = teamId !== record.teamId && teamId !== null && patch.staff === undefined
  const staff = newTeam ? [] : (patch.staff ?? record.staff)
  // A room belongs to its site; moving without naming another leaves the room behind.
  await checkWhoNames(ctx, { ...patch, teamId })
  const times = instantsOf(localDate, await timesAfter(ctx, record, patch), ctx.timeZone)
  const keptRoom = institutionId === record.institutionId ? record.roomId : null
  return {
    ...record,
    institutionId,
    localDate,
    partOfDay: patch.partOfDay ?? record.partOfDay,
    ...times,
    ...patchedExtras(record, patch, times.startsAt),
    departmentId: given(patch.departmentId, institutionId === record.institutionId ? record.departmentId : null),
    roomId: given(patch.roomId, keptRoom),
    kind: patch.kind ?? record.kind,
    speciality: given(patch.speciality, record.speciality),
    theme: given(patch.theme, record.theme),
    capacity: patch.capacity ?? record.capacity,
    bucketMinutes: patch.bucketMinutes ?? record.bucketMinutes,
    feeFen: given(patch.feeFen, record.feeFen),
    note: given(patch.note, record.note),
    teamId,
    staff: await staffingOf(
      ctx,
      { staff, teamId: newTeam ? teamId : null, namesPersonDays: patch.namesPersonDays },
      localDate,
    ),
    version: record.version + 1,
  }
}

/** Seats, fee and words may be put right although somebody is on leave: what can be is not touched by them. */
const replanning: readonly SessionPart[] = ['site', 'room', 'time', 'staff']

/** At another time or place nobody has agreed to come; with other people whoever is gone has nothing to hand over. */
const settleSwapsAfter = async (
  ctx: Ctx,
  before: SessionRecord,
  after: SessionRecord,
  changed: readonly SessionPart[],
): Promise<void> => {
  if (changed.some(part => part === 'site' || part === 'time')) return settleSwapsOf(ctx, [after.sessionId])
  const gone = before.staff.map(person => person.staffId).filter(id => !after.staff.some(one => one.staffId === id))
  if (gone.length > 0) await settleSwapsOf(ctx, [after.sessionId], gone)
}

/**
 * Writes a changed session, checked like a new one. Of a published session others are told which parts changed,
 * since seats hang on time and place.
 */
const applyChange = async (ctx: Ctx, sessionId: RegionalId, version: number, patch: Patch): Promise<Written> => {
  const before = await requireRecord(ctx, sessionId, version)
  if (whyNot('change', before, ctx.now) !== undefined) throw sessionOver(sessionId)
  if (before.status === 'published' && given(patch.kind, before.kind) !== before.kind) throw kindStands(before.kind)
  if (patch.institutionId !== undefined && patch.institutionId !== before.institutionId)
    await requireSite(ctx, patch.institutionId)
  const after = await patched(ctx, before, patch)
  if (patch.staff !== undefined) await checkStaffExists(ctx, after.staff)
  const changed = changedParts(before, after)
  await lockDiaries(ctx, ownersOf([before, after]))
  const problems = await problemsOf(ctx, [after], after.status === 'published' ? 'publish' : 'lay_out')
  const isReplanned = changed.some(part => replanning.includes(part))
  if (isReplanned && stopping(problems).length > 0) throw sessionRefused(stopping(problems))
  await updateRecord(ctx, after)
  audit(ctx, { subjectKind: 'session', subjectId: sessionId, institutionId: after.institutionId, details: { changed } })
  if (isReplanned) await closeAwayLoop(ctx, sessionId, 'done')
  await settleSwapsAfter(ctx, before, after, changed)
  if (awaitsPerson(before) && !awaitsPerson(after)) await closeNamingLoop(ctx, sessionId, 'done')
  if (after.status === 'published' && changed.length > 0) {
    await noteMonthChange(ctx, [before, after])
    emit(ctx, { name: sessionChanged, data: { sessionId, changed } })
  }
  for (const date of [before.localDate, after.localDate]) touchLive(ctx, monthTopic(date))
  return { sessionId, version: after.version, warnings: [...warning(problems)] }
}

/** @throws what laying out throws, deployment.changed_meanwhile (409), deployment.session_over */
export const changeSession = (ctx: Ctx, input: InputOf<typeof contract.changeSession>): Promise<Written> => {
  const { sessionId, version, ...patch } = input
  return applyChange(ctx, sessionId, version, patch)
}

/** To another day, part of the day, site or room, by hand on the board. */
export const moveSession = (ctx: Ctx, input: InputOf<typeof contract.moveSession>): Promise<Written> => {
  const { sessionId, version, ...patch } = input
  return applyChange(ctx, sessionId, version, patch)
}
