import { localDateAt } from '#src/platform/kernel/dates.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { Channel } from '../contract-shapes.ts'

/**
 * BOOK-31, BOOK-58 The share a moved visit is paid from. Residents move through the public channel; on the day itself the desk
 * gives the on-site seats of its own site; else staff move through the channel that was used.
 */
export const channelOfMove = (
  ctx: Ctx,
  to: { readonly institutionId: string; readonly localDate: string } | undefined,
  used: Channel,
): Channel => {
  if (ctx.actor.kind !== 'staff') return 'public'
  const isHere = to !== undefined && to.institutionId === ctx.actor.institutionId
  if (isHere && to.localDate === localDateAt(ctx.now, ctx.timeZone)) return 'on_site'
  return used === 'on_site' ? 'public' : used
}
