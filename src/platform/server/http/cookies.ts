import type { Cookie } from '../context.ts'

/** Only names of our own; a broken cookie of somebody else's is passed over. */
export const readCookies = (header: string | undefined): Record<string, string> => {
  const cookies: Record<string, string> = {}
  for (const part of header?.split(';') ?? []) {
    const equals = part.indexOf('=')
    if (equals < 0) continue
    const name = part.slice(0, equals).trim()
    if (name.startsWith('doorstep_')) cookies[name] = part.slice(equals + 1).trim()
  }
  return cookies
}

export const writeCookie = (cookie: Cookie, secure: boolean): string =>
  `${cookie.name}=${cookie.value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${cookie.value === '' ? 0 : Math.round(cookie.maxAgeSeconds)}${secure ? '; Secure' : ''}`
