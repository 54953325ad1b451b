import { requireInstitution } from '#src/modules/network/public.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { actorLabel } from '#src/platform/server/actor.ts'
import { audit, type Ctx, requireReach, tablesOf } from '#src/platform/server/context.ts'
import type { lifeContract } from '../contract-life.ts'
import { changedMeanwhile, siteInAnotherRegion } from '../errors.ts'
import { requirePlannable } from './day-facts.ts'
import type { DeploymentTables } from './tables.gen.ts'

export type SiteCard = OutputOf<typeof lifeContract.siteCard>

/** What experts are told of a site: who receives them, which car comes, what is there and what is not (DEP-41). */
export const findSiteCard = async (ctx: Ctx, institutionId: string, lock = false): Promise<SiteCard | undefined> => {
  const query = tablesOf<DeploymentTables>(ctx)
    .selectFrom('deployment.site_card')
    .selectAll()
    .where('region_id', '=', ctx.regionId)
    .where('institution_id', '=', institutionId)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  return (
    row && {
      contactName: row.contact_name,
      contactPhone: row.contact_phone,
      carPlate: row.car_plate,
      has: row.has,
      lacks: row.lacks,
      version: row.version,
    }
  )
}

const empty: SiteCard = {
  contactName: null,
  contactPhone: null,
  carPlate: null,
  has: null,
  lacks: null,
  version: 0,
}

export const siteCard = async (
  ctx: Ctx,
  { institutionId }: InputOf<typeof lifeContract.siteCard>,
): Promise<SiteCard> => {
  await requirePlannable(ctx, institutionId)
  return (await findSiteCard(ctx, institutionId)) ?? empty
}

/** @throws deployment.changed_meanwhile (409) when somebody wrote it after this screen read it. */
export const changeSiteCard = async (
  ctx: Ctx,
  input: InputOf<typeof lifeContract.changeSiteCard>,
): Promise<OutputOf<typeof lifeContract.changeSiteCard>> => {
  const { institutionId, version } = input
  requireReach(ctx, institutionId)
  if ((await requireInstitution(ctx, institutionId)).regionId !== ctx.regionId) throw siteInAnotherRegion(institutionId)
  const known = await findSiteCard(ctx, institutionId, true)
  if ((known?.version ?? 0) !== version) throw changedMeanwhile(institutionId)
  const columns = {
    contact_name: input.contactName,
    contact_phone: input.contactPhone,
    car_plate: input.carPlate,
    has: input.has,
    lacks: input.lacks,
    changed_at: ctx.now,
    changed_by: actorLabel(ctx.actor),
    version: version + 1,
  }
  await tablesOf<DeploymentTables>(ctx)
    .insertInto('deployment.site_card')
    .values({ region_id: ctx.regionId, institution_id: institutionId, ...columns })
    .onConflict(taken => taken.columns(['region_id', 'institution_id']).doUpdateSet(columns))
    .execute()
  audit(ctx, { subjectKind: 'institution', subjectId: institutionId, institutionId, details: { version: version + 1 } })
  return {}
}
