import { sql } from 'kysely'
import { requireSession } from '#src/modules/deployment/public.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { audit, type Ctx, emit, requireStaff, touchLive } from '#src/platform/server/context.ts'
import type { callNext } from '../contract-desk.ts'
import type { Visit } from '../contract-shapes.ts'
import { keyBehind } from '../domain/queue.ts'
import { isAllowed, type VisitStep } from '../domain/visit-steps.ts'
import { calledUndecided, sessionNotFound, visitNotFound, visitNotPossible } from '../errors.ts'
import { visitCalled, visitSeen } from '../events.ts'
import { bookedPerWalkIn, inTurn, lineOf } from './queue-order.ts'
import { numberSetting } from './settings.ts'
import {
  findVisits,
  lockQueue,
  toVisit,
  type VisitChange,
  type VisitRow,
  visitsOfSession,
  writeVisit,
} from './visit.repository.ts'

const requireVisit = async (ctx: Ctx, visitId: RegionalId): Promise<VisitRow> => {
  const { institutionId } = requireStaff(ctx)
  const [row] = await findVisits(
    ctx,
    sql`v.visit_id = ${splitRegionalId(visitId).uuid} and v.institution_id = ${institutionId}`,
  )
  if (row === undefined) throw visitNotFound(visitId)
  return row
}

/** BOOK-96 Whoever takes in or finishes and belongs to the session is the doctor; anybody else's key changes nothing of it. */
const doctorOf = async (ctx: Ctx, row: VisitRow): Promise<string | undefined> => {
  const { staffId } = requireStaff(ctx)
  if (staffId === null) return undefined
  const session = await requireSession(ctx, regionalId(ctx.regionId, row.session_id))
  return session.staff.some(person => person.staffId === staffId) ? staffId : undefined
}

/** What each step writes; passing and returning look at those who wait at this moment. */
const changeOf = async (ctx: Ctx, step: VisitStep, row: VisitRow, all: readonly VisitRow[]): Promise<VisitChange> => {
  const behind = async (setting: string) => {
    const session = await requireSession(ctx, regionalId(ctx.regionId, row.session_id))
    const line = lineOf(ctx, session, all, await bookedPerWalkIn(ctx, row.institution_id))
    return keyBehind(line, await numberSetting(ctx, setting, row.institution_id))
  }
  switch (step) {
    case 'call':
    case 'recall':
      return { status: 'called', calledAt: ctx.now }
    case 'pass':
      return { status: 'passed', queueKey: await behind('passed_places') }
    case 'return':
      return { status: 'returned', queueKey: await behind('return_places'), isReturn: true }
    case 'start':
      return { status: 'in_room', inRoomAt: ctx.now, doctorId: await doctorOf(ctx, row) }
    case 'finish':
      return { status: 'seen', seenAt: ctx.now, doctorId: await doctorOf(ctx, row) }
    case 'leave':
      return { status: 'left' }
  }
}

const tell = (ctx: Ctx, step: VisitStep, row: VisitRow): void => {
  const sessionId = regionalId(ctx.regionId, row.session_id)
  const residentId = regionalId(ctx.regionId, row.resident_id)
  const visitId = regionalId(ctx.regionId, row.visit_id)
  audit(ctx, { subjectKind: 'visit', subjectId: visitId, residentId, details: { step, ticketNo: row.ticket_no } })
  const name = step === 'call' || step === 'recall' ? visitCalled : step === 'finish' ? visitSeen : undefined
  if (name !== undefined)
    emit(ctx, {
      name,
      data: {
        visitId,
        appointmentId: row.appointment_id === null ? null : regionalId(ctx.regionId, row.appointment_id),
        sessionId,
        residentId,
        institutionId: row.institution_id,
        ticketNo: row.ticket_no,
      },
    })
  touchLive(ctx, `queue:${sessionId}`)
  touchLive(ctx, `screen:${row.institution_id}`)
}

const apply = async (ctx: Ctx, step: VisitStep, row: VisitRow, all: readonly VisitRow[]): Promise<VisitRow> => {
  const written = await writeVisit(ctx, row, await changeOf(ctx, step, row, all))
  tell(ctx, step, written)
  return written
}

/** BOOK-12 One step of one visit, decided under the lock of its queue. @throws booking.visit_not_possible */
export const moveVisit =
  (step: VisitStep) =>
  async (ctx: Ctx, input: { readonly visitId: RegionalId }): Promise<Visit> => {
    const seen = await requireVisit(ctx, input.visitId)
    await lockQueue(ctx, regionalId(ctx.regionId, seen.session_id), seen.institution_id)
    const row = await requireVisit(ctx, input.visitId)
    if (!isAllowed(step, row.status)) throw visitNotPossible(input.visitId, row.status)
    return toVisit(
      ctx,
      await apply(ctx, step, row, await visitsOfSession(ctx, regionalId(ctx.regionId, row.session_id))),
    )
  }

/**
 * BOOK-13, BOOK-27 One key: whoever is in the room has been seen, and the first of those waiting is called. Of whoever
 * was called and has not been taken in, nobody but the caller knows: seen, or not there.
 * @throws booking.called_undecided
 */
export const callNextPerson = async (ctx: Ctx, input: InputOf<typeof callNext>): Promise<OutputOf<typeof callNext>> => {
  const { institutionId } = requireStaff(ctx)
  const session = await requireSession(ctx, input.sessionId)
  if (session.institutionId !== institutionId) throw sessionNotFound(input.sessionId)
  await lockQueue(ctx, input.sessionId, institutionId)
  const all = await visitsOfSession(ctx, input.sessionId)
  const inHand = all.filter(visit => visit.status === 'called' || visit.status === 'in_room')
  const finished: VisitRow[] = []
  const undecided = inHand.find(visit => visit.status === 'called')
  if (undecided !== undefined && input.called === undefined)
    throw calledUndecided(regionalId(ctx.regionId, undecided.visit_id), undecided.ticket_no)
  for (const visit of inHand) {
    const step = visit.status === 'called' && input.called === 'passed' ? 'pass' : 'finish'
    const done = await apply(ctx, step, visit, all)
    if (step === 'finish') finished.push(done)
  }
  // Passed means some places back: with nobody else waiting it may be the same person again, and that is said by the caller.
  const [next] = inTurn(ctx, session, all, await bookedPerWalkIn(ctx, institutionId))
  const called = next === undefined ? undefined : await apply(ctx, 'call', next, all)
  return {
    called: called === undefined ? null : toVisit(ctx, called),
    finished: finished[0] === undefined ? null : toVisit(ctx, finished[0]),
  }
}
