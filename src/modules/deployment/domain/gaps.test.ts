import { expect, it } from 'vitest'
import { weekdayOf } from '#src/platform/kernel/dates.ts'
import { gapsOf, weeksOf } from './gaps.ts'

const isWorkDay = (date: string): boolean => weekdayOf(date) <= 5
const weeks = weeksOf('2026-12', isWorkDay)
const weeksBefore = weeksOf('2026-11', isWorkDay)
const ortho = { institutionId: 'A', speciality: '骨科' }
const on = (...days: readonly string[]) => days.map(localDate => ({ ...ortho, localDate }))
const shared = { weeks, weeksBefore, needs: [], today: '2026-11-21' }
const november = on('2026-11-03', '2026-11-10', '2026-11-17', '2026-11-24')

it('DEP-60 weeks run from Monday to Sunday inside the month; an edge with one working day is none', () => {
  expect(weeks.map(week => `${week.from} ${week.to}`)).toEqual([
    '2026-12-01 2026-12-06',
    '2026-12-07 2026-12-13',
    '2026-12-14 2026-12-20',
    '2026-12-21 2026-12-27',
    '2026-12-28 2026-12-31',
  ])
  expect(weeksBefore[0]?.from).toBe('2026-11-02')
  expect(weeksBefore.at(-1)?.from, '30 November stands alone').toBe('2026-11-23')
})
it('DEP-60 a speciality that came every week last month leaves no week without anyone', () => {
  const sessions = on('2026-12-01', '2026-12-08', '2026-12-22', '2026-12-29')
  const gaps = gapsOf({ ...shared, sessions, before: november })
  expect(gaps).toEqual([
    expect.objectContaining({ from: '2026-12-14', firstDay: '2026-12-14', why: 'came_last_month', lastMonth: 4 }),
  ])
})
it('DEP-60 what came every second week may leave every second week, what came at all comes at least once', () => {
  const before = on('2026-11-03', '2026-11-17')
  expect(gapsOf({ ...shared, sessions: on('2026-12-01', '2026-12-15', '2026-12-29'), before })).toEqual([])
  expect(gapsOf({ ...shared, sessions: [], before }).length).toBe(5)
})
it('DEP-60 an open request is a gap in the weeks it names until its speciality comes in one of them', () => {
  const need = { ...ortho, residents: 6, wishedFrom: '2026-12-09', wishedUntil: '2026-12-16' }
  const gaps = gapsOf({ ...shared, sessions: on('2026-12-01'), before: [], needs: [need] })
  expect(gaps.map(gap => [gap.from, gap.why, gap.needs, gap.residents])).toEqual([
    ['2026-12-07', 'open_need', 1, 6],
    ['2026-12-14', 'open_need', 1, 6],
  ])
  expect(gapsOf({ ...shared, sessions: on('2026-12-15'), before: [], needs: [need] })).toEqual([])
})
it('DEP-60 what is over is not told as a gap; a week that runs is, from today on', () => {
  const gaps = gapsOf({ ...shared, sessions: [], before: november, today: '2026-12-16' })
  expect(gaps.map(gap => gap.firstDay)).toEqual(['2026-12-16', '2026-12-21', '2026-12-28'])
})
