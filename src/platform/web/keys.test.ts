import { expect, test } from 'vitest'
import { networkLost, Problem } from './api-problem.ts'
import { keyFor, settleKey } from './keys.ts'
import { memoryStore } from './store.ts'

const refused = (status: number): Problem => new Problem({ status, code: 'x.y', title: '' })

test('the same form keeps its key while the outcome is unknown', () => {
  const store = memoryStore()
  const key = keyFor('amy.x.book', { seat: 1 }, store)
  for (const problem of [networkLost(), refused(503), refused(409), refused(500)]) {
    settleKey('amy.x.book', problem, store)
    expect(keyFor('amy.x.book', { seat: 1 }, store)).toBe(key)
  }
})

test('after success or a final refusal the next try is a new one', () => {
  const store = memoryStore()
  const first = keyFor('amy.x.book', { seat: 1 }, store)
  settleKey('amy.x.book', null, store)
  const second = keyFor('amy.x.book', { seat: 1 }, store)
  expect(second).not.toBe(first)
  settleKey('amy.x.book', refused(422), store)
  expect(keyFor('amy.x.book', { seat: 1 }, store)).not.toBe(second)
})

test('a changed form gets a new key, since the same key with another body is refused', () => {
  const store = memoryStore()
  const first = keyFor('amy.x.book', { seat: 1 }, store)
  expect(keyFor('amy.x.book', { seat: 2 }, store)).not.toBe(first)
})

test('two people never share a key', () => {
  const store = memoryStore()
  expect(keyFor('amy.x.book', { seat: 1 }, store)).not.toBe(keyFor('bob.x.book', { seat: 1 }, store))
})
