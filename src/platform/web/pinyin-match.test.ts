import { pinyin } from 'pinyin-pro'
import { expect, test } from 'vitest'
import { matchesWords } from './pinyin-match.ts'

const read = (text: string): readonly string[] => pinyin(text, { toneType: 'none', type: 'array' })

test.each([
  ['排班', true],
  ['paiban', true],
  ['pb', true],
  ['ban', true],
  ['aiban', false],
  ['PAI BAN', true],
  ['haoyuan', false],
  ['', true],
])('排班 is found by %j: %j', (typed, found) => {
  expect(matchesWords(typed, '排班', read)).toBe(found)
})

test('without the pinyin tables the words themselves are still found', () => {
  expect(matchesWords('审', '审计', null)).toBe(true)
  expect(matchesWords('shenji', '审计', null)).toBe(false)
})
