import { expect, it } from 'vitest'
import { addDays } from '#src/platform/kernel/dates.ts'
import { almanacOf, lunarOf, solarTermOf } from './almanac.ts'

const termsOf = (year: number): readonly string[] => {
  const found: string[] = []
  for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1))
    if (solarTermOf(date) !== null) found.push(`${solarTermOf(date)}:${date.slice(5)}`)
  return found
}

it('DEP-61 the solar terms of 2026 are those of the printed calendar', () => {
  expect(termsOf(2026).map(term => term.split(':')[1])).toEqual([
    ...['01-05', '01-20', '02-04', '02-18', '03-05', '03-20', '04-05', '04-20', '05-05', '05-21', '06-05', '06-21'],
    ...['07-07', '07-23', '08-07', '08-23', '09-07', '09-23', '10-08', '10-23', '11-07', '11-22', '12-07', '12-22'],
  ])
})
it('DEP-61 every year has its 24 terms in order', () => {
  for (let year = 2024; year <= 2050; year += 1)
    expect(termsOf(year).map(term => Number(term.split(':')[0]))).toEqual([...Array(24).keys()])
})
it('DEP-61 lunar dates and festivals stand beside the civil day', () => {
  expect(lunarOf('2026-02-17')).toEqual({ month: 1, day: 1, isLeap: false })
  expect(almanacOf('2026-10-18')).toMatchObject({ lunarMonth: 9, lunarDay: 9, festival: 'chongyang' })
  expect(almanacOf('2025-07-25')).toMatchObject({ lunarMonth: 6, lunarDay: 1, leapMonth: true, festival: null })
  expect(almanacOf('2026-11-14').healthDay).toBe('diabetes')
})
