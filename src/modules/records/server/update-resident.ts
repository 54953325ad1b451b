import { sql } from 'kysely'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { type RegionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { unlinkResident } from '#src/platform/server/account-residents.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { confirmPhone as confirmEndpoint, updateResident as endpoint } from '../contract.ts'
import type { IdentityStatus } from '../contract-parts.ts'
import type { CheckedPerson } from '../domain/check-person.ts'
import {
  changedByAnother,
  identityAlreadyKnown,
  identityBelongsToAnother,
  nameReadFromCard,
  residentUnknown,
} from '../errors.ts'
import { openRecordAudited } from './open-record.ts'
import { personColumns } from './person-columns.ts'
import { requirePerson } from './register-resident.ts'
import { requireResident, toCard } from './require-resident.ts'
import { type OpenResident, requireOpenResident } from './resident.repository.ts'

export type PersonChange = {
  readonly residentId: RegionalId
  readonly before: OpenResident
  readonly person: CheckedPerson
  readonly identityStatus: IdentityStatus
  readonly phoneToConfirm: boolean
}

/**
 * Writes the whole person anew while the record is open.
 * A phone account that was this person by the old number is no longer so (REC-12).
 * @returns the new version
 * @throws records.changed_by_another, records.identity_belongs_to_another, records.resident_unknown
 */
export const writePerson = async (ctx: Ctx, change: PersonChange): Promise<number> => {
  const { regionId, uuid } = splitRegionalId(change.residentId)
  const columns = await personColumns(ctx.app.keys, change.person, change.identityStatus)
  const { rows } = await sql<{ version: number }>`
    select records.update_resident(
      p_region => ${regionId}::int, p_resident => ${uuid}::uuid, p_version => ${change.before.version}::int,
      p_name => ${columns.name}, p_masked_name => ${columns.maskedName}, p_pinyin => ${columns.pinyin}, p_initials => ${columns.initials},
      p_sex => ${columns.sex}, p_birth_date => ${columns.birthDate}::date,
      p_identity_type => ${columns.identityType}, p_identity_cipher => ${columns.identityCipher}::bytea, p_masked_number => ${columns.maskedNumber},
      p_identity_status => ${columns.identityStatus}, p_identity_index => ${columns.identityIndex}::bytea, p_identity_tail_index => ${columns.identityTailIndex}::bytea,
      p_phone_cipher => ${columns.phoneCipher}::bytea, p_masked_phone => ${columns.maskedPhone}, p_phone_index => ${columns.phoneIndex}::bytea,
      p_phone_tail_index => ${columns.phoneTailIndex}::bytea, p_address_cipher => ${columns.addressCipher}::bytea,
      p_insurance_type => ${columns.insuranceType}, p_insured_place => ${columns.insuredPlace}, p_residence_kind => ${columns.residenceKind},
      p_household_place => ${columns.householdPlace}, p_phone_to_confirm => ${change.phoneToConfirm}, p_now => ${ctx.now}::timestamptz) as version`.execute(
    ctx.tx,
  )
  const version = rows[0]?.version ?? -1
  if (version === 0) throw changedByAnother()
  if (version === -2) throw identityBelongsToAnother()
  if (version < 0) throw residentUnknown()
  const { selfAccount, person: old } = change.before
  if (selfAccount !== null && old.phone !== change.person.phone)
    await unlinkResident(ctx, selfAccount, change.residentId)
  return version
}

const orOld = <T>(given: T | undefined, old: T): T => (given === undefined ? old : given)

/** The old row with what was changed; a name read from a card is changed by reading the card again. */
const changed = (before: OpenResident, input: InputOf<typeof endpoint>) => {
  const { person } = before
  if (input.name !== undefined && before.identityStatus === 'card' && input.name !== person.name)
    throw nameReadFromCard()
  if (input.identity && person.identityNumber !== null) throw identityAlreadyKnown()
  return {
    name: input.name ?? person.name,
    identityType: input.identity?.type ?? person.identityType,
    identityNumber: input.identity?.number ?? person.identityNumber ?? undefined,
    sex: person.sex,
    birthDate: person.birthDate,
    phone: orOld(input.phone, person.phone) ?? undefined,
    address: orOld(input.address, person.address) ?? undefined,
    insuranceType: input.insuranceType ?? person.insuranceType,
    insuredPlace: orOld(input.insuredPlace, person.insuredPlace) ?? undefined,
    residenceKind: input.residenceKind ?? person.residenceKind,
    householdPlace: orOld(input.householdPlace, person.householdPlace) ?? undefined,
  }
}

/** REC-12: corrects a person; only while the record may be opened here, and only on the version that was looked at. */
export const updateResident = async (ctx: Ctx, input: InputOf<typeof endpoint>): Promise<OutputOf<typeof endpoint>> => {
  await openRecordAudited(ctx, input.residentId, 'desk')
  const before = await requireOpenResident(ctx, input.residentId)
  if (before.version !== input.version) throw changedByAnother()
  // Who was registered as a newborn without a number may lack it for life; a form is not the place to insist.
  const person = requirePerson(ctx, changed(before, input), true, before.person.identityNumber === null)
  const version = await writePerson(ctx, {
    residentId: input.residentId,
    before,
    person,
    identityStatus: input.identity ? 'typed' : before.identityStatus,
    phoneToConfirm: before.phoneToConfirm && before.person.phone === person.phone,
  })
  return { resident: toCard(await requireResident(ctx, input.residentId)), version }
}

/** The same person with another number, written as numbers are written. @throws records.phone_wrong_format */
const withPhone = (ctx: Ctx, residentId: RegionalId, before: OpenResident, phone: string | null): CheckedPerson =>
  phone === null
    ? { ...before.person, phone: null }
    : requirePerson(
        ctx,
        changed(before, { residentId, version: before.version, phone }),
        true,
        before.person.identityNumber === null,
      )

/** REC-12: a number somebody gave on a phone counts for sure only when the person at the desk says so. */
export const confirmPhone = async (
  ctx: Ctx,
  input: InputOf<typeof confirmEndpoint>,
): Promise<OutputOf<typeof confirmEndpoint>> => {
  await openRecordAudited(ctx, input.residentId, 'desk')
  const before = await requireOpenResident(ctx, input.residentId)
  const isCorrected = !input.isRight && input.phone !== undefined
  if (before.phoneToConfirm || isCorrected)
    await writePerson(ctx, {
      residentId: input.residentId,
      before,
      person: input.isRight ? before.person : withPhone(ctx, input.residentId, before, input.phone ?? null),
      identityStatus: before.identityStatus,
      phoneToConfirm: false,
    })
  return { resident: toCard(await requireResident(ctx, input.residentId)) }
}
