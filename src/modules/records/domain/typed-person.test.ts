import { expect, test } from 'vitest'
import { readTyped } from './typed-person.ts'

test('REC-11 what was looked for in vain fills the form: number, phone, name', () => {
  expect(readTyped('13900000000 演示新人')).toEqual({ phone: '13900000000', name: '演示新人' })
  expect(readTyped('99010119900101001x')).toMatchObject({ identityNumber: '99010119900101001X' })
  expect(readTyped('zxm')).toEqual({})
})
