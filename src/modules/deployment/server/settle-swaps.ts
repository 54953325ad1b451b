import { sql } from 'kysely'
import { type RegionalId, regionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { closeLoop } from '#src/platform/server/loops.ts'
import { lapseSwaps, type SwapRecord } from './swap.repository.ts'

/** A colleague is asked to take over; then, where it is so set, a manager to agree (DEP-38). */
export const swapAskedLoop = 'deployment.swap_asked'
export const swapToDecideLoop = 'deployment.swap_to_decide'
export const swapSubject = 'swap'

const perRun = 200

export const endSwapLoop = (ctx: Ctx, kind: string, swap: Pick<SwapRecord, 'swapId'>, outcome: string) =>
  closeLoop(ctx, { kind, subjectKind: swapSubject, subjectId: swap.swapId, outcome })

/**
 * What was asked about a session that stopped, moved or changed hands otherwise is asked no more: the swap lapses and
 * nobody is left with its task (DEP-38).
 * @param leaving only what these people offered; without it everything open
 */
export const settleSwapsOf = async (
  ctx: Ctx,
  sessionIds: readonly RegionalId[],
  leaving?: readonly string[],
): Promise<void> => {
  for (const swap of await lapseSwaps(ctx, sessionIds, leaving)) {
    await endSwapLoop(ctx, swapAskedLoop, swap, 'not_needed')
    await endSwapLoop(ctx, swapToDecideLoop, swap, 'not_needed')
  }
}

/** Job: a session that has begun is swapped no more. */
export const settlePastSwaps = async (ctx: Ctx): Promise<void> => {
  const { rows } = await sql<{ session_id: string }>`
    select distinct w.session_id from deployment.swap w
      join deployment.session s on s.region_id = w.region_id and s.session_id = w.session_id
    where w.region_id = ${ctx.regionId} and w.status in ('offered', 'accepted') and s.starts_at <= ${ctx.now}
    limit ${perRun}`.execute(ctx.tx)
  await settleSwapsOf(
    ctx,
    rows.map(row => regionalId(ctx.regionId, row.session_id)),
  )
}
