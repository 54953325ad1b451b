import type { Ctx } from '#src/platform/server/context.ts'
import { shortestWay, type Way } from '../domain/travel.ts'
import { tables } from './tables.ts'

export type { Way } from '../domain/travel.ts'

/** Every way written down among some sites, in minutes; for those who compare many at once. */
export const travelTimesAmong = async (ctx: Ctx, institutionIds: readonly string[]): Promise<readonly Way[]> => {
  const ids = [...new Set(institutionIds)]
  if (ids.length < 2) return []
  const rows = await tables(ctx)
    .selectFrom('network.travel_time')
    .select(['from_institution_id as from', 'to_institution_id as to', 'minutes'])
    .where('from_institution_id', 'in', ids)
    .where('to_institution_id', 'in', ids)
    .execute()
  return rows
}

/** Minutes from one site to another by the quickest mode, 0 at the same site; null when nobody wrote it down (NET-47). */
export const travelMinutes = async (ctx: Ctx, from: string, to: string): Promise<number | null> =>
  shortestWay(await travelTimesAmong(ctx, [from, to]), from, to)
