import { describe, expect, it } from 'vitest'
import { agreementState, plaqueState, quietDays, reminderDay } from './agreement-state.ts'

const term = { validFrom: '2026-01-01', validUntil: '2026-12-31', endedOn: null, renewed: false }

describe('NET-7 agreements', () => {
  it('NET-7 an agreement is due for renewal from the set number of days before its last day', () => {
    expect(reminderDay('2026-12-31', 60)).toBe('2026-11-01')
    expect(agreementState(term, '2025-12-31', 60)).toBe('upcoming')
    expect(agreementState(term, '2026-10-31', 60)).toBe('active')
    expect(agreementState(term, '2026-11-01', 60)).toBe('renewal_due')
    expect(agreementState(term, '2026-12-31', 60)).toBe('renewal_due')
    expect(agreementState(term, '2027-01-01', 60)).toBe('expired')
  })
  it('NET-7 what was renewed or ended asks for nothing more', () => {
    expect(agreementState({ ...term, renewed: true }, '2026-12-01', 60)).toBe('active')
    expect(agreementState({ ...term, renewed: true }, '2027-01-01', 60)).toBe('renewed')
    expect(agreementState({ ...term, endedOn: '2026-12-10' }, '2026-12-10', 60)).toBe('active')
    expect(agreementState({ ...term, endedOn: '2026-12-10' }, '2026-12-11', 60)).toBe('ended')
    expect(agreementState({ ...term, validUntil: null }, '2040-01-01', 60)).toBe('active')
  })
})

describe('NET-8 plaques', () => {
  const plaque = { givenOn: '2026-01-01', validUntil: null, removedOn: null, lastActivityOn: '2026-03-01' }
  it('NET-8 a plaque is dormant when nothing happened behind it for the set number of days', () => {
    expect(quietDays(plaque, '2026-05-29')).toBe(89)
    expect(plaqueState(plaque, '2026-05-29', 90)).toBe('active')
    expect(plaqueState(plaque, '2026-05-30', 90)).toBe('dormant')
  })
  it('NET-8 without any activity the days count from when it was given', () => {
    expect(plaqueState({ ...plaque, lastActivityOn: null }, '2026-03-31', 90)).toBe('active')
    expect(plaqueState({ ...plaque, lastActivityOn: null }, '2026-04-01', 90)).toBe('dormant')
  })
  it('NET-8 a plaque taken down or past its term is not dormant', () => {
    expect(plaqueState({ ...plaque, removedOn: '2026-06-01' }, '2026-08-01', 90)).toBe('removed')
    expect(plaqueState({ ...plaque, validUntil: '2026-06-01' }, '2026-08-01', 90)).toBe('expired')
  })
})
