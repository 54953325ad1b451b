import { Agent, request } from 'node:http'
import { type Endpoint, type InputOf, type OutputOf, pathParameters } from '#src/platform/kernel/endpoint.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'

export type Answer<T> = {
  readonly status: number
  readonly body: T
  readonly code: string | undefined
  readonly cookie: string | undefined
}

export type HttpClient = {
  /** Plays an endpoint over HTTP with the client's cookie; never throws for a refusal. */
  readonly play: <E extends Endpoint>(endpoint: E, input: InputOf<E>, key?: string) => Promise<Answer<OutputOf<E>>>
  readonly close: () => void
}

const urlOf = (
  base: string,
  endpoint: Endpoint,
  input: Record<string, unknown>,
): { url: string; rest: Record<string, unknown> } => {
  const inPath = pathParameters(endpoint.path)
  const path = endpoint.path.replace(/:([A-Za-z]+)/g, (_, name: string) => encodeURIComponent(String(input[name])))
  const rest = Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.includes(name)))
  const query =
    endpoint.method === 'GET'
      ? new URLSearchParams(
          Object.entries(rest).flatMap(([name, value]) => [value].flat().map(item => [name, String(item)])),
        ).toString()
      : ''
  return { url: `${base}/api${path}${query ? `?${query}` : ''}`, rest }
}

/** A browser's worth of HTTP without a browser: keep-alive, one cookie, problem+json read as code. */
export const createHttpClient = (base: string, session?: string): HttpClient => {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 })
  let cookie = session
  const send = (
    method: string,
    url: string,
    body: string | undefined,
    key: string,
  ): Promise<{ status: number; text: string; setCookie: string | undefined }> =>
    new Promise((done, failed) => {
      const headers = {
        'Idempotency-Key': key,
        ...(cookie ? { Cookie: `doorstep_session=${cookie}` } : {}),
        ...(body === undefined
          ? {}
          : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }),
      }
      const sent = request(url, { method, agent, headers }, response => {
        const chunks: Buffer[] = []
        response.on('data', chunk => chunks.push(chunk))
        response.on('error', failed)
        response.on('end', () =>
          done({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString(),
            setCookie: response.headers['set-cookie']?.find(line => line.startsWith('doorstep_session=')),
          }),
        )
      })
      sent.on('error', failed)
      sent.end(body)
    })
  return {
    play: async (endpoint, input, key = newUuid()) => {
      const { url, rest } = urlOf(base, endpoint, input as Record<string, unknown>)
      const answer = await send(endpoint.method, url, endpoint.method === 'GET' ? undefined : JSON.stringify(rest), key)
      const given = answer.setCookie && /doorstep_session=([^;]*)/.exec(answer.setCookie)?.[1]
      if (given !== undefined && given !== '') cookie = given
      const body = answer.text === '' ? undefined : JSON.parse(answer.text)
      return {
        status: answer.status,
        body,
        code: answer.status === 200 ? undefined : (body as { code?: string }).code,
        cookie,
      }
    },
    close: () => agent.destroy(),
  }
}
