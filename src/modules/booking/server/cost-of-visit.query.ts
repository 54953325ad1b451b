import { findSessionsByIds } from '#src/modules/deployment/public.ts'
import { type CostQuestion, previewCost } from '#src/modules/network/public.ts'
import { hasRelationship, requireResident } from '#src/modules/records/public.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { costOfVisit } from '../contract-cost.ts'
import { sessionNotFound } from '../errors.ts'

/**
 * BOOK-65 The estimate rests on who really comes (after a substitution the substitute), the person's insurance and insured place, age and
 * contract, and the prices and rules of that day. What nobody has entered is said and never made up.
 */
export const readCostOfVisit = async (
  ctx: Ctx,
  input: InputOf<typeof costOfVisit>,
): Promise<OutputOf<typeof costOfVisit>> => {
  const [session] = await findSessionsByIds(ctx, [input.sessionId])
  if (session === undefined) throw sessionNotFound(input.sessionId)
  const resident = await requireResident(ctx, input.residentId)
  const lead = session.staff[0]
  const contracted = await hasRelationship(ctx, input.residentId, session.institutionId, ['contract'])
  const insuredPlace =
    resident.insuredLocally === null ? null : resident.insuredLocally ? ('local' as const) : ('other' as const)
  const titleCode = (lead?.titleCode ?? null) as NonNullable<CostQuestion['visit']>['titleCode']
  const preview = await previewCost(ctx, {
    institutionId: session.institutionId,
    on: session.localDate,
    visit: { titleCode },
    items: [],
    insuranceType: resident.insuranceType as CostQuestion['insuranceType'],
    insuredPlace,
    age: resident.age,
    contracted,
  })
  const isPriced = preview.lines.length > 0
  return {
    known: isPriced ? 'estimate' : session.feeFen === null ? 'unknown' : 'price_only',
    feeFen: session.feeFen,
    preview: isPriced
      ? {
          ...preview,
          lines: [...preview.lines],
          rules: preview.rules.map(rule => ({ ...rule })),
          notes: [...preview.notes],
        }
      : null,
    basis: {
      expert: lead?.name ?? null,
      titleCode,
      insuranceType: resident.insuranceType,
      insuredPlace,
      age: resident.age,
      contracted,
    },
  }
}
