import { expect, test } from 'vitest'
import { type Cell, shownCells } from './hide-small.ts'

const cell = (key: string, answered: number, ...partOf: readonly string[]): Cell => ({
  key,
  kind: partOf.length > 1 ? 'session' : 'expert',
  answered,
  partOf,
})
const shown = (...cells: readonly Cell[]) => [...shownCells(cells, 11)].sort()

test('BOOK-71 fewer answers than the minimum are hidden', () => {
  expect(shown(cell('site', 10))).toEqual([])
  expect(shown(cell('site', 11))).toEqual(['site'])
})

test('BOOK-71 a small row is not found by subtracting: the smallest beside it is hidden too', () => {
  expect(shown(cell('site', 45), cell('a', 30, 'site'), cell('b', 12, 'site'), cell('c', 3, 'site'))).toEqual([
    'a',
    'site',
  ])
})

test('BOOK-71 two small rows that together are enough hide each other', () => {
  expect(shown(cell('site', 42), cell('a', 30, 'site'), cell('b', 6, 'site'), cell('c', 6, 'site'))).toEqual([
    'a',
    'site',
  ])
})

test('BOOK-71 a session is not found through its expert, nor the expert through the site', () => {
  expect(
    shown(
      cell('site', 35),
      cell('li', 15, 'site'),
      cell('wang', 20, 'site'),
      cell('s1', 12, 'site', 'li'),
      cell('s2', 3, 'site', 'li'),
      cell('s3', 20, 'site', 'wang'),
    ),
  ).toEqual(['li', 's3', 'site', 'wang'])
})

test('BOOK-71 nobody answered: nothing to hide, nothing to show', () => {
  expect(shown(cell('site', 20), cell('a', 20, 'site'), cell('b', 0, 'site'))).toEqual(['a', 'site'])
})
