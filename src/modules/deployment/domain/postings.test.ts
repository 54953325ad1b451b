import { expect, it } from 'vitest'
import { confirmedSpanDays, isMiddleOrAbove, monthsOf, nationalVerdict } from './postings.ts'

const span = { firstDay: '2026-03-16', lastDay: '2026-10-15', isFullTime: true, titleCode: '233' }
const months = ['2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10']

it('DEP-70 a posting touches its months and counts only days of confirmed ones', () => {
  expect(monthsOf(span)).toEqual(months)
  expect(confirmedSpanDays(span, 2026, months)).toBe(214)
  expect(confirmedSpanDays(span, 2026, ['2026-03', '2026-10', '2025-12'])).toBe(31)
})
it('DEP-71 183 days of the year, full time, middle rank or above count nationally; a missing title is told apart', () => {
  expect(nationalVerdict(span, 2026, months)).toBe('counts')
  expect(nationalVerdict(span, 2026, months.slice(0, 6))).toBe('too_short_so_far')
  expect(nationalVerdict({ ...span, lastDay: '2026-08-31' }, 2026, months)).toBe('too_short')
  expect(nationalVerdict({ ...span, isFullTime: false }, 2026, months)).toBe('part_time')
  expect(nationalVerdict({ ...span, titleCode: '234' }, 2026, months)).toBe('below_middle_rank')
  expect(nationalVerdict({ ...span, titleCode: null }, 2026, months)).toBe('no_title')
  expect(['231', '253', '263', '244', '235', '999'].map(isMiddleOrAbove)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ])
})
