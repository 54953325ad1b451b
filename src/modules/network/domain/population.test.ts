import { describe, expect, it } from 'vitest'
import { largerThanWhole } from './population.ts'

describe('people served', () => {
  it('NET-46 no group is larger than the whole, nor those over 80 than those over 65; registered people may live elsewhere', () => {
    const of = (figures: Readonly<Record<string, number>>) =>
      largerThanWhole(Object.entries(figures).map(([group, persons]) => ({ group, persons })))
    expect(of({ total: 100, age_65_plus: 100, registered: 140 })).toBeUndefined()
    expect(of({ total: 100, diabetes: 101 })).toEqual({ group: 'diabetes', persons: 101, total: 100 })
    expect(of({ total: 100, age_65_plus: 20, age_80_plus: 21 })).toMatchObject({ group: 'age_80_plus', total: 20 })
    expect(of({ age_65_plus: 20 })).toBeUndefined()
  })
})
