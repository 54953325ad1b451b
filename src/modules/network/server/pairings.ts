import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx, emit } from '#src/platform/server/context.ts'
import type * as contract from '../contract-pairings.ts'
import { dayBefore, overlaps, type Period } from '../domain/periods.ts'
import { endsBeforeStart } from '../errors.ts'
import {
  changeNotLater,
  departmentOfTheGiver,
  leaderOfTheGiver,
  pairedAlready,
  pairedWithItself,
  pairingEnded,
} from '../errors-ties.ts'
import { requireCommonAgreement } from './common-agreement.ts'
import { requireInstitution } from './institution.door.ts'
import { pairingViews, requirePairing, unpairedHouses } from './pairing.repository.ts'
import { requireDepartment } from './place.door.ts'
import { requireManaged } from './reach.ts'
import { requireStaffMember } from './staff.door.ts'
import { idAt, tables, todayOf } from './tables.ts'

/** Branches × pairing: who, since when, and when something last happened. */
export const listPairings = async (
  ctx: Ctx,
  input: InputOf<typeof contract.listPairings>,
): Promise<OutputOf<typeof contract.listPairings>> => ({
  ...(await pairingViews(ctx, { institutionId: input.institutionId ?? null, ended: input.ended ?? false })),
  unpaired: await unpairedHouses(ctx),
})

type Pairing = Omit<InputOf<typeof contract.createPairing>, 'demo'>

/** Department and leader are the giver's own, and the department is not with this branch already (NET-70, NET-71). */
const requireFit = async (ctx: Ctx, pairing: Pairing, term: Period): Promise<void> => {
  const department = await requireDepartment(ctx, pairing.departmentId)
  if (department.institutionId !== pairing.giverInstitutionId) throw departmentOfTheGiver()
  const leader = await requireStaffMember(ctx, pairing.leaderStaffId)
  if (leader.institutionId !== pairing.giverInstitutionId) throw leaderOfTheGiver()
  if (pairing.agreementId)
    await requireCommonAgreement(ctx, pairing.agreementId, [pairing.giverInstitutionId, pairing.receiverInstitutionId])
  const others = await tables(ctx)
    .selectFrom('network.pairing')
    .select(['valid_from', 'valid_until'])
    .where('receiver_institution_id', '=', pairing.receiverInstitutionId)
    .where('department_id', '=', pairing.departmentId)
    .execute()
  if (others.some(other => overlaps(term, { validFrom: other.valid_from, validUntil: other.valid_until })))
    throw pairedAlready()
}

const insertPairing = async (
  ctx: Ctx,
  pairing: Pairing,
  more: { readonly demo: boolean; readonly follows: string | null },
): Promise<string> => {
  const term = { validFrom: pairing.validFrom, validUntil: pairing.validUntil ?? null }
  if (term.validUntil !== null && term.validUntil < term.validFrom) throw endsBeforeStart()
  await requireFit(ctx, pairing, term)
  const pairingId = idAt(ctx)
  await tables(ctx)
    .insertInto('network.pairing')
    .values({
      pairing_id: pairingId,
      region_id: ctx.regionId,
      code: pairing.code,
      giver_institution_id: pairing.giverInstitutionId,
      receiver_institution_id: pairing.receiverInstitutionId,
      department_id: pairing.departmentId,
      leader_staff_id: pairing.leaderStaffId,
      party_branch: pairing.partyBranch.trim(),
      joint_ward: pairing.jointWard?.trim() ?? null,
      agreement_id: pairing.agreementId ?? null,
      follows_pairing_id: more.follows,
      valid_from: term.validFrom,
      valid_until: term.validUntil,
      end_reason: null,
      demo: more.demo,
      created_at: ctx.now,
    })
    .execute()
  return pairingId
}

export const createPairing = async (ctx: Ctx, input: InputOf<typeof contract.createPairing>) => {
  if (input.giverInstitutionId === input.receiverInstitutionId) throw pairedWithItself()
  await requireInstitution(ctx, input.giverInstitutionId)
  await requireInstitution(ctx, input.receiverInstitutionId)
  await requireManaged(ctx, input.giverInstitutionId)
  const pairingId = await insertPairing(ctx, input, { demo: input.demo ?? false, follows: null })
  audit(ctx, { subjectKind: 'pairing', subjectId: pairingId, institutionId: input.receiverInstitutionId })
  emit(ctx, { name: 'network.pairing_made', data: { pairingId } })
  return { pairingId }
}

/** Every day of the past keeps its leader and its department: the change is a new pairing that follows the old one. */
export const changePairing = async (ctx: Ctx, input: InputOf<typeof contract.changePairing>) => {
  const old = await requirePairing(ctx, input.pairingId)
  await requireManaged(ctx, old.giver_institution_id)
  if (old.valid_until !== null && old.valid_until < input.from) throw pairingEnded(input.pairingId)
  if (input.from <= old.valid_from) throw changeNotLater()
  await tables(ctx)
    .updateTable('network.pairing')
    .set({ valid_until: dayBefore(input.from), end_reason: input.reason.trim() })
    .where('pairing_id', '=', input.pairingId)
    .execute()
  const pairingId = await insertPairing(
    ctx,
    {
      ...input,
      giverInstitutionId: old.giver_institution_id,
      receiverInstitutionId: old.receiver_institution_id,
      agreementId: input.agreementId === undefined ? old.agreement_id : input.agreementId,
      validFrom: input.from,
      validUntil: old.valid_until,
    },
    { demo: old.demo, follows: input.pairingId },
  )
  audit(ctx, {
    subjectKind: 'pairing',
    subjectId: input.pairingId,
    institutionId: old.receiver_institution_id,
    reason: input.reason,
    details: { followedBy: pairingId },
  })
  return { pairingId }
}

export const endPairing = async (ctx: Ctx, input: InputOf<typeof contract.endPairing>) => {
  const pairing = await requirePairing(ctx, input.pairingId)
  await requireManaged(ctx, pairing.giver_institution_id)
  if (pairing.valid_until !== null && pairing.valid_until < todayOf(ctx)) throw pairingEnded(input.pairingId)
  if (input.validUntil < pairing.valid_from) throw endsBeforeStart()
  await tables(ctx)
    .updateTable('network.pairing')
    .set({ valid_until: input.validUntil, end_reason: input.reason.trim() })
    .where('pairing_id', '=', input.pairingId)
    .execute()
  audit(ctx, {
    subjectKind: 'pairing',
    subjectId: input.pairingId,
    institutionId: pairing.receiver_institution_id,
    reason: input.reason,
  })
  return {}
}
