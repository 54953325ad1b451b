import { sql } from 'kysely'
import { localDateAt } from '#src/platform/kernel/dates.ts'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { fieldRefused } from '#src/platform/kernel/errors.ts'
import { type RegionalId, regionalId } from '#src/platform/kernel/ids.ts'
import { audit, type Ctx } from '#src/platform/server/context.ts'
import type {
  identifyByCard as cardEndpoint,
  identifyByQr as qrEndpoint,
  identifyByTypedNumber as typedEndpoint,
} from '../contract-identify.ts'
import { needsGuardian } from '../domain/ages.ts'
import type { CheckedPerson } from '../domain/check-person.ts'
import { checkIdentity } from '../domain/identity.ts'
import { normaliseName } from '../domain/name.ts'
import { nobodyWithThisNumberAndName, proofNotValid } from '../errors.ts'
import { type ProvenCard, spendProof, verifyCard } from './card-proof.ts'
import { grantByTypedNumber, grantForVisit, identified } from './identified.ts'
import { openRecord } from './open-record.ts'
import { identityIndexOf } from './person-columns.ts'
import { readQr } from './qr-token.ts'
import { registerPerson } from './register-person.ts'
import { requirePerson } from './register-resident.ts'
import { requireOpenResident } from './resident.repository.ts'
import { writePerson } from './update-resident.ts'

/** The resident behind a proven identity number in this region, or null. */
export const residentOfNumber = async (ctx: Ctx, number: string, name: string | null): Promise<RegionalId | null> => {
  const { rows } = await sql<{ resident_id: string | null }>`select records.resident_of_identity(${ctx.regionId}::int,
    ${identityIndexOf(ctx.app.keys, number)}::bytea, ${name}, null) as resident_id`.execute(ctx.tx)
  const uuid = rows[0]?.resident_id ?? null
  return uuid === null ? null : regionalId(ctx.regionId, uuid)
}

const personOfCard = (ctx: Ctx, { card }: ProvenCard): CheckedPerson =>
  requirePerson(
    ctx,
    {
      name: card.name,
      identityType: card.identityType,
      identityNumber: card.number,
      sex: card.sex,
      birthDate: card.birthDate,
      ...(card.address ? { address: card.address } : {}),
    },
    true,
  )

/** What was typed before gives way to what the card says; insurance and phone stay. */
const trustCard = async (ctx: Ctx, residentId: RegionalId, read: CheckedPerson): Promise<void> => {
  const before = await requireOpenResident(ctx, residentId)
  if (before.identityStatus === 'card' && before.person.name === read.name) return
  await writePerson(ctx, {
    residentId,
    before,
    person: {
      ...before.person,
      name: read.name,
      sex: read.sex,
      birthDate: read.birthDate,
      identityType: read.identityType,
      identityNumber: read.identityNumber,
      address: before.person.address ?? read.address,
    },
    identityStatus: 'card',
    phoneToConfirm: before.phoneToConfirm,
  })
}

/**
 * REC-10: the resident lets the card be read. Someone unknown is registered from the card at once; a child nobody knows
 * waits for the guardian's name.
 * @throws records.proof_not_valid, records.proof_expired, records.proof_used
 */
export const identifyByCard = async (
  ctx: Ctx,
  input: InputOf<typeof cardEndpoint>,
): Promise<OutputOf<typeof cardEndpoint>> => {
  const proven = await verifyCard(ctx, input.proof)
  const person = personOfCard(ctx, proven)
  const number = person.identityNumber
  if (number === null) throw proofNotValid()
  const known = await residentOfNumber(ctx, number, null)
  if (known === null && needsGuardian(person.birthDate, localDateAt(ctx.now, ctx.timeZone)))
    return { outcome: 'guardian_needed', card: proven.card }
  await spendProof(ctx, proven.nonce)
  const registered = await registerPerson(ctx, person, 'card')
  if (registered.outcome === 'another') throw proofNotValid()
  const { residentId } = registered
  audit(ctx, {
    subjectKind: 'resident',
    subjectId: residentId,
    residentId,
    details: { by: 'card', bridgeId: proven.bridgeId },
  })
  const granted = await grantForVisit(ctx, residentId, 'card_read', proven.bridgeId)
  if (registered.outcome === 'known') {
    await openRecord(ctx, residentId, 'desk')
    await trustCard(ctx, residentId, person)
  }
  return identified(ctx, residentId, granted.validUntil, registered.outcome === 'created')
}

/**
 * REC-7: a number typed by hand with the name that belongs to it. Wrong number and wrong name are refused alike.
 * @throws records.nobody_with_this_number_and_name
 */
export const identifyByTypedNumber = async (
  ctx: Ctx,
  input: InputOf<typeof typedEndpoint>,
): Promise<OutputOf<typeof typedEndpoint>> => {
  const checked = checkIdentity(input.identityType, input.number, localDateAt(ctx.now, ctx.timeZone))
  if (!checked.ok) throw fieldRefused('/number', checked.problem)
  const residentId = await residentOfNumber(ctx, checked.number, normaliseName(input.name))
  if (residentId === null) throw nobodyWithThisNumberAndName()
  audit(ctx, { subjectKind: 'resident', subjectId: residentId, residentId, details: { by: 'typed_number' } })
  const granted = await grantByTypedNumber(ctx, residentId)
  return identified(ctx, residentId, granted.validUntil, false)
}

/** REC-10: the code on the resident's phone, good for two minutes and one use. */
export const identifyByQr = async (
  ctx: Ctx,
  input: InputOf<typeof qrEndpoint>,
): Promise<OutputOf<typeof qrEndpoint>> => {
  const { residentId, nonce } = readQr(ctx.app.keys, input.token, ctx.now)
  if (Number(residentId.slice(0, 6)) !== ctx.regionId) throw proofNotValid()
  await spendProof(ctx, nonce)
  audit(ctx, { subjectKind: 'resident', subjectId: residentId, residentId, details: { by: 'resident_qr' } })
  const granted = await grantForVisit(ctx, residentId, 'resident_qr', `qr ${nonce}`)
  return identified(ctx, residentId, granted.validUntil, false)
}
