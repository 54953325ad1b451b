import { sql } from 'kysely'
import { requireSession } from '#src/modules/deployment/public.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { type RegionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, requireStaff } from '#src/platform/server/context.ts'
import type { countedVisits as contract } from '../contract-counts.ts'
import { slotSummary } from './slot-summary.query.ts'

const nothingShown = { seen: null, came: null, first: null, repeat: null, extra: null, tcm: null }
type Counts = { readonly [K in keyof typeof nothingShown]: number }

const countVisits = async (ctx: Ctx, sessionId: RegionalId): Promise<Counts | undefined> => {
  const { rows } = await sql<Counts>`select count(*) filter (where v.status = 'seen')::int as seen,
      count(*) filter (where v.status <> 'left')::int as came,
      count(*) filter (where v.status = 'seen' and v.is_first)::int as first,
      count(*) filter (where v.status = 'seen' and not v.is_first)::int as repeat,
      count(*) filter (where v.status = 'seen' and a.appointment_id is not null and a.quota_channel is null)::int as extra,
      count(*) filter (where v.status = 'seen' and v.is_tcm)::int as tcm
    from booking.visit v
    left join booking.appointment a on a.region_id = v.region_id and a.appointment_id = v.appointment_id
    where v.region_id = ${ctx.regionId} and v.session_id = ${splitRegionalId(sessionId).uuid}`.execute(ctx.tx)
  return rows[0]
}

/** What door and queue counted, for the expert's closing sheet and the card of the evening before. */
export const countedVisits = async (
  ctx: Ctx,
  { sessionId }: InputOf<typeof contract>,
): Promise<OutputOf<typeof contract>> => {
  const session = await requireSession(ctx, sessionId)
  const [seats] = await slotSummary(ctx, [sessionId])
  const isHere = requireStaff(ctx).institutionId === session.institutionId
  return {
    ...nothingShown,
    ...(isHere ? await countVisits(ctx, sessionId) : {}),
    booked: seats?.taken ?? 0,
    capacity: seats?.capacity ?? 0,
  }
}
