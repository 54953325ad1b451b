import { createHmac, timingSafeEqual } from 'node:crypto'
import { newUuid, type RegionalId, regionalIdPattern, uuidPattern } from '#src/platform/kernel/ids.ts'
import type { Keys } from '#src/platform/server/crypto.ts'
import { proofExpired, proofNotValid } from '../errors.ts'

/** The code on the resident's phone: `DSQ1_<resident>_<expiry, seconds>_<nonce>_<mac>`; only letters that a keyboard scanner types safely. */
const prefix = 'DSQ1'
export const qrSeconds = 120

const macOf = (keys: Keys, body: string): string => {
  const key = createHmac('sha256', keys.blindIndex).update('records.resident_qr').digest()
  return createHmac('sha256', key).update(body).digest('hex').slice(0, 40)
}

export const signQr = (
  keys: Keys,
  residentId: RegionalId,
  now: Date,
): { readonly token: string; readonly expiresAt: Date } => {
  const expiry = Math.floor(now.getTime() / 1000) + qrSeconds
  const body = `${prefix}_${residentId}_${expiry}_${newUuid(now.getTime())}`
  return { token: `${body}_${macOf(keys, body)}`, expiresAt: new Date(expiry * 1000) }
}

const isRegionalId = new RegExp(regionalIdPattern)
const isUuid = new RegExp(uuidPattern)

/**
 * REC-10: reads a code shown at the desk.
 * @throws records.proof_not_valid, records.proof_expired after two minutes
 */
export const readQr = (
  keys: Keys,
  token: string,
  now: Date,
): { readonly residentId: RegionalId; readonly nonce: string } => {
  const [head, residentId, expiry, nonce, mac] = token.trim().split('_')
  if (
    head !== prefix ||
    !residentId ||
    !isRegionalId.test(residentId) ||
    !nonce ||
    !isUuid.test(nonce) ||
    !expiry ||
    !/^\d{1,12}$/.test(expiry) ||
    !mac
  )
    throw proofNotValid()
  const expected = Buffer.from(macOf(keys, `${prefix}_${residentId}_${expiry}_${nonce}`))
  const given = Buffer.from(mac)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw proofNotValid()
  if (Number(expiry) * 1000 <= now.getTime()) throw proofExpired()
  return { residentId, nonce }
}
