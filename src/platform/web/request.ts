import type { Endpoint } from '#src/platform/kernel/endpoint.ts'

export type WireRequest = { readonly method: string; readonly url: string; readonly body: string | undefined }

const appendTo = (search: URLSearchParams, name: string, value: unknown): void => {
  if (value === undefined || value === null) return
  if (Array.isArray(value)) {
    for (const item of value) appendTo(search, name, item)
    return
  }
  if (typeof value === 'object') throw new Error(`query field ${name} must be plain, or the endpoint a POST`)
  search.append(name, String(value))
}

/**
 * What travels for a call: `:names` of the path are taken from the input, the rest goes into the query string (GET,
 * arrays repeated) or as JSON into the body.
 */
export const buildRequest = (endpoint: Endpoint, input: unknown, base = '/api'): WireRequest => {
  const rest: Record<string, unknown> = { ...(input as Record<string, unknown> | undefined) }
  const path = endpoint.path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = rest[name]
    if (value === undefined || value === null || value === '')
      throw new Error(`${endpoint.name} needs ${name} in its path`)
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  if (endpoint.method !== 'GET') return { method: endpoint.method, url: base + path, body: JSON.stringify(rest) }
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(rest)) appendTo(search, name, value)
  const text = search.toString()
  return { method: 'GET', url: base + path + (text === '' ? '' : `?${text}`), body: undefined }
}
