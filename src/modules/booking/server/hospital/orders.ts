import { sql } from 'kysely'
import { addMinutes } from '#src/platform/kernel/dates.ts'
import { newUuid, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, emit, touchLive } from '#src/platform/server/context.ts'
import type { OrderState } from '../../contract-owners.ts'
import { channelOfNo } from '../../domain/channels.ts'
import { afterAnswer, type HospitalStep, retrySeconds, stepOf } from '../../domain/hospital-order.ts'
import {
  type AppointmentEvent,
  appointmentCancelled,
  type HospitalStepEvent,
  hospitalStep,
  seatConfirmed,
} from '../../events.ts'
import { numberSetting } from '../settings.ts'
import type { HospitalAdapter, HospitalAnswer } from './adapter.ts'
import { restsUntil } from './line-rest.ts'
import { adapterOf } from './lines.ts'
import { sourceOf } from './source.repository.ts'

type OrderRow = {
  readonly order_id: string
  readonly appointment_id: string
  readonly session_id: string
  readonly pool_id: string
  readonly institution_id: string
  readonly resident_id: string
  readonly resident_name: string
  readonly seat_no: number
  readonly channel: number
  /** Null: an extra seat, which no share paid for. */
  readonly quota_channel: number | null
  readonly starts_at: Date
  readonly status: string
  readonly state: OrderState
  readonly reference: string | null
  readonly attempts: number
  readonly give_up_at: Date
}

const tellStep = (ctx: Ctx, orderId: string, institutionId: string): void =>
  emit(ctx, { name: hospitalStep, data: { orderId, institutionId } satisfies HospitalStepEvent })

/**
 * BOOK-62 A seat that lives in the hospital's system is asked for there as soon as ours is taken: the order is written by the
 * event of the booking, so it exists for every seat, whatever died in between. One that was given back before the event was
 * heard is not asked for.
 * @returns whether this seat is the hospital's to give
 */
export const orderSeat = async (ctx: Ctx, event: AppointmentEvent): Promise<boolean> => {
  const source = await sourceOf(ctx, event.sessionId)
  if (source?.kind !== 'live') return false
  const minutes = await numberSetting(ctx, 'hospital_minutes', event.institutionId)
  const orderId = newUuid(ctx.now.getTime())
  const written =
    await sql`insert into booking.hospital_order (region_id, order_id, appointment_id, session_id, institution_id, resident_id, state,
      next_try_at, give_up_at, asked_at)
    select a.region_id, ${orderId}::uuid, a.appointment_id, a.session_id, a.institution_id, a.resident_id, 'asked', ${addMinutes(ctx.now, 1)}::timestamptz,
      ${addMinutes(ctx.now, minutes)}::timestamptz, ${ctx.now}::timestamptz
    from booking.appointment a
    where a.region_id = ${ctx.regionId} and a.appointment_id = ${splitRegionalId(event.appointmentId).uuid} and a.status not in ('cancelled', 'expired')
    on conflict do nothing`.execute(ctx.tx)
  if (written.numAffectedRows === 1n) tellStep(ctx, orderId, event.institutionId)
  return true
}

/** One process at a time; who finds the row locked leaves it to the other. */
const takeOrder = async (ctx: Ctx, orderId: string): Promise<OrderRow | undefined> => {
  const { rows } =
    await sql<OrderRow>`select o.order_id, o.appointment_id, o.session_id, a.pool_id, o.institution_id, o.resident_id, a.resident_name, a.seat_no,
      a.channel, a.quota_channel, a.status, p.starts_at, o.state, o.reference, o.attempts, o.give_up_at
    from booking.hospital_order o
    join booking.appointment a on a.region_id = o.region_id and a.appointment_id = o.appointment_id
    join booking.slot_pool p on p.region_id = a.region_id and p.pool_id = a.pool_id
    where o.region_id = ${ctx.regionId} and o.order_id = ${orderId} for update of o skip locked`.execute(ctx.tx)
  return rows[0]
}

const ask = async (ctx: Ctx, row: OrderRow, step: HospitalStep, adapter: HospitalAdapter): Promise<HospitalAnswer> => {
  const source = await sourceOf(ctx, regionalId(ctx.regionId, row.session_id))
  return adapter({
    step,
    key: row.order_id,
    session: source?.external_ref ?? row.session_id,
    startsAt: row.starts_at.toISOString(),
    seatNo: row.seat_no,
    patient: row.resident_name,
    reference: row.reference,
  })
}

const keepReceipt = async (ctx: Ctx, row: OrderRow, step: HospitalStep, answer: HospitalAnswer): Promise<void> => {
  await sql`insert into booking.hospital_receipt (region_id, receipt_id, order_id, institution_id, step, outcome, reference, at)
    values (${ctx.regionId}, ${newUuid(ctx.now.getTime())}, ${row.order_id}, ${row.institution_id}, ${step}, ${answer.outcome}, ${answer.reference},
      ${ctx.now})`.execute(ctx.tx)
}

const eventOf = (ctx: Ctx, row: OrderRow): AppointmentEvent => ({
  appointmentId: regionalId(ctx.regionId, row.appointment_id),
  sessionId: regionalId(ctx.regionId, row.session_id),
  poolId: regionalId(ctx.regionId, row.pool_id),
  residentId: regionalId(ctx.regionId, row.resident_id),
  institutionId: row.institution_id,
  seatNo: row.seat_no,
  channel: channelOfNo(row.channel),
  startsAt: row.starts_at.toISOString(),
})

