import { expect, test } from 'vitest'
import { codeIn, isCode } from './certificate-code.ts'

test('PORT-46 a code is read as it stands on paper, whatever the spaces, dashes and small letters', () => {
  for (const typed of ['ABCD1234EFGH', ' abcd 1234 efgh ', 'ABCD-1234-efgh', 'abcd—1234·EFGH'])
    expect(codeIn(typed)).toBe('ABCD1234EFGH')
  expect(isCode('ABCD1234EFGH')).toBe(true)
  for (const wrong of ['ABCD1234EFG', 'ABCD1234EFGHI', 'ABCD1234EFG*', '']) expect(isCode(codeIn(wrong))).toBe(false)
})
