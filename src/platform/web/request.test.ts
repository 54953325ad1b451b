import Type from 'typebox'
import { expect, test } from 'vitest'
import { command, query } from '#src/platform/kernel/endpoint.ts'
import { buildRequest } from './request.ts'

const shared = {
  permission: 'signed-in',
  summary: '',
  subject: 'none',
  input: Type.Object({}),
  output: Type.Object({}),
  errors: [],
} as const
const search = query({ ...shared, name: 'x.search', method: 'GET', path: '/x/:siteId/rows' })
const change = command({ ...shared, name: 'x.change', method: 'POST', path: '/x/:rowId/change' })

test('a query takes its path parts from the input and puts the rest into the query string', () => {
  expect(buildRequest(search, { siteId: 'a b/1', from: '2026-11-21', limit: 20, open: false })).toEqual({
    method: 'GET',
    url: '/api/x/a%20b%2F1/rows?from=2026-11-21&limit=20&open=false',
    body: undefined,
  })
})

test('arrays are repeated, and what is absent stays absent', () => {
  expect(buildRequest(search, { siteId: '1', ids: ['p', 'q'], none: [], gone: undefined, empty: null }).url).toBe(
    '/api/x/1/rows?ids=p&ids=q',
  )
})

test('a command sends everything but its path parts as JSON', () => {
  expect(buildRequest(change, { rowId: '7', reason: '改期', list: [1], nested: { a: null } })).toEqual({
    method: 'POST',
    url: '/api/x/7/change',
    body: '{"reason":"改期","list":[1],"nested":{"a":null}}',
  })
})

test('a path without its part is a mistake of ours, said at once', () => {
  expect(() => buildRequest(change, { reason: 'x' })).toThrow('x.change needs rowId in its path')
})

test('an object in a query string is a mistake of ours, said at once', () => {
  expect(() => buildRequest(search, { siteId: '1', filter: { a: 1 } })).toThrow('must be plain')
})
