import { sql } from 'kysely'
import { findInstitutions } from '#src/modules/network/public.ts'
import { localTimeAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { hospitalAnswers, hospitalOrders, OrderState } from '../../contract-owners.ts'
import { answerOf } from '../../domain/hospital-order.ts'
import { hospitalNotConfirmed } from '../../errors-owners.ts'
import { requireSessionWithPools } from '../open-sessions.query.ts'
import { sourceOf } from './source.repository.ts'

type AnswerRow = {
  readonly appointment_id: string
  readonly session_id: string
  readonly institution_id: string
  readonly status: string
  readonly state: OrderState | null
  readonly reason: string | null
  readonly asked_at: Date | null
}

/** BOOK-64 What the hospital has said to one's own seats: until it has confirmed, nobody is told that they are booked. */
export const readHospitalAnswers = async (
  ctx: Ctx,
  _input: InputOf<typeof hospitalAnswers>,
): Promise<OutputOf<typeof hospitalAnswers>> => {
  const residents = ctx.actor.kind === 'resident' ? ctx.actor.residents.map(id => splitRegionalId(id).uuid) : []
  const { rows } =
    await sql<AnswerRow>`select a.appointment_id, a.session_id, a.institution_id, a.status, o.state, o.reason, o.asked_at
    from booking.appointment a
    join booking.slot_source s on s.region_id = a.region_id and s.session_id = a.session_id and s.kind = 'live'
    left join booking.hospital_order o on o.region_id = a.region_id and o.appointment_id = a.appointment_id
    where a.region_id = ${ctx.regionId} and a.resident_id = any (${residents}::uuid[]) and a.status in ('booked', 'arrived', 'cancelled')
    order by a.booked_at desc limit 60`.execute(ctx.tx)
  const hospitals = await findInstitutions(ctx, [...new Set(rows.map(row => row.institution_id))])
  const names = new Map(hospitals.map(one => [one.institutionId, one.name]))
  return {
    answers: rows.map(row => ({
      appointmentId: regionalId(ctx.regionId, row.appointment_id),
      sessionId: regionalId(ctx.regionId, row.session_id),
      hospital: names.get(row.institution_id) ?? '',
      answer: answerOf(row.state ?? (row.status === 'cancelled' ? 'released' : null), row.reason),
      askedAt: row.asked_at?.toISOString() ?? null,
    })),
  }
}

type OrderRow = {
  readonly order_id: string
  readonly resident_name: string
  readonly starts_at: Date
  readonly state: OrderState
  readonly reason: string | null
  readonly reference: string | null
  readonly attempts: number
  readonly next_try_at: Date
}
type ReceiptRow = { readonly order_id: string; readonly step: string; readonly outcome: string; readonly at: Date }

export const readHospitalOrders = async (
  ctx: Ctx,
  input: InputOf<typeof hospitalOrders>,
): Promise<OutputOf<typeof hospitalOrders>> => {
  await requireSessionWithPools(ctx, input.sessionId)
  const { rows } =
    await sql<OrderRow>`select o.order_id, a.resident_name, p.starts_at, o.state, o.reason, o.reference, o.attempts, o.next_try_at
    from booking.hospital_order o
    join booking.appointment a on a.region_id = o.region_id and a.appointment_id = o.appointment_id
    join booking.slot_pool p on p.region_id = a.region_id and p.pool_id = a.pool_id
    where o.region_id = ${ctx.regionId} and o.session_id = ${splitRegionalId(input.sessionId).uuid} order by o.asked_at limit 200`.execute(
      ctx.tx,
    )
  const ids = rows.map(row => row.order_id)
  const receipts = await sql<ReceiptRow>`select order_id, step, outcome, at from booking.hospital_receipt
    where region_id = ${ctx.regionId} and order_id = any (${ids}::uuid[]) order by at, receipt_id`.execute(ctx.tx)
  return {
    orders: rows.map(row => ({
      orderId: row.order_id,
      residentName: row.resident_name,
      startTime: localTimeAt(row.starts_at, ctx.timeZone),
      state: row.state,
      reason: row.reason,
      reference: row.reference,
      attempts: row.attempts,
      nextTryAt: row.next_try_at.toISOString(),
      receipts: receipts.rows
        .filter(one => one.order_id === row.order_id)
        .map(({ step, outcome, at }) => ({ step, outcome, at: at.toISOString() })),
    })),
  }
}

/** Nobody takes a number for a seat that the hospital has not given. @throws booking.hospital_not_confirmed */
export const requireConfirmed = async (ctx: Ctx, appointmentId: RegionalId, sessionId: RegionalId): Promise<void> => {
  const source = await sourceOf(ctx, sessionId)
  if (source?.kind !== 'live') return
  const { rows } = await sql`select 1 from booking.hospital_order
    where region_id = ${ctx.regionId} and appointment_id = ${splitRegionalId(appointmentId).uuid} and state = 'confirmed'`.execute(
    ctx.tx,
  )
  if (rows.length === 0) throw hospitalNotConfirmed(appointmentId)
}
