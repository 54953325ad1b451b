import { type RawBuilder, sql } from 'kysely'
import { findSessionsByIds } from '#src/modules/deployment/public.ts'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { AgentRelation } from '../contract-shapes.ts'
import type { callOutcomes, Waiting, waitingStatuses } from '../contract-waiting.ts'
import { channelOfNo, sum } from '../domain/channels.ts'
import { chanceOf } from '../domain/waiting.ts'
import { waitingNotFound } from '../errors.ts'
import { poolsOfSessions } from './pool.repository.ts'
import { cardOf, placesOf, withPools } from './session-cards.ts'
import { numberSetting } from './settings.ts'

export type WaitingRow = {
  readonly waiting_id: string
  readonly wish_id: string
  readonly session_id: string
  readonly institution_id: string
  readonly joined_by_institution_id: string | null
  readonly resident_id: string
  readonly resident_name: string
  readonly channel: number
  readonly rank: number
  readonly joined_at: Date
  readonly status: (typeof waitingStatuses)[number]
  readonly appointment_id: string | null
  readonly offer_expires_at: Date | null
  readonly agent_relation: AgentRelation
  readonly agent_name: string | null
  readonly called_at: Date | null
  readonly call_outcome: (typeof callOutcomes)[number] | null
  readonly refusal: string | null
}

/** What row-level security shows; an offer that has run out is shown as missed, whether or not a job has been round. */
export const findWaiting = async (ctx: Ctx, where: RawBuilder<unknown>): Promise<readonly WaitingRow[]> => {
  const { rows } =
    await sql<WaitingRow>`select w.waiting_id, w.wish_id, w.session_id, w.institution_id, w.joined_by_institution_id,
      w.resident_id, w.resident_name, w.channel, w.rank, w.joined_at, w.appointment_id, w.offer_expires_at, w.agent_relation, w.agent_name,
      w.called_at, w.call_outcome, w.refusal,
      case when w.status = 'offered' and w.offer_expires_at <= ${ctx.now} then 'missed' else w.status end as status
    from booking.waiting w where w.region_id = ${ctx.regionId} and ${where}
    order by w.status = 'offered' desc, w.session_id, w.rank, w.joined_at, w.waiting_id limit 500`.execute(ctx.tx)
  return rows
}

/** @throws booking.waiting_not_found, the same for unknown and for not visible */
export const requireWaiting = async (ctx: Ctx, waitingId: RegionalId): Promise<WaitingRow> => {
  const [row] = await findWaiting(ctx, sql`w.waiting_id = ${splitRegionalId(waitingId).uuid}`)
  if (row === undefined) throw waitingNotFound(waitingId)
  return row
}

const placesAhead = async (ctx: Ctx, rows: readonly WaitingRow[]) => {
  const ids = rows.map(row => row.waiting_id)
  const found = await sql<{ waiting_id: string; ahead: number; waiting: number }>`select waiting_id, ahead, waiting
    from booking.waiting_places(${ctx.regionId}, ${ids}::uuid[])`.execute(ctx.tx)
  return new Map(found.rows.map(row => [row.waiting_id, row]))
}

/** Rows as screens show them, with place and chance. */
export const toWaiting = async (ctx: Ctx, rows: readonly WaitingRow[]): Promise<Waiting[]> => {
  const ids = [...new Set(rows.map(row => regionalId(ctx.regionId, row.session_id)))]
  const sessions = await findSessionsByIds(ctx, ids)
  const entries = withPools(sessions, await poolsOfSessions(ctx, ids))
  const places = await placesOf(ctx, sessions)
  const ahead = await placesAhead(ctx, rows)
  const list: Waiting[] = []
  for (const row of rows) {
    const sessionId = regionalId(ctx.regionId, row.session_id)
    const entry = entries.find(one => one.session.sessionId === sessionId)
    if (entry === undefined) continue
    const place = ahead.get(row.waiting_id)
    const capacity = sum(entry.pools.map(pool => pool.capacity))
    const percent = await numberSetting(ctx, 'return_percent', row.institution_id)
    list.push({
      waitingId: regionalId(ctx.regionId, row.waiting_id),
      residentId: regionalId(ctx.regionId, row.resident_id),
      residentName: row.resident_name,
      session: cardOf(ctx, entry, channelOfNo(row.channel), places),
      status: row.status,
      joinedAt: row.joined_at.toISOString(),
      ahead: place?.ahead ?? 0,
      waiting: place?.waiting ?? 0,
      chance: chanceOf(place?.ahead ?? 0, capacity, percent),
      rank: row.rank,
      appointmentId: row.appointment_id === null ? null : regionalId(ctx.regionId, row.appointment_id),
      offerExpiresAt: row.offer_expires_at?.toISOString() ?? null,
      agentRelation: row.agent_relation,
      agentName: row.agent_name,
      calledAt: row.called_at?.toISOString() ?? null,
      callOutcome: row.call_outcome,
    })
  }
  return list
}
