import { sql } from 'kysely'
import type { Ctx } from '#src/platform/server/context.ts'
import type { Channel } from '../contract-shapes.ts'
import { channelNo } from '../domain/channels.ts'

type Asked = {
  /** Local dates, both included. */
  readonly from: string
  readonly to: string
  readonly institutionId?: string | undefined
  readonly channel: Channel
}

/**
 * Days on which the channel can book something now, or will when its window opens. Each day is looked through only until
 * the first such bucket, so that a region of many thousand buckets answers as quickly as a clinic.
 */
export const bookableDays = async (
  ctx: Ctx,
  { from, to, institutionId, channel }: Asked,
): Promise<readonly string[]> => {
  const ofSite = institutionId === undefined ? sql`true` : sql`p.institution_id = ${institutionId}`
  const { rows } = await sql<{ day: string }>`select d.day::date as day
    from generate_series(${from}::date, ${to}::date, interval '1 day') as d (day)
    cross join lateral (select 1 from booking.slot_pool p
      where p.region_id = ${ctx.regionId} and p.local_date = d.day::date and ${ofSite}
        and coalesce(booking.pool_refusal(p, ${channelNo(channel)}::int, ${ctx.now}), 'open') in ('open', 'booking.window_not_open')
      limit 1) as found`.execute(ctx.tx)
  return rows.map(row => row.day)
}
