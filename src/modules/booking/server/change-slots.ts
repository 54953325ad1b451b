import { sql } from 'kysely'
import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { type RegionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { audit, type Ctx, emit, requireReach, touchLive } from '#src/platform/server/context.ts'
import type { changeQuotas, changeWindows } from '../contract-desk.ts'
import type { changeExtraLimit } from '../contract-extra.ts'
import type { InstantByChannel } from '../contract-shapes.ts'
import { inChannelOrder, sum } from '../domain/channels.ts'
import { quotaBelowTaken, quotaOverCapacity, sessionNotFound } from '../errors.ts'
import { quotasChanged } from '../events.ts'
import { lockPools, type Pool } from './pool.repository.ts'

const lockOwn = async (ctx: Ctx, sessionId: RegionalId): Promise<readonly Pool[]> => {
  const pools = await lockPools(ctx, sessionId)
  if (pools[0] === undefined) throw sessionNotFound(sessionId)
  requireReach(ctx, pools[0].institutionId)
  return pools
}

const announce = (ctx: Ctx, sessionId: RegionalId, reason: string): void => {
  audit(ctx, { subjectKind: 'session', subjectId: sessionId, reason })
  emit(ctx, { name: quotasChanged, data: { sessionId } })
  touchLive(ctx, `slots:${sessionId}`)
}

/**
 * BOOK-10 Shares the seats of the buckets anew; nobody who has a seat loses it, and no seat appears from nowhere.
 * @throws booking.quota_below_taken, booking.quota_over_capacity
 */
export const changeShares = async (ctx: Ctx, input: InputOf<typeof changeQuotas>): Promise<Record<string, never>> => {
  const pools = await lockOwn(ctx, input.sessionId)
  for (const wanted of input.pools) {
    const pool = pools.find(candidate => candidate.poolId === wanted.poolId)
    if (pool === undefined) throw sessionNotFound(input.sessionId)
    const quota = inChannelOrder(wanted.quota)
    if (sum(quota) > pool.capacity) throw quotaOverCapacity()
    if (quota.some((share, channel) => share < (pool.taken[channel] ?? 0))) throw quotaBelowTaken()
    await sql`update booking.slot_pool set quota = ${quota}::int[], quota_by_hand = true, changed_at = ${ctx.now}
      where region_id = ${ctx.regionId} and pool_id = ${splitRegionalId(wanted.poolId).uuid}`.execute(ctx.tx)
  }
  announce(ctx, input.sessionId, input.reason)
  return {}
}

/** BOOK-99 How many extra seats this session may have, decided by whoever gives one from these locked rows. */
export const changeLimitOfExtra = async (
  ctx: Ctx,
  input: InputOf<typeof changeExtraLimit>,
): Promise<Record<string, never>> => {
  await lockOwn(ctx, input.sessionId)
  await sql`update booking.slot_pool set extra_limit = ${input.limit}::int, changed_at = ${ctx.now}
    where region_id = ${ctx.regionId} and session_id = ${splitRegionalId(input.sessionId).uuid}`.execute(ctx.tx)
  announce(ctx, input.sessionId, input.reason)
  return {}
}

const instants = (values: InstantByChannel): readonly (Date | null)[] =>
  inChannelOrder(values).map(value => (value === null ? null : new Date(value)))

/** BOOK-3 Sets the windows of one session by hand: when each channel opens and when its unused seats go on. */
export const changeOpenings = async (
  ctx: Ctx,
  input: InputOf<typeof changeWindows>,
): Promise<Record<string, never>> => {
  await lockOwn(ctx, input.sessionId)
  await sql`update booking.slot_pool set opens_at = ${instants(input.opensAt)}::timestamptz[], returns_at = ${instants(input.returnsAt)}::timestamptz[],
      windows_by_hand = true, changed_at = ${ctx.now}
    where region_id = ${ctx.regionId} and session_id = ${splitRegionalId(input.sessionId).uuid}`.execute(ctx.tx)
  announce(ctx, input.sessionId, input.reason)
  return {}
}
