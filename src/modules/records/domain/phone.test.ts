import { describe, expect, test } from 'vitest'
import { isMobile, isPhone, normalisePhone } from './phone.ts'

describe('phones', () => {
  test('REC-3 mobile and landline numbers are taken as people write them', () => {
    expect(normalisePhone('+86 138-0000-0001')).toBe('13800000001')
    expect(normalisePhone('１３８００００000１')).toBe('13800000001')
    expect(normalisePhone('(028) 8765-4321')).toBe('(028) 8765-4321'.replace(/[\s()]/g, ''))
    expect(normalisePhone('028-87654321-12')).toBe('02887654321-12')
    for (const phone of ['13800000001', '19912345678', '02887654321', '057512345678', '02887654321-12'])
      expect(isPhone(phone)).toBe(true)
  })

  test('REC-3 a short, foreign or mistyped number is not taken', () => {
    for (const phone of ['12800000001', '1380000000', '138000000011', '120', '87654321', 'abc'])
      expect(isPhone(phone)).toBe(false)
    expect(isMobile('02887654321')).toBe(false)
  })
})
