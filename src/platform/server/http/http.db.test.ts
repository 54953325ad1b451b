import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { query } from '#src/platform/kernel/endpoint.ts'
import { createTestApp, jobActor, type TestApp, testRegion } from '#src/platform/testing/app.ts'
import { createNeighbour, headId } from '#src/platform/testing/neighbour.ts'
import { createAccount, grantRole } from '../accounts.ts'
import { handle, type ServerModule } from '../module.ts'
import { platformModule } from '../module-platform.ts'
import { forgetAllSessions } from '../session-cache.ts'
import { beginSession, sessionCookieName } from '../sessions.ts'
import { inTransaction } from '../transaction.ts'
import { unknownTokensPerMinute } from './caller.ts'
import { createHttpServer } from './http-server.ts'
import { maximumStreamsPerAddress } from './live-stream.ts'
import { pagesPerMinute } from './public-pages.ts'

const rare = query({
  name: 'sample.rare',
  method: 'GET',
  path: '/sample/rare',
  permission: 'signed-in',
  summary: 'Answers three times a minute',
  subject: 'none',
  rateLimit: 3,
  input: Type.Object({}),
  output: Type.Object({ kind: Type.String() }),
  errors: [],
})
const sample: ServerModule = {
  name: 'sample',
  handlers: [handle(rare, async ctx => ({ kind: ctx.actor.kind }))],
  permissions: {},
  constraints: {},
  publicPages: [{ path: '/sample-page', render: async () => ({ html: '<p>演示</p>' }) }],
  locales: { 'zh-CN': {}, en: {} },
}

let test: TestApp
let server: FastifyInstance
let accountId: string
const options = { webRoot: '/nowhere' }

beforeAll(async () => {
  test = await createTestApp({ modules: [platformModule, createNeighbour(), sample], demo: true })
  accountId = await test.within(jobActor('tests'), async ctx => {
    const made = await createAccount(ctx, {
      loginName: 'screen',
      name: '演示',
      homeInstitutionId: headId,
      passwordHash: 'x',
    })
    await grantRole(ctx, { accountId: made.accountId, institutionId: headId, role: 'desk' })
    return made.accountId
  })
})
beforeEach(async () => {
  await server?.close()
  forgetAllSessions(test.app)
  server = await createHttpServer(test.app, options)
})
afterAll(async () => {
  await server?.close()
  await test.close()
})

const signIn = async (): Promise<string> => {
  let token = ''
  await inTransaction(
    test.app,
    jobActor('tests'),
    {
      requestId: 'tests',
      onCookies: cookies => (token = cookies.find(one => one.name === sessionCookieName)?.value ?? ''),
    },
    ctx => beginSession(ctx, { accountId, kind: 'staff', regionId: testRegion, institutionId: headId }),
  )
  return token
}
const get = (url: string, more: { token?: string; address?: string; headers?: Record<string, string> } = {}) =>
  server.inject({
    method: 'GET',
    url,
    remoteAddress: more.address ?? '203.0.113.9',
    headers: { ...(more.token ? { cookie: `${sessionCookieName}=${more.token}` } : {}), ...more.headers },
  })
const signOut = async (headers: Record<string, string>, address: string) => {
  const cookie = `${sessionCookieName}=${await signIn()}`
  return server.inject({
    method: 'POST',
    url: '/api/platform/sign-out',
    remoteAddress: address,
    headers: { 'idempotency-key': randomBytes(8).toString('hex'), cookie, ...headers },
    payload: {},
  })
}