/** Our seat goes back, unless somebody has given it back meanwhile; the resident is told, and what else there is. */
const giveOurSeatBack = async (ctx: Ctx, row: OrderRow): Promise<void> => {
  const { rows } = await sql<{
    outcome: string | null
  }>`select booking.cancel_appointment(${ctx.regionId}, ${row.appointment_id}, ${ctx.now},
    'job:booking', 'hospital', null, null, 0) as outcome`.execute(ctx.tx)
  if (rows[0]?.outcome === 'cancelled')
    emit(ctx, { name: appointmentCancelled, data: { ...eventOf(ctx, row), cause: 'hospital' } })
}

/** Our seat was given back meanwhile, by whatever act: the hospital's goes back too, and nobody is told that it is theirs. */
const asItIsNow = async (ctx: Ctx, row: OrderRow): Promise<OrderRow> => {
  const isEnded = row.status === 'cancelled' || row.status === 'expired'
  if (!isEnded || !['asked', 'reserved', 'confirmed'].includes(row.state)) return row
  await sql`update booking.hospital_order set state = 'releasing', reason = 'given_back', settled_at = null, attempts = 0, version = version + 1
    where region_id = ${ctx.regionId} and order_id = ${row.order_id}`.execute(ctx.tx)
  return { ...row, state: 'releasing', attempts: 0 }
}

/** What the hospital says is gone is not offered to the next person: not this seat, and not another in its stead. */
const closeSeat = async (ctx: Ctx, row: OrderRow): Promise<void> => {
  await sql`select booking.lose_seat(${ctx.regionId}, ${row.appointment_id}, ${ctx.now})`.execute(ctx.tx)
}

const writeOrder = async (
  ctx: Ctx,
  row: OrderRow,
  next: ReturnType<typeof afterAnswer>,
  answer: HospitalAnswer,
): Promise<void> => {
  const isSilent = answer.outcome === 'no_answer'
  const isSettled = stepOf(next.state) === undefined
  const again = new Date(ctx.now.getTime() + (isSilent ? retrySeconds(row.attempts) : 60) * 1_000)
  await sql`update booking.hospital_order set state = ${next.state}, reason = coalesce(${next.reason ?? null}, reason),
      reference = coalesce(${answer.reference}, reference), attempts = ${isSilent && next.state === row.state ? row.attempts + 1 : 0},
      next_try_at = ${again}, settled_at = ${isSettled ? ctx.now : null}, version = version + 1
    where region_id = ${ctx.regionId} and order_id = ${row.order_id}`.execute(ctx.tx)
}

/** Not asked now, and no answer either: the same step comes again when the hospital has had its rest. */
const postpone = async (ctx: Ctx, row: OrderRow, until: Date): Promise<void> => {
  await sql`update booking.hospital_order set next_try_at = ${until} where region_id = ${ctx.regionId} and order_id = ${row.order_id}`.execute(
    ctx.tx,
  )
}

/**
 * BOOK-63 One step of one order: ask the hospital, keep its answer as a receipt, and write what follows, in one transaction. Cut off
 * anywhere, the same step is asked again with the same key.
 * The line is asked while this transaction is open, three seconds at most: it holds the order's row, which everybody else passes
 * over. A hospital's orders wait in a queue of its own, so that a silent one holds up one worker and not all;
 * one that stays silent is left alone for a while (BOOK-74).
 */
export const driveOrder = async (
  ctx: Ctx,
  event: HospitalStepEvent,
  adapterFor: (ctx: Ctx, institutionId: string) => Promise<HospitalAdapter> = adapterOf,
): Promise<void> => {
  const taken = await takeOrder(ctx, event.orderId)
  const row = taken && (await asItIsNow(ctx, taken))
  const step = row === undefined ? undefined : stepOf(row.state)
  if (row === undefined || step === undefined) return
  const rest = restsUntil(ctx.app, row.institution_id, ctx.now)
  // What is given back waits too, however late it is; only a seat whose time is up is asked for once more and then given up.
  if (rest !== null && (row.state === 'releasing' || row.give_up_at > ctx.now)) return postpone(ctx, row, rest)
  const answer = await ask(ctx, row, step, await adapterFor(ctx, row.institution_id))
  await keepReceipt(ctx, row, step, answer)
  const next = afterAnswer(row.state, answer.outcome, row.give_up_at <= ctx.now)
  await writeOrder(ctx, row, next, answer)
  if (next.givesSeatBack) await giveOurSeatBack(ctx, row)
  if (next.reason === 'gone') await closeSeat(ctx, row)
  if (next.state === 'confirmed') emit(ctx, { name: seatConfirmed, data: eventOf(ctx, row) })
  if (answer.outcome !== 'no_answer' && stepOf(next.state) !== undefined)
    tellStep(ctx, row.order_id, row.institution_id)
  if (next.state === 'releasing' && row.state !== 'releasing') tellStep(ctx, row.order_id, row.institution_id)
  touchLive(ctx, `slots:${regionalId(ctx.regionId, row.session_id)}`)
}

const leaseSeconds = 60

/** Retries: one event for each order whose moment has come. */
export const findStepsDue = async (ctx: Ctx): Promise<void> => {
  const lease = new Date(ctx.now.getTime() + leaseSeconds * 1_000)
  const { rows } = await sql<{ order_id: string; institution_id: string }>`select order_id, institution_id
    from booking.take_hospital_steps(${ctx.regionId}, ${ctx.now}, ${lease})`.execute(ctx.tx)
  for (const row of rows) tellStep(ctx, row.order_id, row.institution_id)
}
