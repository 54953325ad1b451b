import type { Session } from '#src/modules/deployment/public.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { channelOfNo } from '../domain/channels.ts'
import { calledSince, type Interleaving, interleaved, type Line, type Turn } from '../domain/queue.ts'
import { isWaiting } from '../domain/visit-steps.ts'
import { numberSetting } from './settings.ts'
import type { VisitRow } from './visit.repository.ts'

/** What the order of a queue is decided from; the lobby screen knows no more of anybody. */
export type Queued = Pick<VisitRow, 'queue_key' | 'ticket_no' | 'status' | 'channel' | 'priority' | 'called_at'>

const isWalkIn = (row: Queued): boolean => channelOfNo(row.channel) === 'on_site' && row.priority === 'none'

const interleaving = (rows: readonly Queued[], booked: number, nowKey: number): Interleaving => ({
  booked,
  since: calledSince(
    rows.flatMap(row => (row.called_at === null ? [] : [{ calledAt: row.called_at, isWalkIn: isWalkIn(row) }])),
  ),
  nowKey,
})

type InLine<T> = Line & { readonly waiting: readonly (Turn & { readonly row: T })[] }

/** Those who wait in one session, with what decides whose turn it is. @param booked people for each walk-in, as set */
export const lineOf = <T extends Queued>(
  ctx: Ctx,
  session: Pick<Session, 'startsAt'>,
  rows: readonly T[],
  booked: number,
): InLine<T> => {
  const waiting = rows
    .filter(row => isWaiting(row.status))
    .map(row => ({
      row,
      queueKey: row.queue_key,
      ticketNo: row.ticket_no,
      isWalkIn: row.status === 'waiting' && isWalkIn(row),
    }))
  return { waiting, turns: interleaving(rows, booked, ctx.now.getTime() - session.startsAt.getTime()) }
}

/** Those who wait, in the order in which they will be called. */
export const inTurn = <T extends Queued>(
  ctx: Ctx,
  session: Pick<Session, 'startsAt'>,
  rows: readonly T[],
  booked: number,
): readonly T[] => {
  const { waiting, turns } = lineOf(ctx, session, rows, booked)
  return interleaved(waiting, turns).map(({ row }) => row)
}

/** BOOK-97 How many booked people are called for each walk-in at this site. */
export const bookedPerWalkIn = (ctx: Ctx, institutionId: string): Promise<number> =>
  numberSetting(ctx, 'booked_per_walk_in', institutionId)
