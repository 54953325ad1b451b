import Type from 'typebox'
import { afterEach, expect, test, vi } from 'vitest'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { Problem } from './api-problem.ts'
import { call, onSessionExpired } from './client.ts'

const shared = {
  summary: '',
  subject: 'none',
  input: Type.Object({}),
  output: Type.Object({ ok: Type.Boolean() }),
  errors: [],
} as const
const book = command({ ...shared, name: 'x.book', method: 'POST', path: '/x', permission: 'x.book' })
const look = query({ ...shared, name: 'x.look', method: 'GET', path: '/x', permission: 'x.look' })
const enter = command({ ...shared, name: 'x.enter', method: 'POST', path: '/enter', permission: 'public' })

type Answer = { readonly status: number; readonly body?: unknown; readonly retryAfter?: string } | 'lost'

/** The network is the outside world: these are the answers it gives in turn. */
const network = (...answers: readonly Answer[]) => {
  const left = [...answers]
  const sent: { readonly url: string; readonly key: string | undefined }[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, key: (init.headers as Record<string, string>)['Idempotency-Key'] })
    const answer = left.shift()
    if (answer === undefined || answer === 'lost') throw new TypeError('Failed to fetch')
    const headers = answer.retryAfter === undefined ? {} : { 'Retry-After': answer.retryAfter }
    return new Response(JSON.stringify(answer.body ?? { ok: true }), { status: answer.status, headers })
  })
  return sent
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
  onSessionExpired(null)
})

const problemFrom = async (promise: Promise<unknown>): Promise<Problem> => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(Problem)
  return error as Problem
}

test('a command carries a key, a query none', async () => {
  const sent = network({ status: 200 }, { status: 200 })
  await call(book, {})
  await call(look, {})
  expect(sent[0]?.key).toMatch(/^[0-9a-f-]{36}$/)
  expect(sent[1]?.key).toBeUndefined()
})

test('a refusal arrives with code, sentence and fields', async () => {
  network({
    status: 422,
    body: {
      code: 'x.full',
      title: '已约满',
      details: { left: 0 },
      fields: [{ path: '/day', code: 'x.day', title: '请换一天' }],
    },
  })
  const problem = await problemFrom(call(book, {}))
  expect(problem).toMatchObject({ status: 422, code: 'x.full', title: '已约满', details: { left: 0 } })
  expect(problem.fields).toEqual([{ path: '/day', code: 'x.day', title: '请换一天' }])
})

test('no network is told apart from a refusal', async () => {
  network('lost')
  expect(await problemFrom(call(book, {}))).toMatchObject({ status: 0, code: 'platform.network_lost' })
})

test('an error page of a proxy becomes a problem with its status', async () => {
  vi.stubGlobal('fetch', async () => new Response('<html>Bad gateway</html>', { status: 502 }))
  expect(await problemFrom(call(look, {}))).toMatchObject({ status: 502, code: 'platform.server_failed' })
})

test('a busy server is asked again with the same key after the time it names', async () => {
  vi.useFakeTimers()
  const sent = network({ status: 503, retryAfter: '2', body: { code: 'platform.busy', title: '' } }, { status: 200 })
  const answer = call(book, {})
  await vi.advanceTimersByTimeAsync(1000)
  expect(sent).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(3000)
  expect(await answer).toEqual({ ok: true })
  expect(sent[1]?.key).toBe(sent[0]?.key)
})

test('a server that stays busy is given up after three more tries', async () => {
  vi.useFakeTimers()
  const busy = { status: 503, retryAfter: '1', body: { code: 'platform.busy', title: '忙' } }
  const sent = network(busy, busy, busy, busy, busy)
  const problem = problemFrom(call(book, {}))
  await vi.advanceTimersByTimeAsync(60_000)
  expect((await problem).code).toBe('platform.busy')
  expect(sent).toHaveLength(4)
})

test('an expired session asks for a sign-in once and then goes on with the same key', async () => {
  const sent = network({ status: 401, body: { code: 'platform.sign_in_first', title: '' } }, { status: 200 })
  const ask = vi.fn(async () => undefined)
  onSessionExpired(ask)
  expect(await call(book, {})).toEqual({ ok: true })
  expect(ask).toHaveBeenCalledTimes(1)
  expect(sent[1]?.key).toBe(sent[0]?.key)
})

test('a wrong password is no expired session', async () => {
  network({ status: 401, body: { code: 'platform.sign_in_failed', title: '' } })
  const ask = vi.fn(async () => undefined)
  onSessionExpired(ask)
  expect((await problemFrom(call(enter, {}))).code).toBe('platform.sign_in_failed')
  expect(ask).not.toHaveBeenCalled()
})
