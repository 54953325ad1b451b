import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type * as contract from '../contract-centres.ts'
import { overlaps } from '../domain/periods.ts'
import { endsBeforeStart } from '../errors.ts'
import { centreClosed, centreMemberTwice, unknownCentre, unknownCentreMember } from '../errors-ties.ts'
import { requireCommonAgreement } from './common-agreement.ts'
import { findInstitutions, requireInstitution } from './institution.door.ts'
import { requireManaged } from './reach.ts'
import { lockRow } from './rows.ts'
import { idAt, tables } from './tables.ts'

/** A centre whose host this person manages, locked for a change. @throws network.unknown_centre */
export const requireCentre = async (ctx: Ctx, centreId: string) => {
  const centre = await lockRow(ctx, 'network.centre', { centre_id: centreId, region_id: ctx.regionId })
  if (!centre) throw unknownCentre(centreId)
  await requireManaged(ctx, centre.host_institution_id)
  return centre
}

type Joining = {
  readonly centreId: string
  readonly host: string
  readonly institutionIds: readonly string[]
  readonly agreementId: string | null
  readonly validFrom: string
}

/** An institution once at a time; the agreement behind it names host and member (NET-76). */
export const insertCentreMembers = async (ctx: Ctx, joining: Joining): Promise<readonly string[]> => {
  const ids = joining.institutionIds
  if (ids.length === 0) return []
  if (new Set(ids).size < ids.length) throw centreMemberTwice()
  const found = await findInstitutions(ctx, ids)
  for (const id of ids) if (!found.some(one => one.institutionId === id)) await requireInstitution(ctx, id)
  if (joining.agreementId !== null) await requireCommonAgreement(ctx, joining.agreementId, [joining.host, ...ids])
  const same = await tables(ctx)
    .selectFrom('network.centre_member')
    .select(['valid_from', 'valid_until'])
    .where('centre_id', '=', joining.centreId)
    .where('institution_id', 'in', [...ids])
    .execute()
  const term = { validFrom: joining.validFrom, validUntil: null }
  if (same.some(row => overlaps(term, { validFrom: row.valid_from, validUntil: row.valid_until })))
    throw centreMemberTwice()
  const rows = ids.map(institutionId => ({
    centre_member_id: idAt(ctx),
    centre_id: joining.centreId,
    institution_id: institutionId,
    agreement_id: joining.agreementId,
    valid_from: joining.validFrom,
    valid_until: null,
    end_reason: null,
    created_at: ctx.now,
  }))
  await tables(ctx).insertInto('network.centre_member').values(rows).execute()
  return rows.map(row => row.centre_member_id)
}

export const joinCentre = async (ctx: Ctx, input: InputOf<typeof contract.joinCentre>) => {
  const centre = await requireCentre(ctx, input.centreId)
  if (centre.valid_until !== null) throw centreClosed(input.centreId)
  if (input.validFrom < centre.valid_from) throw endsBeforeStart('/validFrom')
  const [centreMemberId] = await insertCentreMembers(ctx, {
    centreId: input.centreId,
    host: centre.host_institution_id,
    institutionIds: [input.institutionId],
    agreementId: input.agreementId ?? null,
    validFrom: input.validFrom,
  })
  audit(ctx, { subjectKind: 'centre', subjectId: input.centreId, institutionId: input.institutionId })
  return { centreMemberId: centreMemberId as string }
}

export const leaveCentre = async (ctx: Ctx, input: InputOf<typeof contract.leaveCentre>) => {
  const member = await lockRow(ctx, 'network.centre_member', { centre_member_id: input.centreMemberId })
  if (!member) throw unknownCentreMember(input.centreMemberId)
  await requireCentre(ctx, member.centre_id)
  if (input.validUntil < member.valid_from) throw endsBeforeStart()
  await tables(ctx)
    .updateTable('network.centre_member')
    .set({ valid_until: input.validUntil, end_reason: input.reason.trim() })
    .where('centre_member_id', '=', input.centreMemberId)
    .execute()
  audit(ctx, {
    subjectKind: 'centre',
    subjectId: member.centre_id,
    institutionId: member.institution_id,
    reason: input.reason,
  })
  return {}
}
