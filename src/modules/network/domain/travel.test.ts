import { describe, expect, it } from 'vitest'
import { shortestWay } from './travel.ts'

describe('ways between sites', () => {
  it('NET-47 the quickest mode counts, the way back stands in for a way nobody wrote, and an unknown one is unknown', () => {
    const ways = [
      { from: 'A', to: 'B', minutes: 50 },
      { from: 'A', to: 'B', minutes: 35 },
      { from: 'B', to: 'A', minutes: 30 },
      { from: 'C', to: 'A', minutes: 20 },
    ]
    expect(shortestWay(ways, 'A', 'B')).toBe(35)
    expect(shortestWay(ways, 'B', 'A')).toBe(30)
    expect(shortestWay(ways, 'A', 'C')).toBe(20)
    expect(shortestWay(ways, 'B', 'C')).toBeNull()
    expect(shortestWay(ways, 'A', 'A')).toBe(0)
  })
})
