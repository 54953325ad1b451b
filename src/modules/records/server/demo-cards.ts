import { sql } from 'kysely'
import type { InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid, regionalId, splitRegionalId } from '#src/platform/kernel/ids.ts'
import type { Ctx } from '#src/platform/server/context.ts'
import { decryptText } from '#src/platform/server/crypto.ts'
import type { readDemoCard as endpoint, demoCards as listEndpoint } from '../contract-identify.ts'
import type { Card, IdentityType, Sex } from '../contract-parts.ts'
import { sampleCards } from '../domain/sample-cards.ts'
import { demoOnly, notADemoResident } from '../errors.ts'
import { signCard, simulatedBridge } from './card-proof.ts'

type CardRow = {
  readonly identity_type: string | null
  readonly identity_cipher: Buffer | null
  readonly name: string
  readonly sex: string
  readonly birth_date: string
  readonly address_cipher: Buffer | null
}

const cardOfResident = async (ctx: Ctx, residentId: string): Promise<Card> => {
  const { regionId, uuid } = splitRegionalId(residentId)
  const { rows } = await sql<CardRow>`select * from records.demo_card(${regionId}::int, ${uuid}::uuid)`.execute(ctx.tx)
  const row = rows[0]
  if (!row?.identity_cipher) throw notADemoResident()
  return {
    identityType: row.identity_type as IdentityType,
    number: decryptText(ctx.app.keys, row.identity_cipher),
    name: row.name,
    sex: row.sex as Sex,
    birthDate: row.birth_date,
    address: row.address_cipher === null ? null : decryptText(ctx.app.keys, row.address_cipher),
  }
}

/** REC-10: what the reader of a desk would have signed, for a fictional person; only on a demo server. */
export const readDemoCard = async (ctx: Ctx, input: InputOf<typeof endpoint>): Promise<OutputOf<typeof endpoint>> => {
  if (!ctx.app.demo) throw demoOnly()
  const card =
    input.residentId === undefined ? sampleCards[input.sample ?? 0] : await cardOfResident(ctx, input.residentId)
  if (!card) throw notADemoResident()
  const { bridgeId, key } = await simulatedBridge(ctx)
  return {
    proof: signCard(key, { bridgeId, nonce: newUuid(ctx.now.getTime()), at: ctx.now.toISOString(), card }),
    card,
  }
}

/** The fictional cards that lie on a demo desk; none on a real server. */
export const demoCards = async (ctx: Ctx): Promise<OutputOf<typeof listEndpoint>> => {
  if (!ctx.app.demo) return { residents: [], samples: [] }
  const { rows } = await sql<{ resident_id: string; name: string; masked_number: string | null }>`
    select * from records.demo_residents(${ctx.regionId}::int, 12)`.execute(ctx.tx)
  return {
    residents: rows.map(row => ({
      residentId: regionalId(ctx.regionId, row.resident_id),
      name: row.name,
      maskedNumber: row.masked_number,
    })),
    samples: sampleCards.map((card, sample) => ({ sample, name: card.name })),
  }
}
