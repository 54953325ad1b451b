import { type Ctx, emit, touchLive } from '#src/platform/server/context.ts'
import type { Problem } from '../contract-shapes.ts'
import { personTwice, sessionRefused } from '../errors.ts'
import { notLaidOut } from '../errors-life.ts'
import { sessionChanged } from '../events.ts'
import { closeAwayLoop, keepsAway } from './away-loops.ts'
import { problemsOf, stopping, warning } from './check-sessions.ts'
import { noteMonthChange } from './month-editions.ts'
import { monthTopic, ownersOf } from './plan-session.ts'
import { lockDiaries, type SessionRecord, updateRecord } from './session.repository.ts'
import { insertSubstitution } from './substitution.repository.ts'
import { tellStaff } from './tell-staff.ts'

type Replacement = {
  readonly staffId: string
  readonly byStaffId: string
  readonly why: 'substitute' | 'swap'
  readonly reason: string | null
}
type Replaced = { readonly record: SessionRecord; readonly warnings: readonly Problem[] }

/** The session with another person in the same role, if that person is free and may work there (DEP-34). */
export const withReplacement = async (
  ctx: Ctx,
  before: SessionRecord,
  { staffId, byStaffId }: Pick<Replacement, 'staffId' | 'byStaffId'>,
): Promise<Replaced> => {
  if (!before.staff.some(person => person.staffId === staffId)) throw notLaidOut(staffId)
  if (before.staff.some(person => person.staffId === byStaffId)) throw personTwice()
  const staff = before.staff.map(person => (person.staffId === staffId ? { ...person, staffId: byStaffId } : person))
  const record = { ...before, staff, version: before.version + 1 }
  await lockDiaries(ctx, ownersOf([before, record]))
  const problems = await problemsOf(ctx, [record], 'publish')
  // What troubles the others of the session is another matter; so is that it has begun already.
  const inTheWay = stopping(problems).filter(found => found.staffId === byStaffId)
  if (inTheWay.length > 0) throw sessionRefused(inTheWay)
  return { record, warnings: warning(problems) }
}

/** Writes it, keeps who was replaced, and tells both and, after commit, whoever is booked. */
export const replacePerson = async (ctx: Ctx, before: SessionRecord, input: Replacement): Promise<Replaced> => {
  const { staffId, byStaffId, why, reason } = input
  const replaced = await withReplacement(ctx, before, input)
  const { record } = replaced
  await updateRecord(ctx, record)
  await insertSubstitution(ctx, { sessionId: record.sessionId, staffId, byStaffId, why, reason })
  const left = await problemsOf(ctx, [record], 'publish')
  if (!left.some(keepsAway)) await closeAwayLoop(ctx, record.sessionId, 'done')
  if (record.status === 'published') {
    await noteMonthChange(ctx, [record])
    emit(ctx, {
      name: sessionChanged,
      data: { sessionId: record.sessionId, changed: ['staff'], replaced: [{ staffId, byStaffId }] },
    })
  }
  await tellStaff(ctx, byStaffId, 'deployment.you_come_instead', record)
  await tellStaff(ctx, staffId, 'deployment.you_are_replaced', record)
  touchLive(ctx, monthTopic(record.localDate))
  return replaced
}
