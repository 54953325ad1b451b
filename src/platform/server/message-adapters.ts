import type { App } from './app.ts'

export type OutgoingMessage = {
  readonly notificationId: string
  readonly channel: 'sms' | 'wechat'
  readonly address: string
  readonly template: string
  readonly text: string
  readonly language: string
}

/** `retry`: the gateway may answer differently later; otherwise trying again is pointless. */
export type SendResult =
  | { readonly sent: true }
  | { readonly sent: false; readonly failure: string; readonly retry: boolean }

/** The outside world that carries messages. */
export type MessageAdapter = { readonly name: string; readonly send: (message: OutgoingMessage) => Promise<SendResult> }

/** Sends nothing: in the demo the outbox page shows what would have been sent. */
export const simulator: MessageAdapter = { name: 'simulator', send: async () => ({ sent: true }) }

/** An installation without a gateway says so on every message instead of pretending. */
const missing: MessageAdapter = {
  name: 'missing',
  send: async () => ({ sent: false, failure: 'no gateway is configured', retry: false }),
}

const timeoutMillis = 10_000

/**
 * Any SMS or WeChat gateway behind a small HTTP bridge: POST with a bearer token and the message as JSON.
 * The message's id goes along as Idempotency-Key, so that a repeated try is not a second SMS.
 */
export const httpGateway = (url: string, token: string): MessageAdapter => ({
  name: 'http',
  send: async message => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${token}`,
        'Idempotency-Key': message.notificationId,
      },
      body: JSON.stringify({
        id: message.notificationId,
        to: message.address,
        template: message.template,
        text: message.text,
        language: message.language,
      }),
      signal: AbortSignal.timeout(timeoutMillis),
    }).catch((error: Error) => error)
    if (response instanceof Error) return { sent: false, failure: response.name, retry: true }
    if (response.ok) return { sent: true }
    return {
      sent: false,
      failure: `gateway answered ${response.status}`,
      retry: response.status >= 500 || response.status === 429,
    }
  },
})

const gatewayVariables = {
  sms: ['SMS_GATEWAY_URL', 'SMS_GATEWAY_TOKEN'],
  wechat: ['WECHAT_GATEWAY_URL', 'WECHAT_GATEWAY_TOKEN'],
} as const

/** Which adapter carries a channel here; addresses and tokens of gateways come from the environment, never from the database. */
export const adapterFor = (
  app: App,
  channel: 'sms' | 'wechat',
  environment: NodeJS.ProcessEnv = process.env,
): MessageAdapter => {
  const [urlName, tokenName] = gatewayVariables[channel]
  const url = environment[urlName]
  if (url) return httpGateway(url, environment[tokenName] ?? '')
  return app.demo ? simulator : missing
}
