import { sql } from 'kysely'
import { holdsPermission } from '#src/platform/server/access.ts'
import { type Ctx, requireStaff } from '#src/platform/server/context.ts'
import { rolesReachingBranches, rolesReachingMembers } from '../domain/roles.ts'
import { outsideReach } from '../errors.ts'
import { tables, todayOf } from './tables.ts'

const holdsOne = (roles: readonly string[], wanted: readonly string[]): boolean =>
  wanted.some(role => roles.includes(role))

/** An institution with its branches, their branches, and so on. */
const withBranches = async (ctx: Ctx, institutionIds: readonly string[]): Promise<readonly string[]> => {
  const { rows } = await sql<{ institution_id: string }>`
    with recursive below as (
      select institution_id from network.institution where institution_id = any(${institutionIds}::uuid[])
      union
      select child.institution_id from network.institution child join below on child.parent_institution_id = below.institution_id
    )
    select institution_id from below`.execute(ctx.tx)
  return rows.map(row => row.institution_id)
}

const membersOfHead = async (ctx: Ctx, institutionId: string): Promise<readonly string[]> => {
  const today = todayOf(ctx)
  const { rows } = await sql<{ institution_id: string }>`
    select distinct member.institution_id
    from network.membership head join network.membership member on member.consortium_id = head.consortium_id
      join network.consortium tie on tie.consortium_id = head.consortium_id and tie.kind <> 'speciality_alliance'
    where head.institution_id = ${institutionId} and head.role = 'head'
      and head.valid_from <= ${today}::date and (head.valid_until is null or head.valid_until >= ${today}::date)
      and member.valid_from <= ${today}::date and (member.valid_until is null or member.valid_until >= ${today}::date)`.execute(
    ctx.tx,
  )
  return rows.map(row => row.institution_id)
}

const ofSameRegion = async (ctx: Ctx, institutionId: string): Promise<readonly string[]> => {
  const { rows } = await sql<{ institution_id: string }>`
    select other.institution_id from network.institution here join network.institution other on other.region_id = here.region_id
    where here.institution_id = ${institutionId}`.execute(ctx.tx)
  return rows.map(row => row.institution_id)
}

/**
 * The institutions that these roles manage or watch from here (NET-11): for a consortium's manager or an administrator
 * at its head the members of today with their branches, for a centre's manager its branches, for the health bureau the
 * region (read only, since it holds no other permission), for everyone else the visible institution alone.
 */
export const institutionsInReach = async (
  ctx: Ctx,
  institutionId: string,
  roles: readonly string[],
): Promise<readonly string[]> => {
  const reach = new Set([institutionId])
  if (holdsOne(roles, rolesReachingMembers)) for (const id of await membersOfHead(ctx, institutionId)) reach.add(id)
  if (holdsOne(roles, rolesReachingBranches)) for (const id of await withBranches(ctx, [...reach])) reach.add(id)
  if (roles.includes('health_bureau')) for (const id of await ofSameRegion(ctx, institutionId)) reach.add(id)
  return [...reach].sort()
}

/** Hospitals outside every consortium belong to nobody's reach; a consortium's manager of their region keeps their entry. */
const unclaimedInRegion = async (ctx: Ctx, institutionIds: readonly string[] | null): Promise<readonly string[]> => {
  const today = todayOf(ctx)
  let query = tables(ctx)
    .selectFrom('network.institution as i')
    .select('i.institution_id')
    .where('i.region_id', '=', ctx.regionId)
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('network.membership as m')
            .select('m.membership_id')
            .where(eb2 =>
              eb2.or([
                eb2('m.institution_id', '=', eb2.ref('i.institution_id')),
                eb2('m.institution_id', '=', eb2.ref('i.parent_institution_id')),
              ]),
            )
            .where('m.valid_from', '<=', today)
            .where(eb2 => eb2.or([eb2('m.valid_until', 'is', null), eb2('m.valid_until', '>=', today)])),
        ),
      ),
    )
  if (institutionIds) query = query.where('i.institution_id', 'in', institutionIds as string[])
  return (await query.execute()).map(row => row.institution_id)
}

/** Everything this person may change; asked anew, since a member may have joined after sign-in. */
export const managedInstitutions = async (ctx: Ctx): Promise<ReadonlySet<string>> => {
  const actor = requireStaff(ctx)
  const reach = await institutionsInReach(ctx, actor.institutionId, actor.roles)
  const unclaimed = holdsOne(actor.roles, ['consortium_manager', 'it_admin']) ? await unclaimedInRegion(ctx, null) : []
  return new Set([...actor.reach, ...reach, ...unclaimed])
}

export const isManaged = async (ctx: Ctx, institutionId: string): Promise<boolean> => {
  const actor = requireStaff(ctx)
  if (actor.reach.includes(institutionId)) return true
  return (await managedInstitutions(ctx)).has(institutionId)
}

/** @throws network.outside_reach */
export const requireManaged = async (ctx: Ctx, institutionId: string): Promise<void> => {
  if (!(await isManaged(ctx, institutionId))) throw outsideReach(institutionId)
}

/** Whether a screen should offer changes: the permission, and this institution. */
export const mayManage = async (ctx: Ctx, permission: string, institutionId: string): Promise<boolean> =>
  ctx.actor.kind === 'staff' && holdsPermission(ctx.app, ctx.actor, permission) && (await isManaged(ctx, institutionId))

/** For lists: which institutions a screen should offer changes for; none without the permission. */
export const manageable = async (ctx: Ctx, permission: string): Promise<ReadonlySet<string>> =>
  ctx.actor.kind === 'staff' && holdsPermission(ctx.app, ctx.actor, permission) ? managedInstitutions(ctx) : new Set()

/** A consortium is managed from its head; while it has none, by whoever may found one. */
export const requireManagedConsortium = async (ctx: Ctx, consortiumId: string): Promise<void> => {
  const today = todayOf(ctx)
  const head = await tables(ctx)
    .selectFrom('network.membership')
    .select('institution_id')
    .where('consortium_id', '=', consortiumId)
    .where('role', '=', 'head')
    .where(eb => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>=', today)]))
    .orderBy('valid_from')
    .executeTakeFirst()
  if (head) await requireManaged(ctx, head.institution_id)
}
