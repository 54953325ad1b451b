import { describe, expect, it } from 'vitest'
import { liveDay, loadingDay } from './times.ts'

const at = (instant: string) => liveDay(loadingDay(new Date(instant), 'Asia/Shanghai'))

describe('the clinics of the day of loading', () => {
  it('begin at eight when the demo is loaded before, with one more in the evening', () => {
    expect(at('2026-11-24T20:30:00Z')).toEqual({
      date: '2026-11-25',
      isToday: true,
      live: { part: 'morning', startsAt: '08:00', endsAt: '12:00' },
      later: { part: 'evening', startsAt: '18:00', endsAt: '20:30' },
    })
  })

  it('begin at the next quarter of an hour that leaves time to load', () => {
    expect(at('2026-11-25T06:01:00Z').live).toEqual({ part: 'afternoon', startsAt: '14:15', endsAt: '17:30' })
    expect(at('2026-11-25T06:11:00Z').live.startsAt).toBe('14:30')
  })

  it('end before midnight, and have no later one when it is evening already', () => {
    const { live, later } = at('2026-11-25T14:20:00Z')
    expect(live).toEqual({ part: 'evening', startsAt: '22:30', endsAt: '23:55' })
    expect(later).toBeNull()
  })

  it('are held tomorrow when the day is as good as over, in the next month too', () => {
    expect(at('2026-11-30T15:50:00Z')).toMatchObject({
      date: '2026-12-01',
      isToday: false,
      live: { startsAt: '08:00' },
    })
  })

  it('always start after loading and on the day they are for', () => {
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      const now = new Date(Date.parse('2026-11-24T16:00:00Z') + minute * 60_000)
      const { date, live } = liveDay(loadingDay(now, 'Asia/Shanghai'))
      const starts = Date.parse(`${date}T${live.startsAt}:00+08:00`)
      expect(starts - now.getTime()).toBeGreaterThanOrEqual(5 * 60_000)
      expect(live.endsAt > live.startsAt).toBe(true)
    }
  })
})
