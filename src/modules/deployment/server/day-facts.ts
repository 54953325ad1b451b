import { calendarOf, institutionsInReach, partsOfDay, requireInstitution } from '#src/modules/network/public.ts'
import type { LocalDate } from '#src/platform/kernel/dates.ts'
import { type Ctx, requireReach, requireStaff } from '#src/platform/server/context.ts'
import type { CalendarDay } from '../domain/calendar.ts'
import type { PartOfDay } from '../domain/part-of-day.ts'
import { partUnknown, siteInAnotherRegion } from '../errors.ts'

/** The part of the day with its times as the site keeps them. @throws deployment.part_unknown */
export const requirePart = async (ctx: Ctx, institutionId: string, key: string): Promise<PartOfDay> => {
  const part = (await partsOfDay(ctx, institutionId)).find(candidate => candidate.key === key)
  if (part === undefined) throw partUnknown(key)
  return part
}

/**
 * Where this person may lay out drafts: what one manages, and for a head of department every site that the
 * consortium's manager of the same institution manages, since a department proposes whom it sends (DEP-13).
 */
export const plannableSites = async (ctx: Ctx): Promise<readonly string[]> => {
  const actor = requireStaff(ctx)
  if (!actor.roles.includes('head_of_department')) return actor.reach
  const proposable = await institutionsInReach(ctx, actor.institutionId, ['consortium_manager'])
  return [...new Set([...actor.reach, ...proposable])]
}

/** @throws platform.wrong_institution */
export const requirePlannable = async (ctx: Ctx, institutionId: string): Promise<void> => {
  if (!(await plannableSites(ctx)).includes(institutionId)) requireReach(ctx, institutionId)
}

/**
 * A site this person may plan for; a session lives in the region of its site, and so does the transaction.
 * @throws platform.wrong_institution, deployment.site_in_another_region
 */
export const requireSite = async (ctx: Ctx, institutionId: string) => {
  await requirePlannable(ctx, institutionId)
  return requireInRegion(ctx, institutionId)
}

/** @throws network.unknown_institution, deployment.site_in_another_region */
export const requireInRegion = async (ctx: Ctx, institutionId: string) => {
  const site = await requireInstitution(ctx, institutionId)
  if (site.regionId !== ctx.regionId) throw siteInAnotherRegion(institutionId)
  return site
}

export const calendarDays = async (ctx: Ctx, from: LocalDate, to: LocalDate): Promise<readonly CalendarDay[]> =>
  (await calendarOf(ctx, from, to)).map(day => ({ date: day.date, kind: day.kind, name: day.name }))
