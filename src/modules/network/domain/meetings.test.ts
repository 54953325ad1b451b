import { describe, expect, it } from 'vitest'
import { actionState, benchOf } from './meetings.ts'

describe('meetings', () => {
  it('NET-83 the bench of a councillor follows from the house: head, other hospital, base, outside', () => {
    expect([benchOf('head'), benchOf('hospital_member'), benchOf('township'), benchOf(null)]).toEqual([
      'head',
      'hospital',
      'grass_roots',
      'outside',
    ])
  })
  it('NET-81 an action item is overdue from the moment it falls due, and closed when its loop is', () => {
    const dueAt = new Date('2026-11-21T09:30:00Z')
    const at = (now: string, status: 'open' | 'closed' = 'open') => actionState({ status, dueAt }, new Date(now))
    expect(at('2026-11-21T09:29:59Z')).toBe('open')
    expect(at('2026-11-21T09:30:00Z')).toBe('overdue')
    expect(at('2026-12-01T00:00:00Z', 'closed')).toBe('closed')
  })
})
