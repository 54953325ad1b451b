import { describe, expect, it } from 'vitest'
import { readHttpEnvironment } from './environment.ts'

describe('what an operator says of the way requests come in', () => {
  it('PLAT-62 nothing said: no proxy is believed, and the limit is that of the code', () => {
    expect(readHttpEnvironment({})).toEqual({})
    expect(readHttpEnvironment({ TRUST_PROXY: ' ', MAX_IN_FLIGHT: '' })).toEqual({})
  })

  it('PLAT-62 proxies are named by address, network or family', () => {
    expect(readHttpEnvironment({ TRUST_PROXY: '10.0.0.5, 10.1.0.0/16,::1', MAX_IN_FLIGHT: '200' })).toEqual({
      trustProxy: '10.0.0.5,10.1.0.0/16,::1',
      maximumInFlight: 200,
    })
    expect(readHttpEnvironment({ TRUST_PROXY: 'loopback' })).toEqual({ trustProxy: 'loopback' })
  })

  it.each(['true', '1', 'proxy.example', '10.0.0.5/40', '10.0.0.5/8/8', '10.0.0.5,'])(
    'PLAT-62 TRUST_PROXY=%s is no start rather than a wrong one',
    value => {
      expect(() => readHttpEnvironment({ TRUST_PROXY: value })).toThrow(/TRUST_PROXY/)
    },
  )

  it.each(['0', '-1', '1.5', 'many', '1000000'])('PLAT-62 MAX_IN_FLIGHT=%s is refused', value => {
    expect(() => readHttpEnvironment({ MAX_IN_FLIGHT: value })).toThrow(/MAX_IN_FLIGHT/)
  })
})
