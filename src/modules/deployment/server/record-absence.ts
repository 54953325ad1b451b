import { mayWorkAtMany, requireStaffMember } from '#src/modules/network/public.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid, regionalId } from '#src/platform/kernel/ids.ts'
import { audit, type Ctx, requireReach, requireStaff, touchLive } from '#src/platform/server/context.ts'
import type { contract } from '../contract.ts'
import { absenceEndsBeforeItStarts, absenceUnknown, absentAlready } from '../errors.ts'
import { type AbsenceRecord, findAbsence, findAbsences, insertAbsence, markWithdrawn } from './absence.repository.ts'
import { closeAwayLoop, keepsAway, openAwayLoops } from './away-loops.ts'
import { problemsOf } from './check-sessions.ts'
import { requirePart } from './day-facts.ts'
import { monthTopic } from './plan-session.ts'
import { findRecords } from './session.repository.ts'

/** Written by a manager of the person's own institution, or of one where an outside expert works on that day. */
export const requireMayRecordFor = async (
  ctx: Ctx,
  staffId: string,
  homeInstitutionId: string,
  on: string,
): Promise<void> => {
  const { reach } = requireStaff(ctx)
  if (reach.includes(homeInstitutionId)) return
  const sites = reach.map(institutionId => ({ staffId, institutionId, date: on }))
  if ((await mayWorkAtMany(ctx, sites)).some(Boolean)) return
  requireReach(ctx, homeInstitutionId)
}

/** One day is written down once; what is to change is withdrawn first (DEP-19). */
export const requireNotAbsent = async (
  ctx: Ctx,
  input: Omit<InputOf<typeof contract.recordAbsence>, 'kind'>,
): Promise<void> => {
  const known = await findAbsences(ctx, { staffIds: [input.staffId], from: input.from, to: input.to })
  const met = known.find(one => !one.partOfDay || !input.partOfDay || one.partOfDay === input.partOfDay)
  if (met) throw absentAlready(met.from, met.to)
}

/**
 * Writes down leave. Sessions already laid out in that time stay, and are told as clashes: who is to come instead,
 * or whether the session stops, is a person's decision (DEP-10).
 */
export const recordAbsence = async (
  ctx: Ctx,
  input: InputOf<typeof contract.recordAbsence>,
): Promise<OutputOf<typeof contract.recordAbsence>> => {
  const person = await requireStaffMember(ctx, input.staffId)
  await requireMayRecordFor(ctx, input.staffId, person.institutionId, input.from)
  if (input.to < input.from) throw absenceEndsBeforeItStarts()
  if (input.partOfDay) await requirePart(ctx, person.institutionId, input.partOfDay)
  await requireNotAbsent(ctx, input)
  const absenceId = regionalId(ctx.regionId, newUuid(ctx.now.getTime()))
  await insertAbsence(ctx, {
    absenceId,
    staffId: input.staffId,
    institutionId: person.institutionId,
    kind: input.kind,
    from: input.from,
    to: input.to,
    partOfDay: input.partOfDay ?? null,
    note: input.note ?? null,
  })
  audit(ctx, {
    subjectKind: 'staff',
    subjectId: input.staffId,
    institutionId: person.institutionId,
    details: { from: input.from, to: input.to },
  })
  touchLive(ctx, monthTopic(input.from))
  touchLive(ctx, monthTopic(input.to))
  const sessions = await findRecords(ctx, {
    staffId: input.staffId,
    from: input.from,
    to: input.to,
    status: ['draft', 'published'],
  })
  const clashes = (await problemsOf(ctx, sessions, 'lay_out')).filter(
    found => found.code === 'on_leave' && found.staffId === input.staffId,
  )
  const met = new Set(clashes.map(found => found.sessionId))
  await openAwayLoops(
    ctx,
    sessions.filter(session => met.has(session.sessionId)),
  )
  return { absenceId, clashes }
}

/** Sessions that no other absence meets have nothing left to settle. */
const closeLoopsOf = async (ctx: Ctx, absence: AbsenceRecord): Promise<void> => {
  const { staffId, from, to } = absence
  const sessions = await findRecords(ctx, { staffId, from, to, status: 'published' })
  const left = (await problemsOf(ctx, sessions, 'publish')).filter(keepsAway)
  for (const { sessionId } of sessions)
    if (!left.some(found => found.sessionId === sessionId)) await closeAwayLoop(ctx, sessionId, 'not_needed')
}

/** @throws deployment.absence_unknown */
export const withdrawAbsence = async (
  ctx: Ctx,
  input: InputOf<typeof contract.withdrawAbsence>,
): Promise<OutputOf<typeof contract.withdrawAbsence>> => {
  const absence = await findAbsence(ctx, input.absenceId)
  if (absence === undefined) throw absenceUnknown(input.absenceId)
  await requireMayRecordFor(ctx, absence.staffId, absence.institutionId, absence.from)
  await markWithdrawn(ctx, input.absenceId)
  await closeLoopsOf(ctx, absence)
  audit(ctx, {
    subjectKind: 'staff',
    subjectId: absence.staffId,
    institutionId: absence.institutionId,
    details: { from: absence.from, to: absence.to },
  })
  touchLive(ctx, monthTopic(absence.from))
  return {}
}
