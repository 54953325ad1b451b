import { findSessionsByIds, type Session, searchSessions } from '#src/modules/deployment/public.ts'
import { daysBetween } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { findOpenSessions, sessionSlots } from '../contract.ts'
import type { Channel, OpenSession } from '../contract-shapes.ts'
import { rangeTooLong, sessionNotFound } from '../errors.ts'
import { poolsOfSessions } from './pool.repository.ts'
import { seatFacts } from './seat-facts.query.ts'
import { cardOf, cardWith, placesOf, type SessionWithPools, slotOf } from './session-cards.ts'

const maxDays = 62
const usualLimit = 60
/** A page may end short of its limit when this many pages were looked through for free seats. */
const mostPages = 8

type Input = InputOf<typeof findOpenSessions>

/** Cards of sessions that have seats, in the order given. */
const cardsOf = async (ctx: Ctx, sessions: readonly Session[], channel: Channel): Promise<readonly OpenSession[]> => {
  const seats = await seatFacts(
    ctx,
    sessions.map(session => session.sessionId),
    channel,
  )
  const places = await placesOf(ctx, sessions)
  return sessions.flatMap(session => {
    const own = seats.get(session.sessionId)
    return own === undefined ? [] : [cardWith(session, own, places)]
  })
}

/**
 * Sessions with seats between two days, as one channel sees them now, a page at a time; text and order are the
 * database's work, so that a region of thousands of sessions is not read for sixty. Drafts and sessions without seats are
 * not shown.
 */
export const findOpenPage = async (ctx: Ctx, input: Input): Promise<OutputOf<typeof findOpenSessions>> => {
  if (daysBetween(input.from, input.to) > maxDays) throw rangeTooLong(maxDays)
  const limit = input.limit ?? usualLimit
  const { from, to, institutionId } = input
  const found: OpenSession[] = []
  let after = input.after
  for (let page = 0; page < mostPages; page += 1) {
    const text = input.text?.trim()
    const sessions = await searchSessions(ctx, {
      from,
      to,
      institutionId,
      text,
      after,
      limit,
      status: ['published', 'cancelled'],
    })
    const cards = await cardsOf(ctx, sessions, input.channel)
    const fitting = cards.filter(card => input.onlyFree !== true || card.state === 'open')
    const room = limit - found.length
    found.push(...fitting.slice(0, room))
    if (fitting.length > room) return { sessions: found, next: (found.at(-1) as OpenSession).sessionId }
    if (sessions.length < limit) return { sessions: found, next: null }
    after = sessions.at(-1)?.sessionId
    if (found.length === limit) break
  }
  return { sessions: found, next: after ?? null }
}

/** One session with its seats. @throws booking.session_not_found for an unknown session and for one without seats. */
export const requireSessionWithPools = async (ctx: Ctx, sessionId: RegionalId): Promise<SessionWithPools> => {
  const [session] = await findSessionsByIds(ctx, [sessionId])
  const pools = session === undefined ? [] : await poolsOfSessions(ctx, [sessionId])
  if (session === undefined || pools.length === 0) throw sessionNotFound(sessionId)
  return { session, pools }
}

export const slotsOfSession = async (
  ctx: Ctx,
  input: InputOf<typeof sessionSlots>,
): Promise<OutputOf<typeof sessionSlots>> => {
  const entry = await requireSessionWithPools(ctx, input.sessionId)
  const places = await placesOf(ctx, [entry.session])
  return {
    session: cardOf(ctx, entry, input.channel, places),
    slots: entry.pools.map(pool => slotOf(pool, input.channel, ctx.now, ctx.timeZone)),
  }
}
