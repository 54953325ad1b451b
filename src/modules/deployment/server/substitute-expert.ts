import { findStaffMembers, staffWorkingAt } from '#src/modules/network/public.ts'
import { addDays } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx, requireReach } from '#src/platform/server/context.ts'
import type { lifeContract } from '../contract-life.ts'
import { overlap } from '../domain/clashes.ts'
import { whyNot } from '../domain/session-state.ts'
import { onlyPublishedAreCancelled, sessionOver, sessionUnknown } from '../errors.ts'
import { findAbsences } from './absence.repository.ts'
import { requireRecord } from './change-session.ts'
import { isAway } from './check-sessions.ts'
import { replacePerson } from './replace-person.ts'
import { findBusyRecords, findRecords } from './session.repository.ts'
import { settleSwapsOf } from './settle-swaps.ts'

const most = 30

/** Who could come instead: may work there that day, is not away, is free; the same speciality first (DEP-34). */
export const substitutesFor = async (
  ctx: Ctx,
  { sessionId, staffId }: InputOf<typeof lifeContract.substitutesFor>,
): Promise<OutputOf<typeof lifeContract.substitutesFor>> => {
  const [record] = await findRecords(ctx, { sessionIds: [sessionId] })
  if (record === undefined) throw sessionUnknown(sessionId)
  requireReach(ctx, record.institutionId)
  const [replaced] = await findStaffMembers(ctx, [staffId])
  const laidOut = new Set(record.staff.map(person => person.staffId))
  const working = (await staffWorkingAt(ctx, record.institutionId, record.localDate)).filter(
    person => !laidOut.has(person.staffId) && (replaced === undefined || person.profession === replaced.profession),
  )
  const staffIds = working.map(person => person.staffId)
  const { localDate } = record
  const busy = await findBusyRecords(ctx, {
    staffIds,
    roomIds: [],
    from: addDays(localDate, -1),
    to: addDays(localDate, 1),
  })
  const absences = await findAbsences(ctx, { staffIds, from: localDate, to: localDate })
  const wanted = new Set([record.speciality, ...(replaced?.specialities ?? [])].filter(one => one !== null))
  const candidates = working
    .filter(person => !absences.some(absence => isAway(absence, record, person.staffId)))
    .map(person => ({ person, own: busy.filter(one => one.staff.some(({ staffId: id }) => id === person.staffId)) }))
    .filter(({ own }) => !own.some(one => overlap(one, record)))
    .map(({ person, own }) => ({
      staffId: person.staffId,
      name: person.name,
      titleCode: person.titleCode,
      institutionName: person.institutionName,
      departmentName: person.departmentName,
      sameSpeciality:
        person.specialities.some(one => wanted.has(one)) ||
        (replaced?.departmentId != null && person.departmentId === replaced.departmentId),
      sameDay: own.filter(one => one.localDate === localDate).length,
    }))
  return {
    candidates: candidates
      .sort(
        (one, other) =>
          Number(other.sameSpeciality) - Number(one.sameSpeciality) ||
          (one.titleCode ?? '999').localeCompare(other.titleCode ?? '999') ||
          one.sameDay - other.sameDay,
      )
      .slice(0, most),
  }
}

/**
 * 替诊: the session is held, by another person; seats stay, everyone booked is told who really comes and may cancel free of
 * charge (DEP-34).
 */
export const substituteExpert = async (
  ctx: Ctx,
  input: InputOf<typeof lifeContract.substituteExpert>,
): Promise<OutputOf<typeof lifeContract.substituteExpert>> => {
  const { sessionId, version, staffId, byStaffId, reason } = input
  const before = await requireRecord(ctx, sessionId, version)
  requireReach(ctx, before.institutionId)
  const why = whyNot('cancel', before, ctx.now)
  if (why !== undefined) throw why === 'session_over' ? sessionOver(sessionId) : onlyPublishedAreCancelled(sessionId)
  const { record, warnings } = await replacePerson(ctx, before, {
    staffId,
    byStaffId,
    why: 'substitute',
    reason: input.note ?? reason,
  })
  await settleSwapsOf(ctx, [sessionId], [staffId])
  audit(ctx, {
    subjectKind: 'session',
    subjectId: sessionId,
    institutionId: record.institutionId,
    reason,
    details: { staffId, byStaffId },
  })
  return { sessionId, version: record.version, warnings: [...warnings] }
}
