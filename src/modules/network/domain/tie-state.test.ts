import { describe, expect, it } from 'vitest'
import { daysWithoutActivity, isQuiet, serviceOfActivity, tieState } from './tie-state.ts'

const tie = { validFrom: '2026-09-01', validUntil: '2026-12-31', lastActivityOn: '2026-11-01' }

describe('ties', () => {
  it('NET-70 a tie is in force on its first and on its last day', () => {
    expect(['2026-08-31', '2026-09-01', '2026-12-31', '2027-01-01'].map(day => tieState(tie, day))).toEqual([
      'upcoming',
      'active',
      'active',
      'ended',
    ])
  })
  it('NET-72 silence is counted from the last activity, or from the first day where nothing ever happened', () => {
    expect(daysWithoutActivity(tie, '2026-11-21')).toBe(20)
    expect(daysWithoutActivity({ ...tie, lastActivityOn: null }, '2026-11-21')).toBe(81)
    expect(isQuiet(tie, '2026-11-30', 30)).toBe(false)
    expect(isQuiet(tie, '2026-12-01', 30)).toBe(true)
    expect(isQuiet(tie, '2027-01-01', 30)).toBe(false)
  })
  it('NET-73 an activity wakes a plaque only where a plaque can promise it', () => {
    expect(serviceOfActivity('ward_round')).toBe('ward_round')
    expect(serviceOfActivity('party_building')).toBeNull()
  })
})
