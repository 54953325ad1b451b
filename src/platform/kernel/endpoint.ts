import type { Static, TSchema } from 'typebox'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Who may call: `public` needs no login; `signed-in` any session; every other word is a permission
 * that roles hold at an institution (staff) or that `resident` holds for oneself and one's proxies.
 */
export type Permission = 'public' | 'signed-in' | (string & {})

/**
 * One endpoint, declared once. From it come route, validation, OpenAPI, the typed client, the audit
 * entry, the idempotency rule and the rows of the permission matrix.
 */
export type Endpoint<I extends TSchema = TSchema, O extends TSchema = TSchema> = {
  /** `booking.bookAppointment`: module and verb; also the name of the act in the audit. */
  readonly name: string
  /** A command writes (transaction, audit, idempotency key); a query reads. */
  readonly kind: 'command' | 'query'
  readonly method: Method
  /** Below `/api`; `:name` parts are taken from the input. GET puts the rest in the query string, others in the body. */
  readonly path: string
  readonly permission: Permission
  /** One sentence for OpenAPI and the audit screen. */
  readonly summary: string
  /** Whether a resident's rows are the subject: such calls name the resident in the audit. */
  readonly subject: 'resident' | 'none'
  readonly input: I
  readonly output: O
  /** Codes of the refusals that belong to this act, beside the platform's own. */
  readonly errors: readonly string[]
  /** Calls a minute from one account or, without a login, one address. */
  readonly rateLimit?: number
  /** Each request is a new try (signing in): nothing is kept for its key, and the answer may differ. */
  readonly isAttempt?: boolean
  /** The answer holds a secret (a first password): it is not kept for the key, and a repeated request is told so. */
  readonly secretAnswer?: boolean
  /** For inputs larger than 1 MB (uploads as base64 or long imports). */
  readonly bodyLimit?: number
}

type Declared<I extends TSchema, O extends TSchema> = Omit<Endpoint<I, O>, 'kind'>

export const command = <I extends TSchema, O extends TSchema>(declared: Declared<I, O>): Endpoint<I, O> => ({
  ...declared,
  kind: 'command',
})
export const query = <I extends TSchema, O extends TSchema>(declared: Declared<I, O>): Endpoint<I, O> => ({
  ...declared,
  kind: 'query',
})

export type InputOf<E> = E extends Endpoint<infer I, infer _O> ? Static<I> : never
export type OutputOf<E> = E extends Endpoint<infer _I, infer O> ? Static<O> : never

/** Names of the `:parts` in the path. */
export const pathParameters = (path: string): readonly string[] =>
  [...path.matchAll(/:([A-Za-z]+)/g)].map(match => match[1] as string)
