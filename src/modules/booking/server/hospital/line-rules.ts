import { createHmac, timingSafeEqual } from 'node:crypto'

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])

const addressOf = (text: string): URL | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain =
    url !== undefined && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  return isPlain ? url : undefined
}

/** Names of patients leave encrypted, or do not leave this machine. */
const isSafe = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && loopback.has(url.hostname))

/** What the operator of this server has named. */
export const allowedAddresses = (named: string = process.env['HOSPITAL_LINES'] ?? ''): string[] =>
  named
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')

/**
 * BOOK-74 Where this server may ask for seats: only at addresses that its operator has named, so that nobody points it at a
 * machine of the inner network. `HOSPITAL_LINES="https://his.example.org,https://seats.example.org:8443"`; a service on this machine
 * itself may be named without its port (`http://127.0.0.1`).
 */
export const mayReach = (baseUrl: string, allowed: readonly string[] = allowedAddresses()): boolean => {
  const url = addressOf(baseUrl)
  if (url === undefined || !isSafe(url)) return false
  return allowed.some(part => {
    const named = addressOf(part)
    if (named === undefined || named.protocol !== url.protocol || named.hostname !== url.hostname) return false
    return named.port === url.port || (named.port === '' && loopback.has(url.hostname))
  })
}

export type Signed = { readonly method: string; readonly path: string; readonly time: string; readonly body: string }

/** HMAC-SHA-256 over method, path, time and body, a line each, with the key that both sides keep; hexadecimal. */
export const signatureOf = (key: string, { method, path, time, body }: Signed): string =>
  createHmac('sha256', key).update(`${method}\n${path}\n${time}\n${body}`).digest('hex')

export const isSignature = (key: string, what: Signed, given: string): boolean => {
  const wanted = Buffer.from(signatureOf(key, what))
  const said = Buffer.from(given)
  return said.length === wanted.length && timingSafeEqual(said, wanted)
}
