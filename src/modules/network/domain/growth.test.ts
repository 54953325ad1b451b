import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { baseMonthOf, decimalsOf, growthOf, percentText } from './growth.ts'

const tenthsOf = (base: number, value: number): number | null => {
  const growth = growthOf(base, value)
  return growth.kind === 'percent' ? growth.tenths : null
}
/** Figures as they are stored: up to four decimals. */
const figure = fc.integer({ min: 0, max: 100_000_000 }).map(scaled => scaled / 10_000)
const base = fc.integer({ min: 1, max: 100_000_000 }).map(scaled => scaled / 10_000)

describe('growth', () => {
  it('NET-87 24.6 → 98.3 is +299.6 %, and a reported 74.97 % can never come out', () => {
    expect(growthOf(24.6, 98.3)).toEqual({ kind: 'percent', tenths: 2996, text: '+299.6 %' })
    expect(growthOf(149, 248)).toMatchObject({ text: '+66.4 %' })
    expect(growthOf(100, 93.75)).toMatchObject({ text: '−6.3 %' })
    expect(growthOf(5, 5)).toMatchObject({ text: '0.0 %' })
  })

  it('NET-87 from nothing there is no percentage, and from what is missing there is none either', () => {
    expect(growthOf(0, 12)).toEqual({ kind: 'no_percentage' })
    expect(growthOf(null, 12)).toEqual({ kind: 'missing' })
    expect(growthOf(12, null)).toEqual({ kind: 'missing' })
    expect(growthOf(12, 0)).toMatchObject({ text: '−100.0 %' })
  })

  it('NET-87 the printed percentage, applied to the base, gives the figure back to within half a tenth of a per cent', () => {
    fc.assert(
      fc.property(base, figure, (from, to) => {
        const tenths = tenthsOf(from, to) as number
        expect(Math.abs(from * (1 + tenths / 1000) - to)).toBeLessThanOrEqual(from * 0.0005 + 1e-6)
      }),
    )
  })

  it('NET-87 the sign is that of the difference, more is never less, and the unit does not matter', () => {
    fc.assert(
      fc.property(base, figure, figure, fc.integer({ min: 2, max: 9 }), (from, one, other, factor) => {
        const [first, second] = [tenthsOf(from, one) as number, tenthsOf(from, other) as number]
        expect(Math.sign(first) === 0 || Math.sign(first) === Math.sign(one - from)).toBe(true)
        if (one <= other) expect(first).toBeLessThanOrEqual(second)
        expect(tenthsOf(from * factor, one * factor)).toBe(first)
      }),
    )
  })

  it('NET-87 what is printed reads back as the tenths', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 10_000_000 }), tenths => {
        const read = Number(percentText(tenths).replace('−', '-').replace(' %', ''))
        expect(Math.round(read * 10)).toBe(tenths)
      }),
    )
  })

  it('NET-87 a month is compared with the same month of the year before, the month before, or the agreed year', () => {
    expect(baseMonthOf('2026-01', 'year', null)).toBe('2025-01')
    expect(baseMonthOf('2026-01', 'month', null)).toBe('2025-12')
    expect(baseMonthOf('2026-03', 'baseline', 2019)).toBe('2019-03')
    expect(baseMonthOf('2026-03', 'baseline', null)).toBeNull()
    expect(baseMonthOf('2019-03', 'baseline', 2019)).toBeNull()
  })

  it('NET-84 a figure has no more decimals than its measure allows', () => {
    expect([12, 98.3, 0.25, 1.125, 0.0001].map(decimalsOf)).toEqual([0, 1, 2, 3, 4])
  })
})
