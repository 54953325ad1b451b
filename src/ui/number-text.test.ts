import { expect, it } from 'vitest'
import { wholeNumberIn } from './number-text.tsx'

it('reads a whole number, full-width digits too, and never makes one of something else', () => {
  expect(['20', ' 7 ', '１２', '0'].map(wholeNumberIn)).toEqual([20, 7, 12, 0])
  expect(['', 'abc', '3a', '-1', '2.5', '1,000', '9999999999'].map(wholeNumberIn)).toEqual(Array(7).fill(null))
})
