import { sql } from 'kysely'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { PoolFacts } from '../domain/pool-rules.ts'

type PoolRow = {
  readonly pool_id: string
  readonly session_id: string
  readonly bucket_no: number
  readonly institution_id: string
  readonly department_key: string
  readonly local_date: string
  readonly starts_at: Date
  readonly ends_at: Date
  readonly capacity: number
  readonly quota: number[]
  readonly taken: number[]
  readonly gone: number[]
  readonly opens_at: (Date | null)[]
  readonly returns_at: (Date | null)[]
  readonly quota_by_hand: boolean
  readonly windows_by_hand: boolean
  readonly closes_at: Date
  readonly next_hold_expiry: Date | null
  readonly waiting: number
  readonly keeps_back_until: Date | null
  readonly extra_taken: number
  readonly extra_limit: number | null
  readonly status: 'open' | 'stopped'
}

/** The seats of one bucket, as they are at `ctx.now`: a hold that has run out no longer counts as taken. */
export type Pool = PoolFacts & {
  readonly poolId: RegionalId
  readonly sessionId: RegionalId
  readonly bucketNo: number
  readonly institutionId: string
  readonly departmentKey: string
  readonly localDate: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly capacity: number
  readonly quotaByHand: boolean
  readonly windowsByHand: boolean
  /** Seats of each share that the hospital has not got; capacity and quota no longer count them. */
  readonly gone: readonly number[]
  /** 加号 given in this bucket. */
  readonly extraTaken: number
  /** Of the session, where somebody has set it by hand. */
  readonly extraLimit: number | null
}

const columns = sql`p.pool_id, p.session_id, p.bucket_no, p.institution_id, p.department_key, p.local_date, p.starts_at, p.ends_at,
  p.capacity, p.quota, p.taken, p.opens_at, p.returns_at, p.quota_by_hand, p.windows_by_hand, p.closes_at, p.next_hold_expiry, p.status,
  p.waiting, p.keeps_back_until, p.extra_taken, p.extra_limit, p.gone`

type Lapsed = { readonly pool_id: string; readonly quota_channel: number; readonly seats: number }

const lapsedIn = async (ctx: Ctx, rows: readonly PoolRow[]): Promise<readonly Lapsed[]> => {
  const due = rows.filter(row => row.next_hold_expiry !== null && row.next_hold_expiry <= ctx.now)
  if (due.length === 0) return []
  const ids = due.map(row => row.pool_id)
  const found = await sql<Lapsed>`select pool_id, quota_channel, seats
    from booking.lapsed_holds(${ctx.regionId}, ${ids}::uuid[], ${ctx.now})`.execute(ctx.tx)
  return found.rows
}

const toPool = (regionId: number, row: PoolRow, lapsed: readonly Lapsed[]): Pool => ({
  poolId: regionalId(regionId, row.pool_id),
  sessionId: regionalId(regionId, row.session_id),
  bucketNo: row.bucket_no,
  institutionId: row.institution_id,
  departmentKey: row.department_key,
  localDate: row.local_date,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  capacity: row.capacity,
  quota: row.quota,
  taken: row.taken.map((taken, index) => {
    const back = lapsed.find(hold => hold.pool_id === row.pool_id && hold.quota_channel === index + 1)
    return taken - (back?.seats ?? 0)
  }),
  opensAt: row.opens_at,
  returnsAt: row.returns_at,
  quotaByHand: row.quota_by_hand,
  windowsByHand: row.windows_by_hand,
  closesAt: row.closes_at,
  status: row.status,
  waiting: row.waiting,
  keepsBackUntil: row.keeps_back_until,
  extraTaken: row.extra_taken,
  extraLimit: row.extra_limit,
  gone: row.gone,
})

const toPools = async (ctx: Ctx, rows: readonly PoolRow[]): Promise<readonly Pool[]> => {
  const lapsed = await lapsedIn(ctx, rows)
  return rows.map(row => toPool(ctx.regionId, row, lapsed))
}

/** All buckets of these sessions, in order of session and time. */
export const poolsOfSessions = async (ctx: Ctx, sessionIds: readonly RegionalId[]): Promise<readonly Pool[]> => {
  if (sessionIds.length === 0) return []
  const ids = sessionIds.map(id => splitRegionalId(id).uuid)
  const { rows } = await sql<PoolRow>`select ${columns} from booking.slot_pool p
    where p.region_id = ${ctx.regionId} and p.session_id = any (${ids}::uuid[]) order by p.session_id, p.bucket_no`.execute(
    ctx.tx,
  )
  return toPools(ctx, rows)
}

export const findPool = async (ctx: Ctx, poolId: RegionalId): Promise<Pool | undefined> => {
  const { rows } = await sql<PoolRow>`select ${columns} from booking.slot_pool p
    where p.region_id = ${ctx.regionId} and p.pool_id = ${splitRegionalId(poolId).uuid}`.execute(ctx.tx)
  return (await toPools(ctx, rows))[0]
}

/** Locks the buckets of a session in the order every writer uses. */
export const lockPools = async (ctx: Ctx, sessionId: RegionalId): Promise<readonly Pool[]> => {
  const { rows } = await sql<PoolRow>`select ${columns} from booking.slot_pool p
    where p.region_id = ${ctx.regionId} and p.session_id = ${splitRegionalId(sessionId).uuid}
    order by p.pool_id for no key update`.execute(ctx.tx)
  return rows.map(row => toPool(ctx.regionId, row, []))
}

/** What else a channel could book now: other buckets of the session first, then the same department on later days. */
export const freeElsewhere = async (
  ctx: Ctx,
  sessionId: RegionalId,
  channelNo: number,
  days: number,
): Promise<readonly { readonly poolId: RegionalId; readonly sessionId: RegionalId }[]> => {
  const session = splitRegionalId(sessionId).uuid
  const { rows } = await sql<{ pool_id: string; session_id: string }>`
    with asked as (
      select q.local_date, q.department_key from booking.slot_pool q
      where q.region_id = ${ctx.regionId} and q.session_id = ${session} limit 1
    )
    select p.pool_id, p.session_id from asked
    join booking.slot_pool p on p.region_id = ${ctx.regionId} and p.department_key = asked.department_key
      and p.local_date between asked.local_date - ${days}::int and asked.local_date + ${days}::int
    where booking.pool_refusal(p, ${channelNo}, ${ctx.now}) is null
    order by p.session_id = ${session} desc, p.starts_at, p.pool_id limit 24`.execute(ctx.tx)
  return rows.map(row => ({
    poolId: regionalId(ctx.regionId, row.pool_id),
    sessionId: regionalId(ctx.regionId, row.session_id),
  }))
}
