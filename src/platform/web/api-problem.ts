import type { RefusalDetails } from '#src/platform/kernel/errors.ts'

/** One wrong field of the input: `path` points into it (`/identity/number`), `title` is the server's sentence. */
export type ProblemField = { readonly path: string; readonly code: string; readonly title: string }

type ProblemParts = {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail?: string | undefined
  readonly details?: RefusalDetails | undefined
  readonly fields?: readonly ProblemField[] | undefined
  readonly retryAfterSeconds?: number | undefined
  readonly requestId?: string | undefined
}

/**
 * A refusal or failure as the screens see it (RFC 9457). `status` 0 means that no answer came: the network is away,
 * and whether the act was done is not known until the same key is sent again.
 */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly details: RefusalDetails
  readonly fields: readonly ProblemField[]
  readonly retryAfterSeconds: number | null
  readonly requestId: string | null

  constructor(parts: ProblemParts) {
    super(parts.code)
    this.name = 'Problem'
    this.status = parts.status
    this.code = parts.code
    this.title = parts.title
    this.detail = parts.detail ?? ''
    this.details = parts.details ?? {}
    this.fields = parts.fields ?? []
    this.retryAfterSeconds = parts.retryAfterSeconds ?? null
    this.requestId = parts.requestId ?? null
  }
}

export const networkProblemCode = 'platform.network_lost'
/** The page was covered: the act was not begun. */
export const coveredProblemCode = 'platform.page_covered'
export const unreadableProblemCode = 'platform.answer_unreadable'

export const networkLost = (): Problem => new Problem({ status: 0, code: networkProblemCode, title: '' })

/** The outcome may differ on the next try with the same key: no answer, busy, changed meanwhile, or our own failure. */
export const isTemporary = (problem: Problem): boolean =>
  problem.status === 0 || problem.status === 409 || problem.status === 429 || problem.status >= 500

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const fieldsOf = (value: unknown): readonly ProblemField[] =>
  Array.isArray(value)
    ? value.map((field: Record<string, unknown>) => ({
        path: textOf(field.path),
        code: textOf(field.code),
        title: textOf(field.title),
      }))
    : []

/** Reads problem+json; an answer that is none (a proxy's error page) becomes a problem with the bare status. */
export const problemOf = (status: number, body: unknown, retryAfter: string | null): Problem => {
  const json = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const seconds = Number(retryAfter ?? '')
  return new Problem({
    status,
    code: textOf(json.code) || (status >= 500 ? 'platform.server_failed' : unreadableProblemCode),
    title: textOf(json.title),
    detail: textOf(json.detail),
    details: (json.details ?? {}) as RefusalDetails,
    fields: fieldsOf(json.fields),
    retryAfterSeconds: retryAfter !== null && Number.isFinite(seconds) ? seconds : undefined,
    requestId: textOf(json.requestId ?? json.instance) || undefined,
  })
}
