import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { Endpoint, InputOf, OutputOf } from '#src/platform/kernel/endpoint.ts'
import { useAccountKey } from './account.ts'
import { Problem } from './api-problem.ts'
import { call } from './client.ts'
import { keyFor, settleKey } from './keys.ts'
import { askAgain } from './query.ts'

export type CommandOptions = {
  /** Queries to ask again after success; everything on screen when absent. */
  readonly refresh?: readonly Endpoint[] | undefined
}

export type Command<E extends Endpoint> = {
  /** Resolves to the answer, or to null when refused: then `problem` says why. The same input twice at once is sent once. */
  readonly run: (input: InputOf<E>) => Promise<OutputOf<E> | null>
  readonly pending: boolean
  readonly problem: Problem | null
  /** path (`/identity/number`) → sentence, for the form's fields */
  readonly fieldProblems: Readonly<Record<string, string>>
  readonly reset: () => void
}

type Running = { readonly text: string; readonly promise: Promise<unknown> }

/** Runs a command endpoint: idempotency key per filling, pending state, refusal, and fresh data afterwards. */
export const useCommand = <E extends Endpoint>(endpoint: E, options: CommandOptions = {}): Command<E> => {
  const client = useQueryClient()
  const account = useAccountKey()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const running = useRef<Running | null>(null)
  const refresh = useRef(options.refresh)
  refresh.current = options.refresh

  const send = useCallback(
    async (input: InputOf<E>): Promise<OutputOf<E> | null> => {
      const scope = `${account}.${endpoint.name}`
      setPending(true)
      setProblem(null)
      try {
        const answer = await call(endpoint, input, { idempotencyKey: keyFor(scope, input) })
        settleKey(scope, null)
        void askAgain(client, refresh.current)
        return answer
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        settleKey(scope, error)
        setProblem(error)
        return null
      } finally {
        running.current = null
        setPending(false)
      }
    },
    [account, client, endpoint],
  )

  const run = useCallback(
    (input: InputOf<E>): Promise<OutputOf<E> | null> => {
      const text = JSON.stringify(input)
      if (running.current?.text === text) return running.current.promise as Promise<OutputOf<E> | null>
      const promise = send(input)
      running.current = { text, promise }
      return promise
    },
    [send],
  )

  const fieldProblems = useMemo(
    () => Object.fromEntries((problem?.fields ?? []).map(field => [field.path, field.title])),
    [problem],
  )
  const reset = useCallback(() => setProblem(null), [])
  return { run, pending, problem, fieldProblems, reset }
}
