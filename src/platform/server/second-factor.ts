import { Secret, TOTP } from 'otpauth'

/** A second way to show who one is. TOTP is the first; a USB key or a certificate would be the next. */
export type SecondFactor = {
  readonly kind: 'totp'
  /** A new secret and how the person takes it along. */
  readonly begin: (accountName: string) => { readonly secret: string; readonly uri: string }
  /**
   * Which time step a code belongs to, or null when it fits none.
   * @param lastStep the last step used: a code seen once is never taken again.
   */
  readonly stepOf: (secret: string, code: string, now: Date, lastStep: number | null) => number | null
}

const periodSeconds = 30
/** One step before and after, for clocks that are half a minute off (RFC 6238 §5.2). */
const window = 1

const totpOf = (secret: string, label: string): TOTP =>
  new TOTP({
    issuer: 'Doorstep',
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: periodSeconds,
  })

export const totp: SecondFactor = {
  kind: 'totp',
  begin: accountName => {
    const secret = new Secret({ size: 20 }).base32
    return { secret, uri: totpOf(secret, accountName).toString() }
  },
  stepOf: (secret, code, now, lastStep) => {
    const delta = totpOf(secret, '').validate({ token: code, timestamp: now.getTime(), window })
    if (delta === null) return null
    const step = Math.floor(now.getTime() / 1000 / periodSeconds) + delta
    return lastStep !== null && step <= lastStep ? null : step
  },
}
