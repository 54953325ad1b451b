/** Refusals travel as RFC 9457 problem+json; their code is the translation key in the locale files. */

export type RefusalKind = 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'refused' | 'invalid' | 'busy'

/** Details carry ids, codes and numbers only, so that no name or identity number can reach a log. */
export type RefusalDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** One field that is wrong: `path` points into the input (`/identity/number`), `code` is a translation key. */
export type FieldError = { readonly path: string; readonly code: string; readonly details?: RefusalDetails }

export const statusOf: Readonly<Record<RefusalKind, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  refused: 422,
  invalid: 400,
  busy: 503,
}

export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly code: string
  readonly details: RefusalDetails
  readonly fields: readonly FieldError[]

  constructor(kind: RefusalKind, code: string, details: RefusalDetails = {}, fields: readonly FieldError[] = []) {
    super(code)
    this.name = 'Refusal'
    this.kind = kind
    this.code = code
    this.details = details
    this.fields = fields
  }
}

export const notFound = (code: string, details?: RefusalDetails): Refusal => new Refusal('not-found', code, details)
export const forbidden = (code: string, details?: RefusalDetails): Refusal => new Refusal('forbidden', code, details)
/** 409: true now, may be different on the next try (full, changed meanwhile); the answer is not stored for the key. */
export const conflict = (code: string, details?: RefusalDetails): Refusal => new Refusal('conflict', code, details)
/** 422: understood, and against a rule. With `fields` the screens show the reason next to each field. */
export const refused = (code: string, details?: RefusalDetails, fields?: readonly FieldError[]): Refusal =>
  new Refusal('refused', code, details, fields)
export const invalid = (code: string, fields: readonly FieldError[]): Refusal =>
  new Refusal('invalid', code, {}, fields)
export const busy = (code: string, retryAfterSeconds: number): Refusal =>
  new Refusal('busy', code, { retryAfterSeconds })

/** A refusal raised for one field of the input. */
export const fieldRefused = (path: string, code: string, details: RefusalDetails = {}): Refusal =>
  new Refusal('refused', code, details, [{ path, code, details }])

/** A broken promise of our own code: answered as 500, never shown as the user's mistake. */
export const invariant: (condition: unknown, message: string) => asserts condition = (condition, message) => {
  if (!condition) throw new Error(`invariant: ${message}`)
}
