import type { Session } from '#src/modules/deployment/public.ts'
import { findDepartments, findInstitutions, type InstitutionFacts } from '#src/modules/network/public.ts'
import { localTimeAt } from '#src/platform/kernel/dates.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { BookableState, Channel, OpenSession, Slot } from '../contract-shapes.ts'
import { channelNo, sum } from '../domain/channels.ts'
import { freeFor, leftIn, poolRefusal } from '../domain/pool-rules.ts'
import type { Pool } from './pool.repository.ts'

export type SessionWithPools = { readonly session: Session; readonly pools: readonly Pool[] }

const stateOfRefusal = {
  'booking.session_stopped': 'stopped',
  'booking.session_past': 'past',
  'booking.channel_not_offered': 'full',
  'booking.window_not_open': 'not_yet',
  'booking.slot_full': 'full',
} as const satisfies Record<string, BookableState>

const stateOfPool = (pool: Pool, channel: number, now: Date): BookableState => {
  const refusal = poolRefusal(pool, channel, now)
  return refusal === undefined ? 'open' : stateOfRefusal[refusal]
}

/** The best that any bucket offers: one open bucket makes the session open. */
const stateOfSession = (session: Session, pools: readonly Pool[], channel: number, now: Date): BookableState => {
  if (session.status === 'cancelled') return 'stopped'
  const states = pools.map(pool => stateOfPool(pool, channel, now))
  const inOrder: readonly BookableState[] = ['open', 'not_yet', 'full', 'stopped']
  return inOrder.find(state => states.includes(state)) ?? 'past'
}

const firstOpening = (pools: readonly Pool[], channel: number): string | null => {
  const instants = pools.map(pool => pool.opensAt[channel]?.getTime()).filter(time => time !== undefined)
  return instants.length === 0 ? null : new Date(Math.min(...instants)).toISOString()
}

export const slotOf = (pool: Pool, channel: Channel, now: Date, timeZone: string): Slot => {
  const index = channelNo(channel) - 1
  return {
    poolId: pool.poolId,
    startsAt: pool.startsAt.toISOString(),
    endsAt: pool.endsAt.toISOString(),
    startTime: localTimeAt(pool.startsAt, timeZone),
    endTime: localTimeAt(pool.endsAt, timeZone),
    capacity: pool.capacity,
    free: freeFor(pool, index, now),
    left: pool.status === 'open' && now < pool.closesAt ? leftIn(pool) : 0,
    state: stateOfPool(pool, index, now),
    opensAt: pool.opensAt[index]?.toISOString() ?? null,
  }
}

export type Places = {
  readonly institutions: ReadonlyMap<string, InstitutionFacts>
  readonly departments: ReadonlyMap<string, string>
}

/** Names of sites and departments that cards need: two questions, however many sessions. */
export const placesOf = async (ctx: Ctx, sessions: readonly Session[]): Promise<Places> => {
  const institutions = await findInstitutions(ctx, [...new Set(sessions.map(session => session.institutionId))])
  const departmentIds = [...new Set(sessions.map(session => session.departmentId).filter(id => id !== null))]
  const departments = departmentIds.length === 0 ? [] : await findDepartments(ctx, departmentIds)
  return {
    institutions: new Map(institutions.map(institution => [institution.institutionId, institution])),
    departments: new Map(departments.map(department => [department.departmentId, department.name])),
  }
}

export const departmentName = (session: Session, places: Places): string =>
  session.speciality ?? (session.departmentId === null ? undefined : places.departments.get(session.departmentId)) ?? ''

export const expertsOf = (session: Session) =>
  session.staff.map(({ staffId, name, titleCode, role }) => ({ staffId, name, titleCode, role }))

/** A session as one channel sees it now. */
export const cardOf = (
  ctx: Ctx,
  { session, pools }: SessionWithPools,
  channel: Channel,
  places: Places,
): OpenSession => {
  const index = channelNo(channel) - 1
  const department = departmentName(session, places)
  return {
    sessionId: session.sessionId,
    institutionId: session.institutionId,
    institutionName: places.institutions.get(session.institutionId)?.name ?? '',
    department,
    title: session.title ?? department,
    kind: session.kind,
    localDate: session.localDate,
    partOfDay: session.partOfDay,
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    experts: expertsOf(session),
    feeFen: session.feeFen,
    capacity: sum(pools.map(pool => pool.capacity)),
    free: sum(pools.map(pool => freeFor(pool, index, ctx.now))),
    left: sum(pools.filter(pool => pool.status === 'open' && ctx.now < pool.closesAt).map(leftIn)),
    state: stateOfSession(session, pools, index, ctx.now),
    opensAt: firstOpening(pools, index),
  }
}

/** Pools of one session among many. */
export const withPools = (sessions: readonly Session[], pools: readonly Pool[]): readonly SessionWithPools[] => {
  const bySession = new Map<RegionalId, Pool[]>()
  for (const pool of pools) {
    const list = bySession.get(pool.sessionId) ?? []
    list.push(pool)
    bySession.set(pool.sessionId, list)
  }
  return sessions.map(session => ({ session, pools: bySession.get(session.sessionId) ?? [] }))
}
