import type { Endpoint, InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { newUuid } from '#src/platform/kernel/ids.ts'
import type { App } from '#src/platform/server/app.ts'
import { dispatchEndpoint } from '#src/platform/server/dispatch.ts'
import { loadActor, sessionCookieName } from '#src/platform/server/sessions.ts'

export type Browser = {
  readonly cookies: Record<string, string>
  /** Plays an endpoint with the session that the cookies carry, and keeps the cookies it sets. */
  readonly call: <E extends Endpoint>(endpoint: E, input: InputOf<E>) => Promise<OutputOf<E>>
}

/** A browser without a window: cookies in, cookies out, as the HTTP layer does it. */
export const createBrowser = (app: App, regionId: number, userAgent = 'test browser'): Browser => {
  const cookies: Record<string, string> = {}
  return {
    cookies,
    call: async (endpoint, input) => {
      const token = cookies[sessionCookieName]
      const actor = token ? await loadActor(app, token) : null
      return dispatchEndpoint(app, actor ?? { kind: 'public', regionId }, endpoint, input, {
        requestId: newUuid(),
        idempotencyKey: newUuid(),
        request: { address: '127.0.0.1', userAgent, cookies },
        onCookies: set => {
          for (const cookie of set) {
            if (cookie.value === '') delete cookies[cookie.name]
            else cookies[cookie.name] = cookie.value
          }
        },
      })
    },
  }
}