describe('behind a reverse proxy', () => {
  it('PLAT-62 the cookie is Secure when the browser spoke HTTPS to a proxy that is believed, and to nobody else’s word', async () => {
    await server.close()
    server = await createHttpServer(test.app, { ...options, trustProxy: '10.0.0.5' })
    const said = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' }
    const believed = await signOut(said, '10.0.0.5')
    expect(believed.statusCode).toBe(200)
    expect(String(believed.headers['set-cookie'])).toContain('; Secure')
    expect(believed.headers['strict-transport-security']).toBeDefined()
    const forged = await signOut(said, '203.0.113.77')
    expect(String(forged.headers['set-cookie'])).not.toContain('Secure')
    expect(forged.headers['strict-transport-security']).toBeUndefined()
  })

  it('PLAT-62 more than the limit at once are told to come back, and whoever is inside is served', async () => {
    await server.close()
    server = await createHttpServer(test.app, { ...options, maximumInFlight: 1 })
    const token = await signIn()
    const answers = await Promise.all(Array.from({ length: 3 }, () => get('/api/sample/rare', { token })))
    expect(answers.map(answer => answer.statusCode).toSorted()).toEqual([200, 503, 503])
  })

  it('PLAT-62 /metrics answers this machine, and nobody for whom a proxy on it asks', async () => {
    expect((await get('/metrics', { address: '127.0.0.1' })).statusCode).toBe(200)
    expect((await get('/metrics')).statusCode).toBe(404)
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip'])
      expect((await get('/metrics', { address: '127.0.0.1', headers: { [name]: '127.0.0.1' } })).statusCode).toBe(404)
  })
})

describe('limits', () => {
  it('PLAT-63 an address that guesses session tokens waits before the database is asked; sessions in use behind it go on', async () => {
    const token = await signIn()
    expect((await get('/api/sample/rare', { token })).statusCode).toBe(200)
    const guess = () => get('/api/platform/session', { token: randomBytes(32).toString('base64url') })
    for (let tries = 0; tries < unknownTokensPerMinute; tries += 1) expect((await guess()).statusCode).toBe(200)
    const late = await guess()
    expect(late.statusCode).toBe(429)
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(0)
    expect((await get('/api/sample/rare', { token })).statusCode).toBe(200)
    const elsewhere = { token: randomBytes(32).toString('base64url'), address: '203.0.113.10' }
    expect((await get('/api/platform/session', elsewhere)).statusCode).toBe(200)
  })

  it('PLAT-63 an account counts once, however many sessions it has open', async () => {
    const tokens = [await signIn(), await signIn()] as const
    const codes: number[] = []
    for (const token of [...tokens, ...tokens]) codes.push((await get('/api/sample/rare', { token })).statusCode)
    expect(codes).toEqual([200, 200, 200, 429])
  })

  it('PLAT-63 public pages are limited by address', async () => {
    const codes = new Set<number>()
    for (let count = 0; count < pagesPerMinute; count += 1) codes.add((await get('/sample-page')).statusCode)
    expect([...codes]).toEqual([200])
    expect((await get('/sample-page')).statusCode).toBe(429)
    expect((await get('/sample-page', { address: '203.0.113.10' })).statusCode).toBe(200)
  })

  it('PLAT-63 many who ask whether the server is ready are one question to the database', async () => {
    let asked = 0
    const pool = new Proxy(test.app.pool, {
      get: (target, name) => {
        if (name === 'query') asked += 1
        const value = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const other = await createHttpServer({ ...test.app, pool }, options)
    const answers = await Promise.all(Array.from({ length: 20 }, () => other.inject('/readyz')))
    await other.close()
    expect(new Set(answers.map(answer => answer.statusCode))).toEqual(new Set([200]))
    expect(asked).toBe(1)
  })

  it('PLAT-63 one address opens only so many event streams, and a closed one makes room', async () => {
    const url = await server.listen({ port: 0, host: '127.0.0.1' })
    const open = async () => {
      const stop = new AbortController()
      const answer = await fetch(`${url}/api/live?topic=screen:1`, { signal: stop.signal })
      return { status: answer.status, stop: () => stop.abort() }
    }
    const streams = await Promise.all(Array.from({ length: maximumStreamsPerAddress }, open))
    expect(new Set(streams.map(stream => stream.status))).toEqual(new Set([200]))
    expect((await open()).status).toBe(503)
    streams[0]?.stop()
    await expect.poll(async () => (await open()).status).toBe(200)
    for (const stream of streams) stream.stop()
  })
})
