import { sql } from 'kysely'
import { requireSession } from '#src/modules/deployment/public.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, requireStaff } from '#src/platform/server/context.ts'
import type { countedVisits as contract } from '../contract-counts.ts'
import { slotSummary } from './slot-summary.query.ts'

/** What the queue counted, for the expert's closing sheet and the card of the evening before. */
export const countedVisits = async (
  ctx: Ctx,
  { sessionId }: InputOf<typeof contract>,
): Promise<OutputOf<typeof contract>> => {
  const session = await requireSession(ctx, sessionId)
  const [seats] = await slotSummary(ctx, [sessionId])
  const isHere = requireStaff(ctx).institutionId === session.institutionId
  const { rows } = await sql<{
    seen: number
    came: number
  }>`select count(*) filter (where status = 'seen')::int as seen,
      count(*) filter (where status <> 'left')::int as came from booking.visit
    where region_id = ${ctx.regionId} and session_id = ${splitRegionalId(sessionId).uuid}`.execute(ctx.tx)
  return {
    seen: isHere ? (rows[0]?.seen ?? 0) : null,
    came: isHere ? (rows[0]?.came ?? 0) : null,
    booked: seats?.taken ?? 0,
    capacity: seats?.capacity ?? 0,
  }
}
