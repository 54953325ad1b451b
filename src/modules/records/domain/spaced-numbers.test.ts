import { expect, test } from 'vitest'
import { joinNumbers } from './spaced-numbers.ts'

test('REC-11 a number written in groups is one number, two words stay two', () => {
  expect(joinNumbers('139 0000 0000 张')).toBe('13900000000 张')
  expect(joinNumbers('139-0000-0000')).toBe('13900000000')
  expect(joinNumbers('990101 19900101 001X')).toBe('99010119900101001X')
  expect(joinNumbers('19491231 002X')).toBe('19491231 002X')
})
