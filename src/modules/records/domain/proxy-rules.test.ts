import { describe, expect, test } from 'vitest'
import { birthdayAt, isAdult, needsGuardian } from './ages.ts'
import { needsConfirmation, proxyTermOf } from './proxy-rules.ts'

const today = '2026-11-21'

describe('ages', () => {
  test('REC-8 a child under 14 needs a guardian, on the fourteenth birthday no longer', () => {
    expect(needsGuardian('2012-11-22', today)).toBe(true)
    expect(needsGuardian('2012-11-21', today)).toBe(false)
    expect(isAdult('2008-11-21', today)).toBe(true)
    expect(isAdult('2008-11-22', today)).toBe(false)
  })

  test('REC-8 who was born on 29 February turns 14 on 1 March of a common year', () => {
    expect(birthdayAt('2012-02-29', 14)).toBe('2026-03-01')
    expect(birthdayAt('2012-02-29', 16)).toBe('2028-02-29')
    expect(needsGuardian('2012-02-29', '2026-02-28')).toBe(true)
    expect(needsGuardian('2012-02-29', '2026-03-01')).toBe(false)
  })
})

describe('proxies', () => {
  test('REC-9 a parent acts until the child turns 14, and confirmed then until 18', () => {
    const parent = { relation: 'parent', proof: 'birth_certificate', today } as const
    expect(proxyTermOf({ ...parent, birthDate: '2020-05-01' })).toEqual({
      ok: true,
      until: '2034-05-01',
      reconfirmOn: '2034-05-01',
    })
    expect(proxyTermOf({ ...parent, birthDate: '2011-05-01' })).toEqual({
      ok: true,
      until: '2029-05-01',
      reconfirmOn: '2029-05-01',
    })
    expect(proxyTermOf({ ...parent, birthDate: '2000-05-01' })).toEqual({ ok: false, problem: 'proof_does_not_fit' })
  })

  test('REC-9 an adult authorises a relative in writing or by a code, for a year at most', () => {
    const family = { relation: 'family', birthDate: '1948-05-01', today } as const
    expect(proxyTermOf({ ...family, proof: 'written_authorisation' })).toMatchObject({ ok: true, until: '2027-11-21' })
    expect(proxyTermOf({ ...family, proof: 'code_to_elder', wished: '2027-01-31' })).toMatchObject({
      ok: true,
      until: '2027-02-01',
    })
    expect(proxyTermOf({ ...family, proof: 'code_to_elder', wished: '2028-01-31' })).toEqual({
      ok: false,
      problem: 'until_too_far',
      latest: '2027-11-20',
    })
    expect(proxyTermOf({ ...family, proof: 'code_to_elder', wished: '2026-11-20' })).toMatchObject({ ok: false })
    expect(proxyTermOf({ ...family, proof: 'birth_certificate' })).toEqual({ ok: false, problem: 'proof_does_not_fit' })
  })

  test('REC-9 an adult without capacity is acted for by a guardian with a court paper', () => {
    expect(proxyTermOf({ relation: 'guardian', proof: 'court_paper', birthDate: '1950-01-01', today })).toEqual({
      ok: true,
      until: null,
      reconfirmOn: null,
    })
    expect(
      proxyTermOf({ relation: 'guardian', proof: 'household_book', birthDate: '1950-01-01', today }),
    ).toMatchObject({ ok: false })
  })

  test('REC-9 thirty days before the birthday the confirmation is asked for', () => {
    expect(needsConfirmation('2026-12-21', today)).toBe(true)
    expect(needsConfirmation('2026-12-22', today)).toBe(false)
    expect(needsConfirmation(null, today)).toBe(false)
  })
})
