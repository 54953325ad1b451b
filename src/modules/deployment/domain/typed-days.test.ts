import { describe, expect, it } from 'vitest'
import { daysIn } from './typed-days.ts'

const read = (typed: string) => daysIn(typed, '2026-12-01', '2027-02-28')

describe('days as they are typed', () => {
  it('DEP-18 reads dates whole and without a year, one or several', () => {
    expect(read('12月16日').days).toEqual(['2026-12-16'])
    expect(read('2026-12-16、12/23，1月6号').days).toEqual(['2026-12-16', '2026-12-23', '2027-01-06'])
    expect(read('2026年12月16日 2027.1.2').days).toEqual(['2026-12-16', '2027-01-02'])
    expect(read('12月30日至1月2日').days).toEqual(['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02'])
    expect(read('  ')).toEqual({ days: [], unread: [] })
  })

  it('DEP-18 says what it can not read instead of leaving it out', () => {
    expect(read('12月16日、冬至').unread).toEqual(['冬至'])
    expect(read('2月30日').unread).toEqual(['2月30日'])
    expect(read('1月2日至12月30日').unread).toEqual(['1月2日至12月30日'])
  })
})
