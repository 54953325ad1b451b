import pg from 'pg'
import { busy, conflict, Refusal } from '#src/platform/kernel/errors.ts'
import type { App } from './app.ts'

const retryable = new Set(['40001', '40P01'])
const overload = new Set(['57014', '55P03', '53300', '53400'])
const lostConnection = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '08001',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ENOENT',
])

const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error ? String((error as { code: unknown }).code) : undefined

/** Serialisation failure or deadlock: the same work may succeed when tried again. */
export const isRetryable = (error: unknown): boolean => retryable.has(codeOf(error) ?? '')

export const isLostConnection = (error: unknown): boolean =>
  lostConnection.has(codeOf(error) ?? '') ||
  (error instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect|^timeout expired$|Client has encountered/.test(
      error.message,
    ))

/** On some engines a shard's constraint carries a numeric suffix. */
const constraintNameOf = (error: pg.DatabaseError): string | undefined => {
  const name = error.constraint ?? /constraint "([^"]+)"/.exec(error.message)?.[1]
  return name?.replace(/_\d+$/, '')
}

/**
 * Turns what the database refused into the module's own refusal; anything unknown stays what it is (a bug, 500).
 * Overload and a restarting database become 503 with a time to come back.
 */
export const refusalOf = (app: App, error: unknown): unknown => {
  if (error instanceof Refusal) return error
  if (isLostConnection(error)) return busy('platform.database_unavailable', 2)
  if (!(error instanceof pg.DatabaseError)) return error
  if (overload.has(error.code ?? '')) return busy('platform.busy', 1)
  if (isRetryable(error)) return conflict('platform.changed_meanwhile')
  const name = constraintNameOf(error)
  if (name !== undefined)
    for (const module of app.modules) {
      const factory = module.constraints[name]
      if (factory) return factory()
    }
  return error
}
