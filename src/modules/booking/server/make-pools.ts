import { sql } from 'kysely'
import { findSessionsByIds, type Session } from '#src/modules/deployment/public.ts'
import { newUuid, splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { activityKey, bucketMinutesOf, isActivity, openToAll } from '../domain/activities.ts'
import { type PlannedPool, planPools } from '../domain/plan-pools.ts'
import { sourceOf } from './hospital/source.repository.ts'
import { poolRulesOf } from './settings.ts'
import { meetWishes } from './wishes.ts'

/** Kinds that residents book; ward rounds, teaching and the like have no seats. */
export const isBookable = (session: Session): boolean =>
  (session.kind === 'outpatient' || isActivity(session.kind)) && session.status === 'published' && session.capacity > 0

/** What counts as "the same department" for the limit of one visit a day; an event without one counts by itself. */
export const departmentKeyOf = (session: Session): string =>
  isActivity(session.kind)
    ? activityKey(session.sessionId)
    : (session.speciality ?? session.departmentId ?? session.sessionId)

const planned = async (ctx: Ctx, session: Session): Promise<readonly PlannedPool[]> => {
  const rules = await poolRulesOf(ctx, session.institutionId)
  if (!isActivity(session.kind)) return planPools(session, rules, ctx.timeZone)
  const activity = { localDate: session.localDate, publishedAt: session.publishedAt ?? ctx.now }
  return planPools({ ...session, bucketMinutes: bucketMinutesOf(session) }, rules, ctx.timeZone).map(pool =>
    openToAll(pool, activity, ctx.timeZone),
  )
}

export const plannedPoolsOf = async (ctx: Ctx, session: Session): Promise<readonly PlannedPool[]> =>
  closedAtCutOff(await planned(ctx, session), (await sourceOf(ctx, session.sessionId))?.cut_off_at ?? null)

/** BOOK-61 A block that a hospital gave is closed by its cut-off, in the row itself. */
const closedAtCutOff = (pools: readonly PlannedPool[], cutOffAt: Date | null): readonly PlannedPool[] =>
  cutOffAt === null ? pools : pools.map(pool => (pool.closesAt > cutOffAt ? { ...pool, closesAt: cutOffAt } : pool))

type PoolInsert = {
  readonly session: Session
  readonly pool: PlannedPool & { readonly windowsByHand?: boolean; readonly extraLimit?: number | null }
}

/** Writes the pools that are missing; one that exists is left alone, so the same event heard twice does nothing. */
export const insertPools = async (ctx: Ctx, pools: readonly PoolInsert[]): Promise<void> => {
  if (pools.length === 0) return
  const rows = pools.map(({ session, pool }) => ({
    region_id: ctx.regionId,
    pool_id: newUuid(ctx.now.getTime()),
    session_id: splitRegionalId(session.sessionId).uuid,
    bucket_no: pool.bucketNo,
    institution_id: session.institutionId,
    department_key: departmentKeyOf(session),
    local_date: session.localDate,
    starts_at: pool.startsAt,
    ends_at: pool.endsAt,
    capacity: pool.capacity,
    quota: pool.quota,
    taken: [0, 0, 0, 0],
    opens_at: pool.opensAt,
    returns_at: pool.returnsAt,
    quota_by_hand: false,
    windows_by_hand: pool.windowsByHand ?? false,
    closes_at: pool.closesAt,
    keeps_back_until: pool.keepsBackUntil,
    next_seat: 1,
    returned_seats: [],
    gone: [0, 0, 0, 0],
    waiting: 0,
    is_hot: false,
    extra_taken: 0,
    next_extra: 1,
    extra_limit: pool.extraLimit ?? null,
    status: 'open',
    changed_at: ctx.now,
  }))
  await sql`insert into booking.slot_pool
    select * from jsonb_populate_recordset(null::booking.slot_pool, ${JSON.stringify(rows)}::jsonb)
    on conflict on constraint a_session_has_one_pool_per_bucket do nothing`.execute(ctx.tx)
}

/**
 * BOOK-1 A published session gets its pools: one for each time bucket, seats shared among the channels, windows set
 * in the region's own time.
 */
export const makePools = async (ctx: Ctx, sessionIds: readonly string[]): Promise<void> => {
  const sessions = (await findSessionsByIds(ctx, sessionIds)).filter(isBookable)
  const rows: PoolInsert[] = []
  for (const session of sessions) for (const pool of await plannedPoolsOf(ctx, session)) rows.push({ session, pool })
  await insertPools(ctx, rows)
  await meetWishes(
    ctx,
    sessions.filter(session => session.kind === 'outpatient'),
  )
}
