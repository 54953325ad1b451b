import { findSessions, findSessionsByIds } from '#src/modules/deployment/public.ts'
import { daysBetween } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { findOpenSessions, sessionSlots } from '../contract.ts'
import type { OpenSession } from '../contract-shapes.ts'
import { rangeTooLong, sessionNotFound } from '../errors.ts'
import { poolsOfSessions } from './pool.repository.ts'
import { cardOf, placesOf, type SessionWithPools, slotOf, withPools } from './session-cards.ts'

const maxDays = 62

const matches = (card: OpenSession, text: string): boolean =>
  [card.title, card.department, card.institutionName, ...card.experts.map(expert => expert.name)].some(word =>
    word.toLowerCase().includes(text),
  )

/** Sessions with seats between two days, as one channel sees them now. Drafts and sessions without seats are not shown. */
export const openSessions = async (
  ctx: Ctx,
  input: InputOf<typeof findOpenSessions>,
): Promise<OutputOf<typeof findOpenSessions>> => {
  if (daysBetween(input.from, input.to) > maxDays) throw rangeTooLong(maxDays)
  const sessions = await findSessions(ctx, {
    from: input.from,
    to: input.to,
    status: ['published', 'cancelled'],
    ...(input.institutionId === undefined ? {} : { institutionIds: [input.institutionId] }),
  })
  const pools = await poolsOfSessions(
    ctx,
    sessions.map(session => session.sessionId),
  )
  const places = await placesOf(ctx, sessions)
  const text = input.text?.trim().toLowerCase() ?? ''
  const cards = withPools(sessions, pools)
    .filter(entry => entry.pools.length > 0)
    .map(entry => cardOf(ctx, entry, input.channel, places))
    .filter(card => text === '' || matches(card, text))
    .filter(card => input.onlyFree !== true || card.state === 'open')
  return { sessions: cards }
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
