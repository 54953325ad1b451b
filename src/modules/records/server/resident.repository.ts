import { type RegionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import { type Ctx, tablesOf } from '#src/platform/server/context.ts'
import { decryptText } from '#src/platform/server/crypto.ts'
import type { IdentityStatus, IdentityType, InsuranceType, ResidenceKind, Sex } from '../contract-parts.ts'
import type { CheckedPerson } from '../domain/check-person.ts'
import { residentUnknown } from '../errors.ts'
import type { RecordsTables } from './tables.gen.ts'

/** Everything the row says, unsealed; stays inside the server. */
export type OpenResident = {
  readonly person: CheckedPerson
  readonly identityStatus: IdentityStatus
  readonly selfAccount: string | null
  readonly phoneToConfirm: boolean
  readonly createdAt: Date
  readonly version: number
}

/** The row of a resident whose record is open in this transaction. @throws records.resident_unknown */
export const requireOpenResident = async (ctx: Ctx, residentId: RegionalId): Promise<OpenResident> => {
  const { regionId, uuid } = splitRegionalId(residentId)
  const row = await tablesOf<RecordsTables>(ctx)
    .selectFrom('records.resident')
    .selectAll()
    .where('region_id', '=', regionId)
    .where('resident_id', '=', uuid)
    .executeTakeFirst()
  if (!row) throw residentUnknown()
  const unseal = (cipher: Buffer | null): string | null => (cipher === null ? null : decryptText(ctx.app.keys, cipher))
  return {
    person: {
      name: row.name,
      identityType: row.identity_type as IdentityType,
      identityNumber: unseal(row.identity_cipher),
      sex: row.sex as Sex,
      birthDate: row.birth_date,
      phone: unseal(row.phone_cipher),
      address: unseal(row.address_cipher),
      insuranceType: row.insurance_type as InsuranceType,
      insuredPlace: row.insured_place,
      residenceKind: row.residence_kind as ResidenceKind,
      householdPlace: row.household_place,
    },
    identityStatus: row.identity_status as IdentityStatus,
    selfAccount: row.self_account,
    phoneToConfirm: row.phone_to_confirm,
    createdAt: row.created_at,
    version: row.version,
  }
}
