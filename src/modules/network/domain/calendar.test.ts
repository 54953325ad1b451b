import { describe, expect, it } from 'vitest'
import { calendarDays, isWorkingDay } from './calendar.ts'
import { partsFrom } from './parts-of-day.ts'

const entry = (date: string, kind: 'holiday' | 'work_day' | 'work', appliesTo = 0, name = '节') => ({
  date,
  kind,
  appliesTo,
  name,
  provisional: false,
  source: '通知',
})

describe('NET-9 calendar', () => {
  it('NET-9 a day is what its weekday says unless the calendar says otherwise', () => {
    const days = calendarDays('2026-09-18', '2026-09-21', [entry('2026-09-20', 'work_day', 0, '国庆节调休')])
    expect(days.map(day => day.kind)).toEqual(['work', 'weekend', 'work_day', 'work'])
    expect(days[2]?.name).toBe('国庆节调休')
    expect(days.map(day => isWorkingDay(day.kind))).toEqual([true, false, true, true])
  })
  it('NET-9 a region says more than the country', () => {
    const national = entry('2026-10-01', 'holiday')
    const regional = entry('2026-10-01', 'work', 510100)
    for (const entries of [
      [national, regional],
      [regional, national],
    ])
      expect(calendarDays('2026-10-01', '2026-10-01', entries)[0]?.kind).toBe('work')
  })
})

describe('NET-10 parts of the day', () => {
  const at = (key: 'morning' | 'evening', startsAt: string, institutionId: string | null) => ({
    key,
    name: '早',
    startsAt,
    endsAt: '23:00',
    institutionId,
  })
  it('NET-10 an institution says more than its region, and its region more than the usual times', () => {
    const parts = partsFrom([at('morning', '08:30', null), at('morning', '07:30', 'x'), at('evening', '18:00', null)])
    expect(parts.map(part => [part.key, part.startsAt, part.own])).toEqual([
      ['morning', '07:30', true],
      ['noon', '12:00', false],
      ['afternoon', '13:30', false],
      ['evening', '18:00', false],
      ['full_day', '08:00', false],
    ])
  })
})
