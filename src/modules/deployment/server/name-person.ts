import { findDepartments, findTeams } from '#src/modules/network/public.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { forbidden } from '#src/platform/kernel/errors.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import { audit, type Ctx, emit, requireStaff, touchLive } from '#src/platform/server/context.ts'
import { closeLoop, openLoop } from '#src/platform/server/loops.ts'
import type { lifeContract } from '../contract-life.ts'
import { awaitsPerson } from '../domain/awaits-person.ts'
import { whyNot } from '../domain/session-state.ts'
import { changedMeanwhile, sessionOver, sessionRefused, sessionUnknown } from '../errors.ts'
import { noLead, personNamedAlready } from '../errors-life.ts'
import { sessionChanged } from '../events.ts'
import { problemsOf, stopping, warning } from './check-sessions.ts'
import { chipsOf } from './chips.ts'
import { noteMonthChange } from './month-editions.ts'
import { sitesOf } from './names.ts'
import { checkStaffExists, leadFirst, monthTopic, ownersOf } from './plan-session.ts'
import { findRecords, lockDiaries, type SessionRecord, updateRecord } from './session.repository.ts'
import { tellStaff } from './tell-staff.ts'

/** The department or team has still to say who comes (DEP-33). */
export const nameLoop = 'deployment.name_person'
const subjectKind = 'session_to_name'

/** Where the department or team belongs: its head names the person. By session. */
const namingPlaces = async (ctx: Ctx, records: readonly SessionRecord[]): Promise<ReadonlyMap<RegionalId, string>> => {
  const ids = (of: (record: SessionRecord) => string | null) => [...new Set(records.map(of).filter(id => id !== null))]
  const departments = await findDepartments(
    ctx,
    ids(record => record.namedByDepartmentId),
  )
  const teams = await findTeams(
    ctx,
    ids(record => record.teamId),
  )
  const ofDepartment = new Map(departments.map(one => [one.departmentId, one.institutionId]))
  const ofTeam = new Map(teams.map(one => [one.teamId, one.institutionId]))
  return new Map(
    records.map(record => [
      record.sessionId,
      ofDepartment.get(record.namedByDepartmentId ?? '') ?? ofTeam.get(record.teamId ?? '') ?? record.institutionId,
    ]),
  )
}

/** A task for the head of the department for each session that awaits its person, due at the agreed time. */
export const openNamingLoops = async (ctx: Ctx, records: readonly SessionRecord[]): Promise<void> => {
  const awaiting = records.filter(record => awaitsPerson(record) && record.startsAt > ctx.now)
  if (awaiting.length === 0) return
  const places = await namingPlaces(ctx, awaiting)
  for (const record of awaiting)
    await openLoop(ctx, {
      kind: nameLoop,
      institutionId: places.get(record.sessionId) ?? record.institutionId,
      subjectKind,
      subjectId: record.sessionId,
      reason: 'deployment.loop.name_person_reason',
      dueAt: record.namesPersonBy ?? record.startsAt,
      details: { date: record.localDate },
    })
}

export const closeNamingLoop = (ctx: Ctx, sessionId: RegionalId, outcome: 'done' | 'not_needed') =>
  closeLoop(ctx, { kind: nameLoop, subjectKind, subjectId: sessionId, outcome })

const findAwaiting = async (ctx: Ctx): Promise<readonly SessionRecord[]> =>
  (await findRecords(ctx, { awaiting: true, status: ['draft', 'published'] })).filter(awaitsPerson)

/** Job: what was laid out by series, copy or workbook is asked for as well. */
export const askForPeople = async (ctx: Ctx): Promise<void> => openNamingLoops(ctx, await findAwaiting(ctx))

/** What my institution must still name, the nearest deadline first. */
export const sessionsToName = async (ctx: Ctx): Promise<OutputOf<typeof lifeContract.sessionsToName>> => {
  const { reach } = requireStaff(ctx)
  const awaiting = await findAwaiting(ctx)
  const places = await namingPlaces(ctx, awaiting)
  const mine = awaiting.filter(
    record => reach.includes(places.get(record.sessionId) ?? '') || reach.includes(record.institutionId),
  )
  const sites = await sitesOf(
    ctx,
    mine.map(record => record.institutionId),
  )
  const chips = await chipsOf(ctx, mine)
  return {
    items: chips.map(session => ({ session, institutionName: sites.get(session.institutionId)?.name ?? '' })),
  }
}

const requireNameable = async (ctx: Ctx, input: InputOf<typeof lifeContract.namePerson>): Promise<SessionRecord> => {
  const { sessionId, version } = input
  const [record] = await findRecords(ctx, { sessionIds: [sessionId] }, true)
  if (record === undefined) throw sessionUnknown(sessionId)
  const { reach } = requireStaff(ctx)
  const place = (await namingPlaces(ctx, [record])).get(sessionId)
  if (!reach.includes(place ?? '') && !reach.includes(record.institutionId))
    throw forbidden('platform.wrong_institution')
  if (record.version !== version) throw changedMeanwhile(sessionId)
  if (whyNot('change', record, ctx.now) !== undefined) throw sessionOver(sessionId)
  if (!awaitsPerson(record)) throw personNamedAlready(sessionId)
  return record
}

/**
 * Names who comes, checked like laying out: free, not away, may work there (DEP-33). Residents of a published session are
 * told after commit, and page, ticket and card name the person from now on.
 */
export const namePerson = async (
  ctx: Ctx,
  input: InputOf<typeof lifeContract.namePerson>,
): Promise<OutputOf<typeof lifeContract.namePerson>> => {
  const before = await requireNameable(ctx, input)
  if (!input.staff.some(person => person.role === 'lead')) throw noLead()
  await checkStaffExists(ctx, input.staff)
  const named = new Set(input.staff.map(person => person.staffId))
  const staff = leadFirst([...input.staff, ...before.staff.filter(person => !named.has(person.staffId))])
  const after = { ...before, staff, version: before.version + 1 }
  await lockDiaries(ctx, ownersOf([before, after]))
  const problems = await problemsOf(ctx, [after], 'lay_out')
  const inTheWay = stopping(problems).filter(found => found.code !== 'in_the_past')
  if (inTheWay.length > 0) throw sessionRefused(inTheWay)
  await updateRecord(ctx, after)
  await closeNamingLoop(ctx, after.sessionId, 'done')
  for (const person of input.staff) await tellStaff(ctx, person.staffId, 'deployment.you_are_named', after)
  if (after.status === 'published') {
    await noteMonthChange(ctx, [after])
    emit(ctx, { name: sessionChanged, data: { sessionId: after.sessionId, changed: ['staff'] } })
  }
  audit(ctx, {
    subjectKind: 'session',
    subjectId: after.sessionId,
    institutionId: after.institutionId,
    details: { people: input.staff.length },
  })
  touchLive(ctx, monthTopic(after.localDate))
  return { sessionId: after.sessionId, version: after.version, warnings: [...warning(problems)] }
}
