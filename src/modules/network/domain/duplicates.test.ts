import { describe, expect, it } from 'vitest'
import { likenessOf, type PersonKey } from './duplicates.ts'
import { powersThatMeet, roleKeys, separatePowers } from './roles.ts'

const person: PersonKey = {
  code: 'A',
  name: '演示陈',
  institutionId: 'x',
  licenceNumber: '110510000000001',
  phoneTail: '0001',
}

describe('NET-6 one person, one entry', () => {
  it('NET-6 the same licence is the same person, wherever', () => {
    expect(likenessOf(person, { ...person, code: 'B', name: '演示 陈', institutionId: 'y', phoneTail: null })).toBe(
      'same',
    )
  })
  it('NET-6 the same name at the same institution is the same person when the phone tail agrees', () => {
    expect(likenessOf(person, { ...person, code: 'B', name: '演示 陈', licenceNumber: null })).toBe('same')
    expect(likenessOf(person, { ...person, code: 'B', licenceNumber: '110510000000009', phoneTail: '9999' })).toBe(
      'different',
    )
    expect(likenessOf(person, { ...person, code: 'B', licenceNumber: null, phoneTail: null })).toBe('perhaps')
    expect(likenessOf(person, { ...person, code: 'B', institutionId: 'y', licenceNumber: null })).toBe('different')
  })
})

describe('NET-12 separate powers', () => {
  it('NET-12 administrator, security administrator and auditor are three roles of which an account holds one', () => {
    expect(separatePowers.every(power => roleKeys.includes(power))).toBe(true)
    expect(powersThatMeet(['gp', 'it_admin', 'auditor'])).toEqual(['it_admin', 'auditor'])
    expect(powersThatMeet(['gp', 'security_admin'])).toEqual(['security_admin'])
  })
})
