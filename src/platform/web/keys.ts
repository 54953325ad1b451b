import { isTemporary, type Problem } from './api-problem.ts'
import { newKey } from './client.ts'
import { browserStore, type Store } from './store.ts'

/** 53 bits of a text (cyrb53): tells whether a form was changed since its key was made; no secret rests on it. */
const digestOf = (text: string): string => {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36)
}

const slotOf = (scope: string): string => `doorstep.key.${scope}`

/**
 * The idempotency key of one filling of a form. While the outcome is unknown or may change (no answer, busy, full now),
 * the same input keeps its key, over reload and renewed sign-in too; after a final answer the next try gets a new one.
 */
export const keyFor = (scope: string, input: unknown, store: Store = browserStore): string => {
  const digest = digestOf(JSON.stringify(input))
  const [heldDigest, heldKey] = (store.get(slotOf(scope)) ?? '').split(' ')
  if (heldDigest === digest && heldKey) return heldKey
  const key = newKey()
  store.set(slotOf(scope), `${digest} ${key}`)
  return key
}

/** Forgets the key once the answer is final. */
export const settleKey = (scope: string, problem: Problem | null, store: Store = browserStore): void => {
  if (problem === null || !isTemporary(problem)) store.remove(slotOf(scope))
}
