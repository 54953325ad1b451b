import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import type { TSchema } from 'typebox'
import type { Endpoint } from '#src/platform/kernel/endpoint.ts'
import { type FieldError, invalid, type RefusalDetails } from '#src/platform/kernel/errors.ts'

// Bodies are taken as they are; only what arrives as text in path and query is turned into numbers and truth values.
const strict = new Ajv({ allErrors: true, strict: false, coerceTypes: false })
const coercing = new Ajv({ allErrors: true, strict: false, coerceTypes: 'array' })
const compiled = new Map<TSchema, { readonly strict: ValidateFunction; readonly coercing: ValidateFunction }>()

const validatorsOf = (schema: TSchema) => {
  const known = compiled.get(schema)
  if (known) return known
  const created = { strict: strict.compile(schema), coercing: coercing.compile(schema) }
  compiled.set(schema, created)
  return created
}

const pathOf = (error: ErrorObject): string =>
  error.keyword === 'required' ? `${error.instancePath}/${error.params['missingProperty']}` : error.instancePath

const detailsOf = (error: ErrorObject): RefusalDetails => {
  const { limit } = error.params as { readonly limit?: number }
  return limit === undefined ? {} : { limit }
}

/** One sentence a field: of several complaints about the same field the first is kept, alternatives are summed up. */
const fieldErrorsOf = (errors: readonly ErrorObject[]): readonly FieldError[] => {
  const byPath = new Map<string, FieldError>()
  const alternatives = new Set(errors.filter(error => error.keyword === 'anyOf').map(pathOf))
  for (const error of errors) {
    const path = pathOf(error)
    if (alternatives.has(path) && error.keyword !== 'anyOf') continue
    if (!byPath.has(path))
      byPath.set(path, { path, code: `platform.invalid_${error.keyword}`, details: detailsOf(error) })
  }
  return [...byPath.values()]
}

/** @throws platform.invalid_input (400) with every wrong field. */
export const checkInput = (endpoint: Endpoint, input: unknown): void => {
  const validate = validatorsOf(endpoint.input).strict
  if (!validate(input)) throw invalid('platform.invalid_input', fieldErrorsOf(validate.errors ?? []))
}

/** Texts of path and query become what the contract says, in place. A failed conversion is left for `checkInput` to name. */
export const coerceInput = (endpoint: Endpoint, input: Record<string, unknown>): void => {
  validatorsOf(endpoint.input).coercing(input)
}
