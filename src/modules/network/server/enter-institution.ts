import type { InputOf } from '#src/platform/kernel/endpoint.ts'
import { audit, type Ctx, emit } from '#src/platform/server/context.ts'
import type * as contract from '../contract.ts'
import { creditCodeFault, tidyCode } from '../domain/credit-code.ts'
import { coordinatesIncomplete, endsBeforeStart, ownParent, unknownRegion, wrongCreditCode } from '../errors.ts'
import { insertMembership, requireConsortium } from './consortium.ts'
import { requireInstitution } from './institution.door.ts'
import { changeInstitution, type InstitutionInput, insertInstitution } from './institution.repository.ts'
import { requireManaged, requireManagedConsortium } from './reach.ts'

/** What can be said without the database: the credit code's check characters (NET-1), places and days that fit. */
const checkInstitution = <I extends Partial<InstitutionInput>>(input: I): I => {
  if (input.openedOn && input.closedOn && input.closedOn < input.openedOn) throw endsBeforeStart('/closedOn')
  if (((input.latitude ?? null) === null) !== ((input.longitude ?? null) === null)) throw coordinatesIncomplete()
  if (!input.uscc) return input
  const uscc = tidyCode(input.uscc)
  const fault = creditCodeFault(uscc)
  if (fault) throw wrongCreditCode(fault)
  return { ...input, uscc }
}

/** Enters an institution of this region (or of another that the platform serves), with its first membership. */
export const createInstitution = async (ctx: Ctx, input: InputOf<typeof contract.createInstitution>) => {
  const checked = checkInstitution(input)
  const regionId = input.regionId ?? ctx.regionId
  if (!ctx.app.regions.has(regionId)) throw unknownRegion(regionId)
  if (input.parentInstitutionId) {
    await requireInstitution(ctx, input.parentInstitutionId)
    await requireManaged(ctx, input.parentInstitutionId)
  }
  const institutionId = await insertInstitution(ctx, checked as InstitutionInput, regionId)
  if (input.membership) {
    await requireConsortium(ctx, input.membership.consortiumId)
    await requireManagedConsortium(ctx, input.membership.consortiumId)
    await insertMembership(ctx, { ...input.membership, institutionId })
  }
  audit(ctx, { subjectKind: 'institution', subjectId: institutionId, institutionId })
  emit(ctx, { name: 'network.institution_entered', data: { institutionId, regionId } })
  return { institutionId }
}

export const updateInstitution = async (ctx: Ctx, input: InputOf<typeof contract.updateInstitution>) => {
  const { institutionId, version } = input
  await requireInstitution(ctx, institutionId)
  await requireManaged(ctx, institutionId)
  if (input.parentInstitutionId === institutionId) throw ownParent()
  if (input.parentInstitutionId) await requireInstitution(ctx, input.parentInstitutionId)
  const next = await changeInstitution(ctx, institutionId, version, checkInstitution(input) as InstitutionInput)
  audit(ctx, { subjectKind: 'institution', subjectId: institutionId, institutionId })
  emit(ctx, { name: 'network.institution_changed', data: { institutionId } })
  return { version: next }
}
