import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#src/platform/kernel/dates.ts'
import { covers, overlappingPairs, overlaps, type Period } from './periods.ts'
import { decideTitleChange, titleFits } from './titles.ts'

const day = fc.nat(60).map(number => addDays('2026-01-01', number))
const period: fc.Arbitrary<Period> = fc.tuple(day, fc.option(fc.nat(20), { nil: null })).map(([validFrom, length]) => ({
  validFrom,
  validUntil: length === null ? null : addDays(validFrom, length),
}))
const days = Array.from({ length: 100 }, (_, index) => addDays('2026-01-01', index))

describe('NET-2 periods', () => {
  it('NET-2 two periods overlap exactly when some day belongs to both', () => {
    fc.assert(
      fc.property(period, period, (one, other) => {
        expect(overlaps(one, other)).toBe(days.some(on => covers(one, on) && covers(other, on)))
      }),
    )
  })

  it('NET-2 overlapping pairs are found whenever there are any, and only then', () => {
    fc.assert(
      fc.property(fc.array(period, { maxLength: 6 }), periods => {
        const any = periods.some((one, index) => periods.slice(index + 1).some(other => overlaps(one, other)))
        const pairs = overlappingPairs(periods)
        expect(pairs.length > 0).toBe(any)
        for (const [one, other] of pairs) expect(overlaps(one, other)).toBe(true)
      }),
    )
  })
})

describe('NET-5 titles', () => {
  const held = [
    { staffTitleId: 'a', titleCode: '233', validFrom: '2012-01-01', validUntil: '2018-12-31' },
    { staffTitleId: 'b', titleCode: '232', validFrom: '2019-01-01', validUntil: null },
  ]
  it('NET-5 a new title ends the open one the day before', () => {
    expect(decideTitleChange(held, '231', '2026-07-01')).toEqual({
      close: { staffTitleId: 'b', validUntil: '2026-06-30' },
    })
    expect(decideTitleChange([], '231', '2026-07-01')).toEqual({ close: null })
  })
  it('NET-5 a new title begins after the others and is another one', () => {
    expect(decideTitleChange(held, '231', '2019-01-01')).toEqual({ fault: 'title_not_later' })
    expect(decideTitleChange(held, '231', '2015-01-01')).toEqual({ fault: 'title_not_later' })
    expect(decideTitleChange(held, '232', '2026-07-01')).toEqual({ fault: 'title_unchanged' })
  })
  it('NET-5 a title belongs to the series of the profession', () => {
    expect(titleFits('nurse', '251')).toBe(true)
    expect(titleFits('nurse', '241')).toBe(false)
    expect(titleFits('manager', '241')).toBe(true)
    expect(titleFits('unknown', '231')).toBe(false)
  })
})
