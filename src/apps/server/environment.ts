import { isIP } from 'node:net'

/** What an operator may say of the way requests come in. */
export type HttpEnvironment = { readonly trustProxy?: string; readonly maximumInFlight?: number }

const refuse = (name: string, value: string, wanted: string): never => {
  throw new Error(`${name}=${value} can't be read: ${wanted}`)
}

const wholeNumber = (name: string, value: string, minimum: number, maximum: number): number => {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
  return number >= minimum && number <= maximum
    ? number
    : refuse(name, value, `a whole number from ${minimum} to ${maximum} is wanted`)
}

const isAddress = (text: string): boolean => {
  const [address = '', bits, ...more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

/** Names for whole families of addresses: this machine, and private networks such as a container's. */
const families = new Set(['loopback', 'linklocal', 'uniquelocal'])

// How many proxies there are would not do: whoever reaches the port past the proxy could write the headers himself.
const readTrustProxy = (value: string): string => {
  const proxies = value.split(',').map(part => part.trim())
  return proxies.every(proxy => families.has(proxy) || isAddress(proxy))
    ? proxies.join(',')
    : refuse('TRUST_PROXY', value, "the proxies' addresses are wanted (10.0.0.5, 10.1.0.0/16, loopback, uniquelocal)")
}

/**
 * `TRUST_PROXY`: addresses of the reverse proxies before this server; forwarded headers from elsewhere are passed
 * over, since anybody may write them. `MAX_IN_FLIGHT`: requests served at once, more are told to
 * come back.
 * @throws when a value can't be read: better no start than a wrong one.
 */
export const readHttpEnvironment = (environment: NodeJS.ProcessEnv = process.env): HttpEnvironment => {
  const [proxy, inFlight] = [environment['TRUST_PROXY']?.trim(), environment['MAX_IN_FLIGHT']?.trim()]
  return {
    ...(proxy ? { trustProxy: readTrustProxy(proxy) } : {}),
    ...(inFlight ? { maximumInFlight: wholeNumber('MAX_IN_FLIGHT', inFlight, 1, 100_000) } : {}),
  }
}
