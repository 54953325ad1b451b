import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'

/** Keys live outside the database, in the data folder's secrets. */
export type Keys = {
  /** 32 bytes, AES-256-GCM for identity numbers, phones and addresses. */
  readonly encryption: Buffer
  /** 32 bytes, HMAC-SHA-256 for blind indexes. */
  readonly blindIndex: Buffer
  /** 32 bytes, HMAC-SHA-256 for audit seals. */
  readonly seal: Buffer
}

/** Authenticated encryption; the result is version (1 byte), nonce (12), tag (16), text. */
export const encryptText = (keys: Keys, text: string): Buffer => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keys.encryption, nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.from([1]), nonce, cipher.getAuthTag(), body])
}

export const decryptText = (keys: Keys, sealed: Buffer): string => {
  const decipher = createDecipheriv('aes-256-gcm', keys.encryption, sealed.subarray(1, 13))
  decipher.setAuthTag(sealed.subarray(13, 29))
  return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8')
}

/**
 * A keyed hash by which an encrypted value can be found again by equality.
 * @param kind keeps the same digits in two fields apart: `phone`, `identity`, `identity_tail`.
 */
export const blindIndex = (keys: Keys, kind: string, text: string): Buffer =>
  createHmac('sha256', keys.blindIndex).update(`${kind}\0${text}`).digest()

export const sha256 = (text: string | Buffer): Buffer => createHash('sha256').update(text).digest()
