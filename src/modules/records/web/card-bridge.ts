/**
 * The card bridge is a small service on the desk's own computer that drives the reader. It answers one address:
 * `GET http://127.0.0.1:17617/card?wait=8` waits for a card and answers `{ "proof": "DSC1.…" }`, signed with its key.
 */
export const cardBridgeUrl = 'http://127.0.0.1:17617/card?wait=8'
const millis = 10_000

export type BridgeAnswer =
  | { readonly kind: 'proof'; readonly proof: string }
  | { readonly kind: 'no_bridge' }
  | { readonly kind: 'no_card' }

/** Asks the reader of this computer for a card. */
export const askBridge = async (fetcher: typeof fetch = fetch): Promise<BridgeAnswer> => {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), millis)
  try {
    const response = await fetcher(cardBridgeUrl, { signal: abort.signal, cache: 'no-store' })
    if (!response.ok) return { kind: 'no_card' }
    const body = (await response.json()) as { readonly proof?: unknown }
    return typeof body.proof === 'string' ? { kind: 'proof', proof: body.proof } : { kind: 'no_card' }
  } catch {
    // Nothing listens there, or the browser may not ask: for the desk both mean that there is no reader here.
    return abort.signal.aborted ? { kind: 'no_card' } : { kind: 'no_bridge' }
  } finally {
    clearTimeout(timer)
  }
}
