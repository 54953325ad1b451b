import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { equipmentStates } from '../contract-asset-codes.ts'
import { gapsOf } from './equipment-gaps.ts'

const owned = fc.array(
  fc.record({
    kindCode: fc.constantFrom('ecg', 'scale'),
    count: fc.integer({ min: 1, max: 5 }),
    state: fc.constantFrom(...equipmentStates),
  }),
)

describe('what is missing against the basic list', () => {
  it('NET-44 a device is there, broken or missing by what works and what a repair would bring', () => {
    const wanted = [{ kindCode: 'ecg', minimum: 2 }]
    const stateOf = (...states: readonly (typeof equipmentStates)[number][]) =>
      gapsOf(
        wanted,
        states.map(state => ({ kindCode: 'ecg', count: 1, state })),
      )[0]?.state
    expect(stateOf('in_use', 'idle')).toBe('have')
    expect(stateOf('in_use', 'broken')).toBe('broken')
    expect(stateOf('in_use', 'retired')).toBe('missing')
    expect(stateOf()).toBe('missing')
  })

  it('NET-44 one more working device never makes a gap larger', () => {
    const rank = { have: 2, broken: 1, missing: 0 }
    fc.assert(
      fc.property(owned, fc.integer({ min: 1, max: 6 }), (list, minimum) => {
        const wanted = [{ kindCode: 'ecg', minimum }]
        const [before] = gapsOf(wanted, list)
        const [after] = gapsOf(wanted, [...list, { kindCode: 'ecg', count: 1, state: 'in_use' as const }])
        expect(rank[after?.state ?? 'missing']).toBeGreaterThanOrEqual(rank[before?.state ?? 'missing'])
      }),
    )
  })
})
