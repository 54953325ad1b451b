import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Keys } from './crypto.ts'

/** Who signed in on a shared computer, newest first; kept by the browser, signed by us. */
export type DeviceEntry = { readonly accountId: string; readonly at: number }

export const deviceCookieName = 'doorstep_device'
const maximumEntries = 8

const signatureOf = (keys: Keys, body: string): Buffer =>
  createHmac('sha256', keys.blindIndex).update(`device\0${body}`).digest()

export const writeDevice = (keys: Keys, entries: readonly DeviceEntry[]): string => {
  const body = Buffer.from(JSON.stringify(entries)).toString('base64url')
  return `${body}.${signatureOf(keys, body).toString('base64url')}`
}

/** Entries of this shift; a cookie that we did not sign counts as none. */
export const readDevice = (
  keys: Keys,
  cookie: string | undefined,
  now: Date,
  shiftHours: number,
): readonly DeviceEntry[] => {
  const [body, signature] = cookie?.split('.') ?? []
  if (!body || !signature) return []
  const [given, expected] = [Buffer.from(signature, 'base64url'), signatureOf(keys, body)]
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return []
  const entries = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as readonly DeviceEntry[]
  return entries.filter(entry => entry.at > now.getTime() - shiftHours * 3_600_000)
}

export const withEntry = (entries: readonly DeviceEntry[], entry: DeviceEntry): readonly DeviceEntry[] =>
  [entry, ...entries.filter(known => known.accountId !== entry.accountId)].slice(0, maximumEntries)
