import fc from 'fast-check'
import { expect, it } from 'vitest'
import { codePeriod, digitsOf } from './site-code.ts'

it('DEP-37 a code is six digits, whatever the hash', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 4, maxLength: 32 }), hash => {
      expect(digitsOf(hash)).toMatch(/^\d{6}$/)
    }),
  )
})

it('DEP-37 a period ends after the instant it holds, at most its length later', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2026-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      fc.integer({ min: 1, max: 60 }),
      (now, minutes) => {
        const period = codePeriod(now, minutes)
        const left = period.endsAt.getTime() - now.getTime()
        expect(left).toBeGreaterThan(0)
        expect(left).toBeLessThanOrEqual(minutes * 60_000)
        expect(codePeriod(new Date(period.endsAt), minutes).number).toBe(period.number + 1)
      },
    ),
  )
})
