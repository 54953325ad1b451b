import type { Ctx } from '#src/platform/server/context.ts'
import { unknownAgreement } from '../errors.ts'
import { agreementOfOthers } from '../errors-ties.ts'
import { tables } from './tables.ts'

/** What rests on an agreement concerns its parties: each of these institutions has signed it. */
export const requireCommonAgreement = async (
  ctx: Ctx,
  agreementId: string,
  institutionIds: readonly string[],
): Promise<void> => {
  const parties = await tables(ctx)
    .selectFrom('network.agreement_party')
    .select('institution_id')
    .where('agreement_id', '=', agreementId)
    .execute()
  if (parties.length === 0) throw unknownAgreement(agreementId)
  if (institutionIds.some(id => !parties.some(party => party.institution_id === id))) throw agreementOfOthers()
}
