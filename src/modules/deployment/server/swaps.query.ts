import { addDays, instantAt, localDateAt } from '#src/platform/kernel/dates.ts'
import type { OutputOf } from '#src/platform/kernel/endpoint.ts'
import { holdsPermission } from '#src/platform/server/access.ts'
import { type Ctx, requireStaff } from '#src/platform/server/context.ts'
import type { swapContract } from '../contract-swaps.ts'
import { chipsOf } from './chips.ts'
import { sitesOf, staffOf } from './names.ts'
import { findRecords } from './session.repository.ts'
import { findSwaps, type SwapRecord } from './swap.repository.ts'

const shownDays = 31

const actsOn = (ctx: Ctx, swap: SwapRecord, decides: boolean) => {
  const { staffId } = requireStaff(ctx)
  return {
    mayAnswer: swap.status === 'offered' && swap.toStaffId === staffId,
    mayDecide: decides && swap.status === 'accepted' && swap.fromStaffId !== staffId && swap.toStaffId !== staffId,
    mayWithdraw: (swap.status === 'offered' || swap.status === 'accepted') && swap.fromStaffId === staffId,
  }
}

/** Mine of the last month, and what the sites that I manage have to decide. */
export const swaps = async (ctx: Ctx): Promise<OutputOf<typeof swapContract.swaps>> => {
  const { staffId, reach } = requireStaff(ctx)
  const decides = holdsPermission(ctx.app, ctx.actor, 'deployment.session.cancel')
  const since = instantAt(addDays(localDateAt(ctx.now, ctx.timeZone), -shownDays), '00:00', ctx.timeZone)
  const found = await findSwaps(ctx, { staffId, institutionIds: decides ? reach : [], since })
  const records = await findRecords(ctx, { sessionIds: found.map(swap => swap.sessionId) })
  const chips = new Map((await chipsOf(ctx, records)).map(session => [session.sessionId, session]))
  const people = await staffOf(
    ctx,
    found.flatMap(swap => [swap.fromStaffId, swap.toStaffId]),
  )
  const sites = await sitesOf(
    ctx,
    records.map(record => record.institutionId),
  )
  return {
    swaps: found.flatMap(({ sessionId, institutionId, ...swap }) => {
      const session = chips.get(sessionId)
      if (session === undefined) return []
      return [
        {
          ...swap,
          ...actsOn(ctx, { ...swap, sessionId, institutionId }, decides && reach.includes(institutionId)),
          session,
          institutionName: sites.get(session.institutionId)?.name ?? '',
          fromName: people.get(swap.fromStaffId)?.name ?? '',
          toName: people.get(swap.toStaffId)?.name ?? '',
          offeredAt: swap.offeredAt.toISOString(),
        },
      ]
    }),
  }
}
