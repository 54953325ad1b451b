import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { creditCheckOf, creditCodeFault, organisationCheckOf, tidyCode } from './credit-code.ts'

const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const digits = [...'0123456789']

const codes = fc
  .tuple(
    fc.array(fc.constantFrom(...alphabet), { minLength: 2, maxLength: 2 }),
    fc.array(fc.constantFrom(...digits), { minLength: 6, maxLength: 6 }),
    fc.array(fc.constantFrom(...alphabet), { minLength: 8, maxLength: 8 }),
  )
  .map(([front, region, body]) => {
    const inner = body.join('')
    const first17 = front.join('') + region.join('') + inner + organisationCheckOf(inner)
    return first17 + creditCheckOf(first17)
  })

describe('NET-1 unified social credit codes', () => {
  it('NET-1 accepts codes whose two check characters fit (GB 32100, GB 11714)', () => {
    for (const code of ['91110000600037341L', '91350100M000100Y43', '12990000000000000A'])
      expect(creditCodeFault(code)).toBeUndefined()
    expect(organisationCheckOf('60003734')).toBe('1')
    expect(organisationCheckOf('M000100Y')).toBe('4')
  })

  it('NET-1 says which rule is broken', () => {
    expect(creditCodeFault('9111000060003734')).toBe('length')
    expect(creditCodeFault('91110000600037341O')).toBe('character')
    expect(creditCodeFault('91110000600037341M')).toBe('check')
    expect(creditCodeFault(`91110000600037342${creditCheckOf('91110000600037342')}`)).toBe('inner_check')
  })

  it('NET-1 finds every single mistyped character', () => {
    fc.assert(
      fc.property(codes, fc.nat(17), fc.constantFrom(...alphabet), (code, at, letter) => {
        fc.pre(code[at] !== letter)
        expect(creditCodeFault(code)).toBeUndefined()
        expect(creditCodeFault(code.slice(0, at) + letter + code.slice(at + 1))).toBeDefined()
      }),
    )
  })

  it('NET-1 takes full-width letters and spaces for what they mean', () => {
    expect(tidyCode(' ９1110000 600037341l ')).toBe('91110000600037341L')
  })
})
