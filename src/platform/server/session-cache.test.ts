import { expect, it } from 'vitest'
import type { App } from './app.ts'
import { cachedSession, forgetAccount, keepSession, wasHeld } from './session-cache.ts'

const actor = { kind: 'resident', accountId: 'a', regionId: 310100, residents: [] } as const

it('PLAT-63 guessed tokens drive no real session out of the cache, and do not stay themselves', () => {
  const app = {} as App
  keepSession(app, 'real', { accountId: 'a', actor })
  for (let count = 0; count < 30_000; count += 1) keepSession(app, `guess ${count}`, { accountId: '', actor: null })
  expect(cachedSession(app, 'real')?.actor).toBe(actor)
  expect(cachedSession(app, 'guess 0')).toBeUndefined()
  expect(cachedSession(app, 'guess 29999')?.actor).toBeNull()
  expect(wasHeld(app, 'guess 29999')).toBe(false)
})

it('PLAT-63 of very many sessions the newest stay', () => {
  const app = {} as App
  for (let count = 0; count < 20_001; count += 1) keepSession(app, `token ${count}`, { accountId: `${count}`, actor })
  expect(cachedSession(app, 'token 0')).toBeUndefined()
  expect(cachedSession(app, 'token 20000')?.accountId).toBe('20000')
})

it('PLAT-42 what was kept of an account is forgotten, and a session that is over is no session in use', () => {
  const app = {} as App
  keepSession(app, 'mine', { accountId: 'a', actor })
  forgetAccount(app, 'a')
  expect(cachedSession(app, 'mine')).toBeUndefined()
  keepSession(app, 'mine', { accountId: 'a', actor })
  keepSession(app, 'mine', { accountId: 'a', actor: null })
  expect(wasHeld(app, 'mine')).toBe(false)
})
