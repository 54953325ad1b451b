import { createHmac, timingSafeEqual } from 'node:crypto'
import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'
import { newUuid } from '#src/platform/kernel/ids.ts'
import { instantSchema, uuidSchema } from '#src/platform/kernel/schema.ts'
import { type Ctx, requireStaff, tablesOf } from '#src/platform/server/context.ts'
import { decryptText, encryptText } from '#src/platform/server/crypto.ts'
import { type Card, cardSchema } from '../contract-parts.ts'
import { proofExpired, proofNotValid } from '../errors.ts'
import type { RecordsTables } from './tables.gen.ts'

/**
 * What a card bridge hands to the page: `DSC1.<payload>.<mac>`. The bridge is a small HTTP service on the desk's own computer
 * that drives the reader; its key is known to it and to the server alone, so that nobody can type a card.
 */
const prefix = 'DSC1'
/** As long as it takes from laying the card down to pressing the key; the nonce lets it count only once anyway. */
const secondsGood = 120
/** The bridge's clock is the desk computer's own: Windows corrects it once a week, by which time it may be this far ahead. */
const secondsAhead = 30

const payloadSchema = Type.Object({ bridgeId: uuidSchema, nonce: uuidSchema, at: instantSchema, card: cardSchema })
export type CardPayload = Static<typeof payloadSchema>

const macOf = (key: string, body: string): Buffer =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(`${prefix}.${body}`).digest()

/** As the bridge does it; used by the simulator and by tests. */
export const signCard = (key: string, payload: CardPayload): string => {
  const body = Buffer.from(JSON.stringify(payload)).toString('base64url')
  return `${prefix}.${body}.${macOf(key, body).toString('base64url')}`
}

const readPayload = (body: string): CardPayload | null => {
  try {
    const payload: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'))
    return Value.Check(payloadSchema, payload) ? payload : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

export type ProvenCard = { readonly card: Card; readonly nonce: string; readonly bridgeId: string }

/**
 * REC-10: the card in a proof that a bridge of the visible institution signed within the last two minutes.
 * @throws records.proof_not_valid, records.proof_expired
 */
export const verifyCard = async (ctx: Ctx, proof: string): Promise<ProvenCard> => {
  const { institutionId } = requireStaff(ctx)
  const [head, body, mac] = proof.trim().split('.')
  const payload = head === prefix && body ? readPayload(body) : null
  if (!payload || !body || !mac) throw proofNotValid()
  const bridge = await tablesOf<RecordsTables>(ctx)
    .selectFrom('records.card_bridge')
    .select('key_cipher')
    .where('bridge_id', '=', payload.bridgeId)
    .where('institution_id', '=', institutionId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  const given = Buffer.from(mac, 'base64url')
  const expected = bridge ? macOf(decryptText(ctx.app.keys, bridge.key_cipher), body) : null
  if (!expected || given.length !== expected.length || !timingSafeEqual(given, expected)) throw proofNotValid()
  const age = (ctx.now.getTime() - new Date(payload.at).getTime()) / 1000
  if (age > secondsGood || age < -secondsAhead) throw proofExpired()
  return { card: payload.card, nonce: payload.nonce, bridgeId: payload.bridgeId }
}

/** A proof counts once; the second time the constraint refuses (records.proof_used). */
export const spendProof = async (ctx: Ctx, nonce: string): Promise<void> => {
  await tablesOf<RecordsTables>(ctx)
    .insertInto('records.used_proof')
    .values({ region_id: ctx.regionId, nonce, used_at: ctx.now })
    .execute()
}

/** Names of bridges are unique at an institution; the simulator's is this one. */
const simulatorName = '演示读卡器'

/** The simulated bridge of the visible institution, made when it is first used. */
export const simulatedBridge = async (ctx: Ctx): Promise<{ readonly bridgeId: string; readonly key: string }> => {
  const { institutionId, accountId } = requireStaff(ctx)
  const find = () =>
    tablesOf<RecordsTables>(ctx)
      .selectFrom('records.card_bridge')
      .select(['bridge_id', 'key_cipher'])
      .where('institution_id', '=', institutionId)
      .where('name', '=', simulatorName)
      .executeTakeFirst()
  const existing = await find()
  if (existing) return { bridgeId: existing.bridge_id, key: decryptText(ctx.app.keys, existing.key_cipher) }
  const key = Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(32))).toString('hex')
  await tablesOf<RecordsTables>(ctx)
    .insertInto('records.card_bridge')
    .values({
      bridge_id: newUuid(ctx.now.getTime()),
      institution_id: institutionId,
      name: simulatorName,
      key_cipher: encryptText(ctx.app.keys, key),
      simulated: true,
      created_at: ctx.now,
      created_by: accountId,
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  const made = await find()
  if (!made) throw proofNotValid()
  return { bridgeId: made.bridge_id, key: decryptText(ctx.app.keys, made.key_cipher) }
}
