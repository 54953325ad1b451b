import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { seatsOfSessions } from '../contract-counts.ts'
import type { ByChannel } from '../contract-shapes.ts'
import { byChannel, sum } from '../domain/channels.ts'
import { leftIn } from '../domain/pool-rules.ts'
import { type Pool, poolsOfSessions } from './pool.repository.ts'

/** Seats of one session, for boards and for the dialog that stops a clinic. */
export type SlotSummary = {
  readonly sessionId: RegionalId
  readonly capacity: number
  /** Booked, held or used. */
  readonly taken: number
  /** Nobody's yet, whatever the channel. */
  readonly free: number
  readonly quotaByChannel: ByChannel
  readonly takenByChannel: ByChannel
  readonly freeByChannel: ByChannel
}

const columnSums = (pools: readonly Pool[], of: (pool: Pool) => readonly number[]): readonly number[] =>
  [0, 1, 2, 3].map(channel => sum(pools.map(pool => of(pool)[channel] ?? 0)))

/** Seats of these sessions; one without seats is missing. */
export const slotSummary = async (ctx: Ctx, sessionIds: readonly RegionalId[]): Promise<readonly SlotSummary[]> => {
  const pools = await poolsOfSessions(ctx, sessionIds)
  return [...new Set(pools.map(pool => pool.sessionId))].map(sessionId => {
    const own = pools.filter(pool => pool.sessionId === sessionId)
    const quota = columnSums(own, pool => pool.quota)
    const taken = columnSums(own, pool => pool.taken)
    return {
      sessionId,
      capacity: sum(own.map(pool => pool.capacity)),
      taken: sum(taken),
      free: sum(own.map(leftIn)),
      quotaByChannel: byChannel(quota),
      takenByChannel: byChannel(taken),
      freeByChannel: byChannel(quota.map((share, channel) => share - (taken[channel] ?? 0))),
    }
  })
}

export const readSeatsOfSessions = async (
  ctx: Ctx,
  input: InputOf<typeof seatsOfSessions>,
): Promise<OutputOf<typeof seatsOfSessions>> => ({
  sessions: (await slotSummary(ctx, input.sessionIds)).map(({ sessionId, capacity, taken, free, takenByChannel }) => ({
    sessionId,
    capacity,
    taken,
    free,
    takenByChannel,
  })),
})
