import { QueryClient } from '@tanstack/react-query'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { forgetKept, keepAnswers, restoreKept } from './kept.ts'

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      kept.set(key, value)
      Object.defineProperty(storage, key, { value, enumerable: true, configurable: true, writable: true })
    },
    removeItem: (key: string) => {
      kept.delete(key)
      Reflect.deleteProperty(storage, key)
    },
  }
  vi.stubGlobal('localStorage', storage)
})

afterAll(() => vi.unstubAllGlobals())

const session = (accountId: string | null) => ({
  demo: false,
  now: '2026-11-21T02:00:00.000Z',
  regions: [],
  session: accountId === null ? null : { accountId },
})
const sessionKey = ['platform.currentSession', {}]
const trips = ['booking.myAppointments', { only: 'coming' }]

/** A page that asked who is signed in and what is coming. */
const asked = async (accountId: string | null) => {
  const client = new QueryClient()
  const stop = keepAnswers(client)
  const answer = (queryKey: unknown[], data: unknown, meta?: { keep: boolean }) =>
    client.fetchQuery({ queryKey, queryFn: () => Promise.resolve(data), ...(meta ? { meta } : {}) })
  await answer(sessionKey, session(accountId))
  await answer(trips, { appointments: [accountId] }, { keep: true })
  await answer(['records.secret', {}], { much: true })
  stop()
}
const opened = (now = Date.now()) => {
  const client = new QueryClient()
  restoreKept(client, now)
  return client
}

test('PORT-33 what was asked for with "keep" is there again without network, as old as it is; nothing else is', async () => {
  await asked('amy')
  const client = opened()
  expect(client.getQueryData(trips)).toEqual({ appointments: ['amy'] })
  expect(client.getQueryState(trips)?.isInvalidated, 'asked again at once').toBe(true)
  expect(client.getQueryState(trips)?.dataUpdatedAt).toBeLessThanOrEqual(Date.now())
  expect(client.getQueryData(['records.secret', {}])).toBeUndefined()
})

test('PORT-33 the server’s clock has gone on since, and after a day nothing is shown', async () => {
  await asked('amy')
  const later = Date.now() + 3_600_000
  const { now } = opened(later).getQueryData(sessionKey) as { now: string }
  expect(Math.abs(Date.parse(now) - Date.parse('2026-11-21T03:00:00.000Z'))).toBeLessThan(5_000)
  expect(opened(Date.now() + 25 * 3_600_000).getQueryData(trips)).toBeUndefined()
  expect(kept.size, 'and nothing is left lying on the device').toBe(0)
})

test('PORT-33 another account, or nobody, finds nothing; signing out forgets all', async () => {
  await asked('amy')
  const client = new QueryClient()
  const stop = keepAnswers(client)
  await client.fetchQuery({ queryKey: sessionKey, queryFn: () => Promise.resolve(session(null)) })
  stop()
  expect(opened().getQueryData(trips)).toBeUndefined()
  await asked('bob')
  forgetKept()
  expect(kept.size).toBe(0)
  expect(opened().getQueryData(sessionKey)).toBeUndefined()
})
