import { sql } from 'kysely'
import { findSessionsByIds } from '#src/modules/deployment/public.ts'
import { addDays, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { type RegionalId, regionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, requireReach, requireStaff } from '#src/platform/server/context.ts'
import type { OwnedSession, ownedSessions } from '../../contract-hospitals.ts'
import type { OrderState } from '../../contract-owners.ts'
import { sum } from '../../domain/channels.ts'
import { ownedOrder } from '../../domain/owned-order.ts'
import { poolsOfSessions } from '../pool.repository.ts'
import { cardOf, placesOf, withPools } from '../session-cards.ts'
import { sourcesOf, toSource } from './source.repository.ts'

const daysBack = 14
/** Sessions of two weeks ago and of the months ahead: more than any hospital gives. */
const most = 400

type Counts = Pick<OwnedSession, 'asking' | 'confirmed' | 'lost'>
const none: Counts = { asking: 0, confirmed: 0, lost: 0 }
const countAs: Readonly<Record<OrderState, keyof Counts>> = {
  asked: 'asking',
  reserved: 'asking',
  confirmed: 'confirmed',
  releasing: 'lost',
  released: 'lost',
  refused: 'lost',
}

/** How the seats asked for at a hospital stand, by session. */
const ordersOf = async (ctx: Ctx, sessionUuids: readonly string[]): Promise<ReadonlyMap<string, Counts>> => {
  const { rows } = await sql<{ session_id: string; state: OrderState; count: number }>`
    select session_id, state, count(*)::int as count from booking.hospital_order
    where region_id = ${ctx.regionId} and session_id = any (${sessionUuids}::uuid[]) group by session_id, state`.execute(
    ctx.tx,
  )
  const bySession = new Map<string, Counts>()
  for (const { session_id, state, count } of rows) {
    const known = bySession.get(session_id) ?? none
    bySession.set(session_id, { ...known, [countAs[state]]: known[countAs[state]] + count })
  }
  return bySession
}

/** BOOK-101 Whose seats belong to a hospital, at one site: what waits for the manager first, then by the day. */
export const readOwnedSessions = async (
  ctx: Ctx,
  input: InputOf<typeof ownedSessions>,
): Promise<OutputOf<typeof ownedSessions>> => {
  const institutionId = input.institutionId ?? requireStaff(ctx).institutionId
  requireReach(ctx, institutionId)
  const { rows } = await sql<{ session_id: string }>`select session_id from booking.slot_source
    where region_id = ${ctx.regionId} and institution_id = ${institutionId} order by declared_at desc limit ${most}`.execute(
    ctx.tx,
  )
  const ids = rows.map(row => regionalId(ctx.regionId, row.session_id))
  const since = addDays(localDateAt(ctx.now, ctx.timeZone), -daysBack)
  const all = ids.length === 0 ? [] : await findSessionsByIds(ctx, ids)
  const sources = await sourcesOf(ctx, ids)
  const isOwed = (id: RegionalId) => sources.get(id)?.kind === 'block' && sources.get(id)?.reported_at === null
  const sessions = all.filter(one => one.localDate >= since || isOwed(one.sessionId))
  const entries = withPools(
    sessions,
    await poolsOfSessions(
      ctx,
      sessions.map(one => one.sessionId),
    ),
  )
  const places = await placesOf(ctx, sessions)
  const orders = await ordersOf(
    ctx,
    rows.map(row => row.session_id),
  )
  const shown = await Promise.all(
    entries.map(async entry => {
      const { sessionId } = entry.session
      const source = await toSource(ctx, sessionId, sources.get(sessionId))
      return {
        session: cardOf(ctx, entry, 'public', places),
        source,
        taken: sum(entry.pools.flatMap(pool => pool.taken)),
        capacity: sum(entry.pools.map(pool => pool.capacity)),
        isFinal: source.cutOffAt !== null && new Date(source.cutOffAt) <= ctx.now,
        ...(orders.get(sessionId.slice(sessionId.indexOf('-') + 1)) ?? none),
      }
    }),
  )
  return { sessions: ownedOrder(shown, ctx.now.toISOString()) }
}
