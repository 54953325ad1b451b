import { expect, test } from 'vitest'
import { misfitOf } from './age-fit.ts'

test('BOOK-29 a child of four does not fit hypertension, an adult not paediatrics, a man not gynaecology', () => {
  expect(misfitOf('高血压/冠心病', 4, 'male')).toBe('too_young')
  expect(misfitOf('儿科', 40, 'female')).toBe('too_old')
  expect(misfitOf('妇科', 40, 'male')).toBe('not_for_men')
})

test('BOOK-29 what may fit is left alone', () => {
  expect(misfitOf('全科', 4, 'male')).toBeNull()
  expect(misfitOf('高血压', 40, 'male')).toBeNull()
  expect(misfitOf('儿科', 4, 'female')).toBeNull()
})
