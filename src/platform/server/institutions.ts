import type { Ctx } from './context.ts'

/** What the platform knows of an institution, told by the one module that owns institutions. */
export type InstitutionFacts = { readonly institutionId: string; readonly regionId: number; readonly name: string }

const directoryOf = (ctx: Ctx) => ctx.app.modules.find(module => module.institutions)?.institutions

/** Facts by id; an institution nobody knows is missing from the map. */
export const institutionFacts = async (
  ctx: Ctx,
  institutionIds: readonly (string | null)[],
): Promise<ReadonlyMap<string, InstitutionFacts>> => {
  const ids = [...new Set(institutionIds.filter(id => id !== null))]
  const found = ids.length === 0 ? [] : ((await directoryOf(ctx)?.find(ctx, ids)) ?? [])
  return new Map(found.map(facts => [facts.institutionId, facts]))
}

/** The institutions that these roles manage from here, the visible one always among them. */
export const reachOf = async (
  ctx: Ctx,
  institutionId: string,
  roles: readonly string[],
): Promise<readonly string[]> => {
  const reach = (await directoryOf(ctx)?.reachOf(ctx, institutionId, roles)) ?? []
  return reach.includes(institutionId) ? reach : [institutionId, ...reach]
}

/** Names by id of people who work somewhere, told by the one module that knows them. */
export const staffNames = async (
  ctx: Ctx,
  staffIds: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> => {
  const ids = [...new Set(staffIds.filter(id => id !== null))]
  const directory = ctx.app.modules.find(module => module.staff)?.staff
  const found = ids.length === 0 ? [] : ((await directory?.find(ctx, ids)) ?? [])
  return new Map(found.map(person => [person.staffId, person.name]))
}
