import { describe, expect, test } from 'vitest'
import { isName, normaliseName } from './name.ts'

describe('names', () => {
  test('REC-2 dots, blanks and full-width letters are written one way', () => {
    expect(normaliseName(' 张 小明　')).toBe('张小明')
    expect(normaliseName('阿依古丽•买买提')).toBe('阿依古丽·买买提')
    expect(normaliseName('阿依古丽 · 买买提')).toBe('阿依古丽·买买提')
    expect(normaliseName('阿依古丽.买买提')).toBe('阿依古丽·买买提')
    expect(normaliseName('Anna   Maria  Ｏ’Neill')).toBe('Anna Maria O’Neill')
    expect(normaliseName('𠮷田 〇')).toBe('𠮷田〇')
  })

  test('REC-2 a name has letters of some script, no digits, and no mark at its ends', () => {
    for (const name of [
      '张',
      '欧阳小明',
      '阿依古丽·买买提',
      'Anna Maria O’Neill',
      'St. John',
      '𠮷田',
      '김민준',
      'Иван',
    ])
      expect(isName(name)).toBe(true)
    for (const name of ['', '张3', '·张', '张·', '张··明', '<b>', '110105', '张@']) expect(isName(name)).toBe(false)
  })
})
