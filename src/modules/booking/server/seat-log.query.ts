import { sql } from 'kysely'
import { daysBetween, localTimeAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, requireStaff } from '#src/platform/server/context.ts'
import type { returnedShares, seatLog } from '../contract-extra.ts'
import { channelOfNo, sum } from '../domain/channels.ts'
import { rangeTooLong } from '../errors.ts'
import { requireSessionWithPools } from './open-sessions.query.ts'
import { numberSetting } from './settings.ts'

/** BOOK-44 The job writes the log only: the shares went on at the instant in their rows. */
export const logShareReturns = async (ctx: Ctx): Promise<void> => {
  await sql`select booking.log_share_returns(${ctx.regionId}, ${ctx.now})`.execute(ctx.tx)
}

type ReturnRow = {
  readonly starts_at: Date
  readonly channel: number
  readonly seats: number
  readonly returned_at: Date
}

/** One session: who lost what to everybody, what rests, what was given beyond the seats, who waits. */
export const readSeatLog = async (ctx: Ctx, input: InputOf<typeof seatLog>): Promise<OutputOf<typeof seatLog>> => {
  const { session, pools } = await requireSessionWithPools(ctx, input.sessionId)
  const { uuid } = splitRegionalId(input.sessionId)
  const ownLimit = pools.reduce<number | null>((most, { extraLimit }) => extraLimit ?? most, null)
  const { rows } =
    await sql<ReturnRow>`select p.starts_at, r.channel, r.seats, r.returned_at from booking.share_return r
    join booking.slot_pool p on p.region_id = r.region_id and p.pool_id = r.pool_id
    where r.region_id = ${ctx.regionId} and r.session_id = ${uuid} and r.seats > 0 order by r.returned_at desc, p.starts_at, r.channel`.execute(
      ctx.tx,
    )
  const resting = await sql<{ seats: number }>`select count(*)::int as seats from booking.resting_seat r
    where r.region_id = ${ctx.regionId} and not r.released and r.pool_id = any (${pools.map(pool => splitRegionalId(pool.poolId).uuid)}::uuid[])`.execute(
    ctx.tx,
  )
  return {
    returns: rows.map(row => ({
      startTime: localTimeAt(row.starts_at, ctx.timeZone),
      channel: channelOfNo(row.channel),
      seats: row.seats,
      at: row.returned_at.toISOString(),
    })),
    resting: resting.rows[0]?.seats ?? 0,
    extra: sum(pools.map(pool => pool.extraTaken)),
    extraLimit: ownLimit ?? (await numberSetting(ctx, 'extra_limit', session.institutionId)),
    hasOwnLimit: ownLimit !== null,
    waiting: Math.max(0, ...pools.map(pool => pool.waiting)),
  }
}

const maxRangeDays = 366
export const readReturnedShares = async (
  ctx: Ctx,
  input: InputOf<typeof returnedShares>,
): Promise<OutputOf<typeof returnedShares>> => {
  const { institutionId } = requireStaff(ctx)
  if (daysBetween(input.from, input.to) > maxRangeDays) throw rangeTooLong(maxRangeDays)
  const { rows } = await sql<{
    channel: number
    seats: number
    sessions: number
  }>`select r.channel, sum(r.seats)::int as seats,
      count(distinct r.session_id)::int as sessions
    from booking.share_return r where r.region_id = ${ctx.regionId} and r.institution_id = ${institutionId}
      and r.local_date between ${input.from} and ${input.to} and r.seats > 0
    group by r.channel order by r.channel`.execute(ctx.tx)
  return {
    totals: rows.map(row => ({ channel: channelOfNo(row.channel), seats: row.seats, sessions: row.sessions })),
  }
}
