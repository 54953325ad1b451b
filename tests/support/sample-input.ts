import fc from 'fast-check'
import type { TSchema } from 'typebox'

type Schema = TSchema & {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly minItems?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

const sampleText = (schema: Schema, seed: number): string => {
  if (schema.pattern === undefined || schema.pattern === '\\S') return '演示'.padEnd(schema.minLength ?? 1, '文')
  // A pattern describes the shape, not the calendar: days are kept to those every month has.
  if (schema.pattern.startsWith('^\\d{4}-(0[1-9]'))
    return schema.pattern.includes('T')
      ? '2026-12-08T01:00:00Z'
      : schema.pattern.includes('3[01]')
        ? '2026-12-08'
        : '2026-12'
  return fc.sample(fc.stringMatching(new RegExp(schema.pattern)), { numRuns: 1, seed })[0] as string
}

const sampleObject = (
  schema: Schema,
  seed: number,
  fixed: Readonly<Record<string, unknown>>,
): Record<string, unknown> => {
  const entries = Object.entries(schema.properties ?? {}).filter(
    ([name]) => schema.required?.includes(name) || name in fixed,
  )
  return Object.fromEntries(
    entries.map(([name, field]) => [name, name in fixed ? fixed[name] : sampleOf(field, seed, {})]),
  )
}

/** A small value that satisfies the schema; `fixed` names fields of the outermost object that must have a given value. */
export const sampleOf = (schema: Schema, seed = 1, fixed: Readonly<Record<string, unknown>> = {}): unknown => {
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.anyOf !== undefined) return sampleOf(schema.anyOf[0] as Schema, seed, fixed)
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map(part => sampleOf(part, seed, fixed)))
  switch (schema.type) {
    case 'string':
      return sampleText(schema, seed)
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1)
    case 'boolean':
      return true
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, (_, index) => sampleOf(schema.items as Schema, seed + index))
    case 'object':
      return sampleObject(schema, seed, fixed)
    default:
      return null
  }
}

/** The same input with one thing wrong: a required field gone, or an optional one of another type. Undefined when nothing can be wrong. */
export const spoilt = (schema: Schema): Record<string, unknown> | undefined => {
  const sample = sampleOf(schema) as Record<string, unknown>
  const required = schema.required?.[0]
  if (required !== undefined) return Object.fromEntries(Object.entries(sample).filter(([name]) => name !== required))
  const optional = Object.keys(schema.properties ?? {})[0]
  return optional === undefined ? undefined : { ...sample, [optional]: { not: ['this'] } }
}
