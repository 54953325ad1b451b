import { sql } from 'kysely'
import { ageOn, localDateAt } from '#src/platform/kernel/dates.ts'
import { type RegionalId, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import type { ResidentCard } from '../contract-parts.ts'
import { isInsuredLocally } from '../domain/insurance.ts'
import { noRelationship } from '../errors.ts'

/** What other modules learn of a resident they know: never the number or the phone themselves. */
export type ResidentOfRecord = ResidentCard & {
  readonly age: number
  /** 本地 or 异地; null when not insured or not stated. */
  readonly insuredLocally: boolean | null
  /** A parent or guardian may act for this person now. */
  readonly hasGuardian: boolean
  /** The number was given on a phone and no desk has confirmed it. */
  readonly phoneToConfirm: boolean
}

type Row = {
  readonly resident_id: string
  readonly name: string
  readonly sex: ResidentCard['sex']
  readonly birth_date: string
  readonly identity_type: ResidentCard['identityType']
  readonly masked_number: string | null
  readonly identity_status: ResidentCard['identityStatus']
  readonly masked_phone: string | null
  readonly insurance_type: ResidentCard['insuranceType']
  readonly insured_place: string | null
  readonly residence_kind: ResidentCard['residenceKind']
  readonly demo: boolean
  readonly has_guardian: boolean
  readonly phone_to_confirm: boolean
}

const cardOf = (regionId: number, row: Row): ResidentCard => ({
  residentId: regionalId(regionId, row.resident_id),
  name: row.name,
  sex: row.sex,
  birthDate: row.birth_date,
  identityType: row.identity_type,
  maskedNumber: row.masked_number,
  maskedPhone: row.masked_phone,
  insuranceType: row.insurance_type,
  insuredPlace: row.insured_place,
  residenceKind: row.residence_kind,
  identityStatus: row.identity_status,
  demo: row.demo,
})

/**
 * Cards of those among the residents that this transaction knows: opened, related to the visible institution, or one's own family.
 * Others are missing from the map. Ids must be of the acting region.
 */
export const findResidentCards = async (
  ctx: Ctx,
  residentIds: readonly RegionalId[],
): Promise<ReadonlyMap<RegionalId, ResidentOfRecord>> => {
  const uuids = [
    ...new Set(
      residentIds
        .map(splitRegionalId)
        .filter(id => id.regionId === ctx.regionId)
        .map(id => id.uuid),
    ),
  ]
  if (uuids.length === 0) return new Map()
  const { rows } =
    await sql<Row>`select * from records.known_residents(${ctx.regionId}::int, ${uuids}::uuid[], ${ctx.now}::timestamptz)`.execute(
      ctx.tx,
    )
  const today = localDateAt(ctx.now, ctx.timeZone)
  return new Map(
    rows.map(row => {
      const card = cardOf(ctx.regionId, row)
      return [
        card.residentId,
        {
          ...card,
          age: ageOn(card.birthDate, today),
          insuredLocally: isInsuredLocally(card.insuranceType, card.insuredPlace, ctx.regionId),
          hasGuardian: row.has_guardian,
          phoneToConfirm: row.phone_to_confirm,
        },
      ]
    }),
  )
}

/**
 * A resident that is opened in this transaction, related to the visible institution, or of the phone's own family.
 * @throws records.no_relationship, the same for unknown and for not one's own.
 */
export const requireResident = async (ctx: Ctx, residentId: RegionalId): Promise<ResidentOfRecord> => {
  const found = (await findResidentCards(ctx, [residentId])).get(residentId)
  if (!found) throw noRelationship()
  return found
}

/** Without what only the server computes, as the contract's card. */
export const toCard = ({
  age: _age,
  insuredLocally: _locally,
  hasGuardian: _guardian,
  phoneToConfirm: _confirm,
  ...card
}: ResidentOfRecord): ResidentCard => card
