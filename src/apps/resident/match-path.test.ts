import { expect, test } from 'vitest'
import { matchPath } from './match-path.ts'

const patterns = ['/', '/book', '/clinic/:sessionId', '/family/child']

test('PORT-10 a path finds its page and the values of its parts', () => {
  expect(matchPath(patterns, '/')?.pattern).toBe('/')
  expect(matchPath(patterns, '/clinic/310100-a%20b')).toEqual({
    pattern: '/clinic/:sessionId',
    params: { sessionId: '310100-a b' },
  })
  expect(matchPath(patterns, '/family/child')?.pattern).toBe('/family/child')
})

test('PORT-10 what fits no page is said to be no page, and a cut-off address does not break', () => {
  expect(matchPath(patterns, '/clinic')).toBeNull()
  expect(matchPath(patterns, '/clinic/')).toBeNull()
  expect(matchPath(patterns, '/book/more')).toBeNull()
  expect(matchPath(patterns, '/clinic/%E5%')?.params).toEqual({ sessionId: '%E5%' })
})
