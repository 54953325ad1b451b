import type { Session } from '#src/modules/deployment/public.ts'
import { findDepartments, findInstitutions, type InstitutionFacts } from '#src/modules/network/public.ts'
import { localTimeAt } from '#src/platform/kernel/dates.ts'
import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { Channel, OpenSession, Slot } from '../contract-shapes.ts'
import { channelNo } from '../domain/channels.ts'
import { freeFor, leftIn } from '../domain/pool-rules.ts'
import type { Pool } from './pool.repository.ts'
import { factsOfPools, type SeatFacts, stateOfPool } from './seat-facts.query.ts'

export type SessionWithPools = { readonly session: Session; readonly pools: readonly Pool[] }

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
    own: (pool.quota[index] ?? 0) - (pool.taken[index] ?? 0),
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

/** Where people go: the room, or for an activity the place in words. */
export const whereOf = (session: Pick<Session, 'roomName' | 'placeText'>): string | null =>
  session.roomName ?? session.placeText

export const expertsOf = (session: Session) =>
  session.staff.map(({ staffId, name, titleCode, role }) => ({ staffId, name, titleCode, role }))

/** A session with its seats as one channel sees them now. */
export const cardWith = (session: Session, seats: SeatFacts, places: Places): OpenSession => {
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
    ...seats,
    state: session.status === 'cancelled' ? 'stopped' : seats.state,
  }
}

/** The same from buckets that have been read already. */
export const cardOf = (ctx: Ctx, { session, pools }: SessionWithPools, channel: Channel, places: Places): OpenSession =>
  cardWith(session, factsOfPools(pools, channel, ctx.now), places)

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
