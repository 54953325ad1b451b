import { holdsPermission } from '#src/platform/server/access.ts'
import { type Ctx, requireReach, requireStaff } from '#src/platform/server/context.ts'
import { onlyManagersForOthers } from '../errors.ts'

/**
 * Whether this person manages an institution in a matter. Reach alone doesn't say so: it holds everybody's own
 * institution, whatever the role.
 */
export const manages = (ctx: Ctx, permission: string, institutionId: string): boolean =>
  requireStaff(ctx).reach.includes(institutionId) && holdsPermission(ctx.app, ctx.actor, permission)

/** @throws platform.wrong_institution, deployment.only_managers_for_others */
export const requireManages = (ctx: Ctx, permission: string, institutionId: string): void => {
  requireReach(ctx, institutionId)
  if (!manages(ctx, permission, institutionId)) throw onlyManagersForOthers()
}
