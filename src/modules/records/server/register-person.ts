import { sql } from 'kysely'
import { newUuid, type RegionalId, regionalId } from '#src/platform/kernel/ids.ts'
import { institutionOf } from '#src/platform/server/actor.ts'
import { type Ctx, emit } from '#src/platform/server/context.ts'
import type { IdentityStatus } from '../contract-parts.ts'
import type { CheckedPerson } from '../domain/check-person.ts'
import { residentRegistered } from '../events.ts'
import { personColumns } from './person-columns.ts'

export type Registered =
  /** `known`: this region has a row of this person already; nothing was changed. */
  | { readonly outcome: 'created' | 'known'; readonly residentId: RegionalId }
  /** The number is known under another name: nothing more is told. */
  | { readonly outcome: 'another' }

/**
 * REC-4: finds the person with this identity in the region, or writes a new one; two desks at the same moment make one.
 * People of a demo server are marked 演示.
 */
export const registerPerson = async (ctx: Ctx, person: CheckedPerson, status: IdentityStatus): Promise<Registered> => {
  const residentUuid = newUuid(ctx.now.getTime())
  const columns = await personColumns(ctx.app.keys, person, status)
  const { rows } = await sql<{ outcome: Registered['outcome']; resident_id: string | null }>`
    select outcome, resident_id from records.register_resident(
      p_region => ${ctx.regionId}::int, p_resident => ${residentUuid}::uuid, p_person => ${newUuid(ctx.now.getTime())}::uuid,
      p_name => ${columns.name}, p_masked_name => ${columns.maskedName}, p_pinyin => ${columns.pinyin}, p_initials => ${columns.initials},
      p_sex => ${columns.sex}, p_birth_date => ${columns.birthDate}::date,
      p_identity_type => ${columns.identityType}, p_identity_cipher => ${columns.identityCipher}::bytea, p_masked_number => ${columns.maskedNumber},
      p_identity_status => ${columns.identityStatus}, p_identity_index => ${columns.identityIndex}::bytea, p_identity_tail_index => ${columns.identityTailIndex}::bytea,
      p_phone_cipher => ${columns.phoneCipher}::bytea, p_masked_phone => ${columns.maskedPhone}, p_phone_index => ${columns.phoneIndex}::bytea,
      p_phone_tail_index => ${columns.phoneTailIndex}::bytea, p_address_cipher => ${columns.addressCipher}::bytea,
      p_insurance_type => ${columns.insuranceType}, p_insured_place => ${columns.insuredPlace}, p_residence_kind => ${columns.residenceKind},
      p_household_place => ${columns.householdPlace}, p_demo => ${ctx.app.demo}, p_now => ${ctx.now}::timestamptz)`.execute(
    ctx.tx,
  )
  const row = rows[0]
  if (!row || row.outcome === 'another' || row.resident_id === null) return { outcome: 'another' }
  const residentId = regionalId(ctx.regionId, row.resident_id)
  if (row.outcome === 'created') emit(ctx, residentRegistered({ residentId, institutionId: institutionOf(ctx.actor) }))
  return { outcome: row.outcome, residentId }
}
