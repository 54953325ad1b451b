import { localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { type FieldError, refused } from '#src/platform/kernel/errors.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type { registerResident as endpoint } from '../contract.ts'
import { needsGuardian } from '../domain/ages.ts'
import { type CheckedPerson, checkPerson, type PersonInput } from '../domain/check-person.ts'
import { cardDiffers, formHasErrors, identityBelongsToAnother } from '../errors.ts'
import { type ProvenCard, spendProof, verifyCard } from './card-proof.ts'
import { grantByTypedNumber, grantForVisit } from './identified.ts'
import { registerPerson } from './register-person.ts'
import { requireResident, toCard } from './require-resident.ts'
import { writeProxy } from './write-proxy.ts'

/** Every wrong field in one answer; a single one names the refusal itself. */
export const refuseFields = (fields: readonly FieldError[]): never => {
  const [only] = fields
  throw fields.length === 1 && only ? refused(only.code, only.details, fields) : formHasErrors(fields)
}

/** @throws one refusal with every wrong field */
export const requirePerson = (
  ctx: Ctx,
  input: PersonInput,
  hasGuardian: boolean,
  mayLackNumber = false,
): CheckedPerson => {
  const checked = checkPerson(input, { today: localDateAt(ctx.now, ctx.timeZone), hasGuardian, mayLackNumber })
  return checked.ok ? checked.person : refuseFields(checked.fields)
}

const requireSameAsCard = (person: CheckedPerson, proven: ProvenCard): void => {
  if (person.identityNumber !== proven.card.number) throw cardDiffers('/identityNumber')
  if (person.name !== proven.card.name) throw cardDiffers('/name')
}

/**
 * REC-4: registers a resident at the desk. Someone already known here is found instead, if the typed name agrees;
 * a typed number opens the identity only (REC-7), a read card opens the record for the visit.
 */
export const registerResident = async (
  ctx: Ctx,
  input: InputOf<typeof endpoint>,
): Promise<OutputOf<typeof endpoint>> => {
  const proven = input.cardProof === undefined ? null : await verifyCard(ctx, input.cardProof)
  const person = requirePerson(ctx, input, input.guardian !== undefined)
  if (proven) {
    requireSameAsCard(person, proven)
    await spendProof(ctx, proven.nonce)
  }
  const status = proven ? 'card' : person.identityNumber === null ? 'none' : 'typed'
  const registered = await registerPerson(ctx, person, status)
  if (registered.outcome === 'another') throw identityBelongsToAnother()
  const { residentId } = registered
  audit(ctx, {
    subjectKind: 'resident',
    subjectId: residentId,
    residentId,
    details: { status, outcome: registered.outcome },
  })
  if (
    input.guardian &&
    registered.outcome === 'created' &&
    needsGuardian(person.birthDate, localDateAt(ctx.now, ctx.timeZone))
  )
    await writeProxy(ctx, { residentId, birthDate: person.birthDate, ...input.guardian, path: '/guardian' })
  if (proven) await grantForVisit(ctx, residentId, 'card_read', proven.bridgeId)
  else await grantByTypedNumber(ctx, residentId)
  return { resident: toCard(await requireResident(ctx, residentId)), alreadyKnown: registered.outcome === 'known' }
}
