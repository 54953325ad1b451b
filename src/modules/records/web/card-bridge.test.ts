import { describe, expect, test } from 'vitest'
import { askBridge } from './card-bridge.ts'

const answering = (status: number, body: unknown) =>
  (async () => new Response(JSON.stringify(body), { status })) as typeof fetch

describe('the card bridge of the desk', () => {
  test('REC-10 a proof, no card and no reader are told apart', async () => {
    expect(await askBridge(answering(200, { proof: 'DSC1.a.b' }))).toEqual({ kind: 'proof', proof: 'DSC1.a.b' })
    expect(await askBridge(answering(200, {}))).toEqual({ kind: 'no_card' })
    expect(await askBridge(answering(408, {}))).toEqual({ kind: 'no_card' })
    expect(await askBridge((() => Promise.reject(new TypeError('refused'))) as typeof fetch)).toEqual({
      kind: 'no_bridge',
    })
  })
})
