import { expect, test } from 'vitest'
import { isWishable } from './wish.ts'

test('PORT-42 the phone offers to tell where a department has nothing to book at a chosen place, and only there', () => {
  const chosen = { place: 'a', speciality: '骨科' }
  expect(isWishable(chosen, [])).toBe(true)
  expect(isWishable(chosen, ['full', 'stopped'])).toBe(true)
  expect(isWishable(chosen, ['full', 'open'])).toBe(false)
  expect(isWishable(chosen, ['not_yet'])).toBe(false)
  expect(isWishable({ ...chosen, place: '' }, [])).toBe(false)
  expect(isWishable({ ...chosen, speciality: '' }, [])).toBe(false)
})
