import { type RawBuilder, sql } from 'kysely'
import { findSessionsByIds } from '#src/modules/deployment/public.ts'
import { localTimeAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid, type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { findAccountNames } from '#src/platform/server/account-names.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx, requireStaff, touchLive } from '#src/platform/server/context.ts'
import type { giveBack, PaymentMethod, Refund, recordFee, refundList } from '../contract-contacts.ts'
import { appointmentNotFound, notPayable, paymentNotFound, refundNotDue } from '../errors.ts'
import type { ContactMovedEvent } from '../events.ts'
import { findAppointments, requireAppointment } from './appointment.repository.ts'
import { departmentName, placesOf } from './session-cards.ts'

type PaymentRow = {
  readonly payment_id: string
  readonly appointment_id: string
  readonly session_id: string
  readonly institution_id: string
  readonly resident_id: string
  readonly resident_name: string
  readonly local_date: string
  readonly starts_at: Date
  readonly amount_fen: number
  readonly method: PaymentMethod
  readonly receipt_no: string | null
  readonly paid_at: Date
  readonly refund_status: 'due' | 'given_back'
  readonly refund_cause: string
  readonly refund_due_at: Date
  readonly given_back_at: Date | null
  readonly given_back_by: string | null
  readonly refund_method: PaymentMethod | null
  readonly refund_receipt: string | null
}

const topic = (institutionId: string): string => `calls:${institutionId}`

/** The fee was taken. Only for somebody who has a seat or has come, as it is under the lock of the visit. @throws booking.not_payable, booking.already_paid */
export const takeFee = async (ctx: Ctx, input: InputOf<typeof recordFee>): Promise<OutputOf<typeof recordFee>> => {
  const { institutionId } = requireStaff(ctx)
  const row = await requireAppointment(ctx, input.appointmentId)
  if (row.institution_id !== institutionId) throw appointmentNotFound(input.appointmentId)
  const { rows } = await sql<{
    status: string | null
  }>`select booking.locked_status(${ctx.regionId}, ${row.appointment_id}) as status`.execute(ctx.tx)
  const status = rows[0]?.status ?? row.status
  if (status !== 'booked' && status !== 'arrived') throw notPayable(input.appointmentId, status)
  await sql`insert into booking.payment (region_id, payment_id, appointment_id, institution_id, resident_id, resident_name, amount_fen, method,
      receipt_no, paid_at, taken_by, refund_status)
    values (${ctx.regionId}, ${newUuid(ctx.now.getTime())}, ${row.appointment_id}, ${institutionId}, ${row.resident_id}, ${row.resident_name},
      ${input.amountFen}, ${input.method}, ${input.receiptNo ?? null}, ${ctx.now}, ${actorLabel(ctx.actor)}, 'none')`.execute(
    ctx.tx,
  )
  audit(ctx, {
    subjectKind: 'appointment',
    subjectId: input.appointmentId,
    residentId: regionalId(ctx.regionId, row.resident_id),
    institutionId,
    details: { amountFen: input.amountFen, method: input.method },
  })
  return {}
}

/** BOOK-59 A visit that is not to be gives its fee back in full, whoever ended it; heard with the cancellation. */
export const feeGoesBack = async (ctx: Ctx, appointmentId: RegionalId, cause: string): Promise<void> => {
  const { rows } = await sql<{ institution_id: string }>`update booking.payment
    set refund_status = 'due', refund_cause = ${cause}, refund_due_at = ${ctx.now}, version = version + 1
    where region_id = ${ctx.regionId} and appointment_id = ${splitRegionalId(appointmentId).uuid} and refund_status = 'none'
    returning institution_id`.execute(ctx.tx)
  for (const row of rows) touchLive(ctx, topic(row.institution_id))
}

/** BOOK-59 Whoever took another time of the same site at the same fee has paid for it already. */
export const onContactMoved = async (ctx: Ctx, event: ContactMovedEvent): Promise<void> => {
  const from = await requireAppointment(ctx, event.fromAppointmentId)
  // At another site it is out of sight, and paid for there.
  const [to] = await findAppointments(ctx, sql`a.appointment_id = ${splitRegionalId(event.toAppointmentId).uuid}`)
  if (to === undefined || to.institution_id !== from.institution_id) return
  const ids = [from, to].map(row => regionalId(ctx.regionId, row.session_id))
  const fees = new Map((await findSessionsByIds(ctx, ids)).map(session => [session.sessionId, session.feeFen]))
  if (fees.get(ids[0] as RegionalId) !== fees.get(ids[1] as RegionalId)) return
  await sql`update booking.payment
    set appointment_id = ${to.appointment_id}, refund_status = 'none', refund_cause = null, refund_due_at = null, version = version + 1
    where region_id = ${ctx.regionId} and appointment_id = ${from.appointment_id} and refund_status = 'due'`.execute(
    ctx.tx,
  )
  touchLive(ctx, topic(event.institutionId))
}

/** `where` speaks of `y`, the payment. */
const readRefunds = async (
  ctx: Ctx,
  institutionId: string,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): Promise<readonly PaymentRow[]> => {
  const { rows } =
    await sql<PaymentRow>`select y.payment_id, y.appointment_id, a.session_id, y.institution_id, y.resident_id, y.resident_name, a.local_date, p.starts_at,
      y.amount_fen, y.method, y.receipt_no, y.paid_at, y.refund_status, y.refund_cause, y.refund_due_at, y.given_back_at, y.given_back_by,
      y.refund_method, y.refund_receipt
    from booking.payment y
    join booking.appointment a on a.region_id = y.region_id and a.appointment_id = y.appointment_id
    join booking.slot_pool p on p.region_id = a.region_id and p.pool_id = a.pool_id
    where y.region_id = ${ctx.regionId} and y.institution_id = ${institutionId} and ${where}
    order by ${order}, y.payment_id limit 500`.execute(ctx.tx)
  return rows
}

const toRefunds = async (ctx: Ctx, rows: readonly PaymentRow[]): Promise<Refund[]> => {
  const ids = [...new Set(rows.map(row => regionalId(ctx.regionId, row.session_id)))]
  const sessions = new Map((await findSessionsByIds(ctx, ids)).map(session => [session.sessionId, session]))
  const places = await placesOf(ctx, [...sessions.values()])
  const accounts = rows.flatMap(row => (row.given_back_by === null ? [] : [row.given_back_by.replace('staff:', '')]))
  const names = await findAccountNames(ctx, accounts)
  return rows.map(row => {
    const session = sessions.get(regionalId(ctx.regionId, row.session_id))
    return {
      paymentId: regionalId(ctx.regionId, row.payment_id),
      appointmentId: regionalId(ctx.regionId, row.appointment_id),
      residentId: regionalId(ctx.regionId, row.resident_id),
      residentName: row.resident_name,
      department: session === undefined ? '' : departmentName(session, places),
      localDate: row.local_date,
      startTime: localTimeAt(row.starts_at, ctx.timeZone),
      amountFen: row.amount_fen,
      method: row.method,
      receiptNo: row.receipt_no,
      paidAt: row.paid_at.toISOString(),
      status: row.refund_status,
      cause: row.refund_cause,
      dueAt: row.refund_due_at.toISOString(),
      givenBackAt: row.given_back_at?.toISOString() ?? null,
      givenBackBy: row.given_back_by === null ? null : (names.get(row.given_back_by.replace('staff:', '')) ?? null),
      refundMethod: row.refund_method,
      refundReceipt: row.refund_receipt,
    }
  })
}

const defaultDays = 62

export const readRefundList = async (
  ctx: Ctx,
  input: InputOf<typeof refundList>,
): Promise<OutputOf<typeof refundList>> => {
  const { institutionId } = requireStaff(ctx)
  const since = new Date(ctx.now.getTime() - (input.days ?? defaultDays) * 86_400_000)
  const due = await readRefunds(ctx, institutionId, sql`y.refund_status = 'due'`, sql`y.refund_due_at`)
  const isDone = sql`y.refund_status = 'given_back' and y.given_back_at >= ${since}`
  const done = await readRefunds(ctx, institutionId, isDone, sql`y.given_back_at desc`)
  const total = await sql<{ fen: number }>`select coalesce(sum(amount_fen), 0)::int as fen from booking.payment
    where region_id = ${ctx.regionId} and institution_id = ${institutionId} and refund_status = 'due'`.execute(ctx.tx)
  return {
    due: await toRefunds(ctx, due),
    done: await toRefunds(ctx, done),
    dueFen: total.rows[0]?.fen ?? 0,
  }
}

/** BOOK-59 Given back once, by somebody, with a receipt. @throws booking.refund_not_due */
export const giveFeeBack = async (ctx: Ctx, input: InputOf<typeof giveBack>): Promise<OutputOf<typeof giveBack>> => {
  const { institutionId } = requireStaff(ctx)
  const { uuid } = splitRegionalId(input.paymentId)
  const { rows } = await sql<{
    refund_status: string
    resident_id: string
    amount_fen: number
  }>`select refund_status, resident_id, amount_fen
    from booking.payment where region_id = ${ctx.regionId} and payment_id = ${uuid} and institution_id = ${institutionId} for update`.execute(
    ctx.tx,
  )
  const [row] = rows
  if (row === undefined) throw paymentNotFound(input.paymentId)
  if (row.refund_status !== 'due') throw refundNotDue(input.paymentId)
  await sql`update booking.payment set refund_status = 'given_back', given_back_at = ${ctx.now}, given_back_by = ${actorLabel(ctx.actor)},
      refund_method = ${input.method}, refund_receipt = ${input.receiptNo}, version = version + 1
    where region_id = ${ctx.regionId} and payment_id = ${uuid}`.execute(ctx.tx)
  audit(ctx, {
    subjectKind: 'payment',
    subjectId: input.paymentId,
    residentId: regionalId(ctx.regionId, row.resident_id),
    institutionId,
    details: { amountFen: row.amount_fen, method: input.method },
  })
  touchLive(ctx, topic(institutionId))
  return {}
}
