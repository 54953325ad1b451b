import { sql } from 'kysely'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { BookableState, Channel } from '../contract-shapes.ts'
import { channelNo, sum } from '../domain/channels.ts'
import { freeFor, leftIn, poolRefusal } from '../domain/pool-rules.ts'
import { type Pool, poolsOfSessions } from './pool.repository.ts'

/** The seats of one session as one channel sees them now, whatever the number of its buckets. */
export type SeatFacts = {
  readonly capacity: number
  /** Seats the channel can book now. */
  readonly free: number
  /** Nobody's yet, whatever the channel. */
  readonly left: number
  /** The best that any bucket offers: one open bucket makes the session open. */
  readonly state: BookableState
  readonly opensAt: string | null
}

const stateOfRefusal = {
  'booking.session_stopped': 'stopped',
  'booking.session_past': 'past',
  'booking.channel_not_offered': 'full',
  'booking.window_not_open': 'not_yet',
  'booking.slot_full': 'full',
} as const satisfies Record<string, BookableState>

export const stateOfPool = (pool: Pool, channel: number, now: Date): BookableState => {
  const refusal = poolRefusal(pool, channel, now)
  return refusal === undefined ? 'open' : stateOfRefusal[refusal]
}

const bestFirst: readonly BookableState[] = ['open', 'not_yet', 'full', 'stopped']
const bestOf = (states: readonly BookableState[]): BookableState =>
  bestFirst.find(state => states.includes(state)) ?? 'past'

const firstOpening = (pools: readonly Pool[], channel: number): string | null => {
  const instants = pools.map(pool => pool.opensAt[channel]?.getTime()).filter(time => time !== undefined)
  return instants.length === 0 ? null : new Date(Math.min(...instants)).toISOString()
}

/** From buckets that have been read already. */
export const factsOfPools = (pools: readonly Pool[], channel: Channel, now: Date): SeatFacts => {
  const index = channelNo(channel) - 1
  return {
    capacity: sum(pools.map(pool => pool.capacity)),
    free: sum(pools.map(pool => freeFor(pool, index, now))),
    left: sum(pools.filter(pool => pool.status === 'open' && now < pool.closesAt).map(leftIn)),
    state: bestOf(pools.map(pool => stateOfPool(pool, index, now))),
    opensAt: firstOpening(pools, index),
  }
}

type Row = {
  readonly session_id: string
  readonly capacity: number
  readonly free: number
  readonly left: number
  readonly codes: readonly (string | null)[]
  readonly opens_at: Date | null
  readonly is_due: boolean
}

const readRows = async (ctx: Ctx, ids: readonly string[], channel: number): Promise<readonly Row[]> => {
  const left = (no: number) => sql`p.quota[${sql.lit(no)}] - p.taken[${sql.lit(no)}]`
  const shared = (no: number) =>
    sql`case when ${sql.lit(no)} = ${channel}::int or p.returns_at[${sql.lit(no)}] <= ${ctx.now} then ${left(no)} else 0 end`
  // `offset 0` keeps the rule from being worked out anew for each column that uses it.
  const { rows } = await sql<Row>`
    select p.session_id, sum(p.capacity)::int as capacity,
      sum(case
        when p.refusal is not null then 0
        when p.waiting > 0 and ${ctx.now} < p.keeps_back_until then p.quota[${channel}::int] - p.taken[${channel}::int]
        else ${shared(1)} + ${shared(2)} + ${shared(3)} + ${shared(4)} end)::int as free,
      sum(case when p.status = 'open' and ${ctx.now} < p.closes_at then ${left(1)} + ${left(2)} + ${left(3)} + ${left(4)} else 0 end)::int as left,
      array_agg(distinct p.refusal) as codes, min(p.opens_at[${channel}::int]) as opens_at, bool_or(p.next_hold_expiry <= ${ctx.now}) is true as is_due
    from (select q.*, booking.pool_refusal(q, ${channel}::int, ${ctx.now}) as refusal from booking.slot_pool q
      where q.region_id = ${ctx.regionId} and q.session_id = any (${ids}::uuid[]) offset 0) p
    group by p.session_id`.execute(ctx.tx)
  return rows
}

const toFacts = (row: Row): SeatFacts => ({
  capacity: row.capacity,
  free: row.free,
  left: row.left,
  state: bestOf(row.codes.map(code => (code === null ? 'open' : stateOfRefusal[code as keyof typeof stateOfRefusal]))),
  opensAt: row.opens_at?.toISOString() ?? null,
})

/**
 * Counted by the database, one row a session; the few sessions in which a hold has run out are read bucket by bucket,
 * since seats of such holds are free again. A session without seats is missing.
 */
export const seatFacts = async (
  ctx: Ctx,
  sessionIds: readonly RegionalId[],
  channel: Channel,
): Promise<ReadonlyMap<RegionalId, SeatFacts>> => {
  if (sessionIds.length === 0) return new Map()
  const rows = await readRows(
    ctx,
    sessionIds.map(id => splitRegionalId(id).uuid),
    channelNo(channel),
  )
  const facts = new Map(rows.map(row => [regionalId(ctx.regionId, row.session_id), toFacts(row)]))
  const due = rows.filter(row => row.is_due).map(row => regionalId(ctx.regionId, row.session_id))
  const pools = await poolsOfSessions(ctx, due)
  for (const sessionId of due) {
    const own = pools.filter(pool => pool.sessionId === sessionId)
    facts.set(sessionId, factsOfPools(own, channel, ctx.now))
  }
  return facts
}
