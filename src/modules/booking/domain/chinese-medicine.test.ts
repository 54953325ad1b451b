import { expect, test } from 'vitest'
import { isChineseMedicine } from './chinese-medicine.ts'

const department = (name: string, standardCode: string | null = null) => ({ name, standardCode })

test('BOOK-96 Chinese medicine is known by the department’s code, or by its name where no code says so', () => {
  expect(isChineseMedicine({ speciality: '中医妇科', department: department('全科医疗科', '02') })).toBe(true)
  expect(isChineseMedicine({ speciality: null, department: department('治未病中心', '50.15') })).toBe(true)
  expect(isChineseMedicine({ speciality: '针灸科', department: null })).toBe(true)
  expect(isChineseMedicine({ speciality: '骨科', department: department('外科', '04.01') })).toBe(false)
  expect(isChineseMedicine({ speciality: null, department: department('检验科', '30') })).toBe(false)
  expect(isChineseMedicine({ speciality: null, department: null })).toBe(false)
})
