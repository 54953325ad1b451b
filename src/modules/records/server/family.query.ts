import type { RegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { residentsOf } from '#src/platform/server/sessions.ts'
import type { FamilyMember } from '../contract-parts.ts'
import { type OwnProxy, ownAccount, proxiesHeldBy } from './proxy.repository.ts'
import { findResidentCards, type ResidentOfRecord } from './require-resident.ts'

export const memberOf = (
  card: ResidentOfRecord,
  relation: FamilyMember['relation'],
  proxy: OwnProxy | undefined,
): FamilyMember => ({
  residentId: card.residentId,
  relation,
  name: card.name,
  sex: card.sex,
  birthDate: card.birthDate,
  age: card.age,
  maskedNumber: card.maskedNumber,
  maskedPhone: card.maskedPhone,
  insuranceType: card.insuranceType,
  insuredPlace: card.insuredPlace,
  identityStatus: card.identityStatus,
  proxyId: proxy?.proxyId ?? null,
  validUntil: proxy?.validUntil?.toISOString() ?? null,
  demo: card.demo,
})

/**
 * Whom a phone account may act for in this region, oneself first. Both the account's list and the proxy's own row must say so.
 */
export const residentsOfAccount = async (ctx: Ctx, accountId: string): Promise<readonly FamilyMember[]> => {
  const links = await residentsOf(ctx, accountId, ctx.regionId)
  const cards = await findResidentCards(
    ctx,
    links.map(link => link.residentId),
  )
  const proxies = new Map<RegionalId, OwnProxy>(
    (await proxiesHeldBy(ctx, accountId)).map(proxy => [proxy.residentId, proxy]),
  )
  return links.flatMap(link => {
    const card = cards.get(link.residentId)
    const proxy = proxies.get(link.residentId)
    if (!card || (link.relation !== 'self' && !proxy)) return []
    return [memberOf(card, link.relation as FamilyMember['relation'], link.relation === 'self' ? undefined : proxy)]
  })
}

export const myResidents = async (ctx: Ctx): Promise<{ members: FamilyMember[] }> => ({
  members: [...(await residentsOfAccount(ctx, ownAccount(ctx)))],
})

export const selfOf = async (ctx: Ctx): Promise<FamilyMember | undefined> =>
  (await residentsOfAccount(ctx, ownAccount(ctx))).find(member => member.relation === 'self')
