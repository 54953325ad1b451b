import type { Ctx } from '#src/platform/server/context.ts'
import type { MembershipRole } from '../contract-codes.ts'
import type { InstitutionView } from '../contract-views.ts'
import { unknownInstitution } from '../errors.ts'
import { institutionById, memberships, selectInstitutions, toInstitution } from './institution.repository.ts'

export { institutionsInReach } from './reach.ts'

/** What other modules learn of an institution. */
export type InstitutionFacts = InstitutionView

/** @throws network.unknown_institution */
export const requireInstitution = async (ctx: Ctx, institutionId: string): Promise<InstitutionFacts> => {
  const found = await institutionById(ctx, institutionId)
  if (!found) throw unknownInstitution(institutionId)
  return found
}

/** Those that exist, in no particular order. */
export const findInstitutions = async (
  ctx: Ctx,
  institutionIds: readonly string[],
): Promise<readonly InstitutionFacts[]> => {
  if (institutionIds.length === 0) return []
  const rows = await selectInstitutions(ctx)
    .where('i.institution_id', 'in', [...new Set(institutionIds)])
    .execute()
  return rows.map(toInstitution)
}

/** An open institution of any region by its code, which is unique everywhere. */
export const findInstitutionByCode = async (ctx: Ctx, code: string): Promise<InstitutionFacts | undefined> => {
  const [row] = await selectInstitutions(ctx).where('i.code', '=', code).where('i.closed_on', 'is', null).execute()
  return row && toInstitution(row)
}

/** Every open institution of the acting region, for residents' lists and public pages. */
export const institutionsOfRegion = async (ctx: Ctx): Promise<readonly InstitutionFacts[]> => {
  const rows = await selectInstitutions(ctx)
    .where('i.region_id', '=', ctx.regionId)
    .where('i.closed_on', 'is', null)
    .orderBy('i.pinyin')
    .execute()
  return rows.map(toInstitution)
}

/** Today's places of an institution in consortia. */
export const membershipsOf = async (
  ctx: Ctx,
  institutionId: string,
): Promise<
  readonly { readonly consortiumId: string; readonly consortiumName: string; readonly role: MembershipRole }[]
> =>
  (await memberships(ctx, { institutionId })).map(({ consortiumId, consortiumName, role }) => ({
    consortiumId,
    consortiumName,
    role,
  }))
