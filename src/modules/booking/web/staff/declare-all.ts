import { call } from '#src/platform/web/client.ts'
import { keyFor, settleKey } from '#src/platform/web/keys.ts'
import { Problem, problemSentence } from '#src/platform/web/problem.tsx'
import { declareSource } from '../../contract-owners.ts'

export type Declared = { readonly sessionId: string; readonly kind: 'block' | 'live'; readonly cutOffAt?: string }
/** `words` say why not; null when it is on record. */
export type Outcome = { readonly sessionId: string; readonly words: string | null }

/** One after the other, each a word of its own: what can't be said of one session holds up no other. */
export const declareAll = async (
  all: readonly Declared[],
  onStep: (outcomes: readonly Outcome[]) => void,
): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = []
  for (const one of all) {
    const scope = `${declareSource.name}.${one.sessionId}`
    try {
      await call(declareSource, one, { idempotencyKey: keyFor(scope, one) })
      settleKey(scope, null)
      outcomes.push({ sessionId: one.sessionId, words: null })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      settleKey(scope, error)
      outcomes.push({ sessionId: one.sessionId, words: problemSentence(error) })
    }
    onStep([...outcomes])
  }
  return outcomes
}
