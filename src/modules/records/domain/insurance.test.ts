import { describe, expect, test } from 'vitest'
import { isAreaCode, isInsuredLocally } from './insurance.ts'

describe('insurance', () => {
  test('REC-4 the insured place is local within the city, remote outside, and unknown when not stated', () => {
    expect(isInsuredLocally('employee', '510104', 510100)).toBe(true)
    expect(isInsuredLocally('residents', '510600', 510100)).toBe(false)
    expect(isInsuredLocally('employee', '310112', 310100)).toBe(true)
    expect(isInsuredLocally('self_pay', '310112', 310100)).toBeNull()
    expect(isInsuredLocally('employee', null, 310100)).toBeNull()
  })

  test('REC-4 an insured place is a place of GB/T 2260', () => {
    expect(isAreaCode('330683')).toBe(true)
    expect(isAreaCode('990101')).toBe(false)
    expect(isAreaCode('33068')).toBe(false)
  })
})
