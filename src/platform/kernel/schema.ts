import Type, { type TSchema } from 'typebox'
import { regionalIdPattern, uuidPattern } from './ids.ts'

/** Building blocks that contracts share; formats are patterns, so that browser and server agree without plug-ins. */

export const uuidSchema = Type.String({ pattern: uuidPattern })
export const regionalIdSchema = Type.String({ pattern: regionalIdPattern })
export const localDateSchema = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })
/** `2026-11` */
export const monthSchema = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' })
/** `08:30`, the region's own clock */
export const localTimeSchema = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })
/** ISO 8601 in UTC, as `Date.toISOString` writes it */
export const instantSchema = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$' })
/** Money in fen, never a fraction of it */
export const fenSchema = Type.Integer({ minimum: 0 })
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
/** One of a few fixed words. */
export const oneOf = <const T extends readonly string[]>(values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values] })
/** A short text typed by a person; white space alone is not a text. */
export const textSchema = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })
export const nothing = Type.Object({})
