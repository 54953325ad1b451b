import { sql } from 'kysely'
import { findSessionsByIds } from '#src/modules/deployment/public.ts'
import { findInstitutions } from '#src/modules/network/public.ts'
import { addDays, localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, requireReach, requireStaff } from '#src/platform/server/context.ts'
import type { OwnedSession, ownedSessions } from '../../contract-hospitals.ts'
import type { OrderState } from '../../contract-owners.ts'
import { sum } from '../../domain/channels.ts'
import { ownedOrder } from '../../domain/owned-order.ts'
import { poolsOfSessions } from '../pool.repository.ts'
import { cardOf, placesOf, withPools } from '../session-cards.ts'
import { sourcesOf, withHospital } from './source.repository.ts'

const daysBack = 14
/** What is owed stands first, so that nothing of it is left out. */
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

/** How the seats asked for at a hospital stand, by session: numbers, which a wider reach sees too. */
const ordersOf = async (ctx: Ctx, sessionUuids: readonly string[]): Promise<ReadonlyMap<string, Counts>> => {
  const { rows } = await sql<{ session_id: string; state: OrderState; count: number }>`
    select session_id, state, orders as count from booking.orders_by_session(${ctx.regionId}, ${sessionUuids}::uuid[])`.execute(
    ctx.tx,
  )
  const bySession = new Map<string, Counts>()
  for (const { session_id, state, count } of rows) {
    const known = bySession.get(session_id) ?? none
    bySession.set(session_id, { ...known, [countAs[state]]: known[countAs[state]] + count })
  }
  return bySession
}

/** Blocks that are closed and not reported back, however old; then sessions of the last two weeks and to come. */
const sessionsToShow = async (ctx: Ctx, institutionId: string): Promise<readonly RegionalId[]> => {
  const since = addDays(localDateAt(ctx.now, ctx.timeZone), -daysBack)
  const { rows } = await sql<{ session_id: string }>`select s.session_id from booking.slot_source s
    cross join lateral (select s.kind = 'block' and s.reported_at is null as is_unreported) block
    where s.region_id = ${ctx.regionId} and s.institution_id = ${institutionId}
      and (block.is_unreported or exists (select from booking.slot_pool p
        where p.region_id = s.region_id and p.session_id = s.session_id and p.local_date >= ${since}::date))
    order by (block.is_unreported and s.cut_off_at <= ${ctx.now}) desc, s.declared_at desc limit ${most}`.execute(
    ctx.tx,
  )
  return rows.map(row => regionalId(ctx.regionId, row.session_id))
}

/** BOOK-101 Whose seats belong to a hospital, at one site: what waits for the manager first, then by the day. */
export const readOwnedSessions = async (
  ctx: Ctx,
  input: InputOf<typeof ownedSessions>,
): Promise<OutputOf<typeof ownedSessions>> => {
  const institutionId = input.institutionId ?? requireStaff(ctx).institutionId
  requireReach(ctx, institutionId)
  const ids = await sessionsToShow(ctx, institutionId)
  if (ids.length === 0) return { sessions: [] }
  const sources = await sourcesOf(ctx, ids)
  const [hospital] = await findInstitutions(ctx, [institutionId])
  const sessions = await findSessionsByIds(ctx, ids)
  const entries = withPools(sessions, await poolsOfSessions(ctx, ids))
  const places = await placesOf(ctx, sessions)
  const orders = await ordersOf(
    ctx,
    ids.map(id => splitRegionalId(id).uuid),
  )
  const shown = entries.map(entry => {
    const { sessionId } = entry.session
    const source = withHospital(sessionId, sources.get(sessionId), hospital?.name ?? null)
    return {
      session: cardOf(ctx, entry, 'public', places),
      source,
      taken: sum(entry.pools.flatMap(pool => pool.taken)),
      capacity: sum(entry.pools.map(pool => pool.capacity)),
      isFinal: source.cutOffAt !== null && new Date(source.cutOffAt) <= ctx.now,
      ...(orders.get(splitRegionalId(sessionId).uuid) ?? none),
    }
  })
  return { sessions: ownedOrder(shown, ctx.now.toISOString()) }
}
